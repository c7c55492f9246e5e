from __future__ import annotations

import pytest

from engine.errors import NotFound, ProcessFault, TaskNotOpen
from engine.spiff import Program, Run
from tests.unit.spiff.builders import (
    BUDGET,
    CASE,
    NOW,
    Player,
    Toy,
    end,
    exclusive,
    flows,
    node,
    outputs,
    parallel,
    process,
    program,
    start,
    user,
    xml,
)

TWO_STEPS = (start(), user("a"), user("b"), end(), flows("s a", "a b", "b e"))


def test_a_case_goes_from_its_start_through_its_tasks_to_its_end() -> None:
    case = Player(program(*TWO_STEPS))
    assert case.open == ["a"]
    case.do("a")
    assert case.open == ["b"]
    assert not case.run.ended
    case.do("b")
    assert case.open == []
    assert case.run.ended == ("e",)


def test_the_steps_tell_every_element_and_flow_in_the_order_in_which_they_were_passed() -> None:
    case = Player(program(*TWO_STEPS))
    assert case.told() == ["entered s", "completed s", "taken s_a", "entered a"]
    case.do("a")
    assert case.told() == ["completed a", "taken a_b", "entered b"]
    case.do("b")
    assert case.told() == ["completed b", "taken b_e", "entered e", "completed e"]


def test_a_step_of_a_user_task_carries_the_id_by_which_the_task_is_completed() -> None:
    case = Player(program(*TWO_STEPS))
    assert case.steps[-1].task == case.task("a").id
    assert case.steps[-1].scope == case.run.main_scope


def test_only_the_named_start_event_gets_a_token() -> None:
    two = program(start("s"), start("t"), user("a"), user("b"), end(), flows("s a", "t b", "a e", "b e"))
    assert Player(two, at="s").open == ["a"]
    case = Player(two, at="t")
    assert case.open == ["b"]
    assert case.told()[0] == "entered t"
    case.do("b")
    assert case.run.ended == ("e",)


def test_a_start_event_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="x"):
        Player(program(*TWO_STEPS), at="x")


def test_a_task_that_is_done_is_not_open_any_more() -> None:
    case = Player(program(*TWO_STEPS))
    done = case.task("a").id
    case.do("a")
    with pytest.raises(TaskNotOpen):
        case.run.complete(done, Toy(), NOW, assign={}, names={}, budget=BUDGET)


def test_task_ids_are_the_same_whenever_the_case_is_executed_again() -> None:
    first, again = Player(program(*TWO_STEPS)), Player(program(*TWO_STEPS))
    assert first.task("a").id == again.task("a").id
    assert first.do("a") == again.do("a")


def test_the_variables_of_a_case_are_seen_and_set_by_parallel_branches() -> None:
    case = Player(
        program(
            *(
                start(),
                parallel("f"),
                user("a", outputs(n="plus")),
                user("b", outputs(n="plus")),
                parallel("j"),
            ),
            *(end(), flows("s f", "f a", "f b", "a j", "b j", "j e")),
        ),
        Toy({"plus": lambda names: int(names.get("n", 0)) + 1}),  # type: ignore[arg-type]
    )
    case.do("a")
    case.do("b")
    assert case.variables == {"n": 2}


def test_each_output_parameter_sees_those_before_it() -> None:
    case = Player(
        program(start(), user("a", outputs(x="one", y="twice")), end(), flows("s a", "a e")),
        Toy({"one": lambda _: 1, "twice": lambda names: names["x"] * 2}),  # type: ignore[operator]
    )
    case.do("a")
    assert case.variables == {"x": 1, "y": 2}


def test_outputs_see_the_submission_before_variables_and_are_told_round_and_case() -> None:
    seen: list[object] = []
    case = Player(
        program(start(), user("a", outputs(x="look")), end(), flows("s a", "a e")),
        Toy({"look": lambda names: seen.append(dict(names))}),
        assign={"nama": "lama", "lain": 1},
    )
    case.do("a", names={"nama": "baru"}, number=7)
    started = {"id": CASE, "started": "2026-03-16T09:00:00+07:00"}
    assert seen == [{"nama": "baru", "lain": 1, "number": 7, "round": 1, "case": started}]


def test_the_names_of_a_submission_are_not_seen_by_the_elements_after_it() -> None:
    case = Player(
        program(start(), user("a"), user("b", outputs(x="nama")), end(), flows("s a", "a b", "b e")),
    )
    case.do("a", names={"nama": "baru"})
    case.do("b")
    assert case.variables == {"x": None}


def test_the_outputs_of_a_start_event_see_what_it_was_started_with() -> None:
    case = Player(
        program(start("s", outputs(x="nama")), user("a"), end(), flows("s a", "a e")), names={"nama": "KSB"}
    )
    assert case.variables == {"x": "KSB"}


def test_the_outputs_of_a_gateway_are_set_before_its_conditions_are_read() -> None:
    case = Player(
        program(
            *(start(), exclusive("x", "x_e", outputs(same="yes")), user("a"), end()),
            flows("s x", "x a same", "x e", "a e"),
        ),
        Toy({"yes": lambda _: True}),
    )
    assert case.open == ["a"]


def test_a_script_task_sets_its_result_variable() -> None:
    case = Player(
        program(
            *(
                start(),
                node("scriptTask", "t", "<bpmn:script>sum</bpmn:script>", camunda__resultVariable="n"),
            ),
            *(user("a"), end(), flows("s t", "t a", "a e")),
        ),
        Toy({"sum": lambda _: 3}),
    )
    assert case.variables == {"n": 3}


def test_rounds_are_counted_for_each_element_and_survive_storing() -> None:
    case = Player(
        program(
            *(start(), exclusive("m"), user("a"), exclusive("x", "x_e"), end()),
            flows("s m", "m a", "a x", "x m lagi", "x e"),
        ),
        restoring=True,
    )
    assert case.task("a").round == 1
    case.do("a", lagi=True)
    assert case.task("a").round == 2
    case.do("a", lagi=True)
    assert case.task("a").round == 3


def test_a_terminate_end_event_ends_the_process_and_cancels_what_is_open() -> None:
    case = Player(
        program(
            *(start(), parallel("f"), user("a"), user("b"), end("e")),
            *(node("endEvent", "stop", "<bpmn:terminateEventDefinition/>"),),
            flows("s f", "f a", "f b", "a stop", "b e"),
        )
    )
    case.do("a")
    assert case.open == []
    assert case.run.ended == ("stop",)
    assert [told for told in case.told() if "cancelled" in told] == ["cancelled b"]


def test_a_case_has_ended_only_when_nothing_is_left_to_do() -> None:
    case = Player(
        program(
            *(start(), parallel("f"), user("a"), user("b"), end("e1"), end("e2")),
            flows("s f", "f a", "f b", "a e1", "b e2"),
        ),
        restoring=True,
    )
    case.do("a")
    assert not case.run.ended
    case.do("b")
    assert case.run.ended == ("e1", "e2")


def test_a_case_that_waits_for_nobody_is_a_fault_at_the_join_that_can_never_fire() -> None:
    case = Player(
        program(
            *(start(), user("a"), exclusive("x", "x_b"), user("b"), user("c"), parallel("j"), end()),
            flows("s a", "a x", "x b", "x c no", "b j", "c j", "j e"),
        ),
        Toy({"no": lambda _: False}),
    )
    case.do("a")
    with pytest.raises(ProcessFault) as caught:
        case.do("b")
    assert caught.value.element == "j"


def test_an_endless_loop_spends_its_budget_and_names_an_element_of_it() -> None:
    endless = program(
        *(start(), user("a"), exclusive("m"), exclusive("x", "x_m"), end()),
        flows("s a", "a m", "m x", "x m", "x e no"),
    )
    case = Player(endless, Toy({"no": lambda _: False}), budget=50)
    with pytest.raises(ProcessFault) as caught:
        case.do("a")
    assert caught.value.element in {"m", "x"}


def test_a_value_that_is_no_json_is_a_fault_at_its_element() -> None:
    case = Player(
        program(start(), user("a", outputs(x="big")), end(), flows("s a", "a e")),
        Toy({"big": lambda _: 2**70}),
    )
    with pytest.raises(ProcessFault) as caught:
        case.do("a")
    assert caught.value.element == "a"


def test_what_a_caller_hands_in_is_copied_so_that_later_changes_do_not_reach_the_case() -> None:
    rows: list[object] = [{"n": 1}]
    case = Player(program(*TWO_STEPS), assign={"rows": rows})  # type: ignore[dict-item]
    rows.append("later")
    rows[0] = None
    assert case.variables == {"rows": [{"n": 1}]}


def test_no_name_that_a_user_sends_means_anything_to_the_stored_state() -> None:
    hostile = {"typename": "UUID", "len": 1, "owner": 1, "tasks": {"typename": "Task"}, "data_objects": 1}
    case = Player(program(*TWO_STEPS), assign=hostile, restoring=True)  # type: ignore[arg-type]
    case.do("a", __builtins__=1)
    case.store()
    assert case.variables == hostile | {"__builtins__": 1}


def test_the_position_tells_tokens_tasks_and_variables_in_the_authors_words() -> None:
    case = Player(
        program(
            *(start(), parallel("f"), user("a"), user("b"), parallel("j"), end()),
            flows("s f", "f a", "f b", "a j", "b j", "j e"),
        ),
        assign={"n": 1},
    )
    case.do("a")
    task = case.task("b")
    assert case.run.position() == {
        "tokens": {CASE: {"b": 1, "j": 1}},
        "tasks": [{"id": task.id, "element": "b", "scope": CASE, "round": 1, "item": None}],
        "timers": [],
        "waits": [],
        "jobs": [],
        "variables": {CASE: {"n": 1}},
        "compensable": [[]],
        "ended": [],
        "failed": None,
    }


def test_an_embedded_subprocess_shares_the_variables_around_it() -> None:
    inner = start("is") + user("b", outputs(n="three")) + end("ie") + flows("is b", "b ie")
    case = Player(
        program(start(), node("subProcess", "sub", inner), user("c"), end(), flows("s sub", "sub c", "c e")),
        Toy({"three": lambda _: 3}),
        restoring=True,
        assign={"m": 1},
    )
    assert case.task("b").scope == case.run.main_scope
    case.do("b")
    assert case.variables == {"m": 1, "n": 3}
    assert case.told() == [
        *("completed b", "taken b_ie", "entered ie", "completed ie"),
        *("completed sub", "taken sub_c", "entered c"),
    ]
    case.do("c")
    assert case.run.ended == ("e",)


def test_a_throw_event_without_a_definition_is_passed() -> None:
    milestone = program(
        start(), node("intermediateThrowEvent", "m"), user("a"), end(), flows("s m", "m a", "a e")
    )
    assert "completed m" in Player(milestone).told()


def test_a_restored_case_is_where_it_was() -> None:
    case = Player(program(*TWO_STEPS), assign={"n": [1, {"x": None}]})
    restored = Run.restore(case.on, case.run.dump())
    assert restored.position() == case.run.position()
    assert restored.dump() == case.run.dump()


def test_a_case_that_has_ended_can_still_be_read_when_restored() -> None:
    case = Player(program(*TWO_STEPS), assign={"n": 1})
    case.do("a")
    case.do("b")
    case.store()
    assert case.run.ended == ("e",)
    assert case.variables == {"n": 1}


def test_processes_are_found_in_several_files() -> None:
    call = node("callActivity", "c", calledElement="q")
    files = {
        "p.bpmn": xml(process(start(), call, end(), flows("s c", "c e"))),
        "q.bpmn": xml(process(start("qs"), user("a"), end("qe"), flows("qs a", "a qe"), id="q")),
        "form.form": b"{}",
    }
    assert list(Program.parse(files, "p").processes) == ["p", "q"]
