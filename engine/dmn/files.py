"""A DMN file with those it imports: its types, its names, and what its references refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from engine.dmn import elements as dmn
from engine.dmn.boxed import Compiler, entry_names
from engine.dmn.reading import read_definitions
from engine.dmn.texts import Texts
from engine.dmn.types import TypeTable
from engine.errors import Fault, Unrunnable
from engine.feel import FeelError, Function, Type


class Found(NamedTuple):
    """What a reference refers to.

    Attributes:
        imported: the name under which expressions find it, empty where it is a name of their own.
    """

    imported: str
    unit: Unit
    node: dmn.Node


class Unit:
    """A file, ready to be compiled.

    Attributes:
        nodes: by id.
        logic: of its decisions and functions.
        imports: the files it imports, each with the name that it gives it; "" where it takes over its names.
        entries: names that contexts' entries may have in it.
    """

    def __init__(
        self,
        definitions: dmn.Definitions,
        imports: Sequence[tuple[str, Unit]],
        functions: Mapping[str, Function],
    ) -> None:
        self.path = definitions.file
        self.namespace = definitions.namespace
        self.imports = imports
        self._faults: list[Fault] = [*definitions.faults]
        self.nodes = self._by_id(definitions.nodes)
        self._items = [item.name for item in definitions.items]
        self.types = TypeTable(definitions.items, self._imported_types())
        self.logic: Sequence[dmn.Expression] = [
            node.logic
            for node in definitions.nodes
            if isinstance(node, dmn.Decision | dmn.Knowledge) and node.logic is not None
        ]
        inner = (unit.entries | {node.name for node in unit.nodes.values()} for _, unit in imports)
        self.entries: frozenset[str] = entry_names(self.logic).union(*inner)
        self.texts = Texts(self.types.types, self.entries, functions)
        self.compiler = Compiler(self.types, self.texts)
        for allowed in self.types.allowed:
            tests = self.texts.tests(allowed.text.place, allowed.text.text, frozenset())
            allowed.tests = None if isinstance(tests, FeelError) else tests

    def _by_id(self, nodes: Sequence[dmn.Node]) -> dict[str, dmn.Node]:
        found: dict[str, dmn.Node] = {}
        names: set[str] = set()
        for node in nodes:
            if node.id in found or node.name in names:
                self._faults.append(node.place.fault(f"“{node.name}” sudah ada di berkas ini."))
            found.setdefault(node.id, node)
            names.add(node.name)
        return found

    def _imported_types(self) -> dict[str, Type]:
        return {
            f"{name}.{item}" if name else item: unit.types.types[item]
            for name, unit in self.imports
            for item in unit._items
        }

    def find(self, reference: dmn.Reference) -> Found | None:
        """Return what a reference refers to; None where that isn't there."""
        own = reference.namespace in {None, self.namespace}
        for name, unit in [("", self)] if own else self.imports:
            if (own or unit.namespace == reference.namespace) and reference.id in unit.nodes:
                return Found(name, unit, unit.nodes[reference.id])
        return None

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with the file, its types and the texts that were compiled."""
        yield from self._faults
        yield from self.types.faults
        names = {node.name for node in self.nodes.values()}
        yield from self.texts.faults(
            {
                name: f"“{name}” ada di model ini, tetapi belum dihubungkan ke sini (requirement)."
                for name in names
            }
        )


def link(
    path: str, content: bytes, others: Mapping[str, bytes], functions: Mapping[str, Function]
) -> list[Unit]:
    """Read a file and those that it imports, directly or not; each stands behind those that it imports.

    Args:
        others: files by path, among which imports are looked up by their namespaces.

    Raises:
        Unrunnable: a file can't be read.
    """
    return _Linker(others, functions).linked(read_definitions(path, content))


class _Linker:
    def __init__(self, others: Mapping[str, bytes], functions: Mapping[str, Function]) -> None:
        self._others = others
        self._functions = functions
        self._by_namespace: dict[str, dmn.Definitions] | None = None
        self._units: dict[str, Unit] = {}
        self._open: list[str] = []

    def linked(self, definitions: dmn.Definitions) -> list[Unit]:
        self._unit(definitions)
        return list(self._units.values())

    def _unit(self, definitions: dmn.Definitions) -> Unit:
        self._open.append(definitions.namespace)
        imports: list[tuple[str, Unit]] = []
        faults = []
        for imported in definitions.imports:
            found = self._imported(imported)
            if isinstance(found, Unit):
                imports.append((imported.name, found))
            else:
                faults.append(imported.place.fault(found))
        self._open.pop()
        definitions = replace(definitions, faults=[*definitions.faults, *faults])
        unit = self._units[definitions.namespace] = Unit(definitions, imports, self._functions)
        return unit

    def _imported(self, imported: dmn.Import) -> Unit | str:
        """The file that is imported, or why it can't be."""
        if imported.namespace in self._units:
            return self._units[imported.namespace]
        if imported.namespace in self._open:
            return "Berkas ini dan yang diimpornya saling mengimpor."
        definitions = self._known().get(imported.namespace)
        if definitions is None:
            return f"Berkas yang diimpor tidak ada: “{imported.namespace}”."
        return self._unit(definitions)

    def _known(self) -> Mapping[str, dmn.Definitions]:
        """The other files, read when the first import is met."""
        if self._by_namespace is None:
            self._by_namespace = {}
            for path, content in self._others.items():
                with suppress(Unrunnable):  # it is told where that file itself is checked
                    definitions = read_definitions(path, content)
                    self._by_namespace.setdefault(definitions.namespace, definitions)
        return self._by_namespace
