"""The instances, the messages between them, and the clock.

Whatever can happen at once happens before the clock moves, always in this order: what was thrown reaches its
receivers, messages from outside reach who waits for them, one task or job is done, messages from outside
begin processes. Only then the next timer is due.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from engine.clock import WIB
from engine.decisions import DecidingExpressions
from engine.errors import Conflict, Invalid, ProcessFault
from engine.expressions import Moment, key_text
from engine.model import Json
from engine.simulate.alarms import Alarm, first_alarm, next_alarms
from engine.simulate.entering import Desk
from engine.simulate.language import EmptyRegisters
from engine.simulate.procedures import Procedures, triggers
from engine.simulate.scenario import BEGINNING, LONGEST, Answers, Message, Scenario, moment_after
from engine.simulate.trace import Status, Trace
from engine.spiff import Element, Job, OpenTask, Program, Run, Step, Timer, TimerText, Wait

MOST_COMMANDS = 10_000
"""A simulation that isn't over after so many commands is stopped."""


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """One instance of a process; its name is its case id."""

    name: str
    program: Program
    run: Run
    started_at: datetime


class Signal(NamedTuple):
    """A signal on its way; in its thrower all have heard it already."""

    name: str
    payload: Json
    thrower: Instance


class Stopped(Exception):
    """An instance can't go on; the trace says why."""


def simulate(
    files: Mapping[str, bytes], scenario: Scenario, budget: int, units: Mapping[str, str] | None = None
) -> Trace:
    """Let a scenario happen.

    Args:
        files: path → content of diagrams, decisions and forms.
        budget: how many engine steps one command may take.
        units: unit id → name.

    Raises:
        Unrunnable: a diagram can't be run, or there is no such process.
        Invalid: an answer to a user task is no object.
    """
    return World(files, scenario, budget, units or {}).run()


class World:
    """A simulation under way; its arguments are those of ``simulate``."""

    def __init__(
        self, files: Mapping[str, bytes], scenario: Scenario, budget: int, units: Mapping[str, str]
    ) -> None:
        self._scenario = scenario
        self._budget = budget
        self._units = units
        self._procedures = Procedures(files, scenario)
        self._answers = Answers(scenario.answers)
        self._desk = Desk(scenario.process)
        self._trace = Trace()
        self._now = BEGINNING
        self._commands = 0
        self._begun: Counter[str] = Counter()
        self._main: Instance | None = None
        self._live: list[Instance] = []
        self._alarms: list[Alarm] = []
        self._thrown: deque[Message | Signal] = deque()
        self._mail: list[Message] = [*scenario.messages]
        self._undone: set[str] = set()

    def run(self) -> Trace:
        """Let everything happen."""
        status: Status
        try:
            for process in (self._scenario.process, *self._scenario.also):
                self._arm(process)
            while self._go_on():
                self._stop_at_most()
            status = self._status()
        except Stopped:
            status = "incident"
        self._trace.end(self._now, status, self._variables())
        return self._trace

    def _go_on(self) -> bool:
        """Let the next thing happen; False where there is none."""
        return self._pass_on() or self._hand_in() or self._work() or self._begin_by_mail() or self._tick()

    def _stop_at_most(self) -> None:
        """Stop what need never end: processes that begin each other, a timer that fires for ever."""
        if self._commands >= MOST_COMMANDS:
            process = self._scenario.process
            message = f"Percobaan dihentikan setelah {MOST_COMMANDS} perintah, sebelum semuanya selesai."
            self._trace.incident(self._now, process, self._procedures.program(process), None, message)
            raise Stopped

    def _status(self) -> Status:
        if self._main is None:
            return "waiting"
        if self._main.run.failed is not None:
            return "failed"
        return "completed" if self._main.run.completed else "waiting"

    def _variables(self) -> Mapping[str, Json]:
        if self._main is None:
            return self._scenario.data
        return self._main.run.variables(self._main.run.main_scope)

    # Beginning

    def _arm(self, process: str) -> None:
        """Begin a process at once, or let its start events wait."""
        program = self._procedures.program(process)
        if program.main.starts:
            self._begin(process, program.main.starts[0])
            return
        for start, event in triggers(program.main):
            if event.timer is not None:
                self._alarms.append(self._alarm(program, program.main.elements[start], event.timer))

    def _alarm(self, program: Program, start: Element, timer: TimerText) -> Alarm:
        with self._watched(program.main.id, program, start.id):
            language = self._language(program.main.id, self._now)
            text = language.value(timer.text, self._scenario.data) if timer.expression else timer.text
            return first_alarm(start, timer, text, self._now)

    def _ring(self, alarm: Alarm) -> None:
        """Begin an instance; an endless cycle goes on where it is said how far the clock goes."""
        endless = self._scenario.until < moment_after(LONGEST)
        self._alarms.remove(alarm)
        self._begin(alarm.start.process, alarm.start.id)
        self._alarms += next_alarms(alarm, endless=endless)

    def _begin(
        self, process: str, start: str, payload: Json = None, cause: tuple[str, str | None] | None = None
    ) -> None:
        program = self._procedures.program(process)
        self._begun[process] += 1
        count = self._begun[process]
        name = process if count == 1 else f"{process}#{count}"
        is_main = process == self._scenario.process and self._main is None
        data = self._scenario.data if is_main else {}
        with self._watched(name, program, start):
            self._commands += 1
            language = self._language(name, self._now)
            element = program.main.elements.get(start, Element(start, "", "startEvent", process))
            form, brought = self._procedures.form(element), {"message": payload}
            entered = self._desk.entered(element, form, data, brought, language)
            run, steps = Run.start(
                program,
                name,
                start,
                language,
                self._now,
                assign={**entered.fields, **entered.numbers},
                names=entered.names,
                payload=payload,
                cause=cause,
                budget=self._budget,
            )
        instance = Instance(name, program, run, self._now)
        self._live.append(instance)
        if is_main:
            self._main = instance
        self._take_note(instance, steps)

    # Messages and signals

    def _pass_on(self) -> bool:
        """Let what was thrown first reach its receivers; a message that nobody takes is kept."""
        if not self._thrown:
            return False
        thrown = self._thrown.popleft()
        if isinstance(thrown, Signal):
            self._broadcast(thrown)
        elif not self._deliver(thrown) and not self._begin_by(thrown):
            self._mail.append(thrown)
        return True

    def _broadcast(self, signal: Signal) -> None:
        for instance in [*self._live]:
            waits = instance.run.waits() if instance is not signal.thrower else []
            if any(wait.kind == "signal" and wait.name == signal.name for wait in waits):
                self._hear(instance, signal)
        for process, start in [*self._procedures.started_by("signal", signal.name)]:
            self._begin(process, start, signal.payload, ("signal", signal.name))

    def _hear(self, instance: Instance, signal: Signal) -> None:
        hear = instance.run.hear
        self._command(
            instance,
            lambda language: hear(signal.name, signal.payload, language, self._now, budget=self._budget),
        )

    def _hand_in(self) -> bool:
        return self._first_of_mail(self._deliver)

    def _begin_by_mail(self) -> bool:
        return self._first_of_mail(self._begin_by)

    def _first_of_mail(self, use: Callable[[Message], bool]) -> bool:
        """Use the first kept message that can be used."""
        for place, message in enumerate(self._mail):
            if use(message):
                del self._mail[place]
                return True
        return False

    def _deliver(self, message: Message) -> bool:
        """Give a message to the first that waits for it."""
        found = next(self._receivers(message), None)
        if found is None:
            return False
        instance, wait = found
        receive = instance.run.receive
        self._command(
            instance,
            lambda language: receive(wait.id, message.payload, language, self._now, budget=self._budget),
        )
        return True

    def _receivers(self, message: Message) -> Iterator[tuple[Instance, Wait]]:
        for instance in self._live:
            for wait in instance.run.waits():
                named = wait.kind == "message" and wait.name == message.name
                if named and self._fits(instance, wait, message):
                    yield instance, wait

    def _fits(self, instance: Instance, wait: Wait, message: Message) -> bool:
        """Compare correlation keys, as production does; a message from outside needs no key of its own."""
        if wait.message_key is None:
            known_by = instance.name if wait.key is None else wait.key
            return message.outside or message.key in {wait.key, known_by}
        try:
            language = self._language(instance.name, instance.started_at)
            key = language.value(wait.message_key, {"message": message.payload})
            return key is not None and key_text(key) == wait.key
        except ProcessFault:
            return False

    def _begin_by(self, message: Message) -> bool:
        """Begin the first process that a message begins."""
        for process, start in self._procedures.started_by("message", message.name):
            self._begin(process, start, message.payload, ("message", message.name))
            return True
        return False

    # People and services

    def _work(self) -> bool:
        """Do the first task or job that isn't to be left undone."""
        for instance in self._live:
            for task in instance.run.open_tasks():
                if task.id not in self._undone and self._complete(instance, task):
                    return True
            for job in instance.run.jobs():
                if job.id not in self._undone and self._finish(instance, job):
                    return True
        return False

    def _complete(self, instance: Instance, task: OpenTask) -> bool:
        answer = self._answers.next(task.element, {})
        if answer is None:
            self._undone.add(task.id)
            return False
        if not isinstance(answer, dict):
            raise Invalid(f"Jawaban untuk “{task.element}” harus objek JSON.")
        run, element = instance.run, instance.program.element(task.process, task.element)

        def complete(language: DecidingExpressions) -> Sequence[Step]:
            names = {**run.variables(task.scope), **task.names, "round": task.round}
            entered = self._desk.entered(element, self._procedures.form(element), answer, names, language)
            assign = entered.numbers if element.outputs else {**entered.fields, **entered.numbers}
            return run.complete(
                task.id, language, self._now, assign=assign, names=entered.names, budget=self._budget
            )

        self._command(instance, complete, task.element)
        return True

    def _finish(self, instance: Instance, job: Job) -> bool:
        answer = self._answers.next(job.element, {})
        if answer is None:
            self._undone.add(job.id)
            return False
        run = instance.run

        def finish(language: DecidingExpressions) -> Sequence[Step]:
            if isinstance(answer, dict) and isinstance(code := answer.get("error"), str):
                message = str(answer.get("message", ""))
                return run.fail(job.id, code, message, language, self._now, budget=self._budget)
            return run.finish(job.id, answer, language, self._now, budget=self._budget)

        self._command(instance, finish, job.element)
        return True

    # Time

    def _tick(self) -> bool:
        """Move the clock to what is due next, and let it happen; of what is due at once, the first."""
        next_one = min(self._due(), key=itemgetter(0), default=None)
        if next_one is None:
            return False
        due, happen = next_one
        self._now = max(self._now, min(due, self._scenario.until))
        if due > self._scenario.until:
            return False
        happen()
        return True

    def _due(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        for alarm in self._alarms:
            yield alarm.due_at, partial(self._ring, alarm)
        for instance in self._live:
            for timer in instance.run.timers():
                yield timer.due_at, partial(self._fire, instance, timer)

    def _fire(self, instance: Instance, timer: Timer) -> None:
        fire = instance.run.fire
        self._command(instance, lambda language: fire(timer.id, language, self._now, budget=self._budget))

    # Commands

    def _command(
        self,
        instance: Instance,
        act: Callable[[DecidingExpressions], Sequence[Step]],
        element: str | None = None,
    ) -> None:
        with self._watched(instance.name, instance.program, element):
            self._commands += 1
            steps = act(self._language(instance.name, instance.started_at))
        self._take_note(instance, steps)

    def _take_note(self, instance: Instance, steps: Sequence[Step]) -> None:
        """Tell what happened, and send on what was thrown."""
        self._trace.tell(self._now, instance.name, instance.program, steps)
        for step in steps:
            values = step.values or {}
            name, payload, key = str(values.get("name")), values.get("payload"), values.get("key")
            if step.kind == "thrown" and values.get("event") == "message":
                self._thrown.append(Message(name, payload, None if key is None else str(key)))
            elif step.kind == "thrown" and values.get("event") == "signal":
                self._thrown.append(Signal(name, payload, instance))
        if instance.run.completed:
            self._live.remove(instance)

    @contextmanager
    def _watched(self, name: str, program: Program, element: str | None) -> Iterator[None]:
        """Stop at a fault of the process.

        Args:
            element: where it happens, as far as the fault doesn't say so itself.
        """
        try:
            yield
        except ProcessFault as fault:
            self._trace.tell(self._now, name, program, fault.steps)
            self._trace.incident(self._now, name, program, fault.element or element, str(fault))
            raise Stopped from fault
        except Conflict as conflict:
            self._trace.incident(self._now, name, program, element, str(conflict))
            raise Stopped from conflict

    def _language(self, name: str, started_at: datetime) -> DecidingExpressions:
        moment = Moment(self._now, units=self._units, registers=EmptyRegisters())
        ambient: dict[str, Json] = {"case": {"id": name, "started": started_at.astimezone(WIB).isoformat()}}
        return DecidingExpressions(self._procedures.vocabulary, self._procedures.decisions, moment, ambient)
