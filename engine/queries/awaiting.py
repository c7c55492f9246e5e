"""What cases wait for, as their rows tell it: read together for a whole list, the same on a case's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from engine.definition import Definition
from engine.handlers import place_among
from engine.model import Awaited
from engine.projections import TaskRecord, WaitRecord
from engine.spiff import Element
from engine.store import JobRecord, Unit


@dataclass(frozen=True, slots=True)
class Stops:
    """The rows of what a case waits for: open tasks, messages and signals, and jobs to be done or at rest."""

    tasks: list[TaskRecord] = field(default_factory=list)
    waits: list[WaitRecord] = field(default_factory=list)
    jobs: list[JobRecord] = field(default_factory=list)


def stops_of(unit: Unit, cases: Collection[str]) -> defaultdict[str, Stops]:
    """Return what each of some cases waits for, in as many statements for many as for one."""
    stops: defaultdict[str, Stops] = defaultdict(Stops)
    if cases:
        for task in unit.lists.open_tasks(cases):
            stops[task.case].tasks.append(task)
        for wait in unit.lists.waits(cases):
            stops[wait.case].waits.append(wait)
        for job in unit.incidents.of_cases(cases):
            stops[str(job.case)].jobs.append(job)
    return stops


def awaited(definition: Definition | None, stops: Stops) -> list[Awaited]:
    """Return what an active case waits for other than its open tasks, first what halts it.

    What only watches over something else, a deadline say, is told where nothing else is waited for.

    Args:
        definition: the version that the case runs on; None leaves all without a name.
    """
    halted = [*_halted(stops)]
    troubled = {(one.kind, one.element) for one in halted}
    pending = [one for one in _pending(stops) if (one.kind, one.element) not in troubled]
    told = halted + [one for one in pending if not _watches(_element(definition, one))]
    if not told and not stops.tasks:
        # Of all that a case may wait for, conditional events alone have no row.
        told = pending or [Awaited("condition")]
    return [*dict.fromkeys(_named(one, _element(definition, one)) for one in told)]


def _halted(stops: Stops) -> Iterator[Awaited]:
    for job in stops.jobs:
        process, element = place_among(job, stops.tasks, stops.waits)
        if job.rests and job.kind != "start" and element:
            yield Awaited(job.kind, process, element, halted=True)


def _pending(stops: Stops) -> Iterator[Awaited]:
    for wait in stops.waits:
        yield Awaited(wait.kind, wait.process, wait.element)
    for job in stops.jobs:
        place = place_among(job, stops.tasks, stops.waits)
        if not job.rests and job.kind == "work":
            yield Awaited("work", *place)
        elif not job.rests and job.kind == "timer":
            yield Awaited("timer", *place, due_at=job.due_at)


def _element(definition: Definition | None, at: Awaited) -> Element | None:
    processes = definition.program.processes if definition is not None else {}
    looked_in = [processes[at.process]] if at.process in processes else processes.values()
    return next((known.elements[at.element] for known in looked_in if at.element in known.elements), None)


def _watches(element: Element | None) -> bool:
    """Say whether no token stands where something waits: a boundary event, an event subprocess."""
    return element is None or element.attached_to is not None or element.type == "startEvent"


def _named(at: Awaited, element: Element | None) -> Awaited:
    return at if element is None else replace(at, process=element.process, name=element.name)
