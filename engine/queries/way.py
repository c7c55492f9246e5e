"""The way of a case's tokens, entry by entry, as the journal has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.definition import Definition
from engine.journal import Entry
from engine.model import Json, TrailScope
from engine.model import Moment as TrailMoment
from engine.queries.history import history_item, reading, steps_of
from engine.shapes import items, mapping


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
    _wholes: set[tuple[str, str, str]] = field(default_factory=set)

    def moment(self, entry: Entry) -> TrailMoment:
        """Take in the next entry and return what it did.

        Raises:
            Damaged: it can't be read.
        """
        with reading(entry):
            return self._moment(entry)

    def _moment(self, entry: Entry) -> TrailMoment:
        content = entry.content
        outcome, command = mapping(content.get("outcome", {})), mapping(content.get("command", {}))
        done: dict[str, Counter[str]] = {}
        flows: dict[str, list[str]] = {}
        steps = [*steps_of(entry)]
        for kind, element, process, scope, visit in ([*map(str, step[:5])] for step in steps):
            if kind != "taken":
                self._meet(entry.n, process, scope)
            if kind == "entered":
                self._call(element, process, scope, visit)
            if kind == "completed":
                done.setdefault(scope, Counter())[element] += 1
            elif kind == "taken":
                flows.setdefault(scope, []).append(element)
        for opened in map(mapping, items(outcome.get("opened", []))):
            self.task_scopes[str(opened["task"])] = str(opened["scope"])
        return TrailMoment(
            item=history_item(self.record.definition, entry, {}, entered=False, errors=False),
            scope=self._acted_in(command, steps),
            tokens=_tokens(outcome),
            done={scope: dict(counts) for scope, counts in done.items()},
            flows=flows,
            status=outcome.get("status"),  # type: ignore[arg-type]
        )

    def _acted_in(self, command: Mapping[str, Json], steps: Sequence[Sequence[Json]]) -> str | None:
        if "task" in command:
            return self.task_scopes.get(str(command["task"]))
        return str(steps[0][3]) if steps else None

    def _meet(self, n: int, process: str, scope: str) -> None:
        if scope not in self.scopes:
            called_by = self._caller_of(process)
            call = 1 + sum(known.process == process for known in self.scopes.values())
            name = self.record.definition.program.processes[process].name or process
            self.scopes[scope] = TrailScope(scope, process, name, called_by, call, n)

    def _call(self, element: str, process: str, scope: str, visit: str) -> None:
        """Note a call that begins; one that repeats is first entered as a whole, which calls nothing."""
        entered = self.record.definition.program.element(process, element)
        as_a_whole = entered.repeats and (scope, element, visit) not in self._wholes
        if as_a_whole:
            self._wholes.add((scope, element, visit))
        elif entered.called_element is not None:
            self.calls.append(element)

    def _caller_of(self, process: str) -> str | None:
        """Return the call activity that was entered first of those whose run hasn't begun."""
        for caller in self.record.definition.program.processes.values():
            for call in self.calls:
                if call in caller.elements and caller.elements[call].called_element == process:
                    self.calls.remove(call)
                    return call
        return None


def _tokens(outcome: Mapping[str, Json]) -> dict[str, dict[str, int]] | None:
    if "tokens" not in outcome:
        return None
    return {
        scope: {element: int(str(count)) for element, count in mapping(counts).items()}
        for scope, counts in mapping(outcome["tokens"]).items()
    }
