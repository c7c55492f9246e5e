from __future__ import annotations

import pytest

from engine.errors import ProcessFault, Unrunnable
from engine.spiff import Program, ScopeInfo
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


def called(*parts: str) -> str:
    return process(*parts, id="q")


APPROVAL = called(
    start("qs"), user("check", outputs(verdict="answer")), end("qe"), flows("qs check", "check qe")
)


def calling(mappings: str = "") -> Program:
    """A loop around a call, so that it is called as often as ``lagi`` says."""
    call = node("callActivity", "call", extensions(mappings), calledElement="q")
    return program(
        *(start(), exclusive("m"), call, user("u"), exclusive("x", "x_e"), end()),
        flows("s m", "m call", "call u", "u x", "x m lagi", "x e"),
        others=(APPROVAL,),
    )


IN = '<camunda:in source="draft" target="paper"/>'
OUT = '<camunda:out source="verdict" target="result"/>'


def test_only_what_is_mapped_crosses_into_a_called_process() -> None:
    case = Player(calling(IN), assign={"draft": "v1", "secret": 1})
    task = case.task("check")
    assert task.scope != case.run.main_scope
    assert case.run.variables(task.scope) == {"paper": "v1"}


def test_only_what_is_mapped_comes_back() -> None:
    case = Player(calling(IN + OUT), restoring=True, assign={"draft": "v1"})
    case.do("check", names={"answer": "no"}, inner=1)
    assert case.variables == {"draft": "v1", "result": "no"}


def test_a_second_call_knows_nothing_of_the_first() -> None:
    case = Player(calling(OUT), restoring=True)
    first = case.task("check")
    case.do("check", names={"answer": "no"})
    case.do("u", lagi=True)
    second = case.task("check")
    assert case.run.variables(second.scope) == {}
    assert second.round == 1
    assert (second.scope, second.id) != (first.scope, first.id)


def test_an_expression_may_compute_what_crosses() -> None:
    mapping = '<camunda:in sourceExpression="= twice" target="n"/>'
    case = Player(calling(mapping), Toy({"twice": lambda names: names["n"] * 2}), assign={"n": 2})  # type: ignore[operator]
    assert case.run.variables(case.task("check").scope) == {"n": 4}


def test_the_outputs_of_a_call_see_what_came_back() -> None:
    call = node(
        "callActivity",
        "call",
        extensions(
            OUT + '<camunda:inputOutput><camunda:outputParameter name="copy">result</camunda:outputParameter>'
            "</camunda:inputOutput>"
        ),
        calledElement="q",
    )
    case = Player(
        program(start(), call, user("u"), end(), flows("s call", "call u", "u e"), others=(APPROVAL,))
    )
    case.do("check", names={"answer": "ya"})
    assert case.variables == {"result": "ya", "copy": "ya"}


def test_the_scopes_tell_who_called_whom() -> None:
    case = Player(calling())
    inner = case.task("check").scope
    assert case.run.scopes() == {
        case.run.main_scope: ScopeInfo("p", None, None),
        inner: ScopeInfo("q", "call", case.run.main_scope),
    }
    case.do("check")
    assert list(case.run.scopes()) == [case.run.main_scope]


def test_the_steps_enter_the_call_before_what_is_in_it_and_complete_it_after() -> None:
    case = Player(calling())
    assert case.told()[-5:] == [
        *("entered call", "entered qs", "completed qs", "taken qs_check", "entered check"),
    ]
    case.do("check")
    assert case.told() == [
        *("completed check", "taken check_qe", "entered qe", "completed qe"),
        *("completed call", "taken call_u", "entered u"),
    ]


def test_the_ends_of_a_called_process_are_not_the_ends_of_the_case() -> None:
    case = Player(calling())
    case.do("check")
    case.do("u", lagi=False)
    assert case.run.ended == ("e",)


def test_a_fault_in_what_crosses_names_the_call() -> None:
    mapping = '<camunda:out sourceExpression="big" target="n"/>'
    case = Player(calling(mapping), Toy({"big": lambda _: 2**80}))
    with pytest.raises(ProcessFault) as caught:
        case.do("check")
    assert caught.value.element == "call"


def test_what_a_process_may_ever_set_is_known() -> None:
    known = calling(IN + OUT)
    assert known.known_names("p") == {"result"}
    assert known.known_names("q") == {"verdict", "paper"}


def test_where_all_variables_cross_whatever_the_other_may_set_is_known() -> None:
    known = calling('<camunda:in variables="all"/>' + OUT)
    assert known.known_names("p") == {"result"}
    assert known.known_names("q") == {"result", "verdict"}
    known = calling(IN + '<camunda:out variables="all"/>')
    assert known.known_names("p") == {"verdict", "paper"}


def test_a_call_that_shares_all_gives_copies() -> None:
    case = Player(calling('<camunda:in variables="all"/>'), assign={"draft": ["v1"]})
    task = case.task("check")
    given = case.run.variables(task.scope)
    assert given == {"draft": ["v1"]}
    assert given["draft"] is not case.variables["draft"]


def test_what_calls_a_circle_of_processes_is_not_in_it() -> None:
    def caller(id: str, *calls: str) -> str:
        return process(*(node("callActivity", f"{id}_{call}", calledElement=call) for call in calls), id=id)

    with pytest.raises(Unrunnable) as caught:
        program(
            node("callActivity", "x", calledElement="a"),
            others=(caller("a", "b"), caller("b", "a", "c"), caller("c")),
        )
    assert [fault.element for fault in caught.value.faults] == ["a_b", "b_a"]
