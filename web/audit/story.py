"""A case's trail with the words that pages need: what each entry says, and what elements are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.model import HistoryItem, Json, Moment, MomentView, Trail, TrailScope
from web.cases.history import sentence
from web.context import engine, me
from web.i18n import moment


@dataclass(frozen=True)
class Place:
    """Where tokens wait after an entry: in a run of a process, at an element."""

    scope: str
    element: str
    name: str
    tokens: int


@dataclass(frozen=True)
class Story:
    """What happened in a case.

    Attributes:
        names: process id → element id → its name, as the case's version has it.
    """

    trail: Trail
    items: Sequence[HistoryItem]
    names: Mapping[str, Mapping[str, str]]

    def __len__(self) -> int:
        return len(self.trail.moments)

    def said(self, n: int) -> str:
        """Say in one sentence what entry ``n`` records."""
        return sentence(self.items[n - 1])

    def headline(self, n: int) -> str:
        """Say which entry of how many it is, and what it records."""
        return f"Entri {n} dari {len(self)}: {self.said(n)}"

    def scope_name(self, scope_id: str) -> str:
        """Name a run of a process: by the process, and where it was called by which call."""
        return scope_name(next(scope for scope in self.trail.scopes if scope.id == scope_id))

    def is_named(self, name: str) -> bool:
        """Tell whether it is an element's name, and not the id of one that has none."""
        return any(name in named.values() for named in self.names.values())

    def standing(self, view: MomentView) -> list[Place]:
        """List where tokens wait after an entry, in the order in which the runs began."""
        return [
            Place(scope.id, element, self.names.get(scope.process, {}).get(element, element), tokens)
            for scope in self.trail.scopes
            for element, tokens in view.moment.tokens.get(scope.id, {}).items()
        ]

    def as_json(self) -> dict[str, Json]:
        """Return what the slider needs of every entry."""
        return {
            "scopes": [_scope(scope) for scope in self.trail.scopes],
            "moments": [_moment(moment, self.said(moment.n)) for moment in self.trail.moments],
        }


def tell(case_id: str) -> Story:
    """Return a case's story, for who may check it.

    Raises:
        Forbidden, NotFound: as ``Engine.trail``.
    """
    trail = engine().trail(me(), case_id)
    case = engine().case(me(), case_id)
    names = {diagram.process: diagram.names for diagram in case.diagrams}
    return Story(trail, case.history, names)


def scope_name(scope: TrailScope) -> str:
    """Name a run of a process: ``Persetujuan konsep, panggilan 2``."""
    return scope.name if scope.called_by is None else f"{scope.name}, panggilan {scope.call}"


def _scope(scope: TrailScope) -> dict[str, Json]:
    return {"id": scope.id, "process": scope.process, "name": scope_name(scope), "first": scope.first}


def _moment(given: Moment, said: str) -> dict[str, Json]:
    return {
        "n": given.n,
        "when": moment(given.at),
        "said": said,
        "element": given.element,
        "scope": given.scope,
        "round": given.round,
        "tokens": {scope: dict(tokens) for scope, tokens in given.tokens.items()},
        "done": {scope: dict(done) for scope, done in given.done.items()},
        "flows": {scope: list(flows) for scope, flows in given.flows.items()},
        "status": given.status,
    }
