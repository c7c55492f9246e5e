"""PRF-319 to 328: what events, loops, connectors and data refer to and need."""

import pytest

from engine.catalogue import Bundle
from engine.catalogue.rules.prf_324_connector import INPUTS
from engine.connectors import email, http, notify
from tests.unit.catalogue.builder import (
    around,
    bare,
    bundle,
    chain,
    element,
    end,
    extension,
    file,
    inputs_and_outputs,
    process,
    properties,
    simple,
    start,
    task,
    told,
)

ROOTS = "".join(
    [
        element("message", "surat", name="surat"),
        element("signal", "libur", name="libur"),
        element("error", "ditolak", errorCode="DITOLAK"),
        element("error", "tanpaKode", name="tanpa kode"),
    ]
)


def in_between(node: str, more: str = "") -> Bundle:
    """Start with ``a`` set, the node T, end."""
    flows = chain("mulai", "T", "selesai")
    return bundle(file(process(start(outputs={"a": "1"}), node, end(), *flows), more=ROOTS + more))


def ids(faulty: Bundle) -> set[tuple[str, str]]:
    return {(id, severity) for id, severity, _ in told(faulty)}


@pytest.mark.parametrize(
    ("tag", "kind", "sound"),
    [
        ("intermediateCatchEvent", "message", "surat"),
        ("intermediateThrowEvent", "message", "surat"),
        ("intermediateCatchEvent", "signal", "libur"),
    ],
)
def test_a_reference_leads_to_something_of_its_kind(tag: str, kind: str, sound: str) -> None:
    def referring(to: str) -> Bundle:
        return in_between(element(tag, "T", bare(f"{kind}EventDefinition", **{f"{kind}Ref": to})))

    assert ("PRF-319", "error") not in ids(referring(sound))
    assert ("PRF-319", "error") in ids(referring("hilang"))
    assert ("PRF-319", "error") in ids(referring("ditolak"))


def test_a_reference_may_bear_a_prefix() -> None:
    assert ("PRF-319", "error") not in ids(in_between(element("receiveTask", "T", messageRef="tns:surat")))


def test_what_is_sent_or_waited_for_is_named() -> None:
    nameless = in_between(element("receiveTask", "T", messageRef="diam"), element("message", "diam"))
    signal = element("intermediateCatchEvent", "T", bare("signalEventDefinition"))

    assert ("PRF-320", "error") in ids(in_between(element("receiveTask", "T")))
    assert ("PRF-320", "error") in ids(in_between(signal))
    assert ("PRF-320", "warning") in ids(nameless)


def test_a_message_flow_names_the_message_too() -> None:
    pools = [element("participant", "P", processRef="cuti"), element("participant", "Q")]
    drawn = element("collaboration", "K", *pools, element("messageFlow", "M", sourceRef="Q", targetRef="T"))
    flows = chain("mulai", "T", "selesai")

    assert told(bundle(file(process(start(), element("receiveTask", "T"), end(), *flows), more=drawn))) == []


@pytest.mark.parametrize(("reference", "expected"), [("ditolak", False), ("tanpaKode", True), (None, True)])
def test_an_error_that_is_thrown_has_a_code(reference: str | None, expected: bool) -> None:
    attributes = {} if reference is None else {"errorRef": reference}
    ends = end("selesai", bare("errorEventDefinition", **attributes))
    thrown = bundle(file(process(start(), ends, *chain("mulai", "selesai")), more=ROOTS))

    assert (("PRF-321", "warning") in ids(thrown)) == expected


def test_a_conditional_event_has_a_condition() -> None:
    def waiting(*inside: str) -> Bundle:
        return in_between(element("intermediateCatchEvent", "T", bare("conditionalEventDefinition", *inside)))

    assert ids(waiting()) == {("PRF-322", "error")}
    assert ids(waiting(bare("condition", "a &gt; 1"))) == set()
    assert ids(waiting(bare("condition", "a &gt;"))) == {("PRF-402", "error")}


@pytest.mark.parametrize(
    ("loop", "sound"),
    [
        (bare("standardLoopCharacteristics", loopMaximum="3"), True),
        (bare("standardLoopCharacteristics", bare("loopCondition", "loopCounter &lt; 3")), True),
        (bare("standardLoopCharacteristics"), False),
        (bare("standardLoopCharacteristics", loopMaximum="0"), False),
        (bare("standardLoopCharacteristics", loopMaximum="-1"), False),
    ],
)
def test_a_loop_says_when_it_ends(loop: str, sound: bool) -> None:
    assert (ids(around(task("T", inside=loop))) == set()) == sound


def test_an_activity_isnt_looping_and_multi_instance_at_once() -> None:
    both = bare("standardLoopCharacteristics", loopMaximum="3")
    both += bare("multiInstanceLoopCharacteristics", bare("loopCardinality", "2"))

    assert ids(around(task("T", inside=both))) == {("PRF-323", "error")}


def service(inputs: dict[str, str], **settings: str) -> Bundle:
    parts = extension(properties(**settings), inputs_and_outputs(inputs))
    return in_between(element("serviceTask", "T", parts))


URL = '"https://contoh.go.id/"'


def test_a_connector_is_known_and_given_what_it_needs() -> None:
    assert ids(service({"url": URL}, connector="http")) == set()
    assert ids(service({"url": URL}, connector="http", retries="3")) == set()
    assert ids(service({}, connector="http")) == {("PRF-324", "warning")}
    assert ids(service({"url": URL, "alamat": "1"}, connector="http")) == {("PRF-324", "error")}
    assert ids(service({}, connector="telegram")) == {("PRF-324", "error")}


def test_the_connectors_read_what_the_linter_says_that_they_read() -> None:
    assert {name: known for name, (known, _) in INPUTS.items()} == {
        "http": http.KNOWN,
        "email": email.KNOWN,
        "notify": notify.KNOWN,
    }


def test_a_connectors_answer_is_seen_by_its_outputs_only() -> None:
    def keeping(**settings: str) -> Bundle:
        kept = inputs_and_outputs({"url": URL} if settings else {}, {"jawaban": "result.body"})
        return in_between(element("serviceTask", "T", extension(properties(**settings), kept)))

    assert ids(keeping(connector="http")) == set()
    assert ("PRF-403", "error") in ids(keeping())


@pytest.mark.parametrize("tag", ["task", "serviceTask"])
def test_a_task_in_which_nothing_happens_is_warned_of(tag: str) -> None:
    computes = extension(inputs_and_outputs(outputs={"b": "a + 1"}))

    assert ids(in_between(element(tag, "T"))) == {("PRF-325", "warning")}
    assert ids(in_between(element(tag, "T", computes))) == set()


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ((bare("targetRef", "berkas"), bare("transformation", "1")), set()),
        ((bare("sourceRef", "lain"), bare("targetRef", "berkas")), {("PRF-326", "error")}),
        ((bare("targetRef", "hilang"), bare("transformation", "1")), {("PRF-326", "error")}),
        ((bare("transformation", "1"),), {("PRF-326", "error")}),
        ((bare("targetRef", "berkas"), bare("transformation", "berkas +")), {("PRF-402", "error")}),
    ],
)
def test_a_data_association_moves_something_somewhere(
    inside: tuple[str, ...], expected: set[tuple[str, str]]
) -> None:
    moves = task("T", inside=element("dataOutputAssociation", "X", *inside))
    data = element("dataObject", "berkas", name="berkas")

    assert ids(simple(start(), moves, data, end(), *chain("mulai", "T", "selesai"))) == expected


def test_data_are_variables_of_their_names() -> None:
    data = element("dataObject", "D", name="berkas")
    asked = task("T", inputs_and_outputs(outputs={"a": "berkas"}))

    assert told(simple(start(), asked, data, end(), *chain("mulai", "T", "selesai"))) == []


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"timeToLive": "P7D"}, set()),
        ({"timeToLive": "7 hari"}, {("PRF-327", "error")}),
        ({"retries": "20"}, set()),
        ({"retries": "0"}, {("PRF-327", "warning")}),
        ({"retries": "21"}, {("PRF-327", "warning")}),
    ],
)
def test_how_long_and_how_often_is_tried_is_read(
    settings: dict[str, str], expected: set[tuple[str, str]]
) -> None:
    parts = extension(properties(**settings)) + bare("signalEventDefinition", signalRef="libur")
    found = ids(in_between(element("intermediateThrowEvent", "T", parts)))

    assert {each for each in found if each[0] == "PRF-327"} == expected


@pytest.mark.parametrize("text", ["a", "=a"])
def test_a_correlation_and_a_payload_are_feel_with_or_without_a_mark(text: str) -> None:
    def throwing(value: str) -> Bundle:
        parts = extension(properties(correlation=value, payload=value))
        message = bare("messageEventDefinition", messageRef="surat")
        return in_between(element("intermediateThrowEvent", "T", parts, message))

    assert ids(throwing(text)) == {("PRF-709", "warning")}
    assert ("PRF-403", "error") in ids(throwing("hilang"))


def test_what_a_message_brings_is_seen_by_the_outputs_of_what_waits() -> None:
    kept = inputs_and_outputs(outputs={"b": "message.isi"})
    settings = extension(properties(correlation="a", correlation__message="message.nomor"), kept)

    assert ids(in_between(element("receiveTask", "T", settings, messageRef="surat"))) == {
        ("PRF-709", "warning")
    }


def test_a_cycle_is_a_repeating_interval() -> None:
    def waiting(text: str) -> Bundle:
        timer = bare("timerEventDefinition", bare("timeCycle", text))
        return in_between(element("intermediateCatchEvent", "T", timer))

    assert ids(waiting("R3/PT10H")) == set()
    assert ids(waiting("setiap hari")) == {("PRF-312", "error")}


@pytest.mark.parametrize(("name", "text"), [("", "1"), ("a", ""), ("a", "=")])
def test_a_parameter_has_a_name_and_an_expression(name: str, text: str) -> None:
    assert ("PRF-329", "error") in ids(around(task("T", inputs_and_outputs(outputs={name: text}))))
