"""The syntax tree of an expression: one class a form of DMN 1.5's grammar, with its place in the text.

``at`` is the offset at which a form begins (for an operator: stands), and ``cost`` how many tokens it has
that are evaluated again and again; neither says anything about equality. The classes aren't frozen only
because that makes them three times as slow to make; nothing changes a tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

from engine.feel.values import Value

ITEM = "item"
"""What a filter's element is called in it."""
PARTIAL = "partial"
"""What the earlier results of a ``for`` are called in it."""


@dataclass(slots=True)
class Node:
    """Any form."""

    at: int = field(compare=False)


@dataclass(slots=True)
class Literal(Node):
    """A value that stands in the text."""

    value: Value


@dataclass(slots=True)
class Name(Node):
    """A name in scope; inside a filter perhaps an entry of the element looked at."""

    name: str


@dataclass(slots=True)
class FunctionName(Node):
    """The name of a built-in function, or of one handed in."""

    name: str


@dataclass(slots=True)
class ListOf(Node):
    """``[a, b]``."""

    members: Sequence[Node]


@dataclass(slots=True)
class ContextOf(Node):
    """``{key: value}``; each entry sees those before it."""

    entries: Sequence[tuple[str, Node]]


@dataclass(slots=True)
class RangeOf(Node):
    """``[a..b]``, or ``(< a)`` with its operator."""

    start: Node | None
    end: Node | None
    start_included: bool
    end_included: bool
    operator: str | None = None


@dataclass(slots=True)
class If(Node):
    """``if condition then chosen else otherwise``."""

    condition: Node
    chosen: Node
    otherwise: Node


@dataclass(slots=True)
class Iteration(Node):
    """``name in domain`` or ``name in domain..upper``."""

    name: str
    domain: Node
    upper: Node | None


@dataclass(slots=True)
class For(Node):
    """``for … return body``; ``cost`` is the body's tokens, ``partial`` whether it reads earlier results."""

    iterations: Sequence[Iteration]
    body: Node
    cost: int = field(compare=False)
    partial: bool


@dataclass(slots=True)
class Quantified(Node):
    """``some … satisfies`` or ``every … satisfies``."""

    every: bool
    iterations: Sequence[Iteration]
    condition: Node
    cost: int = field(compare=False)


@dataclass(slots=True)
class FunctionOf(Node):
    """``function(a: type, b) body``; an ``external`` one's body says where its Java or PMML is."""

    parameters: Sequence[tuple[str, TypeNode | None]]
    body: Node
    cost: int = field(compare=False)
    external: bool = False


@dataclass(slots=True)
class Or(Node):
    """Two or more operands."""

    operands: Sequence[Node]


@dataclass(slots=True)
class And(Node):
    """Two or more operands."""

    operands: Sequence[Node]


@dataclass(slots=True)
class Comparison(Node):
    """``=``, ``!=``, ``<``, ``<=``, ``>`` or ``>=``."""

    operator: str
    left: Node
    right: Node


@dataclass(slots=True)
class Between(Node):
    """``value between low and high``."""

    value: Node
    low: Node
    high: Node


@dataclass(slots=True)
class Test(Node):
    """One unary test: ``operator operand``, or an operand that is a value, a range, a list or (``asks``) a
    condition on ``?``.
    """

    operator: str | None
    operand: Node
    asks: bool


@dataclass(slots=True)
class In(Node):
    """``value in tests``."""

    value: Node
    tests: Sequence[Test]


@dataclass(slots=True)
class UnaryTests(Node):
    """The cell of a decision table: any test, none of them (``negated``), or ``-`` (no tests)."""

    tests: Sequence[Test]
    negated: bool


@dataclass(slots=True)
class Arithmetic(Node):
    """Operators of one precedence, from left to right."""

    first: Node
    rest: Sequence[Step]


@dataclass(slots=True)
class Step(Node):
    """An arithmetic operator with its right operand."""

    operator: str
    operand: Node


@dataclass(slots=True)
class Negation(Node):
    """``-operand``."""

    operand: Node


@dataclass(slots=True)
class InstanceOf(Node):
    """``value instance of type``."""

    value: Node
    type: TypeNode


@dataclass(slots=True)
class Path(Node):
    """``source.name``."""

    source: Node
    name: str


@dataclass(slots=True)
class Filter(Node):
    """``source[predicate]``."""

    source: Node
    predicate: Node
    cost: int = field(compare=False)


@dataclass(slots=True)
class Call(Node):
    """``function(a, b)``."""

    function: Node
    arguments: Sequence[Node]


@dataclass(slots=True)
class NamedCall(Node):
    """``function(a: 1, b: 2)``."""

    function: Node
    arguments: Sequence[tuple[str, Node]]


@dataclass(slots=True)
class TypeNode(Node):
    """A type: its name, and for lists, ranges and functions its element or parameter types.

    Attributes:
        name: FEEL's own, or one that the caller defined.
        arguments: the element's type; a function's parameters' types.
        entries: a context's entries.
        result: a function's result.
    """

    name: str
    arguments: Sequence[TypeNode] = ()
    entries: Sequence[tuple[str, TypeNode]] = ()
    result: TypeNode | None = None


def children(node: Node) -> Iterator[Node]:
    """Every node directly below one."""
    for part in fields(node):
        yield from _nodes_in(getattr(node, part.name))


def _nodes_in(part: object) -> Iterator[Node]:
    if isinstance(part, Step):
        yield part.operand
    elif isinstance(part, Node):
        yield part
    elif isinstance(part, list | tuple):
        for member in part:
            yield from _nodes_in(member)


def start(node: Node) -> int:
    """The offset at which a node's text begins, which for an operator or a call isn't where it stands."""
    return min([node.at, *map(start, children(node))])


def height(root: Node) -> int:
    """How many levels a tree has; found without recursion, for it is asked of trees that are too high."""
    highest = 0
    waiting = [(root, 1)]
    while waiting:
        node, level = waiting.pop()
        highest = max(highest, level)
        waiting.extend((child, level + 1) for child in children(node))
    return highest
