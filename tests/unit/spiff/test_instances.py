from __future__ import annotations

import pytest

from engine.errors import ProcessFault
from engine.model import Json
from engine.spiff import Program
from tests.unit.spiff.builders import (
    Player,
    Toy,
    end,
    exclusive,
    extensions,
    flows,
    node,
    outputs,
    process,
    program,
    start,
    user,
)


def loop(inner: str = "", **attributes: str) -> str:
    return node("multiInstanceLoopCharacteristics", "loop", inner, **attributes)


OVER_UNITS = loop(camunda__collection="=units", camunda__elementVariable="unit")
IN_TURN = loop(camunda__collection="=units", camunda__elementVariable="unit", isSequential="true")
UNITS: list[Json] = ["A", "B", "C"]


def each(characteristics: str, more: str = "") -> Program:
    """A multi-instance task in a rework loop."""
    return program(
        *(
            start(),
            exclusive("m"),
            user("t", more + characteristics),
            user("u"),
            exclusive("x", "x_e"),
            end(),
        ),
        flows("s m", "m t", "t u", "u x", "x m lagi", "x e"),
    )


def do(case: Player, item: Json, **names: Json) -> None:
    case.do("t", item=item, names=names)


def test_a_parallel_task_is_open_once_for_each_item() -> None:
    case = Player(each(OVER_UNITS), assign={"units": UNITS})
    tasks = case.run.open_tasks()
    assert [(task.element, task.item, task.names) for task in tasks] == [
        ("t", "A", {"unit": "A", "loopCounter": 1}),
        ("t", "B", {"unit": "B", "loopCounter": 2}),
        ("t", "C", {"unit": "C", "loopCounter": 3}),
    ]
    assert len({task.id for task in tasks}) == 3
    assert {task.round for task in tasks} == {1}


def test_a_parallel_task_completes_with_its_last_instance_in_any_order() -> None:
    case = Player(each(OVER_UNITS), restoring=True, assign={"units": UNITS})
    for item in ("B", "C", "A"):
        assert "u" not in case.open
        do(case, item)
    assert case.open == ["u"]


def test_the_next_round_has_all_its_instances_again() -> None:
    case = Player(each(OVER_UNITS), restoring=True, assign={"units": UNITS})
    for item in UNITS:
        do(case, item)
    case.do("u", lagi=True, units=["D"])
    assert [(task.item, task.round) for task in case.run.open_tasks()] == [("D", 2)]
    do(case, "D")
    assert case.open == ["u"]


def test_a_sequential_task_is_open_for_one_item_after_the_other() -> None:
    case = Player(each(IN_TURN), restoring=True, assign={"units": UNITS})
    ids = set()
    for item in UNITS:
        assert [task.item for task in case.run.open_tasks()] == [item]
        ids.add(case.run.open_tasks()[0].id)
        do(case, item)
    assert case.open == ["u"]
    assert len(ids) == 3


@pytest.mark.parametrize("characteristics", [OVER_UNITS, IN_TURN])
def test_an_empty_collection_completes_at_once(characteristics: str) -> None:
    case = Player(each(characteristics), assign={"units": []})
    assert case.open == ["u"]
    assert "completed t" in case.told()


@pytest.mark.parametrize("units", [None, "A", 3, {"A": 1}])
def test_a_collection_that_is_no_list_is_a_fault(units: Json) -> None:
    with pytest.raises(ProcessFault) as caught:
        Player(each(OVER_UNITS), assign={"units": units})
    assert caught.value.element == "t"


def test_a_cardinality_opens_as_many_instances_numbered_from_0() -> None:
    cardinality = loop("<bpmn:loopCardinality>= n</bpmn:loopCardinality>")
    case = Player(each(cardinality), assign={"n": 2})
    assert [task.item for task in case.run.open_tasks()] == [0, 1]


@pytest.mark.parametrize("n", [None, -1, 1.5, "2", True, 10**6])
def test_a_cardinality_that_is_no_whole_number_within_the_budget_is_a_fault(n: Json) -> None:
    cardinality = loop("<bpmn:loopCardinality>n</bpmn:loopCardinality>")
    with pytest.raises(ProcessFault) as caught:
        Player(each(cardinality), assign={"n": n})
    assert caught.value.element == "t"


def test_a_collection_larger_than_the_budget_is_a_fault() -> None:
    with pytest.raises(ProcessFault, match="langkah"):
        Player(each(OVER_UNITS), assign={"units": [0] * 2000})


@pytest.mark.parametrize("characteristics", ["parallel", "sequential"])
def test_a_completion_condition_ends_the_other_instances(characteristics: str) -> None:
    condition = "<bpmn:completionCondition>enough</bpmn:completionCondition>"
    attributes = {"camunda__collection": "units", "camunda__elementVariable": "unit"}
    if characteristics == "sequential":
        attributes["isSequential"] = "true"
    case = Player(
        each(loop(condition, **attributes)),
        Toy({"enough": lambda names: names["unit"] == "B" and names["nrOfCompletedInstances"] == 2}),
        restoring=True,
        assign={"units": UNITS},
    )
    do(case, "A")
    do(case, "B")
    assert case.open == ["u"]
    cancelled = [step for step in case.steps if step.kind == "cancelled"]
    assert len(cancelled) == (1 if characteristics == "parallel" else 0)


def test_an_instance_writes_variables_of_the_scope_and_sees_its_own_item() -> None:
    case = Player(
        each(OVER_UNITS, outputs(votes="vote")),
        Toy({"vote": lambda names: [*(names.get("votes") or []), [names["unit"], names["yes"]]]}),  # type: ignore[misc]
        restoring=True,
        assign={"units": UNITS},
    )
    do(case, "C", yes=True)
    do(case, "A", yes=False)
    assert case.variables["votes"] == [["C", True], ["A", False]]
    assert "unit" not in case.variables


def test_the_element_is_entered_once_and_each_instance_once() -> None:
    case = Player(each(OVER_UNITS), assign={"units": ["A", "B"]})
    entered = [step for step in case.steps if step.kind == "entered" and step.element == "t"]
    assert [step.task is None for step in entered] == [True, False, False]
    assert {step.round for step in entered} == {1}


def test_the_position_counts_a_multi_instance_element_as_one_token() -> None:
    case = Player(each(OVER_UNITS), assign={"units": UNITS})
    assert case.run.position()["tokens"] == {case.run.main_scope: {"t": 1}}  # type: ignore[index,call-overload]


def test_a_call_may_run_once_for_each_item_each_with_its_own_variables() -> None:
    call = node(
        "callActivity",
        "c",
        extensions('<camunda:in source="unit" target="who"/>') + OVER_UNITS,
        calledElement="q",
    )
    inner = process(start("qs"), user("a"), end("qe"), flows("qs a", "a qe"), id="q")
    case = Player(
        program(start(), call, user("u"), end(), flows("s c", "c u", "u e"), others=(inner,)),
        restoring=True,
        assign={"units": UNITS},
    )
    scopes = [task.scope for task in case.run.open_tasks()]
    assert [case.run.variables(scope) for scope in scopes] == [{"who": "A"}, {"who": "B"}, {"who": "C"}]
    for _ in UNITS:
        case.do("a")
    assert case.open == ["u"]


def test_when_enough_calls_have_completed_the_others_end_with_what_is_in_them() -> None:
    enough = loop("<bpmn:completionCondition>yes</bpmn:completionCondition>", camunda__collection="units")
    call = node("callActivity", "c", enough, calledElement="q")
    inner = process(start("qs"), user("a"), end("qe"), flows("qs a", "a qe"), id="q")
    case = Player(
        program(start(), call, user("u"), end(), flows("s c", "c u", "u e"), others=(inner,)),
        Toy({"yes": lambda _: True}),
        restoring=True,
        assign={"units": UNITS},
    )
    case.do("a")
    assert case.open == ["u"]
    assert list(case.run.scopes()) == [case.run.main_scope]
    assert [told for told in case.told() if told == "cancelled a"] == ["cancelled a"] * 2


def test_an_element_variable_is_seen_inside_its_embedded_subprocess() -> None:
    inner = start("is") + user("a", outputs(last="unit")) + end("ie") + flows("is a", "a ie")
    case = Player(
        program(
            start(),
            node("subProcess", "sub", OVER_UNITS + inner),
            user("u"),
            end(),
            flows("s sub", "sub u", "u e"),
        ),
        restoring=True,
        assign={"units": ["A", "B"]},
    )
    assert [(task.names, task.round) for task in case.run.open_tasks()] == [
        ({"loopCounter": 1, "unit": "A"}, 1),
        ({"loopCounter": 2, "unit": "B"}, 2),
    ]
    case.do("a")
    assert case.variables["last"] == "A"
    case.do("a")
    assert case.variables["last"] == "B"
    assert case.open == ["u"]
