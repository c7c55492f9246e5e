"""The requirements graph, linked and compiled (DMN 1.5, clauses 6 and 10.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypeVar

from engine.dmn import elements as dmn
from engine.dmn.boxed import cost
from engine.dmn.evaluation import Scope
from engine.dmn.files import Found, Unit
from engine.dmn.functions import BoxedFunction
from engine.dmn.nodes import Datum, Deciding, Given, Key, Serving
from engine.dmn.texts import Names, void
from engine.dmn.types import typed
from engine.errors import Fault
from engine.feel import FunctionValue, Type

T = TypeVar("T")

_NO_LOGIC = "belum memiliki logika"


class _Source(NamedTuple):
    """A node as its file has it."""

    unit: Unit
    key: Key
    node: dmn.Node


class Graph:
    """The nodes of some files, linked with one another and compiled.

    Attributes:
        faults: requirements of what can't be required, and circles.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self.faults: list[Fault] = []
        self.data: dict[Key, Datum] = {}
        self.decisions: dict[Key, Deciding] = {}
        self.services: dict[Key, Serving] = {}
        self.knowledge: dict[Key, BoxedFunction] = {}
        self._required: dict[Key, list[Key]] = {}
        self._sources = {
            (unit.path, node.id): _Source(unit, (unit.path, node.id), node)
            for unit in units
            for node in unit.nodes.values()
        }
        for source in self._sources.values():
            self._add(*source)
        self._given: Mapping[Key, Given] = {**self.data, **self.decisions}
        self._functions: Mapping[Key, FunctionValue] = {**self.knowledge, **self.services}
        for source in self._sources.values():
            self._link(*source)
        self._place = {key: place for place, key in enumerate(self._in_order())}
        for serving in self.services.values():
            self._plan_service(serving)
        for key, deciding in self.decisions.items():
            self._compile(self._sources[key].unit, deciding)

    def plan(self, wanted: Collection[Key], given: Collection[Key] = ()) -> list[Given]:
        """Return the decisions and data that are needed to decide others, each behind those it requires.

        Args:
            given: whose values are known, so that nothing is needed for them.
        """
        needed: set[Key] = set()
        waiting = [key for key in wanted if key not in given]
        while waiting:
            key = waiting.pop()
            if key in needed:
                continue
            needed.add(key)
            if key in self.decisions:
                waiting.extend(target for _, _, target in self.decisions[key].data if target not in given)
        return [self._given[key] for key in sorted(needed, key=self._place.__getitem__)]

    # --- nodes and what they require ----------------------------------------------------------------

    def _add(self, unit: Unit, key: Key, node: dmn.Node) -> None:
        """Take in a node, without what it requires: that may not be there yet."""
        type_ = unit.types.named(node.type, node.place)
        self._required[key] = []
        if isinstance(node, dmn.InputData):
            self.data[key] = Datum(key, node, type_)
        elif isinstance(node, dmn.Decision):
            self.decisions[key] = Deciding(key, node, type_)
        elif isinstance(node, dmn.Service):
            self.services[key] = Serving(node, _result(type_))
        elif isinstance(node, dmn.Knowledge):
            found = (unit.find(reference) for reference in node.knowledge)
            names = Names(frozenset([node.name, *(_known_as(each) for each in found if each is not None)]))
            function = BoxedFunction(unit.compiler.definition(node.logic, names, _result(type_)), {})
            function.scope[node.name] = function  # it may call itself
            self.knowledge[key] = function

    def _link(self, unit: Unit, key: Key, node: dmn.Node) -> None:
        """Join a node with what it requires."""
        if isinstance(node, dmn.Decision):
            deciding = self.decisions[key]
            self._know(unit, key, node.knowledge, deciding.known)
            for found, given in self._resolved(unit, key, node.data, self._given):
                deciding.data.append((found.imported, found.node.name, given.key))
            if len(deciding.data) < len(node.data):
                deciding.broken.append("yang diperlukan keputusan ini tidak ada")
        elif isinstance(node, dmn.Service):
            serving = self.services[key]
            serving.outputs = [each for _, each in self._resolved(unit, key, node.outputs, self.decisions)]
            data = self._resolved(unit, None, node.data, self.data)
            decisions = self._resolved(unit, None, node.decisions, self.decisions)
            self._resolved(unit, None, node.encapsulated, self.decisions)
            serving.take([*(each for _, each in data), *(each for _, each in decisions)])
        elif isinstance(node, dmn.Knowledge):
            self._know(unit, key, node.knowledge, self.knowledge[key].scope)

    def _know(self, unit: Unit, key: Key, references: Sequence[dmn.Reference], scope: Scope) -> None:
        """Let expressions see the functions that are required."""
        for found, function in self._resolved(unit, key, references, self._functions):
            inner = scope.setdefault(found.imported, {}) if found.imported else scope
            inner[found.node.name] = function

    def _resolved(
        self, unit: Unit, key: Key | None, references: Sequence[dmn.Reference], among: Mapping[Key, T]
    ) -> list[tuple[Found, T]]:
        """What references refer to, where it is of the right kind; a node (``key``) requires it then."""
        resolved = []
        for reference in references:
            found = unit.find(reference)
            if found is None:
                self.faults.append(reference.place.fault(f"Yang dirujuk tidak ada: “{reference.id}”."))
                continue
            target = (found.unit.path, found.node.id)
            if key is not None and isinstance(found.node, dmn.Decision) and found.node.logic is None:
                self.faults.append(reference.place.fault(f"“{found.node.name}” {_NO_LOGIC}."))
            if target in among:
                resolved.append((found, among[target]))
                if key is not None:
                    self._required[key].append(target)
            else:
                self.faults.append(reference.place.fault(f"“{found.node.name}” tidak dapat dirujuk di sini."))
        return resolved

    # --- order --------------------------------------------------------------------------------------

    def _in_order(self) -> list[Key]:
        """All nodes, each behind those it requires; a circle is cut where it is found, and told."""
        order: dict[Key, None] = {}
        on_the_way: set[Key] = set()
        for first in self._required:
            waiting = [first]
            while waiting:
                key = waiting[-1]
                on_the_way.add(key)
                for target in on_the_way.intersection(self._required[key]):
                    self._cut(target, key)
                ahead = [target for target in self._required[key] if target not in order]
                waiting.extend(ahead)
                if not ahead:
                    order[waiting.pop()] = None
                    on_the_way.discard(key)
        return list(order)

    def _cut(self, before: Key, after: Key) -> None:
        """Let a node no longer require another; only a function may require itself."""
        self._required[after] = [key for key in self._required[after] if key != before]
        if before == after and after in self.knowledge:
            return
        node = self._sources[after].node
        message = f"“{node.name}” memerlukan dirinya sendiri lewat “{self._sources[before].node.name}”."
        self.faults.append(node.place.fault(message))
        if after in self.decisions:
            deciding = self.decisions[after]
            deciding.data = [each for each in deciding.data if each[2] != before]
            deciding.broken.append("keputusan ini memerlukan dirinya sendiri")

    def _plan_service(self, serving: Serving) -> None:
        node = serving.node
        assert isinstance(node, dmn.Service), "it was made of one"  # noqa: S101
        given = {each.key for each in serving.given}
        plan = self.plan([output.key for output in serving.outputs], given)
        serving.plan = [each for each in plan if isinstance(each, Deciding)]
        if not serving.outputs:
            self.faults.append(node.place.fault("Layanan keputusan ini tidak memiliki keputusan hasil."))
        listed = {reference.id for reference in (*node.outputs, *node.encapsulated)}
        for each in plan:
            if each.key[1] not in listed:
                message = f"“{each.node.name}” diperlukan layanan ini, tetapi bukan masukan atau isinya."
                self.faults.append(node.place.fault(message))

    # --- logic --------------------------------------------------------------------------------------

    def _compile(self, unit: Unit, deciding: Deciding) -> None:
        node = deciding.node
        assert isinstance(node, dmn.Decision), "it was made of one"  # noqa: S101
        names = frozenset([*deciding.known, *(imported or name for imported, name, _ in deciding.data)])
        if node.logic is None:
            deciding.code = void(node.place, f"keputusan “{node.name}” {_NO_LOGIC}")
            return
        code = unit.compiler.code(node.logic, Names(names), node.name)
        deciding.code = typed(code, deciding.type, node.place, node.name)
        deciding.cost += cost(node.logic)


def _known_as(found: Found) -> str:
    return found.imported or found.node.name


def _result(type_: Type | None) -> Type | None:
    """What a function of a type gives; a type that is no function's is the result's own."""
    return type_.result if type_ is not None and type_.name == "function" else type_
