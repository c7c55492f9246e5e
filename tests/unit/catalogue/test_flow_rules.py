"""PRF-2xx: how nodes may be joined."""

import pytest

from engine.catalogue import Bundle
from tests.unit.catalogue.builder import (
    around,
    bare,
    bundle,
    chain,
    element,
    end,
    file,
    flow,
    found,
    gateway,
    inputs_and_outputs,
    line_of,
    problems,
    process,
    simple,
    start,
    task,
    told,
)

DECIDES = inputs_and_outputs(outputs={"setuju": "true"})


def choice(*flows: str, kind: str = "exclusive", **attributes: str) -> Bundle:
    """Start, a task that sets ``setuju``, and a gateway to two further tasks, by these flows."""
    return simple(
        *(start(), task("T", DECIDES), gateway(kind, "G", **attributes), task("A"), task("B"), end()),
        *(*chain("mulai", "T", "G"), *flows, flow("A", "selesai"), flow("B", "selesai")),
    )


def fork(*elements: str) -> Bundle:
    """Start, a parallel split to A and B, and what comes then."""
    return simple(
        start(),
        gateway("parallel", "S"),
        task("A"),
        task("B"),
        *elements,
        *chain("mulai", "S", "A"),
        flow("S", "B"),
    )


def test_a_choice_by_a_condition_and_a_default_is_sound() -> None:
    assert found(choice(flow("G", "A", "setuju"), flow("G", "B"), default="G_B")) == []
    assert found(choice(flow("G", "A", "setuju"), flow("G", "B", "not(setuju)"))) == []


@pytest.mark.parametrize("ends", [("T", "hilang"), ("hilang", "T"), ("T", "")])
def test_a_flow_needs_two_ends(ends: tuple[str, str]) -> None:
    faulty = simple(start(), task("T"), end(), *chain("mulai", "T", "selesai"), flow(*ends, id="lepas"))

    assert found(faulty) == [("PRF-201", "lepas")]
    assert problems(faulty)[0].line == line_of(faulty, 'id="lepas"')


def test_the_flows_that_a_step_lists_are_its_own() -> None:
    def listing(**flows: str) -> Bundle:
        listed = (bare(tag, name) for tag, name in flows.items())
        return around(element("manualTask", "T", *listed))

    assert told(listing(incoming="mulai_T", outgoing="T_selesai")) == []
    assert told(listing(incoming="T_selesai")) == [("PRF-232", "warning", "T")]
    assert told(listing(outgoing="hilang")) == [("PRF-232", "warning", "T")]


def test_a_flow_stays_in_its_subprocess() -> None:
    inside = [start("m2", starters=""), task("T"), end("e2"), *chain("m2", "T", "e2")]
    sub = element("subProcess", "S", *inside)
    sound = (start(), sub, end(), *chain("mulai", "S", "selesai"))

    assert found(simple(*sound)) == []
    assert found(simple(*sound, flow("T", "selesai"))) == [("PRF-202", "T_selesai")]


def split(*flows: str, **attributes: str) -> Bundle:
    """Start, a task that sets ``setuju``, and two ends, by these flows out of the task."""
    asked = task("T", DECIDES, **attributes)
    return simple(start(), asked, end("A"), end("B"), flow("mulai", "T"), *flows)


def test_several_flows_out_of_a_task_are_warned_of_unless_they_are_chosen_from() -> None:
    assert told(split(*chain("T", "A"), flow("T", "B"))) == [("PRF-203", "warning", "T")]
    assert told(split(flow("T", "A", "setuju"), flow("T", "B", "not(setuju)"))) == []
    assert told(split(flow("T", "A", "setuju"), flow("T", "B"), default="T_B")) == []


def test_nothing_chooses_at_an_event_or_a_parallel_gateway() -> None:
    faulty = simple(start(), task("T"), end(), flow("mulai", "T", "true"), flow("T", "selesai"))

    assert told(faulty) == [("PRF-204", "error", "mulai_T")]
    assert ("PRF-204", "error", "S_B") in told(fork(end(), flow("S", "B", "true"), *chain("A", "selesai")))


def test_a_condition_on_the_only_flow_is_warned_of() -> None:
    faulty = simple(start(), task("T"), end(), flow("mulai", "T"), flow("T", "selesai", "true"))

    assert told(faulty) == [("PRF-204", "warning", "T_selesai")]


def test_a_condition_isnt_empty() -> None:
    assert ("PRF-205", "error", "T_A") in told(split(flow("T", "A", " "), flow("T", "B", "setuju")))


def test_a_default_flow_without_a_condition_beside_it_is_warned_of() -> None:
    faulty = split(flow("T", "A"), flow("T", "B"), default="T_B")

    assert ("PRF-206", "warning", "T") in told(faulty)


def test_a_complex_gateway_without_conditions_splits() -> None:
    assert told(choice(flow("G", "A"), flow("G", "B"), kind="complex")) == []


@pytest.mark.parametrize("kind", ["exclusive", "inclusive"])
@pytest.mark.parametrize("condition", [None, " "])
def test_every_flow_of_a_choice_has_a_condition_or_is_the_default(kind: str, condition: str | None) -> None:
    faulty = choice(flow("G", "A", "setuju"), flow("G", "B", condition), kind=kind)

    assert found(faulty) == [("PRF-205", "G_B")]


@pytest.mark.parametrize("condition", ["true", "1 + 1", "${setuju}", ""])
def test_what_condition_a_default_flow_has_is_not_read(condition: str) -> None:
    assert told(choice(flow("G", "A", "setuju"), flow("G", "B", condition), default="G_B")) == [
        ("PRF-206", "warning", "G_B")
    ]


@pytest.mark.parametrize(
    ("one", "other", "leaves_out"),
    [
        ("setuju > 5", "setuju >= 1", True),
        ("setuju < 5", "setuju < 1", True),
        ("setuju > 5", "setuju <= 5", False),
        ('setuju = "ya"', 'setuju = "tidak"', False),
        ("setuju > 5", "not(setuju > 5)", False),
    ],
)
def test_a_choice_that_certainly_leaves_values_out_is_warned_of(
    one: str, other: str, leaves_out: bool
) -> None:
    doubtful = told(choice(flow("G", "A", one), flow("G", "B", other)))
    with_default = told(choice(flow("G", "A", one), flow("G", "B"), default="G_B"))

    assert (("PRF-234", "warning", "G") in doubtful) == leaves_out
    assert with_default == []


def test_a_complex_join_says_when_it_goes_on() -> None:
    def joined(*inside: str) -> Bundle:
        join = element("complexGateway", "J", *inside)
        return fork(join, end(), flow("A", "J"), flow("B", "J"), flow("J", "selesai"))

    assert ("PRF-235", "warning", "J") in told(joined())
    assert ("PRF-235", "warning", "J") not in told(joined(bare("activationCondition", "activationCount > 0")))


def test_a_boundary_event_may_name_its_task_by_a_prefixed_name() -> None:
    timer = bare("timerEventDefinition", bare("timeDuration", "P1D"))
    attached = element("boundaryEvent", "B", timer, attachedToRef="tns:T")

    assert (
        found(
            simple(start(), task("T"), attached, end(), *chain("mulai", "T", "selesai"), flow("B", "selesai"))
        )
        == []
    )


def test_a_lane_holds_what_is_on_its_level() -> None:
    lane = element("lane", "L", bare("flowNodeRef", "T"), name="Atasan")
    inside = element("subProcess", "S", start("m", starters=""), task("T"), end("s"), *chain("m", "T", "s"))
    faulty = simple(element("laneSet", "LS", lane), start(), inside, end(), *chain("mulai", "S", "selesai"))

    assert ("PRF-214", "warning", "L") in told(faulty)


def test_the_default_flow_is_one_of_the_gateways_own() -> None:
    faulty = choice(flow("G", "A", "setuju"), flow("G", "B", "not(setuju)"), default="mulai_T")

    assert found(faulty) == [("PRF-206", "G")]


def test_a_parallel_gateway_may_join_and_split_at_once() -> None:
    mixed = (gateway("parallel", "J"), task("C"), task("D"), end())
    flows = (*chain("A", "J", "C", "selesai"), flow("B", "J"), flow("J", "D"), flow("D", "selesai"))

    assert found(fork(*mixed, *flows)) == []


def test_a_join_of_its_own_is_sound() -> None:
    assert found(fork(gateway("parallel", "J"), end(), *chain("A", "J", "selesai"), flow("B", "J"))) == []


def test_a_gateway_is_what_it_says() -> None:
    faulty = choice(flow("G", "A", "setuju"), flow("G", "B"), default="G_B", gatewayDirection="Converging")
    sound = choice(flow("G", "A", "setuju"), flow("G", "B"), default="G_B", gatewayDirection="Diverging")

    assert found(faulty) == [("PRF-208", "G")]
    assert found(sound) == []


def test_a_node_that_no_token_reaches_is_refused() -> None:
    faulty = simple(
        start(), task("T"), task("U"), end(), *chain("mulai", "T", "selesai"), flow("U", "selesai")
    )

    assert found(faulty) == [("PRF-209", "U")]


def test_an_island_that_reaches_only_itself_is_refused() -> None:
    flows = [*chain("mulai", "T", "selesai"), *chain("U", "V", "U")]

    assert found(simple(start(), task("T"), task("U"), task("V"), end(), *flows)) == [
        ("PRF-209", "U"),
        ("PRF-209", "V"),
    ]


def test_a_gateway_with_fewer_flows_than_it_says_is_warned_of() -> None:
    faulty = choice(flow("G", "A", "setuju"), flow("G", "B"), default="G_B", gatewayDirection="Mixed")

    assert told(faulty) == [("PRF-208", "warning", "G")]


def test_a_gateway_that_neither_joins_nor_splits_is_warned_of() -> None:
    faulty = simple(start(), gateway("exclusive", "G"), end(), *chain("mulai", "G", "selesai"))

    assert told(faulty) == [("PRF-224", "warning", "G")]


def test_a_dead_end_is_warned_of() -> None:
    faulty = choice(flow("G", "A", "setuju"), flow("G", "B"), flow("G", "C", "setuju"), default="G_B")
    stuck = bundle(
        faulty.files["a.bpmn"].replace(
            b"</bpmn:process>",
            b'<bpmn:userTask id="C" camunda:candidateGroups="atasan"><bpmn:documentation>a</bpmn:documentation></bpmn:userTask></bpmn:process>',
        )
    )

    assert ("PRF-210", "warning", "C") in told(stuck)


def loop(*between: str, names: tuple[str, ...] = ()) -> Bundle:
    """An exclusive gateway from which one way leads back to the one before it, through these nodes."""
    return simple(
        *(
            start(),
            task("T", DECIDES),
            gateway("exclusive", "M"),
            gateway("exclusive", "G", default="G_selesai"),
            end(),
        ),
        *(*between, *chain("mulai", "T", "M", "G", "selesai")),
        flow("G", names[0] if names else "M", "setuju"),
        *(chain(*names, "M") if names else ()),
    )


def test_a_loop_that_only_the_engine_goes_round_is_warned_of() -> None:
    adds = element("scriptTask", "U", bare("script", "1"), scriptFormat="feel", camunda_resultVariable="n")

    assert told(loop(adds, names=("U",))) == [("PRF-211", "warning", "M")]


def test_a_loop_without_a_task_is_refused_once() -> None:
    assert found(loop()) == [("PRF-211", "M")]
    assert found(loop(element("intermediateThrowEvent", "E"), names=("E",))) == [("PRF-211", "M")]


def test_a_loop_with_a_task_or_a_timer_is_sound() -> None:
    timer = bare("timerEventDefinition", bare("timeDuration", "P1D"))

    assert found(loop(task("U"), names=("U",))) == []
    assert found(loop(element("intermediateCatchEvent", "U", timer), names=("U",))) == []


@pytest.mark.parametrize(("inside", "expected"), [(task("U"), []), ("", [("PRF-211", "M")])])
def test_a_called_process_counts_as_what_is_in_it(inside: str, expected: list[tuple[str, str]]) -> None:
    caller = loop(element("callActivity", "C", calledElement="anak"), names=("C",)).files["a.bpmn"]
    flows = chain("m2", "U", "e2") if inside else chain("m2", "e2")
    called = file(process(start("m2", starters=""), inside, end("e2"), *flows, key="anak"), key="anak")

    assert found(bundle(caller, called)) == expected


def test_a_subprocess_counts_as_what_is_in_it() -> None:
    empty = [start("m2", starters=""), end("e2"), *chain("m2", "e2")]
    full = [start("m2", starters=""), task("U"), end("e2"), *chain("m2", "U", "e2")]

    assert found(loop(element("subProcess", "S", *empty), names=("S",))) == [("PRF-211", "M")]
    assert found(loop(element("subProcess", "S", *full), names=("S",))) == []


@pytest.mark.parametrize("host", ["", "hilang", "mulai"])
def test_a_boundary_event_sits_on_an_activity(host: str) -> None:
    timer = bare("timerEventDefinition", bare("timeDuration", "P1D"))
    parts = (
        start(),
        task("T"),
        task("U"),
        end(),
        *chain("mulai", "T", "selesai"),
        *chain("B", "U", "selesai"),
    )

    assert ("PRF-213", "B") in found(simple(*parts, element("boundaryEvent", "B", timer, attachedToRef=host)))
    assert found(simple(*parts, element("boundaryEvent", "B", timer, attachedToRef="T"))) == []


def lanes(*contents: tuple[str, ...]) -> Bundle:
    """Start, a task and an end, and one lane for each of these tuples of ids."""
    drawn = [
        element("lane", f"L{number}", *(bare("flowNodeRef", f"\n  {name}\n") for name in ids), name="Atasan")
        for number, ids in enumerate(contents)
    ]
    return simple(
        element("laneSet", "LS", *drawn), start(), task("T"), end(), *chain("mulai", "T", "selesai")
    )


def test_a_lane_holds_what_is_there_and_nothing_lies_in_two() -> None:
    assert found(lanes(("mulai", "T", "selesai"))) == []
    assert found(lanes(("T", "hilang"))) == [("PRF-214", "L0")]
    assert found(lanes(("T",), ("T", "mulai"))) == [("PRF-214", "L1")]


def test_a_lane_inside_another_or_in_another_set_may_name_a_node_again() -> None:
    inner = element("childLaneSet", "C", element("lane", "L2", bare("flowNodeRef", "T"), name="Atasan"))
    outer = element("lane", "L1", bare("flowNodeRef", "T"), inner, name="Atasan")
    other = element("laneSet", "B", element("lane", "L3", bare("flowNodeRef", "T"), name="Atasan"))
    drawn = (start(), task("T"), end(), *chain("mulai", "T", "selesai"))

    assert told(simple(element("laneSet", "A", outer), *drawn)) == []
    assert told(simple(element("laneSet", "A", outer), other, *drawn)) == [("PRF-214", "warning", "L3")]


def test_two_flows_between_the_same_nodes_are_warned_of() -> None:
    faulty = choice(
        flow("G", "A", "setuju"), flow("G", "A", "not(setuju)", id="lagi"), flow("G", "B"), default="G_B"
    )

    assert told(faulty) == [("PRF-215", "warning", "lagi")]
