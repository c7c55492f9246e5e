"""A case on one of the small diagrams, driven by hand; its steps are told as short texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.clock import WIB
from engine.decisions import DecidingExpressions, Decisions
from engine.errors import Unrunnable
from engine.expressions import Moment
from engine.model import Json
from engine.shapes import mapping
from engine.simulate.language import Learning
from engine.spiff import EventText, Program, Run, Step

HERE = Path(__file__).parent
MAIN = "p"
BEGUN = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
BUDGET = 1000

Refusals = list[tuple[str | None, str]]
"""Elements, each with the sentence why it is refused."""


def steps(text: str) -> list[str]:
    """A trace as it is written in the tests: steps between commas, over several lines."""
    return [" ".join(step.split()) for step in text.split(",")]


def files(construct: str) -> dict[str, bytes]:
    """The diagram of a construct, and the decisions beside it."""
    return {path.name: path.read_bytes() for path in HERE.glob(f"{construct}.*mn")}


def refused(construct: str) -> Refusals:
    """What is refused of a construct: element and sentence; empty where it is run."""
    try:
        Program.parse(files(construct), MAIN)
    except Unrunnable as unrunnable:
        return [(fault.element, fault.message) for fault in unrunnable.faults]
    return []


class Case:
    """A case, live, or stored and restored before every command.

    Attributes:
        now: the command's clock; a timer that fires moves it on.
        sent: kind, name, payload and correlation key of the messages and signals that it has thrown.
        run: None until it has begun.
    """

    run: Run

    def __init__(self, construct: str, *, restored: bool) -> None:
        bundle = files(construct)
        self.program = Program.parse(bundle, MAIN)
        self.now = BEGUN
        self.sent: list[tuple[Json, ...]] = []
        self._decisions = Decisions(bundle)
        self._vocabulary = Learning(())
        self._restored = restored

    def start(
        self,
        at: str | None = None,
        payload: Json = None,
        cause: tuple[str, str | None] | None = None,
        **variables: Json,
    ) -> list[str]:
        """Begin it at a start event: the one there is, if none is named."""
        main = self.program.main
        [begins] = [at] if at is not None else [*main.starts, *main.triggers]
        self.run, taken = Run.start(
            self.program,
            "case",
            begins,
            self._language(),
            self.now,
            assign=variables,
            names={},
            budget=BUDGET,
            payload=payload,
            cause=cause,
        )
        return self._told(taken)

    def complete(self, element: str, item: Json = None, **variables: Json) -> list[str]:
        """Complete the first open task of an element; of those for an item, where one is given."""
        self._store()
        tasks = [task for task in self.run.open_tasks() if task.element == element]
        task = next(task for task in tasks if item is None or task.item == item)
        return self._carried_out(
            lambda: self.run.complete(
                task.id, self._language(), self.now, assign=variables, names={}, budget=BUDGET
            )
        )

    def fire(self, element: str) -> list[str]:
        """Let the clock go on to when a timer is due, and fire it."""
        self._store()
        timer = next(timer for timer in self.run.timers() if timer.element == element)
        self.now = max(self.now, timer.due_at)
        return self._carried_out(lambda: self.run.fire(timer.id, self._language(), self.now, budget=BUDGET))

    def later(self, hours: float) -> None:
        """Let the clock go on."""
        self.now += timedelta(hours=hours)

    def receive(self, message: str, payload: Json = None, at: str | None = None) -> list[str]:
        """Bring a message to the first that waits for it, or to a certain element."""
        self._store()
        waits = [wait for wait in self.run.waits() if (wait.kind, wait.name) == ("message", message)]
        wait = next(wait for wait in waits if at is None or wait.element == at)
        return self._carried_out(
            lambda: self.run.receive(wait.id, payload, self._language(), self.now, budget=BUDGET)
        )

    def hear(self, signal: str, payload: Json = None) -> list[str]:
        """Bring a signal from outside."""
        self._store()
        return self._carried_out(
            lambda: self.run.hear(signal, payload, self._language(), self.now, budget=BUDGET)
        )

    def finish(self, element: str, result: Json) -> list[str]:
        """Let the connector of an element give its result."""
        self._store()
        job = self._job(element)
        return self._carried_out(
            lambda: self.run.finish(job, result, self._language(), self.now, budget=BUDGET)
        )

    def fail(self, element: str, code: str) -> list[str]:
        """Let the connector of an element answer with an error."""
        self._store()
        job = self._job(element)
        return self._carried_out(
            lambda: self.run.fail(job, code, "it failed", self._language(), self.now, budget=BUDGET)
        )

    def triggers(self) -> list[EventText]:
        """What begins it: the events of its start events."""
        main = self.program.main
        return [event for start in main.triggers for event in main.elements[start].events]

    @property
    def ended(self) -> Sequence[str]:
        """The end events it reached, once nothing is left to do."""
        return [*self.run.ended]

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self.run.tokens() == {}

    @property
    def due(self) -> dict[str, str]:
        """Element → when its timer is due, in WIB."""
        return {
            timer.element: timer.due_at.astimezone(WIB).isoformat(timespec="minutes")[:16]
            for timer in self.run.timers()
        }

    @property
    def waits(self) -> list[str]:
        """The messages and signals it waits for."""
        return [f"{wait.kind} {wait.name}" for wait in self.run.waits()]

    @property
    def compensable(self) -> Json:
        """What can be compensated, level by level, as its position tells."""
        return mapping(self.run.position())["compensable"]

    @property
    def variables(self) -> Mapping[str, Json]:
        """The variables of the main process."""
        return dict(self.run.variables(self.run.main_scope))

    def _language(self) -> DecidingExpressions:
        return DecidingExpressions(self._vocabulary, self._decisions, Moment(self.now), {})

    def _job(self, element: str) -> str:
        return next(job.id for job in self.run.jobs() if job.element == element)

    def _store(self) -> None:
        if self._restored:
            self.run = Run.restore(self.program, self.run.dump())

    def _carried_out(self, command: Callable[[], list[Step]]) -> list[str]:
        return self._told(command())

    def _told(self, taken: Sequence[Step]) -> list[str]:
        for step in taken:
            if step.kind == "thrown" and step.values is not None and "payload" in step.values:
                self.sent.append(tuple(step.values.get(key) for key in ("event", "name", "payload", "key")))
        return [_text(step) for step in taken]


def _text(step: Step) -> str:
    """A step as ``kind element``; of an event its kind, its name, and that nobody caught it."""
    parts: list[Json] = [step.kind, step.element]
    if step.kind in {"thrown", "caught"} and step.values is not None:
        parts += [step.values["event"], step.values.get("name")]
        parts += ["uncaught"] if step.values.get("caught") is False else []
    return " ".join(str(part) for part in parts if part is not None)
