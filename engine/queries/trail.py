"""A case entry by entry for the auditor: from the journal and the case's own version, and nothing later.

What happened is read from the entries, not carried out again: the page shows what was recorded, and
``replay`` is what shows that the record is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.definition import Definition
from engine.errors import NotFound, ProcessFault
from engine.expressions import NOT_COMPUTABLE, Expressions, Moment
from engine.handlers import HOLDING, NOTING, expressions_for
from engine.journal import Entry
from engine.model import (
    Actor,
    Decision,
    Json,
    MomentView,
    OpenedTask,
    SeenForm,
    Trail,
    VariableChange,
    Waiting,
)
from engine.model import Moment as TrailMoment
from engine.policy import require_auditor
from engine.projections import Assignment
from engine.queries.history import history_item, reading, require_whole, steps_of
from engine.queries.reader import Reader
from engine.queries.rulings import rulings
from engine.queries.way import Record, Way
from engine.recording import GROUP_NAME
from engine.shapes import items, mapping
from engine.spiff import Element

Variables = dict[str, dict[str, Json]]


@dataclass(frozen=True, slots=True)
class Standing:
    """A case after one of its entries.

    Attributes:
        before: scope → the variables before the entry; ``after``: after it.
        moved: the last entry so far that moved anything on the diagram, None where none did.
        gaps: numbers of the entries so far that were erased.
    """

    record: Record
    way: Way
    entry: Entry
    moment: TrailMoment
    before: Variables
    after: Variables
    moved: Entry | None
    gaps: tuple[int, ...]


class TrailQueries:
    """Answers for the replay pages."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def trail(self, actor: Actor, case_id: str) -> Trail:
        """Return a case's whole way.

        Raises:
            Forbidden: the person doesn't audit.
            NotFound: there is no such case.
            Unavailable: an entry can't be read.
        """
        record = self._record(actor, case_id)
        definition, way = record.definition, Way(record)
        moments = [way.moment(entry) for entry in record.entries]
        return Trail(
            case_id=case_id,
            definition=definition.key,
            definition_name=definition.name,
            version=definition.number,
            digest=definition.digest,
            scopes=[*way.scopes.values()],
            moments=moments,
        )

    def moments(self, actor: Actor, case_id: str) -> list[MomentView]:
        """Return everything about every entry of a case.

        Raises:
            Forbidden, NotFound, Unavailable: as for ``trail``.
        """
        return [_view(standing) for standing in _standings(self._record(actor, case_id))]

    def moment(self, actor: Actor, case_id: str, n: int) -> MomentView:
        """Return everything about one entry of a case.

        Raises:
            Forbidden, NotFound, Unavailable: as for ``trail``; NotFound too where there is no such entry.
        """
        return _view(self._standing(actor, case_id, n))

    def seen_form(self, actor: Actor, case_id: str, n: int) -> SeenForm:
        """Return the form that an entry's author had before them, with what they entered.

        Raises:
            Forbidden, NotFound, Unavailable: as for ``moment``; NotFound too where nothing was filled in.
        """
        standing = self._standing(actor, case_id, n)
        definition, command = standing.record.definition, mapping(standing.entry.content.get("command", {}))
        filled_in = _filled_in(definition, command)
        if filled_in is None:
            raise NotFound("Pada entri ini tidak ada formulir yang diisi.")
        element, schema = filled_in
        names = _names_before(standing, element, command)
        expressions = _expressions(standing.record, standing.entry)
        return SeenForm(
            element_name=element.title,
            instructions=element.documentation,
            schema=schema,
            data=_shown_before(definition, element, names, expressions) | mapping(command["data"]),
        )

    def _record(self, actor: Actor, case_id: str) -> Record:
        require_auditor(actor, self._reader.organisation)
        with self._reader.store.reading() as unit:
            found = unit.cases.find(case_id)
            if found is None:
                raise NotFound("Kasus ini tidak ada.")
            definition = self._reader.library.get(unit, found[0].version)
            entries = unit.journal.entries(found[0].stream)
        require_whole(entries)
        return Record(case_id, definition, entries)

    def _standing(self, actor: Actor, case_id: str, n: int) -> Standing:
        """Return a case after its entry ``n``, told by the entries up to that one alone."""
        record = self._record(actor, case_id)
        if not 1 <= n <= len(record.entries):
            raise NotFound(f"Kasus ini tidak mempunyai entri {n}.")
        *_, standing = _standings(Record(record.case, record.definition, record.entries[:n]))
        return standing


def _standings(record: Record) -> Iterator[Standing]:
    """Yield a case after each of its entries."""
    way, before, moved = Way(record), Variables(), None
    gaps: tuple[int, ...] = ()
    for entry in record.entries:
        moment = way.moment(entry)
        if entry.payload is not None and moment.item.kind not in HOLDING | NOTING:
            moved = entry
        gaps += (entry.n,) if entry.payload is None else ()
        with reading(entry):
            after = _after(before, entry)
        yield Standing(record, way, entry, moment, before, after, moved, gaps)
        before = after


def _after(before: Variables, entry: Entry) -> Variables:
    changed = mapping(mapping(entry.content.get("outcome", {})).get("variables", {}))
    return before | {scope: before.get(scope, {}) | mapping(new) for scope, new in changed.items()}


def _view(standing: Standing) -> MomentView:
    with reading(standing.entry):
        return _readable_view(standing)


def _readable_view(standing: Standing) -> MomentView:
    record, entry, moment = standing.record, standing.entry, standing.moment
    command = mapping(entry.content.get("command", {}))
    names = _group_names(entry)
    author = mapping(command.get("actor") or {})
    element = _element(record.definition, command)
    number, title = _summary(standing)
    return MomentView(
        item=history_item(record.definition, entry, {}, entered=True, errors=True),
        moment=moment,
        previous=str(entry.fields["prev"]),
        number=number,
        title=title,
        username=str(author.get("username", "")),
        actor_groups=[names.get(str(group), str(group)) for group in items(author.get("groups", []))],
        clauses=[] if element is None else record.definition.clauses_of(element),
        decisions=list(_decisions(record.definition, entry)),
        rulings=list(rulings(record.definition, entry)),
        changes=list(_changes(standing)),
        opened=list(_opened(record.definition, entry, names)),
        scopes=[*standing.way.scopes.values()],
        waiting=list(_waiting(standing)),
        variables={
            scope: standing.after.get(scope, {})
            for scope in dict.fromkeys([record.case, *(moment.tokens or {})])
        },
        gaps=standing.gaps,
        has_form=_filled_in(record.definition, command) is not None,
    )


def _element(definition: Definition, command: Mapping[str, Json]) -> Element | None:
    if command.get("element") is None:
        return None
    return definition.program.element(str(command.get("process", definition.key)), str(command["element"]))


def _expressions(record: Record, entry: Entry) -> Expressions:
    """Return the definition's expressions with the answers that the entry's command got."""
    moment = Moment(entry.at, mapping(entry.content.get("lookups", {})))
    return expressions_for(record.definition, moment, record.case, record.started_at)


def _filled_in(
    definition: Definition, command: Mapping[str, Json]
) -> tuple[Element, Mapping[str, Json]] | None:
    """Return the element and the form that a command answered, None where it answered none."""
    element = _element(definition, command)
    schema = None if element is None or "data" not in command else definition.form(element)
    return None if element is None or schema is None else (element, schema)


def _names_before(standing: Standing, element: Element, command: Mapping[str, Json]) -> dict[str, Json]:
    """Return what the expressions of a form saw before the entry was made."""
    names = {**standing.before.get(standing.moment.scope or standing.record.case, {})}
    names |= {"actor": command["actor"], "round": command.get("round", 1)}
    if element.element_variable is not None:
        names[element.element_variable] = command.get("item")
    return names


def _shown_before(
    definition: Definition, element: Element, names: Mapping[str, Json], expressions: Expressions
) -> dict[str, Json]:
    """Return what a form began with; lists across cases aren't journaled, so what they gave is left out."""
    fields, wanted = definition.field_names(element), definition.names_on_form(element, expressions)
    context = {name: value for name, value in names.items() if name not in fields}
    context |= {name: expressions.shown(text, names) for name, text in element.inputs}
    return {
        name: value
        for name, value in context.items()
        if name in wanted and value not in (None, NOT_COMPUTABLE)
    }


def _summary(standing: Standing) -> tuple[str, str]:
    """Return the case's number and title as they were after the entry."""
    record = standing.record
    try:
        if standing.moved is None:
            return "", record.definition.name
        variables = standing.after.get(record.case, {})
        summary = record.definition.summary(variables, _expressions(record, standing.moved))
    except ProcessFault:
        return "", record.definition.name
    return summary.number, summary.title


def _group_names(entry: Entry) -> dict[str, str]:
    """Return group id → what the group was called when the entry was made."""
    lookups = mapping(entry.content.get("lookups", {}))
    return {
        question.removeprefix(GROUP_NAME): str(answer)
        for question, answer in lookups.items()
        if question.startswith(GROUP_NAME)
    }


def _decisions(definition: Definition, entry: Entry) -> Iterator[Decision]:
    """Yield why gateways sent tokens where they did."""
    for step in steps_of(entry):
        kind, flow, process_id, _, _, *values = step
        if kind != "taken" or not values:
            continue
        process = definition.program.processes[str(process_id)]
        source, target = (process.elements[id] for id in process.flows[str(flow)])
        yield Decision(
            element=source.id,
            element_name=source.name,
            flow=str(flow),
            flow_name=process.flow_names[str(flow)],
            target_name=target.name,
            condition=process.conditions.get(str(flow)),
            values=mapping(values[0]),
        )


def _changes(standing: Standing) -> Iterator[VariableChange]:
    scopes = standing.way.scopes
    changed = mapping(mapping(standing.entry.content.get("outcome", {})).get("variables", {}))
    for scope, variables in changed.items():
        known = standing.before.get(scope, {})
        name = scopes[scope].name if scope in scopes else ""
        for variable, value in mapping(variables).items():
            yield VariableChange(scope, name, variable, known.get(variable), value, variable not in known)


def _waiting(standing: Standing) -> Iterator[Waiting]:
    name_of, tokens = standing.record.definition.element_name, standing.moment.tokens or {}
    for scope in standing.way.scopes.values():
        for element, count in tokens.get(scope.id, {}).items():
            yield Waiting(scope, element, name_of(scope.process, element), count)


def _opened(definition: Definition, entry: Entry, names: Mapping[str, str]) -> Iterator[OpenedTask]:
    for opened in map(mapping, items(mapping(entry.content.get("outcome", {})).get("opened", []))):
        assignment = Assignment.from_json(mapping(opened["assignment"]))
        assignee = [assignment.assignee] if assignment.assignee is not None else []
        yield OpenedTask(
            name=definition.element_name(str(opened["process"]), str(opened["element"])),
            round=int(str(opened["round"])),
            item=None if opened["item"] is None else str(opened["item"]),
            groups=[names.get(group, group) for group in assignment.groups],
            users=[*assignee, *assignment.users],
            due=assignment.due,
        )
