"""What a rule may look at: a bundle's diagrams, decisions, forms and clauses, read once; the organisation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Protocol, TypeVar
from weakref import WeakKeyDictionary

import orjson
from lxml import etree

from engine.catalogue.bundle import CLAUSES, Bundle
from engine.catalogue.constructs import CONSTRUCTS
from engine.catalogue.document import GLOBAL_TASKS, Part, Scope, called_by, scopes_of
from engine.decisions import read_model
from engine.dmn import Invocable, Model
from engine.errors import Fault, Unrunnable
from engine.forms import FormExpression, expressions_of
from engine.model import Json
from engine.spiff.parse.pictures import pictures
from engine.spiff.parse.text import referred

K = TypeVar("K")
T = TypeVar("T")


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
        """Every process that runs, and every embedded subprocess in one."""
        every = [scope for document in self.documents for scope in scopes_of(document)]
        return [scope for scope in every if scope.process.xml not in self.pictures]

    @cached_property
    def pictures(self) -> frozenset[etree._Element]:
        """The processes that only show what somebody else does: of these nothing is judged but how they are
        joined with the rest."""
        return pictures((root.xml for root in self.documents), "" if self.loose else self.bundle.key)

    def is_shown_only(self, part: Part) -> bool:
        """Whether a part lies in such a process."""
        return not self.pictures.isdisjoint(part.xml.iterancestors())

    @cached_property
    def processes(self) -> Mapping[str, Scope]:
        """The processes that run by id; of two with one id, the first.

        A global task is a process of that one task (BPMN 2.0 §10.3.6).
        """
        tasks = [
            Scope(task, task) for document in self.documents for task in document.children(*GLOBAL_TASKS)
        ]
        found: dict[str, Scope] = {}
        for scope in (*self.scopes, *tasks):
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
        known = self._reached.get(process)
        if known is None:
            known = self._reached[process] = frozenset(walk(self._calls, process))
        return known

    @cached_property
    def _reached(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _calls(self) -> Mapping[str, Collection[str]]:
        return {
            name: {called_by(call) for call in scope.part.below("callActivity")}
            for name, scope in self.processes.items()
        }

    @cached_property
    def nodes(self) -> Sequence[Part]:
        """Every flow node of every scope, and every global task."""
        nodes = [node for scope in self.scopes for node in scope.every_node]
        return nodes + [task for document in self.documents for task in document.children(*GLOBAL_TASKS)]

    def of(self, *tags: str) -> list[Part]:
        """The known BPMN elements of these names, name by name, each in the order of the files."""
        return [part for tag in tags for part in self._by_tag.get(tag, ())]

    @cached_property
    def _by_tag(self) -> Mapping[str, Sequence[Part]]:
        found: dict[str, list[Part]] = {}
        for part in self.constructs:
            found.setdefault(part.tag, []).append(part)
        return found

    def scope_around(self, part: Part) -> Scope | None:
        """The process or subprocess that a part lies directly in."""
        above = part.xml.getparent()
        return None if above is None else self._scopes_by_part.get(above)

    def scope_in(self, part: Part) -> Scope | None:
        """What is inside a process or subprocess."""
        return self._scopes_by_part.get(part.xml)

    @cached_property
    def _scopes_by_part(self) -> Mapping[etree._Element, Scope]:
        return {scope.part.xml: scope for scope in self.scopes}

    def named(self, file: str, reference: str | None, *tags: str) -> Part | None:
        """What of a file a reference (an XML QName or id) names, where it is of one of these names."""
        found = self._by_id.get((file, referred(reference)))
        return found if found is not None and (not tags or found.tag in tags) else None

    def at_root(self, file: str, reference: str | None, *tags: str) -> Part | None:
        """As ``named``, where what it names stands directly in the file's ``definitions``."""
        found = self.named(file, reference, *tags)
        above = None if found is None else found.xml.getparent()
        return found if above is not None and above.getparent() is None else None

    @cached_property
    def _by_id(self) -> Mapping[tuple[str, str], Part]:
        """Every element of BPMN by file and id; of two with one id, the first."""
        found: dict[tuple[str, str], Part] = {}
        for document in self.documents:
            for part in document.below("*"):
                if (id := part.attribute("id")) is not None:
                    found.setdefault((document.file, id), part)
        return found

    @cached_property
    def node_ids(self) -> Mapping[str, frozenset[str]]:
        """Path of a diagram → the ids of all flow nodes in it."""
        found: dict[str, set[str]] = {document.file: set() for document in self.documents}
        for scope in self.scopes:
            found[scope.part.file] |= scope.nodes.keys()
        return {file: frozenset(names) for file, names in found.items()}

    def mapped_into(self, process: str) -> frozenset[str]:
        """The variables that calls set in a process as they begin it."""
        return frozenset(self._mapped.get(process, ()))

    @cached_property
    def _mapped(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for call in self.of("callActivity"):
            targets = {target for mapping in call.extensions("in") if (target := mapping.attribute("target"))}
            found.setdefault(called_by(call), set()).update(targets)
        return found

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
        """Every BPMN element that the allow-list has, outside of what is only shown."""
        return [part for document in self.documents for part in self._known(document)]

    def _known(self, part: Part) -> Iterator[Part]:
        if part.tag in CONSTRUCTS:
            yield part
            for child in part.children() if part.xml not in self.pictures else ():
                yield from self._known(child)

    @cached_property
    def with_settings(self) -> Sequence[Part]:
        """Every BPMN element that has an ``extensionElements``."""
        found = [(block, block.xml.getparent()) for block in self.of("extensionElements")]
        return [Part(block.file, xml) for block, xml in found if xml is not None]

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

    @cached_property
    def files_of_decisions(self) -> Mapping[str, Sequence[str]]:
        """Id of what may be referred to → the paths of the files that have one of that id."""
        found: dict[str, list[str]] = {}
        for path, model in self.models.items():
            for id in {each.id for each in model.invocables()}:
                found.setdefault(id, []).append(path)
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

    @cached_property
    def loops(self) -> Mapping[etree._Element, Sequence[Part]]:
        """An activity → its loop characteristics."""
        found: dict[etree._Element, list[Part]] = {}
        for loop in self.of("multiInstanceLoopCharacteristics", "standardLoopCharacteristics"):
            if (activity := loop.xml.getparent()) is not None:
                found.setdefault(activity, []).append(loop)
        return found

    @cached_property
    def form_expressions(self) -> Mapping[str, Sequence[FormExpression]]:
        """Form id → its expressions."""
        return {name: [*expressions_of(schema)] for name, schema in self.forms.items() if schema}


def remembered(find: Callable[[K], T]) -> Callable[[K], T]:
    """Let a function of a context, or of a part of one, find its answer once for each: several rules ask."""
    known: WeakKeyDictionary[K, T] = WeakKeyDictionary()

    @wraps(find)
    def answer(about: K) -> T:
        if about not in known:
            known[about] = find(about)
        return known[about]

    return answer


def walk(ways: Mapping[str, Collection[str]], begin: str) -> set[str]:
    """Return what can be come to from a place."""
    reached: set[str] = set()
    waiting = [*ways.get(begin, ())]
    while waiting:
        place = waiting.pop()
        if place not in reached:
            reached.add(place)
            waiting += ways.get(place, ())
    return reached


def _json_object(content: bytes) -> dict[str, Json] | None:
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None
