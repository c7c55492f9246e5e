"""The compiler's one entry, how the forms' modules join it, and where values lie while code runs.

The values of the names in scope lie in a frame: a list in which each name that a form introduces has its own
place, known when the form is compiled. A function has a frame for each call, which begins with what it saw
where it was made; so nothing is ever looked up by name, and nothing is copied but by making a function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from engine.feel.budget import Run
from engine.feel.syntax import Node
from engine.feel.types import Type
from engine.feel.values import Value

Frame = list[Value]

Code = Callable[[Frame, Run], Value]
"""A compiled node. It raises only what ends the evaluation; what gives null is recorded in the run."""


class Variable:
    """A name that a form introduces, or the element that a filter looks at."""

    __slots__ = ()


class Layout:
    """Which place each variable has in the frames of one function, or of the whole expression.

    Attributes:
        size: how many places a frame has.
        captured: (place around the function, place in it) of the values that it keeps from where it is made.
    """

    def __init__(self, outer: Layout | None = None) -> None:
        self.size = 0
        self.captured: list[tuple[int, int]] = []
        self._outer = outer
        self._places: dict[Variable, int] = {}

    def add(self) -> Variable:
        """Give a new variable a place."""
        variable = Variable()
        self._places[variable] = self.size
        self.size += 1
        return variable

    def place(self, variable: Variable) -> int:
        """Where a variable's value lies; one from around the function gets a place in it."""
        place = self._places.get(variable)
        if place is None:
            assert self._outer is not None, "a variable belongs to this layout or to one around it"  # noqa: S101
            place = self._places[variable] = self.size
            self.size += 1
            self.captured.append((self._outer.place(variable), place))
        return place


class Scope:
    """The names in scope at a node, as a chain from the innermost form outwards.

    Attributes:
        layout: of the function that the node stands in.
        element: in a filter, what its entries are read from.
        types: those that the caller defined, by name.
    """

    __slots__ = ("_names", "_outer", "element", "layout", "types")

    def __init__(
        self,
        layout: Layout,
        types: Mapping[str, Type],
        outer: Scope | None = None,
        element: Variable | None = None,
    ) -> None:
        self.layout = layout
        self.types = types
        self.element = element
        self._outer = outer
        self._names: dict[str, Variable] = {}

    def inside(self, names: Iterable[str] = (), *, filtering: bool = False, function: bool = False) -> Scope:
        """The scope of a form that introduces names: a filter's element, a function's parameters, others."""
        layout = Layout(self.layout) if function else self.layout
        element = layout.add() if filtering else None
        scope = Scope(layout, self.types, self, element)
        for name in names:
            scope.add(name)
        return scope

    def add(self, name: str) -> int:
        """Introduce a name; returns its place."""
        variable = self._names[name] = self.layout.add()
        return self.layout.place(variable)

    def add_function(self, name: str) -> None:
        """Introduce a function that is handed in; a value may have the same name."""
        self.add(_called(name))

    def function(self, name: str) -> int:
        """Where a function lies that is handed in."""
        variables = (around.own(_called(name)) for around in self.around())
        return self.layout.place(next(variable for variable in variables if variable is not None))

    def around(self) -> Iterator[Scope]:
        """This scope and those around it."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope._outer

    def own(self, name: str) -> Variable | None:
        """The variable of a name that this very form introduces."""
        return self._names.get(name)


def _called(name: str) -> str:
    return f"{name}()"


N = TypeVar("N", bound=Node)

_COMPILERS: dict[type[Node], Callable[[Any, Scope], Code]] = {}


def compiles(form: type[N]) -> Callable[[Callable[[N, Scope], Code]], Callable[[N, Scope], Code]]:
    """Name the function that compiles a form."""

    def register(compiler: Callable[[N, Scope], Code]) -> Callable[[N, Scope], Code]:
        _COMPILERS[form] = compiler
        return compiler

    return register


def code(node: Node, scope: Scope) -> Code:
    """Compile a node."""
    return _COMPILERS[type(node)](node, scope)
