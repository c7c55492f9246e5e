"""PRF-70x and 71x: pools and message flows, and what is thrown and caught."""

import pytest

from engine.catalogue import Bundle
from tests.unit.catalogue.builder import (
    bare,
    bundle,
    chain,
    element,
    end,
    extension,
    file,
    flow,
    gateway,
    inputs_and_outputs,
    process,
    properties,
    start,
    task,
    told,
)

ROOTS = "".join(
    [
        element("message", "surat", name="surat"),
        element("signal", "libur", name="libur"),
        element("error", "ditolak", errorCode="DITOLAK"),
        element("error", "lain", errorCode="LAIN"),
        element("escalation", "lambat", escalationCode="LAMBAT"),
    ]
)
POOLS = element("participant", "P", processRef="cuti") + element("participant", "Q", name="Mitra")
MAIN = (start(), task("T"), gateway("exclusive", "G"), end(), *chain("mulai", "T", "G", "selesai"))


def ids(faulty: Bundle) -> set[tuple[str, str]]:
    """Id and severity of what is found, besides the idle gateway."""
    return {(id, severity) for id, severity, _ in told(faulty) if id != "PRF-224"}


def drawn(*flows: str, pools: str = POOLS, parts: tuple[str, ...] = MAIN) -> Bundle:
    return bundle(file(process(*parts), more=element("collaboration", "K", pools, *flows) + ROOTS))


def message_flow(source: str, target: str) -> str:
    return element("messageFlow", "M", sourceRef=source, targetRef=target)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Q", "T", set()),
        ("T", "Q", set()),
        ("Q", "P", set()),
        ("Q", "hilang", {("PRF-701", "error")}),
        ("", "T", {("PRF-701", "error")}),
        ("T", "P", {("PRF-702", "error")}),
        ("G", "Q", {("PRF-703", "error")}),
        ("Q", "G", {("PRF-703", "error")}),
        ("Q", "mulai", {("PRF-703", "error")}),
        ("selesai", "Q", {("PRF-703", "error")}),
    ],
)
def test_a_message_flow_joins_two_pools(source: str, target: str, expected: set[tuple[str, str]]) -> None:
    assert ids(drawn(message_flow(source, target))) == expected


def test_a_message_flow_leads_to_what_receives() -> None:
    sends, receives = (element(f"{kind}Task", kind, messageRef="surat") for kind in ("send", "receive"))
    parts = (start(), sends, receives, end(), *chain("mulai", "send", "receive", "selesai"))

    assert ids(drawn(message_flow("send", "Q"), parts=parts)) == set()
    assert ids(drawn(message_flow("Q", "receive"), parts=parts)) == set()
    assert ids(drawn(message_flow("Q", "send"), parts=parts)) == {("PRF-703", "error")}
    assert ids(drawn(message_flow("receive", "Q"), parts=parts)) == {("PRF-703", "error")}


def test_a_participant_has_a_process_of_its_own() -> None:
    twice = POOLS + element("participant", "R", processRef="cuti")

    assert ids(drawn(pools=twice)) == {("PRF-704", "warning")}
    assert ids(drawn(pools=element("participant", "R", processRef="hilang"))) == {("PRF-704", "error")}
    assert ids(drawn(pools="")) == {("PRF-705", "warning")}


def test_somebody_elses_process_may_be_empty() -> None:
    theirs = element("process", "mereka", isExecutable="false")
    pools = POOLS + element("participant", "R", processRef="mereka")

    assert ids(bundle(file(process(*MAIN), theirs, more=element("collaboration", "K", pools)))) == set()


def test_a_process_that_only_shows_somebody_elses_work_is_left_alone() -> None:
    nonsense = (task("U", camunda_assignee="${siapa}"), element("choreographyTask", "V"), flow("U", "hilang"))
    theirs = process(*nonsense, key="mereka", executable="false")
    pools = POOLS + element("participant", "R", processRef="mereka")
    both = element("collaboration", "K", pools, message_flow("U", "T"))

    silent = theirs.replace(' isExecutable="false"', "")

    assert ids(bundle(file(process(*MAIN), theirs, more=both))) == set()
    assert ids(bundle(file(process(*MAIN), silent, more=both))) == {("PRF-010", "warning")}


def test_what_is_called_runs_and_must_say_so() -> None:
    call = element("callActivity", "C", calledElement="anak")
    parts = (start(), call, end(), *chain("mulai", "C", "selesai"))
    called = process(start("m2"), end("e2"), *chain("m2", "e2"), key="anak", executable="false")

    assert ("PRF-010", "error") in ids(bundle(file(process(*parts), called)))


def thrown(kind: str, reference: str, id: str = "lempar") -> str:
    return end(id, bare(f"{kind}EventDefinition", **{f"{kind}Ref": reference}))


def caught(kind: str, reference: str | None, host: str) -> str:
    """A boundary event, and the end to which it leads."""
    attributes = {} if reference is None else {f"{kind}Ref": reference}
    event = element("boundaryEvent", "B", bare(f"{kind}EventDefinition", **attributes), attachedToRef=host)
    return event + end("B_akhir") + flow("B", "B_akhir")


def throwing_inside(throws: str, *more: str) -> Bundle:
    sub = element("subProcess", "S", start("m2", starters=""), throws, *chain("m2", "lempar"))
    parts = (start(), sub, end(), *chain("mulai", "S", "selesai"), *more)
    return bundle(file(process(*parts), more=ROOTS))


@pytest.mark.parametrize(
    ("kind", "code", "id"), [("error", "ditolak", "706"), ("escalation", "lambat", "707")]
)
def test_what_is_thrown_is_caught_around_it(kind: str, code: str, id: str) -> None:
    throws = thrown(kind, code)

    assert ids(throwing_inside(throws, caught(kind, code, "S"))) == set()
    assert ids(throwing_inside(throws, caught(kind, None, "S"))) == set()
    assert ids(throwing_inside(throws)) == {(f"PRF-{id}", "warning")}


def test_another_code_isnt_caught_and_never_comes() -> None:
    assert ids(throwing_inside(thrown("error", "ditolak"), caught("error", "lain", "S"))) == {
        ("PRF-706", "warning"),
        ("PRF-708", "warning"),
    }


def handler(*ends: str) -> str:
    """An event subprocess that begins with the error."""
    begins = element("startEvent", "m3", bare("errorEventDefinition", errorRef="ditolak"))
    return element("subProcess", "E", begins, *ends, *chain("m3", "e3"), triggeredByEvent="true")


def test_an_event_subprocess_catches_for_its_level() -> None:
    assert ids(throwing_inside(thrown("error", "ditolak"), handler(end("e3")))) == set()


def test_an_event_subprocess_doesnt_catch_what_it_throws() -> None:
    rethrows = handler(thrown("error", "ditolak", "e3"))

    assert ids(throwing_inside(thrown("error", "ditolak"), rethrows)) == {("PRF-706", "warning")}


def calling(*at_the_call: str) -> Bundle:
    """A process that calls one which ends by an error; both in one file."""
    call = element("callActivity", "C", calledElement="anak")
    main = process(start(), call, end(), *chain("mulai", "C", "selesai"), *at_the_call)
    parts = (start("m2", starters=""), thrown("error", "ditolak"), *chain("m2", "lempar"))
    return bundle(file(main, process(*parts, key="anak"), more=ROOTS))


def test_an_error_leaves_a_called_process_at_the_call() -> None:
    assert ids(calling(caught("error", "ditolak", "C"))) == set()
    assert ids(calling()) == {("PRF-706", "warning")}


def guarded(node: str) -> Bundle:
    parts = (start(), node, end(), *chain("mulai", "T", "selesai"), caught("error", "ditolak", "T"))
    return bundle(file(process(*parts), more=ROOTS))


def test_an_error_on_a_task_that_throws_none_is_warned_of() -> None:
    assert ids(guarded(task("T"))) == {("PRF-708", "warning")}


def test_a_connector_may_answer_with_any_error() -> None:
    settings = extension(properties(connector="notify"), inputs_and_outputs({"title": '"a"'}))

    assert ids(guarded(element("serviceTask", "T", settings))) == set()


@pytest.mark.parametrize(("kind", "name", "id"), [("message", "surat", "709"), ("signal", "libur", "710")])
def test_who_sends_and_who_waits_find_each_other(kind: str, name: str, id: str) -> None:
    definition = bare(f"{kind}EventDefinition", **{f"{kind}Ref": name})
    throws = element("intermediateThrowEvent", "A", definition)
    waits = element("intermediateCatchEvent", "B", definition)

    def sequence(*nodes: str, way: tuple[str, ...]) -> Bundle:
        parts = (start(), *nodes, end(), *chain("mulai", *way, "selesai"))
        return bundle(file(process(*parts), more=ROOTS))

    assert ids(sequence(throws, waits, way=("A", "B"))) == set()
    assert ids(sequence(throws, way=("A",))) == {(f"PRF-{id}", "warning")}
    assert ids(sequence(waits, way=("B",))) == {(f"PRF-{id}", "warning")}


@pytest.mark.parametrize(("kind", "name"), [("message", "surat"), ("signal", "libur")])
def test_a_process_that_begins_itself_again_is_warned_of(kind: str, name: str) -> None:
    definition = bare(f"{kind}EventDefinition", **{f"{kind}Ref": name})
    begins = element("startEvent", "mulai", definition)

    def ending(*definitions: str) -> Bundle:
        parts = (begins, task("T"), end("selesai", *definitions), *chain("mulai", "T", "selesai"))
        return bundle(file(process(*parts), more=ROOTS))

    assert ("PRF-711", "warning") in ids(ending(definition))
    assert ("PRF-711", "warning") not in ids(ending())
