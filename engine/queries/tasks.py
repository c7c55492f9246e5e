"""One task, and the ways to begin a case: everything a person needs to fill in a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine import policy
from engine.definition import Definition
from engine.errors import Forbidden
from engine.expressions import Expressions
from engine.handlers import (
    actor_value,
    case_names,
    expressions_for,
    form_context,
    paraf_request,
    start_context,
    start_element,
)
from engine.model import Actor, Json, Labelled, Paper, StartView, TaskView
from engine.open_task import open_task, task_not_open
from engine.queries.reader import Reader, Seen
from engine.spiff import Element, OpenTask
from engine.store import TaskAndCase, Unit

NOTE = "note:"


class TaskQueries:
    """Answers for the task page and the start pages."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def task(self, actor: Actor, task_id: str) -> TaskView:
        """Return an open task that is before a person.

        Raises:
            NotFound: it isn't there, or belongs to a case they may not see.
            Forbidden: it isn't before them.
            TaskNotOpen: it was done, or fell away.
        """
        with self._reader.store.reading() as unit:
            found = self._found(unit, actor, task_id)
            seen = self._reader.see(unit, found.case, found.state)
            task = seen.case.task(task_id)
            if task is None:
                raise task_not_open(unit, found)
            draft = unit.people.draft(task_id, actor.id)
            names = unit.people.names()
            return self._view(actor, found, seen, task, draft, names)

    def may_start(self, actor: Actor) -> bool:
        """Tell whether a person may use any start event."""
        with self._reader.store.reading() as unit:
            return any(True for _ in self._usable_starts(unit, actor))

    def startables(self, actor: Actor) -> list[StartView]:
        """Return every start event that a person may use."""
        with self._reader.store.reading() as unit:
            return [
                _start_view(definition, element, actor, expressions)
                for definition, element, expressions in self._usable_starts(unit, actor)
            ]

    def start_view(self, actor: Actor, definition: str, start_event: str) -> StartView:
        """Return one start event.

        Raises:
            NotFound: there is no such procedure or start.
            Forbidden: the person may not use it.
        """
        with self._reader.store.reading() as unit:
            latest = self._reader.library.latest(unit, definition)
            element = start_element(latest, start_event)
            expressions = self._expressions(unit, latest)
            if not policy.may_start(actor, element, expressions, {"actor": actor_value(actor)}):
                raise Forbidden("Anda tidak dapat memulai prosedur ini.")
            return _start_view(latest, element, actor, expressions)

    def _usable_starts(self, unit: Unit, actor: Actor) -> Iterator[tuple[Definition, Element, Expressions]]:
        names: dict[str, Json] = {"actor": actor_value(actor)}
        for definition in self._reader.library.all_latest(unit):
            expressions = self._expressions(unit, definition)
            for start in definition.program.main.starts:
                # "" where a process has no start event: people begin at one that they are offered.
                element = definition.program.main.elements.get(start)
                if element is not None and policy.may_start(actor, element, expressions, names):
                    yield definition, element, expressions

    def _found(self, unit: Unit, actor: Actor, task_id: str) -> TaskAndCase:
        organisation = self._reader.organisation
        found = open_task(unit, actor, task_id, organisation)
        if policy.task_access(actor, found.task, organisation) is None:
            raise Forbidden("Tugas ini bukan untuk Anda.")
        return found

    def _view(
        self,
        actor: Actor,
        found: TaskAndCase,
        seen: Seen,
        task: OpenTask,
        draft: Mapping[str, Json] | None,
        account_names: Mapping[str, str],
    ) -> TaskView:
        element, definition = seen.case.element(task), seen.definition
        names = case_names(seen.case, task)
        access = policy.task_access(actor, found.task, self._reader.organisation)
        held = found.task.claimed_by == actor.id
        return TaskView(
            row=self._reader.task_row(actor, found.task, found.case, account_names),
            instructions=element.documentation,
            clauses=definition.clauses_of(element),
            facts=facts(seen),
            papers=papers(seen),
            notes=_notes(element, names, seen.expressions),
            form=definition.form(element),
            form_data=_form_data(definition, element, names, seen.expressions, actor) | dict(draft or {}),
            draft=draft is not None,
            paraf=paraf_request(element, names, seen.expressions),
            seen=found.case.n,
            claimable=access is not None and access.claim,
            releasable=held,
        )

    def _expressions(self, unit: Unit, definition: Definition) -> Expressions:
        moment = self._reader.moment(unit, definition)
        return expressions_for(definition, moment, "", moment.now)


def facts(seen: Seen) -> list[Labelled]:
    """Return what a case's processes say of it, those called and still open among them.

    A called process's fact covers the main one's of the same label: it is the newer.
    """
    found: dict[str, Labelled] = {}
    for scope, info in seen.case.run.scopes().items():
        variables = seen.case.run.variables(scope)
        for fact in seen.definition.facts(info.process, variables, seen.expressions):
            found[fact.label] = fact
    return [*found.values()]


def papers(seen: Seen) -> list[Paper]:
    """Return a case's files as its processes name them, as for ``facts``."""
    found: dict[str, list[Paper]] = {}
    for scope, info in seen.case.run.scopes().items():
        named: dict[str, list[Paper]] = {}
        for paper in seen.definition.papers(info.process, seen.case.run.variables(scope), seen.expressions):
            named.setdefault(paper.label, []).append(paper)
        found |= named
    return [paper for papers_of_label in found.values() for paper in papers_of_label]


def _notes(element: Element, names: Mapping[str, Json], expressions: Expressions) -> list[Labelled]:
    notes = [
        Labelled(name.removeprefix(NOTE), expressions.shown(text, names))
        for name, text in element.properties.items()
        if name.startswith(NOTE)
    ]
    return [note for note in notes if note.value not in (None, "", [], {})]


def _form_data(
    definition: Definition,
    element: Element,
    names: Mapping[str, Json],
    expressions: Expressions,
    actor: Actor,
) -> dict[str, Json]:
    context = form_context(definition, element, names, expressions, actor_value(actor))
    wanted = definition.names_on_form(element, expressions)
    return {name: value for name, value in context.items() if name in wanted and value is not None}


def _start_view(
    definition: Definition, element: Element, actor: Actor, expressions: Expressions
) -> StartView:
    return StartView(
        definition=definition.key,
        definition_name=definition.name,
        element=element.id,
        name=element.properties.get("action", element.title),
        instructions=element.documentation,
        clauses=definition.clauses_of(element),
        form=definition.form(element),
        form_data=start_context(element, actor, expressions),
    )
