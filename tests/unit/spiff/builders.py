"""Builders for the tests of ``engine/spiff``: BPMN in a few words, and a language of Python lambdas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from engine.decisions import Decided
from engine.model import Json
from engine.spiff import OpenTask, Program, Run, Step

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
CASE = "3f0d5c1e-0000-4000-8000-000000000001"
BUDGET = 1000

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
    ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
    ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="t">'
)


class Toy:
    """A language whose texts are names, or keys of a table of lambdas over the names."""

    def __init__(self, table: Mapping[str, Callable[[Mapping[str, Json]], object]] | None = None) -> None:
        self.table = dict(table or {})

    def value(self, text: str, names: Mapping[str, Json]) -> Json:
        if text in self.table:
            return self.table[text](names)  # type: ignore[return-value]
        return names.get(text)

    def names(self, text: str) -> list[str]:
        return [] if text in self.table else [text]

    def condition(self, text: str, names: Mapping[str, Json]) -> bool:
        return self.value(text, names)  # type: ignore[return-value]

    def decide(self, decision: str, mapping: str, names: Mapping[str, Json]) -> Decided:
        return Decided(self.value(decision, names), {"decision": decision})


def xml(*processes: str, extra: str = "") -> bytes:
    return f"{_HEAD}{''.join(processes)}{extra}</bpmn:definitions>".encode()


def process(*parts: str, id: str = "p") -> str:
    return f'<bpmn:process id="{id}" isExecutable="true">{"".join(parts)}</bpmn:process>'


def node(tag: str, id: str, inner: str = "", **attributes: str) -> str:
    written = "".join(f' {key.replace("__", ":")}="{value}"' for key, value in attributes.items())
    return f'<bpmn:{tag} id="{id}"{written}>{inner}</bpmn:{tag}>'


def start(id: str = "s", inner: str = "") -> str:
    return node("startEvent", id, inner)


def end(id: str = "e", inner: str = "") -> str:
    return node("endEvent", id, inner)


def user(id: str, inner: str = "", **attributes: str) -> str:
    return node("userTask", id, inner, **attributes)


def exclusive(id: str, default: str | None = None, inner: str = "") -> str:
    return node("exclusiveGateway", id, inner, **({"default": default} if default else {}))


def inclusive(id: str, default: str | None = None) -> str:
    return node("inclusiveGateway", id, **({"default": default} if default else {}))


def parallel(id: str) -> str:
    return node("parallelGateway", id)


def extensions(inner: str) -> str:
    return f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>"


def outputs(**parameters: str) -> str:
    written = "".join(
        f'<camunda:outputParameter name="{name}">{text}</camunda:outputParameter>'
        for name, text in parameters.items()
    )
    return extensions(f"<camunda:inputOutput>{written}</camunda:inputOutput>")


def flows(*texts: str) -> str:
    """Sequence flows: ``"a b"`` from a to b, ``"a b c"`` on the condition c; their ids are ``a_b``."""
    written = []
    for text in texts:
        source, target, *condition = text.split(" ", 2)
        body = f"<bpmn:conditionExpression>{condition[0]}</bpmn:conditionExpression>" if condition else ""
        written.append(
            f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">{body}'
            "</bpmn:sequenceFlow>"
        )
    return "".join(written)


def program(*parts: str, others: tuple[str, ...] = ()) -> Program:
    """The programme of one process of these parts, and of further whole processes."""
    return Program.parse({"p.bpmn": xml(process(*parts), *others)}, "p")


class Player:
    """Plays a case: begins it, does its tasks by their elements' ids, and remembers the steps."""

    def __init__(
        self,
        on: Program,
        toy: Toy | None = None,
        *,
        at: str = "s",
        budget: int = BUDGET,
        restoring: bool = False,
        assign: Mapping[str, Json] | None = None,
        names: Mapping[str, Json] | None = None,
    ) -> None:
        self.on = on
        self.toy = toy or Toy()
        self.budget = budget
        self.restoring = restoring
        self.run, self.steps = Run.start(
            on, CASE, at, self.toy, NOW, assign=assign or {}, names=names or {}, budget=budget
        )

    def do(
        self,
        element: str,
        *,
        now: datetime = NOW,
        item: Json = None,
        names: Mapping[str, Json] | None = None,
        **assign: Json,
    ) -> list[Step]:
        """Complete the first open task of an element, of those for ``item`` where one is given."""
        self.store()
        task = next(
            task
            for task in self.run.open_tasks()
            if task.element == element and (item is None or task.item == item)
        )
        self.steps = self.run.complete(
            task.id, self.toy, now, assign=assign, names=names or {}, budget=self.budget
        )
        return self.steps

    def fire(self, element: str, now: datetime) -> list[Step]:
        self.store()
        timer = next(timer for timer in self.run.timers() if timer.element == element)
        self.steps = self.run.fire(timer.id, self.toy, now, budget=self.budget)
        return self.steps

    def store(self) -> None:
        if self.restoring:
            self.run = Run.restore(self.on, self.run.dump())

    def task(self, element: str) -> OpenTask:
        return next(task for task in self.run.open_tasks() if task.element == element)

    @property
    def open(self) -> list[str]:
        return sorted(task.element for task in self.run.open_tasks())

    @property
    def variables(self) -> Mapping[str, Json]:
        return self.run.variables(self.run.main_scope)

    def told(self) -> list[str]:
        """The steps of the last command, as ``kind element``."""
        return [f"{step.kind} {step.element}" for step in self.steps]
