"""What a rule may look at: a bundle's diagrams, decisions, forms and clauses, read once; the organisation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import orjson

from engine.catalogue.bundle import CLAUSES, Bundle
from engine.catalogue.constructs import CONSTRUCTS
from engine.catalogue.document import Part, Scope, scopes_of
from engine.decisions import read_model
from engine.dmn import Invocable, Model
from engine.errors import Fault, Unrunnable
from engine.model import Json


class Organisation(Protocol):
    """What of ``organisation.json`` the rules need; ``engine.directory.Organisation`` is one."""

    @property
    def groups(self) -> Collection[str]:
        """The ids of all groups."""

    @property
    def lanes(self) -> Mapping[str, str]:
        """Lane name → group id."""


@dataclass(frozen=True, eq=False)
class Context:
    """One bundle, opened for the rules.

    Attributes:
        documents: the root (``bpmn:definitions``) of every diagram that could be read, by path.
        unreadable: what ``engine.spiff`` says of every diagram that couldn't, by path.
        loose: the files lie in no definition's folder, so any process may be the main one.
    """

    bundle: Bundle
    organisation: Organisation
    documents: Sequence[Part]
    unreadable: Mapping[str, Sequence[Fault]]
    loose: bool = False

    @cached_property
    def scopes(self) -> Sequence[Scope]:
        """Every process and embedded subprocess."""
        return [scope for document in self.documents for scope in scopes_of(document)]

    @cached_property
    def processes(self) -> Mapping[str, Scope]:
        """The processes by id; of two with one id, the first."""
        found: dict[str, Scope] = {}
        for scope in self.scopes:
            if scope.is_process:
                found.setdefault(scope.part.attribute("id") or "", scope)
        return found

    @property
    def main(self) -> Scope | None:
        """The process that the definition's key names."""
        return self.processes.get(self.bundle.key)

    def may_be_main(self, scope: Scope) -> bool:
        """Whether cases may begin in a scope itself."""
        return scope.is_process if self.loose else scope is self.main

    def called_from(self, process: str) -> frozenset[str]:
        """The ids of the processes that a process calls, directly or through others."""
        reached: set[str] = set()
        waiting = list(self._calls.get(process, ()))
        while waiting:
            called = waiting.pop()
            if called not in reached:
                reached.add(called)
                waiting += self._calls.get(called, ())
        return frozenset(reached)

    @cached_property
    def _calls(self) -> Mapping[str, Sequence[str]]:
        return {
            name: [call.attribute("calledElement") or "" for call in scope.part.below("callActivity")]
            for name, scope in self.processes.items()
        }

    @cached_property
    def nodes(self) -> Sequence[Part]:
        """Every flow node of every scope."""
        return [node for scope in self.scopes for node in scope.every_node]

    @cached_property
    def node_ids(self) -> Mapping[str, frozenset[str]]:
        """Path of a diagram → the ids of all flow nodes in it."""
        found: dict[str, set[str]] = {document.file: set() for document in self.documents}
        for scope in self.scopes:
            found[scope.part.file] |= scope.nodes.keys()
        return {file: frozenset(names) for file, names in found.items()}

    def lane_of(self, node: Part) -> str | None:
        """The name of the lane that a node, or the subprocess around it, lies in."""
        for xml in (node.xml, *node.xml.iterancestors()):
            if lane := self._lanes.get((node.file, xml.get("id", ""))):
                return lane
        return None

    @cached_property
    def _lanes(self) -> Mapping[tuple[str, str], str]:
        return {
            (document.file, reference.text): lane.attribute("name") or ""
            for document in self.documents
            for lane in document.below("lane")
            for reference in lane.children("flowNodeRef")
        }

    @cached_property
    def constructs(self) -> Sequence[Part]:
        """Every BPMN element that the allow-list has."""
        return [part for document in self.documents for part in _known(document)]

    @cached_property
    def models(self) -> Mapping[str, Model]:
        """The decisions' files that can be read, by path."""
        return {path: model for path, model in self._models.items() if isinstance(model, Model)}

    @cached_property
    def unreadable_models(self) -> Mapping[str, Sequence[Fault]]:
        """Why a decisions' file can't be read, by path."""
        return {path: faults for path, faults in self._models.items() if not isinstance(faults, Model)}

    @cached_property
    def _models(self) -> Mapping[str, Model | Sequence[Fault]]:
        found: dict[str, Model | Sequence[Fault]] = {}
        for path in self.bundle.dmn:
            try:
                found[path] = read_model(path, self.bundle.dmn)
            except Unrunnable as error:
                found[path] = error.faults
        return found

    @cached_property
    def decisions(self) -> Mapping[str, Invocable]:
        """What a business rule task may refer to, and functions, by id; of two with one id, the first."""
        found: dict[str, Invocable] = {}
        for model in self.models.values():
            for each in model.invocables():
                found.setdefault(each.id, each)
        return found

    def decision_of(self, task: Part) -> Invocable | None:
        """What a business rule task refers to."""
        return self.decisions.get((task.camunda("decisionRef") or "").strip())

    @cached_property
    def clauses(self) -> Mapping[str, Json] | None:
        """``clauses.json``: clause id → its words; None where it is missing or no JSON object."""
        content = self.bundle.files.get(CLAUSES)
        return None if content is None else _json_object(content)

    @cached_property
    def forms(self) -> Mapping[str, dict[str, Json] | None]:
        """Form id → its schema; None for a file that is no JSON object."""
        return {name: _json_object(self.bundle.files[path]) for name, path in self.bundle.forms.items()}


def _known(part: Part) -> Iterator[Part]:
    if part.tag in CONSTRUCTS:
        yield part
        for child in part.children():
            yield from _known(child)


def _json_object(content: bytes) -> dict[str, Json] | None:
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None
