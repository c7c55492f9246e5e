"""PRF-012 to 016 and 216 to 230: levels, event subprocesses, compensation, links, gateways of events, joins."""

import pytest

from engine.catalogue import Bundle
from tests.unit.catalogue.builder import (
    bare,
    bundle,
    chain,
    element,
    end,
    file,
    flow,
    gateway,
    inputs_and_outputs,
    process,
    simple,
    start,
    task,
    told,
)

TIMER = bare("timerEventDefinition", bare("timeDuration", "P1D"))
MESSAGE = bare("messageEventDefinition", messageRef="surat")
COMPENSATION = bare("compensateEventDefinition")
SURAT = element("message", "surat", name="surat")
MAIN = (start(), task("T"), end(), *chain("mulai", "T", "selesai"))
INSIDE = (task("U"), end("e2"), *chain("m2", "U", "e2"))


def errors(faulty: Bundle) -> list[tuple[str, str | None]]:
    return [(id, element) for id, severity, element in told(faulty) if severity == "error"]


def warnings(faulty: Bundle) -> list[tuple[str, str | None]]:
    return [(id, element) for id, severity, element in told(faulty) if severity == "warning"]


def with_message(*elements: str) -> Bundle:
    return bundle(file(process(*elements), more=SURAT))


def beside_the_main_flow(*elements: str) -> Bundle:
    return with_message(*MAIN, *elements)


def test_a_level_without_start_or_end_is_only_warned_of() -> None:
    sub = element("subProcess", "T", task("U"))

    assert set(told(simple(start(), sub, end(), *chain("mulai", "T", "selesai")))) == {
        ("PRF-012", "warning", "T"),
        ("PRF-014", "warning", "T"),
        ("PRF-210", "warning", "U"),
    }


def test_a_subprocess_begins_at_one_place() -> None:
    twice = element("subProcess", "T", start("m2"), start("m3"), *INSIDE, flow("m3", "U"))

    assert errors(simple(start(), twice, end(), *chain("mulai", "T", "selesai"))) == [("PRF-012", "T")]


def test_an_empty_subprocess_is_warned_of() -> None:
    sub = element("subProcess", "T")

    assert ("PRF-016", "T") in warnings(simple(start(), sub, end(), *chain("mulai", "T", "selesai")))


def event_subprocess(*starts: str) -> Bundle:
    parts = [*starts, *INSIDE]
    return beside_the_main_flow(element("subProcess", "E", *parts, triggeredByEvent="true"))


def test_an_event_subprocess_begins_by_one_event() -> None:
    triggered = element("startEvent", "m2", TIMER)

    assert errors(event_subprocess(triggered)) == []
    assert errors(event_subprocess(start("m2", starters=""))) == [("PRF-216", "E")]
    assert ("PRF-216", "E") in errors(event_subprocess(triggered, element("startEvent", "m3", TIMER)))


def test_no_flow_leads_to_an_event_subprocess() -> None:
    sub = element("subProcess", "E", element("startEvent", "m2", TIMER), *INSIDE, triggeredByEvent="true")

    assert errors(simple(*MAIN, sub, flow("T", "E"))) == [("PRF-217", "E")]


def test_an_embedded_subprocess_has_no_trigger() -> None:
    sub = element("subProcess", "T", element("startEvent", "m2", TIMER), *INSIDE)

    assert errors(simple(start(), sub, end(), *chain("mulai", "T", "selesai"))) == [("PRF-218", "m2")]


def compensated(*more: str, handler: str = "true", link: bool = True) -> Bundle:
    """A task with a compensation event on it, which an association leads on to what compensates it."""
    parts = [
        element("boundaryEvent", "B", COMPENSATION, attachedToRef="T"),
        task("K", isForCompensation=handler),
        element("association", "A", sourceRef="B", targetRef="K") if link else "",
        *more,
    ]
    return simple(start(), task("T"), end("selesai", COMPENSATION), *chain("mulai", "T", "selesai"), *parts)


def test_compensation_is_led_on_by_an_association() -> None:
    assert told(compensated()) == []
    assert ("PRF-220", "B") in errors(compensated(link=False))
    assert ("PRF-219", "K") in warnings(compensated(link=False))
    assert ("PRF-220", "B") in errors(compensated(handler="false"))


def test_neither_the_event_nor_what_compensates_has_flows() -> None:
    assert ("PRF-220", "B") in errors(compensated(end("e2"), flow("B", "e2")))
    assert ("PRF-219", "K") in errors(compensated(end("e2"), flow("K", "e2")))


def test_compensating_what_nothing_compensates_is_warned_of() -> None:
    ends = end("selesai", COMPENSATION)

    assert told(simple(start(), task("T"), ends, *chain("mulai", "T", "selesai"))) == [
        ("PRF-328", "warning", "selesai")
    ]


def test_an_event_subprocess_doesnt_compensate_a_whole_process() -> None:
    assert ("PRF-229", "m2") in errors(event_subprocess(element("startEvent", "m2", COMPENSATION)))


def linked(*names: str) -> Bundle:
    """Start, a link's source, and targets of these names that lead to the end."""
    targets = [
        element("intermediateCatchEvent", f"C{number}", bare("linkEventDefinition", name=name))
        for number, name in enumerate(names)
    ]
    flows = [flow(f"C{number}", "selesai") for number in range(len(names))]
    source = element("intermediateThrowEvent", "L", bare("linkEventDefinition", name="B"))
    return simple(start(), source, flow("mulai", "L"), *targets, end(), *flows)


@pytest.mark.parametrize("names", [(), ("B", "B"), ("C",)])
def test_a_link_has_one_target(names: tuple[str, ...]) -> None:
    assert ("PRF-221", "L") in errors(linked(*names))


def test_a_link_goes_on_at_its_target() -> None:
    assert told(linked("B")) == []


def test_a_boundary_event_leads_somewhere() -> None:
    event = element("boundaryEvent", "B", TIMER, attachedToRef="T")

    assert ("PRF-222", "B") in warnings(beside_the_main_flow(event))
    assert told(beside_the_main_flow(event, flow("B", "selesai"))) == []


@pytest.mark.parametrize("host", ["E", "K"])
def test_a_boundary_event_isnt_on_what_no_flow_enters(host: str) -> None:
    sub = element("subProcess", "E", element("startEvent", "m2", TIMER), *INSIDE, triggeredByEvent="true")
    handler = task("K", isForCompensation="true")
    event = element("boundaryEvent", "B", TIMER, attachedToRef=host)

    assert ("PRF-213", "B") in errors(simple(*MAIN, sub, handler, event, end("e3"), flow("B", "e3")))


def choice_of_events(*targets: str, more: tuple[str, ...] = ()) -> Bundle:
    """Start, an event-based gateway, and an end behind each of what it leads to."""
    ids = [f"C{number}" for number in range(len(targets))]
    flows = [each for id in ids for each in chain("G", id, "selesai")]
    waiting = [target.replace("ID", id, 1) for target, id in zip(targets, ids, strict=True)]
    gate = gateway("eventBased", "G")
    return with_message(start(), gate, end(), flow("mulai", "G"), *waiting, *flows, *more)


CATCHES = element("intermediateCatchEvent", "ID", TIMER)
RECEIVES = element("receiveTask", "ID", messageRef="surat")


def test_an_event_gateway_leads_to_what_waits() -> None:
    assert errors(choice_of_events(CATCHES, RECEIVES)) == []
    assert ("PRF-223", "G") in errors(choice_of_events(CATCHES, task("ID")))
    assert ("PRF-223", "G") in warnings(choice_of_events(CATCHES))


def test_nothing_else_leads_to_what_an_event_gateway_waits_for() -> None:
    event = element("boundaryEvent", "B", TIMER, attachedToRef="C1")
    guarded = choice_of_events(CATCHES, RECEIVES, more=(event, flow("B", "selesai")))

    assert errors(guarded) == [("PRF-223", "G")]
    assert ("PRF-223", "G") in errors(choice_of_events(CATCHES, RECEIVES, more=(flow("C0", "C1"),)))


def test_messages_arent_waited_for_by_events_and_by_tasks_at_once() -> None:
    event = element("intermediateCatchEvent", "ID", MESSAGE)

    assert ("PRF-223", "G") in errors(choice_of_events(event, RECEIVES))


DECIDES = task("T", inputs_and_outputs(outputs={"ya": "true"}))


def joined(split: str, *, conditions: bool = False) -> Bundle:
    """Start, a task, a split of a kind to A and B, and a parallel join of both."""
    taken = ["ya", "not(ya)"] if conditions else [None, None]
    return simple(
        *(start(), DECIDES, gateway(split, "S"), task("A"), task("B"), gateway("parallel", "J"), end()),
        *(*chain("mulai", "T", "S"), flow("S", "A", taken[0]), flow("S", "B", taken[1])),
        *(*chain("A", "J", "selesai"), flow("B", "J")),
    )


def test_a_join_of_what_is_taken_together_is_sound() -> None:
    assert told(joined("parallel")) == []
    assert told(joined("inclusive", conditions=True)) == []


def test_a_join_of_the_ways_of_a_choice_is_refused() -> None:
    assert errors(joined("exclusive", conditions=True)) == [("PRF-225", "J")]


def test_a_join_that_waits_for_what_comes_from_behind_it_is_refused() -> None:
    again = simple(
        *(start(), DECIDES, gateway("parallel", "J"), task("A"), gateway("exclusive", "G"), end()),
        *(*chain("mulai", "T", "J", "A", "G"), flow("G", "J", "ya"), flow("G", "selesai", "not(ya)")),
    )

    assert errors(again) == [("PRF-225", "J")]


def test_a_choice_after_a_split_may_still_fill_a_join() -> None:
    two_tokens = simple(
        *(start(), DECIDES, gateway("parallel", "S"), gateway("exclusive", "M"), gateway("exclusive", "G")),
        *(gateway("parallel", "J"), task("A"), task("B"), end(), *chain("mulai", "T", "S", "A", "M", "G")),
        *(*chain("S", "B", "M"), flow("G", "J", "ya"), flow("G", "J", "not(ya)", id="lagi")),
        flow("J", "selesai"),
    )

    assert errors(two_tokens) == []


def test_a_join_of_an_event_beside_its_task_is_sound_where_both_go_on() -> None:
    def waiting(**attributes: str) -> Bundle:
        event = element("boundaryEvent", "B", TIMER, attachedToRef="T", **attributes)
        parts = (start(), task("T"), event, gateway("parallel", "J"), end())
        return simple(*parts, *chain("mulai", "T", "J", "selesai"), flow("B", "J"))

    assert errors(waiting(cancelActivity="false")) == []
    assert errors(waiting()) == [("PRF-225", "J")]


def test_a_join_where_all_ways_of_a_level_begin_is_sound() -> None:
    flows = (*chain("A", "J", "e2"), flow("B", "J"))
    sub = element("subProcess", "T", task("A"), task("B"), gateway("parallel", "J"), end("e2"), *flows)

    assert errors(simple(start(), sub, end(), *chain("mulai", "T", "selesai"))) == []


def transaction(*on_its_border: str, inside: str = "transaction") -> Bundle:
    cancelled = end("batal", bare("cancelEventDefinition"))
    sub = element(inside, "T", start("m2"), cancelled, *chain("m2", "batal"))
    return simple(start(), sub, end(), *chain("mulai", "T", "selesai"), *on_its_border)


def test_a_cancellation_leaves_a_transaction_at_its_border() -> None:
    caught = element("boundaryEvent", "B", bare("cancelEventDefinition"), attachedToRef="T")

    assert errors(transaction(caught, flow("B", "selesai"))) == []
    assert errors(transaction()) == [("PRF-227", "batal")]
    assert ("PRF-226", "batal") in errors(transaction(inside="subProcess"))
    assert ("PRF-226", "B") in errors(transaction(caught, flow("B", "selesai"), inside="subProcess"))


def test_a_receive_task_that_begins_a_process_is_the_first() -> None:
    receives = element("receiveTask", "R", messageRef="surat", instantiate="true")

    assert ("PRF-228", "R") not in errors(with_message(receives, end(), *chain("R", "selesai")))
    assert errors(with_message(*MAIN, receives, flow("T", "R"), flow("R", "selesai"))) == [("PRF-228", "R")]
    assert ("PRF-228", "R") in warnings(with_message(*MAIN, receives, flow("R", "selesai")))


def test_a_receive_task_that_begins_a_process_doesnt_loop() -> None:
    loop = bare("standardLoopCharacteristics", loopMaximum="2")
    receives = element("receiveTask", "R", loop, messageRef="surat", instantiate="true")

    assert errors(with_message(receives, end(), *chain("R", "selesai"))) == [("PRF-228", "R")]


def test_an_event_gateway_that_begins_a_process_has_nothing_before_it() -> None:
    begins = element("eventBasedGateway", "G", instantiate="true")
    caught = element("intermediateCatchEvent", "M", MESSAGE)
    other = element("intermediateCatchEvent", "N", TIMER)
    parts = (begins, caught, other, end(), *chain("G", "M", "selesai"), *chain("G", "N", "selesai"))

    assert errors(with_message(*parts)) == []
    assert errors(with_message(start(), *parts, flow("mulai", "G"))) == [("PRF-228", "G")]
    assert ("PRF-228", "G") in warnings(with_message(*MAIN, *parts[:3], *parts[4:]))


def test_an_event_gateway_that_waits_for_all_begins_its_process() -> None:
    kind = {"eventGatewayType": "Parallel"}
    caught = element("intermediateCatchEvent", "M", MESSAGE)
    other = element("intermediateCatchEvent", "N", TIMER)
    ways = (*chain("G", "M", "selesai"), *chain("G", "N", "selesai"))
    begins = with_message(gateway("eventBased", "G", instantiate="true", **kind), caught, other, end(), *ways)
    between = (start(), gateway("eventBased", "G", **kind), caught, other, end(), flow("mulai", "G"), *ways)

    assert errors(begins) == []
    assert ("PRF-223", "M") in warnings(begins)
    assert errors(with_message(*between)) == [("PRF-223", "G")]


def test_a_condition_behind_a_gateway_begins_no_process() -> None:
    begins = element("eventBasedGateway", "G", instantiate="true")
    caught = element("intermediateCatchEvent", "M", MESSAGE)
    condition = bare("conditionalEventDefinition", bare("condition", "1 = 1"))
    other = element("intermediateCatchEvent", "N", condition)
    faulty = (begins, caught, other, end(), *chain("G", "M", "selesai"), *chain("G", "N", "selesai"))

    assert errors(with_message(*faulty)) == [("PRF-109", "N")]


def test_what_an_event_gateway_waits_for_doesnt_loop() -> None:
    loop = bare("standardLoopCharacteristics", loopMaximum="2")
    receives = element("receiveTask", "R", loop, messageRef="surat")
    other = element("intermediateCatchEvent", "N", TIMER)
    ways = (*chain("mulai", "G", "R", "selesai"), *chain("G", "N", "selesai"))
    faulty = with_message(start(), gateway("eventBased", "G"), receives, other, end(), *ways)

    assert errors(faulty) == [("PRF-223", "G")]


def ad_hoc(*inside: str, **attributes: str) -> Bundle:
    condition = bare("completionCondition", "1 = 1")
    sub = element("adHocSubProcess", "T", *inside, condition, **attributes)
    return simple(start(), sub, end(), *chain("mulai", "T", "selesai"))


def test_in_an_ad_hoc_subprocess_activities_need_neither_beginning_nor_end() -> None:
    assert told(ad_hoc(task("U"), task("V"), task("W"), flow("U", "V"))) == []
    assert errors(ad_hoc(task("U"), task("V"), ordering="Sequential")) == []


def test_an_ad_hoc_subprocess_holds_only_what_somebody_may_choose() -> None:
    timed = element("subProcess", "Y", element("startEvent", "m2", TIMER), *INSIDE, triggeredByEvent="true")
    forks = (task("U"), task("V"), task("W"), flow("U", "V"), flow("U", "W"))

    assert errors(ad_hoc(start("m2"), task("U"), flow("m2", "U"))) == [("PRF-233", "m2")]
    assert errors(ad_hoc(task("V"), timed)) == [("PRF-233", "Y")]
    assert errors(ad_hoc(gateway("exclusive", "G"), task("U"), flow("G", "U"))) == [("PRF-233", "G")]
    assert errors(ad_hoc(*forks, ordering="Sequential")) == [("PRF-233", "U")]
    assert errors(ad_hoc(*forks)) == []


def test_an_event_subprocess_doesnt_loop() -> None:
    loop = bare("standardLoopCharacteristics", loopMaximum="2")

    assert errors(event_subprocess(element("startEvent", "m2", TIMER) + loop)) == [("PRF-230", "E")]
