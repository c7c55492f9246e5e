"""A case entry by entry for the auditor: from the journal and the case's own version, and nothing later.

What happened is read from the entries, not carried out again: the page shows what was recorded, and
``replay`` is what shows that the record is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.definition import Definition
from engine.errors import NotFound, ProcessFault
from engine.expressions import NOT_COMPUTABLE, Expressions, Moment
from engine.handlers import HOLDING, expressions_for
from engine.journal import Entry
from engine.model import (
    Actor,
    Decision,
    Json,
    MomentView,
    OpenedTask,
    SeenForm,
    Trail,
    TrailScope,
    VariableChange,
)
from engine.model import Moment as TrailMoment
from engine.policy import require_auditor
from engine.projections import Assignment
from engine.queries.history import history_item
from engine.queries.reader import Reader
from engine.shapes import items, mapping
from engine.spiff import Element
from engine.store import Unit

Variables = dict[str, dict[str, Json]]


@dataclass(frozen=True, slots=True)
class Record:
    """A case's journal with the version it ran on."""

    case: str
    definition: Definition
    entries: Sequence[Entry]

    @property
    def started_at(self) -> datetime:
        """When the case began."""
        return self.entries[0].at


@dataclass
class Way:
    """What the entries so far tell of a case's runs.

    Attributes:
        scopes: in the order in which they began.
        task_scopes: task id → the scope it was opened in.
        calls: (call activity, scope) of the calls whose run hasn't begun yet.
    """

    record: Record
    scopes: dict[str, TrailScope] = field(default_factory=dict)
    task_scopes: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def moment(self, entry: Entry) -> TrailMoment:
        """Take in the next entry and return what it did."""
        outcome = mapping(entry.content.get("outcome", {}))
        command = mapping(entry.content.get("command", {}))
        actor_name = history_item(self.record.definition, entry, {}, entered=False).actor_name
        done: dict[str, Counter[str]] = {}
        flows: dict[str, list[str]] = {}
        steps = [items(step) for step in items(outcome.get("steps", []))]
        for kind, element, process, scope, *_ in ([*map(str, step[:4])] for step in steps):
            self._meet(entry.n, kind, element, process, scope)
            if kind == "completed":
                done.setdefault(scope, Counter())[element] += 1
            elif kind == "taken":
                flows.setdefault(scope, []).append(element)
        for opened in map(mapping, items(outcome.get("opened", []))):
            self.task_scopes[str(opened["task"])] = str(opened["scope"])
        acted_on = command.get("element")
        return TrailMoment(
            n=entry.n,
            at=entry.at,
            kind=str(entry.fields["kind"]),
            actor_name=actor_name,
            element=None if acted_on is None else str(acted_on),
            scope=self._acted_in(command, steps),
            round=int(str(command.get("round", 1))),
            tokens=_tokens(outcome),
            done={scope: dict(counts) for scope, counts in done.items()},
            flows=flows,
            status=outcome.get("status", "active"),  # type: ignore[arg-type]
        )

    def _acted_in(self, command: Mapping[str, Json], steps: Sequence[Sequence[Json]]) -> str | None:
        if "task" in command:
            return self.task_scopes.get(str(command["task"]))
        return str(steps[0][3]) if steps else None

    def _meet(self, n: int, kind: str, element: str, process: str, scope: str) -> None:
        program = self.record.definition.program
        if kind == "taken":
            return
        if scope not in self.scopes:
            called_by = self._caller_of(process)
            call = 1 + sum(known.process == process for known in self.scopes.values())
            name = program.processes[process].name or process
            self.scopes[scope] = TrailScope(scope, process, name, called_by, call, n)
        if kind == "entered" and program.element(process, element).called_element is not None:
            self.calls.append(element)

    def _caller_of(self, process: str) -> str | None:
        """Return the call activity that was entered first of those whose run hasn't begun."""
        for caller in self.record.definition.program.processes.values():
            for call in self.calls:
                if call in caller.elements and caller.elements[call].called_element == process:
                    self.calls.remove(call)
                    return call
        return None


class TrailQueries:
    """Answers for the replay pages."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def trail(self, actor: Actor, case_id: str) -> Trail:
        """Return a case's whole way.

        Raises:
            Forbidden: the person doesn't audit.
            NotFound: there is no such case.
        """
        with self._reader.store.reading() as unit:
            record = self._record(unit, actor, case_id)
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

    def moment(self, actor: Actor, case_id: str, n: int) -> MomentView:
        """Return everything about one entry of a case.

        Raises:
            Forbidden, NotFound: as for ``trail``; NotFound too where the case has no such entry.
        """
        record = self._until(actor, case_id, n)
        entry = record.entries[-1]
        way = Way(record)
        moment = [way.moment(each) for each in record.entries][-1]
        before, after = _variables(record.entries[:-1]), _variables(record.entries)
        number, title = _summary(record)
        command = mapping(entry.content.get("command", {}))
        author = mapping(command.get("actor") or {})
        element = _element(record.definition, command)
        return MomentView(
            item=history_item(record.definition, entry, {}, entered=True),
            moment=moment,
            previous=str(entry.fields["prev"]),
            number=number,
            title=title,
            username=str(author.get("username", "")),
            actor_groups=[str(group) for group in items(author.get("groups", []))],
            clauses=[] if element is None else record.definition.clauses_of(element),
            decisions=list(_decisions(record.definition, entry)),
            changes=list(_changes(way, before, entry)),
            opened=list(_opened(record.definition, entry)),
            variables={scope: after.get(scope, {}) for scope in dict.fromkeys([case_id, *moment.tokens])},
            has_form=_filled_in(record.definition, command) is not None,
        )

    def seen_form(self, actor: Actor, case_id: str, n: int) -> SeenForm:
        """Return the form that an entry's author had before them, with what they entered.

        Raises:
            Forbidden, NotFound: as for ``moment``; NotFound too where nothing was filled in.
        """
        record = self._until(actor, case_id, n)
        entry, definition = record.entries[-1], record.definition
        command = mapping(entry.content.get("command", {}))
        filled_in = _filled_in(definition, command)
        if filled_in is None:
            raise NotFound("Pada entri ini tidak ada formulir yang diisi.")
        element, schema = filled_in
        names = _names_before(record, element, command)
        shown = _shown_before(definition, element, names, _expressions(record, entry))
        return SeenForm(
            element_name=element.title,
            instructions=element.documentation,
            schema=schema,
            data=shown | mapping(command["data"]),
        )

    def _record(self, unit: Unit, actor: Actor, case_id: str) -> Record:
        require_auditor(actor, self._reader.organisation)
        found = unit.cases.find(case_id)
        if found is None:
            raise NotFound("Kasus ini tidak ada.")
        definition = self._reader.library.get(unit, found[0].version)
        return Record(case_id, definition, unit.journal.entries(found[0].stream))

    def _until(self, actor: Actor, case_id: str, n: int) -> Record:
        """Return a case's record up to an entry: a moment knows nothing of what followed it."""
        with self._reader.store.reading() as unit:
            record = self._record(unit, actor, case_id)
        if not 1 <= n <= len(record.entries):
            raise NotFound(f"Kasus ini tidak mempunyai entri {n}.")
        return Record(record.case, record.definition, record.entries[:n])


def _tokens(outcome: Mapping[str, Json]) -> dict[str, dict[str, int]]:
    return {
        scope: {element: int(str(count)) for element, count in mapping(counts).items()}
        for scope, counts in mapping(outcome.get("tokens", {})).items()
    }


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


def _names_before(record: Record, element: Element, command: Mapping[str, Json]) -> dict[str, Json]:
    """Return what the expressions of a form saw before the record's last entry was made."""
    way = Way(record)
    scope = [way.moment(entry) for entry in record.entries][-1].scope
    names = {**_variables(record.entries[:-1]).get(scope or record.case, {})}
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


def _variables(entries: Sequence[Entry]) -> Variables:
    """Return scope → the variables that the entries set."""
    variables: Variables = {}
    for entry in entries:
        for scope, changed in mapping(mapping(entry.content.get("outcome", {})).get("variables", {})).items():
            variables.setdefault(scope, {}).update(mapping(changed))
    return variables


def _summary(record: Record) -> tuple[str, str]:
    """Return the case's number and title as they were after the last entry of the record."""
    readable = [entry for entry in record.entries if entry.payload is not None]
    moved = [entry for entry in readable if entry.fields["kind"] not in HOLDING]
    if not moved:
        return "", record.definition.name
    try:
        summary = record.definition.summary(
            _variables(record.entries).get(record.case, {}), _expressions(record, moved[-1])
        )
    except ProcessFault:
        return "", record.definition.name
    return summary.number, summary.title


def _decisions(definition: Definition, entry: Entry) -> Iterator[Decision]:
    """Yield why gateways sent tokens where they did."""
    for step in map(items, items(mapping(entry.content.get("outcome", {})).get("steps", []))):
        kind, flow, process_id, _, _, *values = step
        if kind != "taken" or not values:
            continue
        process = definition.program.processes[str(process_id)]
        source, target = (process.elements[id] for id in process.flows[str(flow)])
        yield Decision(
            element=source.id,
            element_name=source.title,
            flow=str(flow),
            flow_name=process.flow_names[str(flow)],
            target_name=target.title,
            condition=process.conditions.get(str(flow)),
            values=mapping(values[0]),
        )


def _changes(way: Way, before: Variables, entry: Entry) -> Iterator[VariableChange]:
    for scope, changed in mapping(mapping(entry.content.get("outcome", {})).get("variables", {})).items():
        known = before.get(scope, {})
        name = way.scopes[scope].name if scope in way.scopes else ""
        for variable, value in mapping(changed).items():
            yield VariableChange(scope, name, variable, known.get(variable), value, variable not in known)


def _opened(definition: Definition, entry: Entry) -> Iterator[OpenedTask]:
    for opened in map(mapping, items(mapping(entry.content.get("outcome", {})).get("opened", []))):
        assignment = Assignment.from_json(mapping(opened["assignment"]))
        assignee = [assignment.assignee] if assignment.assignee is not None else []
        yield OpenedTask(
            name=definition.element_name(str(opened["process"]), str(opened["element"])),
            round=int(str(opened["round"])),
            item=None if opened["item"] is None else str(opened["item"]),
            groups=assignment.groups,
            users=[*assignee, *assignment.users],
            due=assignment.due,
        )
