"""A live case as a handler meets it, and what a handler gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.clock import WIB
from engine.decisions import DecidingExpressions
from engine.definition import Definition
from engine.directory import Organisation
from engine.expressions import Expressions, Moment
from engine.forms import fields_of
from engine.model import Actor, CaseStatus, Json, StoredFile
from engine.projections import TaskRecord
from engine.spiff import Element, OpenTask, Run, Step


@dataclass(frozen=True, slots=True)
class Case:
    """A case, the version it runs on, and its live position.

    Attributes:
        started_at: when it began; expressions see it as ``case.started``.
    """

    id: str
    definition: Definition
    run: Run
    started_at: datetime

    def task(self, task_id: str) -> OpenTask | None:
        """Return an open task of the live position."""
        return next((task for task in self.run.open_tasks() if task.id == task_id), None)

    def element(self, task: OpenTask) -> Element:
        """Return the element that a task stands at."""
        return self.definition.program.element(task.process, task.element)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the executor hands a handler from outside the case.

    Attributes:
        number: allocates the next number of a named sequence.
        files: the uploads that the submission names, by id.
        confirmed: the person has just typed their password, and it was right.
        step_budget: how many engine steps the command may take.
    """

    moment: Moment
    organisation: Organisation
    number: Callable[[str], int]
    files: Mapping[str, StoredFile] = field(default_factory=dict)
    confirmed: bool = False
    step_budget: int = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """What a command did to a case, before the executor records it.

    Attributes:
        kind: the journal entry's kind.
        command: what must be known to carry it out again; becomes part of the entry's payload.
        steps: what moved on the diagram.
        task: the task that was done, claimed, released or escalated.
        status: set where the command itself ends the case.
    """

    kind: str
    command: Mapping[str, Json]
    steps: Sequence[Step] = ()
    task: str | None = None
    status: CaseStatus | None = None


def expressions_for(
    definition: Definition, moment: Moment, case_id: str, started_at: datetime
) -> DecidingExpressions:
    """Return the definition's expressions and decisions at a moment, for one case."""
    started = started_at.astimezone(WIB).isoformat()
    ambient: dict[str, Json] = {"case": {"id": case_id, "started": started}}
    return DecidingExpressions(definition.vocabulary, definition.decisions, moment, ambient)


def case_names(case: Case, task: OpenTask) -> dict[str, Json]:
    """Return what a task's expressions see: its scope's variables, its own element variable, its round."""
    return {**case.run.variables(task.scope), **task.names, "round": task.round}


def named(task: OpenTask | TaskRecord) -> dict[str, Json]:
    """Return what an entry says of the task it is about."""
    return {
        "task": task.id,
        "element": task.element,
        "process": task.process,
        "round": task.round,
        "item": task.item,
    }


def actor_value(actor: Actor) -> dict[str, Json]:
    """Return what expressions see as ``actor``."""
    return {
        "id": actor.id,
        "username": actor.username,
        "name": actor.name,
        "email": actor.email,
        "groups": [*sorted(actor.groups)],
        "unit": actor.unit,
    }


def submission_names(
    form: Mapping[str, Json] | None, data: Mapping[str, Json], actor: Json, paraf: Json
) -> dict[str, Json]:
    """Return what a submission adds to the names of the output mappings; a hidden field is null there."""
    return {**asked_names(form), **data, "submission": dict(data), "actor": actor, "paraf": paraf}


def asked_names(form: Mapping[str, Json] | None) -> dict[str, Json]:
    """Return null for all that a form may ask, so that a hidden field lets no old value through."""
    fields = fields_of(form) if form is not None else []
    return {field.path[0]: None for field in fields if not field.fixed}


def allocate_numbers(
    element: Element, names: Mapping[str, Json], expressions: Expressions, tools: Tools, definition: str
) -> dict[str, Json]:
    """Allocate the element's ``number:<variable>`` properties whose variable has no value yet."""
    year = tools.moment.today.year
    allocated: dict[str, Json] = {}
    for name, template in element.properties.items():
        variable = name.removeprefix("number:")
        if variable == name or names.get(variable) is not None:
            continue
        number = tools.number(f"{definition}/{variable}/{year}")
        allocated[variable] = expressions.value(template, {**names, "number": number, "year": year})
    return allocated
