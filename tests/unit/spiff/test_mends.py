"""What no construct's own tests show: size, depth, determinism, and that nothing reaches Python."""

from __future__ import annotations

import zlib
from datetime import timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SpiffWorkflow.exceptions import WorkflowException

from engine.errors import ProcessFault, Unrunnable
from engine.model import Json
from engine.spiff import Process, Program, Run
from engine.spiff.language import NoPython
from engine.spiff.specs.nodes import UserTask
from tests.unit.spiff.builders import (
    NOW,
    Player,
    Toy,
    end,
    exclusive,
    extensions,
    flows,
    inclusive,
    node,
    outputs,
    parallel,
    process,
    program,
    start,
    user,
)


def rework() -> Program:
    """Two approvals, one of them with a timer, a call and a multi-instance task, all in one loop."""
    timer = (
        "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"
    )
    each = node(
        "multiInstanceLoopCharacteristics", "l", camunda__collection="units", camunda__elementVariable="unit"
    )
    return program(
        *(start(), exclusive("m"), inclusive("f", "f_c"), user("a"), user("b"), user("w")),
        node("boundaryEvent", "t", timer, attachedToRef="b", cancelActivity="false"),
        node(
            "callActivity", "c", extensions('<camunda:in source="units" target="units"/>'), calledElement="q"
        ),
        *(inclusive("j"), user("u", outputs(n="more")), exclusive("x", "x_e"), end(), end("we")),
        flows("s m", "m f", "f a A", "f b B", "f c", "a j", "b j", "c j", "t w", "w we"),
        flows("j u", "u x", "x m lagi", "x e"),
        others=(process(start("qs"), user("i", each), end("qe"), flows("qs i", "i qe"), id="q"),),
    )


MORE = Toy({"more": lambda names: int(names.get("n") or 0) + 1})  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_the_same_commands_give_the_same_bytes_whether_or_not_the_case_is_stored_between(seed: int) -> None:
    random, on = Random(seed), rework()
    start_with: dict[str, Json] = {"A": True, "B": True, "lagi": True, "units": ["K", "L"]}
    live, stored = (Player(on, MORE, restoring=restoring, assign=start_with) for restoring in (False, True))
    for _ in range(25):
        if live.run.ended:
            break
        decisions: dict[str, Json] = {name: random.random() < 0.7 for name in ("A", "B", "lagi")}
        timers, tasks = live.run.timers(), live.open
        if timers and random.random() < 0.3:
            told = [each.fire(timers[0].element, timers[0].due_at) for each in (live, stored)]
        else:
            element, now = random.choice(tasks), NOW + timedelta(minutes=random.randrange(9999))
            told = [each.do(element, now=now, item=None, names=None, **decisions) for each in (live, stored)]
        assert told[0] == told[1]
        assert live.run.dump() == stored.run.dump()
        assert live.run.position() == stored.run.position()


def test_the_bytes_do_not_depend_on_the_order_of_memory_or_hashes() -> None:
    """The state's names stand in it in an order that the commands give, so a second process writes the same."""
    case = Player(rework(), MORE, assign={"A": True, "B": True, "units": []})
    document = orjson.loads(zlib.decompress(case.run.dump()))
    assert [task[0] for task in document["workflows"][0]["tasks"]] == ["Start", "a", "b.split", "b", "t"]


def test_a_thousand_rounds_of_rework_leave_the_state_as_small_as_the_first() -> None:
    case = Player(rework(), MORE, assign={"A": True, "B": True, "lagi": True, "units": ["K"]})
    sizes = []
    for _ in range(1000):
        sizes.append(len(case.run.dump()))
        case.do("b")
        case.do("a")
        case.do("u")
    assert case.task("a").round == 1001
    assert max(sizes) <= sizes[0] + 24, "only the digits of the counters may grow"


def test_a_state_holds_no_spec_and_no_finished_task() -> None:
    case = Player(program(start(), user("a"), user("b"), end(), flows("s a", "a b", "b e")))
    case.do("a")
    document = orjson.loads(zlib.decompress(case.run.dump()))
    assert [task[0] for task in document["workflows"][0]["tasks"]] == ["Start", "b"]


def chain(first: str, last: str, prefix: str, length: int) -> str:
    """A chain of milestones between two elements."""
    ids = [f"{prefix}{number}" for number in range(length)]
    ways = zip([first, *ids], [*ids, last], strict=True)
    return "".join(node("intermediateThrowEvent", id) for id in ids) + flows(*(f"{a} {b}" for a, b in ways))


def test_a_case_does_not_end_over_a_task_that_one_command_opened_behind_a_thousand_steps() -> None:
    long = program(
        *(start(), user("a"), parallel("f"), user("b"), end("e1"), end("e2"), flows("s a", "a f", "b e1")),
        chain("f", "b", "x", 1200) + chain("f", "e2", "y", 1300),
    )
    case = Player(long, budget=5000)
    case.do("a")
    assert case.open == ["b"]
    assert not case.run.ended
    case.do("b")
    assert case.run.ended == ("e2", "e1")


def test_a_task_that_is_not_ready_can_not_be_run_even_from_inside() -> None:
    case = Player(program(start(), parallel("f"), user("a"), user("b"), parallel("j"), end(),
                          flows("s f", "f a", "f b", "a j", "b j", "j e")))  # fmt: skip
    case.do("a")
    waiting = next(task for task in case.run._case.tasks.values() if task.task_spec.name == "j")
    with pytest.raises(RuntimeError, match="WAITING"):
        waiting.run()


HOSTILE = "__import__('pathlib').Path('{path}').touch()"


def test_no_text_of_a_process_reaches_python(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    evil = HOSTILE.format(path=trap)
    each = node(
        "multiInstanceLoopCharacteristics", "l", f"<bpmn:loopCardinality>{evil}</bpmn:loopCardinality>"
    )
    timer = f"<bpmn:timerEventDefinition><bpmn:timeDate>={evil}</bpmn:timeDate></bpmn:timerEventDefinition>"
    script = node("scriptTask", "sc", f"<bpmn:script>{evil}</bpmn:script>", camunda__resultVariable="r")
    on = program(
        *(start("s", outputs(o=evil)), script, exclusive("x", "x_a"), user("a", each), end()),
        node("intermediateCatchEvent", "w", timer),
        flows("s sc", "sc x", f"x w {evil}", "x a", "w a", "a e"),
    )
    seen: list[str] = []

    class Recording(Toy):
        def value(self, text: str, names: object) -> Json:
            seen.append(text)
            return 1 if len(seen) > 3 else False

        def condition(self, text: str, names: object) -> bool:
            seen.append(text)
            return False

    Player(on, Recording())
    assert set(seen) == {evil}
    assert len(seen) == 4
    assert not trap.exists()


def test_what_the_library_can_not_build_is_refused_with_its_element(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(process: Process, specs: object) -> None:
        raise WorkflowException("no", task_spec=SimpleNamespace(element=process.elements["a"]))

    monkeypatch.setattr("engine.spiff.program.build", fail)
    with pytest.raises(Unrunnable) as refused:
        program(start(), user("a"), end(), flows("s a", "a e"))
    assert [fault.element for fault in refused.value.faults] == ["a"]


def test_what_the_library_can_not_carry_out_is_a_fault_at_its_element(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(self: UserTask, task: object) -> None:
        raise WorkflowException("no", task_spec=self)

    case = Player(program(start(), user("a"), end(), flows("s a", "a e")))
    monkeypatch.setattr(UserTask, "_run_hook", fail)
    with pytest.raises(ProcessFault) as fault:
        case.do("a")
    assert fault.value.element == "a"


def test_the_librarys_own_script_engine_and_its_environment_refuse() -> None:
    engine = NoPython()
    for refused in (
        lambda: engine.evaluate(None, "1"),
        lambda: engine.execute(None, "x = 1"),
        lambda: engine.environment.evaluate("1", {}),
        lambda: engine.environment.execute("x = 1", {}),
    ):
        with pytest.raises(NotImplementedError):
            refused()


def test_cases_on_one_programme_do_not_disturb_each_other() -> None:
    on = rework()
    first = Player(on, MORE, assign={"A": True, "B": False, "lagi": False})
    second = Player(on, MORE, assign={"A": False, "B": False, "units": ["K"]})
    first.do("a")
    assert (first.open, second.open) == (["u"], ["i"])
    second.do("i")
    assert (first.open, second.open) == (["u"], ["u"])


def test_a_state_of_another_version_of_the_diagram_is_not_restored() -> None:
    blob = Player(program(start(), user("a"), end(), flows("s a", "a e"))).run.dump()
    other = program(start(), user("b"), end(), flows("s b", "b e"))
    with pytest.raises(KeyError):
        Run.restore(other, blob)
