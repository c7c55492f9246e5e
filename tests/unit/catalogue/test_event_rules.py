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
    problems,
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


def in_between(node: str, more: str = "", data: tuple[str, ...] = ()) -> Bundle:
    """Start with ``a`` set, the node T, end; and these data objects."""
    parts = (node, *(element("dataObject", id) for id in data), end(), *chain("mulai", "T", "selesai"))
    return bundle(file(process(start(outputs={"a": "1"}), *parts), more=ROOTS + more))


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


@pytest.mark.parametrize(
    "inputs",
    [
        {"url": URL, "headers": '{"Authorization": a}'},
        {"url": URL, "headers": '{"X-Api-Key": a}'},
        {"url": URL, "headers": 'if a = 1 then {"cookie": "x"} else {}'},
        {"url": '"https://petugas:sandi@contoh.go.id/"'},
        {"url": '"https://petugas:sandi@contoh.go.id/" + string(a)'},
    ],
)
def test_a_secret_isnt_written_where_the_journal_keeps_it(inputs: dict[str, str]) -> None:
    faulty = service(inputs, connector="http")

    assert told(faulty) == [("PRF-324", "error", "T")]
    assert "sandi@" not in problems(faulty)[0].message


def test_a_header_without_a_secret_is_sound() -> None:
    assert ids(service({"url": URL, "headers": '{"X-Unit": string(a)}'}, connector="http")) == set()


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


def test_several_sources_become_one_value_by_a_transformation() -> None:
    def bringing(*more: str) -> Bundle:
        ends = (bare("sourceRef", "D1"), bare("sourceRef", "D2"), bare("targetRef", "D3"))
        moves = task("T", inside=element("dataOutputAssociation", "X", *ends, *more))
        return in_between(moves, data=("D1", "D2", "D3"))

    assert ids(bringing()) == {("PRF-330", "error")}
    assert ids(bringing(bare("transformation", "D1"))) == set()


@pytest.mark.parametrize(
    ("inside", "sound"),
    [
        ((bare("inputSet", bare("dataInputRefs", "I")), bare("outputSet")), True),
        ((bare("inputSet"), bare("outputSet")), False),
        ((bare("inputSet", bare("dataInputRefs", "I")),), False),
        (
            (bare("inputSet", *(bare("dataInputRefs", id) for id in ("I", "hilang"))), bare("outputSet")),
            False,
        ),
    ],
)
def test_the_sets_of_an_activitys_data_hold_all_of_it_and_nothing_else(
    inside: tuple[str, ...], sound: bool
) -> None:
    asked = task("T", inside=bare("ioSpecification", element("dataInput", "I"), *inside))

    assert ids(in_between(asked)) == (set() if sound else {("PRF-331", "warning")})


def test_an_event_has_one_data_for_each_thing_that_it_waits_for() -> None:
    message = bare("messageEventDefinition", messageRef="surat")

    def waiting(*data: str) -> Bundle:
        return in_between(
            element("intermediateCatchEvent", "T", *(element("dataOutput", d) for d in data), message)
        )

    assert ("PRF-332", "warning") not in ids(waiting("D1"))
    assert ("PRF-332", "warning") in ids(waiting("D1", "D2"))


def test_data_is_made_of_what_is_defined() -> None:
    def made_of(reference: str) -> Bundle:
        data = element("dataObject", "D", itemSubjectRef=reference)
        return simple(start(), task("T"), data, end(), *chain("mulai", "T", "selesai"))

    assert told(made_of("hilang")) == [("PRF-319", "warning", "D")]
    assert told(made_of("bpmndi:jenis")) == []


def link(tag: str, id: str, name: str, *ends: str) -> str:
    return element(tag, id, bare("linkEventDefinition", *ends, id=f"L{id}", name=name))


@pytest.mark.parametrize("by", ["target", "source"])
def test_a_link_may_find_its_other_end_by_reference(by: str) -> None:
    def joined(reference: str) -> Bundle:
        end_of = {by: (bare(by, reference),)}
        throws = link("intermediateThrowEvent", "A", "pergi", *end_of.get("target", ()))
        catches = link("intermediateCatchEvent", "B", "tiba", *end_of.get("source", ()))
        return simple(start(), throws, catches, end(), *chain("mulai", "A"), *chain("B", "selesai"))

    assert ids(joined("LB" if by == "target" else "LA")) == set()
    assert {id for id, _ in ids(joined("hilang"))} >= {"PRF-319", "PRF-221"}


def test_a_completion_condition_counts_by_the_standards_names() -> None:
    counting = "numberOfCompletedInstances + numberOfTerminatedInstances &gt;= numberOfInstances"
    loop = bare(
        "multiInstanceLoopCharacteristics",
        bare("loopCardinality", "3"),
        bare("completionCondition", f"{counting} or numberOfActiveInstances = 0"),
    )

    assert ids(around(task("T", inside=loop))) == set()


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


@pytest.mark.parametrize(
    ("text", "sound"),
    [("=1 + 1", False), ("=true", False), ('="P" + "1D"', True), ('=duration("P1D")', True), ("=a", True)],
)
def test_an_expression_of_a_timer_can_give_a_time(text: str, sound: bool) -> None:
    timer = bare("timerEventDefinition", bare("timeDuration", text))

    assert (
        ("PRF-312", "error") not in ids(in_between(element("intermediateCatchEvent", "T", timer)))
    ) == sound


def test_a_fault_of_an_event_definition_of_the_file_is_told_of_the_event() -> None:
    shared = element("timerEventDefinition", "jam", bare("timeDuration", "sebentar"))
    waiting = element("intermediateCatchEvent", "T", bare("eventDefinitionRef", "tns:jam"))

    assert ("PRF-312", "error", "T") in told(in_between(waiting, shared))


def test_a_send_task_without_a_message_is_warned_of() -> None:
    assert ("PRF-320", "warning") in ids(in_between(element("sendTask", "T")))


def test_only_what_is_in_sight_is_compensated() -> None:
    undo = element("boundaryEvent", "B", bare("compensateEventDefinition"), attachedToRef="A")
    inside = (task("A"), undo, task("U", isForCompensation="true"))
    level = element("subProcess", "S", *inside, element("association", "AS", sourceRef="B", targetRef="U"))

    def compensating(activity: str) -> Bundle:
        thrown = bare("compensateEventDefinition", activityRef=activity)
        return in_between(element("intermediateThrowEvent", "T", thrown) + level)

    assert ("PRF-328", "warning") in ids(compensating("A"))
    assert ("PRF-328", "warning") not in ids(compensating("S"))


def test_data_of_one_name_and_level_is_warned_of() -> None:
    def twice(name: str) -> Bundle:
        return around(
            task("T") + element("dataObject", "D", name="naskah") + element("dataObject", "E", name=name)
        )

    assert ("PRF-333", "warning", "E") in told(twice("naskah"))
    assert ("PRF-333", "warning", "E") not in told(twice("lampiran"))


def test_two_errors_have_two_codes() -> None:
    twin = element("error", "lain", errorCode="DITOLAK")

    assert ("PRF-712", "warning") in ids(in_between(task("T"), twin))
    assert ("PRF-712", "warning") not in ids(in_between(task("T")))
