"""A case's trail with the words that pages need: what each entry says, and what runs are called."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model import Json, Moment, Trail, TrailScope
from web.cases.history import sentence
from web.context import engine, me
from web.i18n import moment


@dataclass(frozen=True)
class Story:
    """What happened in a case."""

    trail: Trail

    def __len__(self) -> int:
        return len(self.trail.moments)

    def said(self, n: int) -> str:
        """Say in one sentence what entry ``n`` records."""
        return sentence(self.trail.moments[n - 1].item)

    def headline(self, n: int) -> str:
        """Say which entry of how many it is, and what it records."""
        return f"Entri {n} dari {len(self)}: {self.said(n)}"

    def as_json(self) -> dict[str, Json]:
        """Return what the slider needs of every entry."""
        return {
            "scopes": [_scope(scope) for scope in self.trail.scopes],
            "moments": [_moment(moment, sentence(moment.item)) for moment in self.trail.moments],
        }


def tell(case_id: str) -> Story:
    """Return a case's story, for who may check it.

    Raises:
        Forbidden, NotFound: as ``Engine.trail``.
    """
    return Story(engine().trail(me(), case_id))


def scope_name(scope: TrailScope) -> str:
    """Name a run of a process: ``Persetujuan konsep, panggilan 2``."""
    return scope.name if scope.called_by is None else f"{scope.name}, panggilan {scope.call}"


def _scope(scope: TrailScope) -> dict[str, Json]:
    return {"id": scope.id, "process": scope.process, "name": scope_name(scope), "first": scope.first}


def _moment(given: Moment, said: str) -> dict[str, Json]:
    return {
        "n": given.item.n,
        "when": moment(given.item.at),
        "said": said,
        "element": given.item.element,
        "scope": given.scope,
        "round": given.item.round,
        "tokens": {scope: dict(tokens) for scope, tokens in (given.tokens or {}).items()},
        "done": {scope: dict(done) for scope, done in given.done.items()},
        "flows": {scope: list(flows) for scope, flows in given.flows.items()},
        "status": given.status,
    }
