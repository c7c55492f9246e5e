"""What a DMN file says, as plain values (DMN 1.5, clauses 6 to 8 and 10.2): nothing of its XML is kept.

Texts are FEEL as written. A ``type`` is the name that a ``typeRef`` holds, None where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Literal as OneOf

from engine.errors import Fault


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        file: its path in the bundle.
        element: its DMN id, or that of the nearest element around it that has one.
        line: counted from 1.
    """

    file: str
    element: str | None
    line: int | None

    def fault(self, message: str) -> Fault:
        """Say what is wrong here."""
        return Fault(self.file, self.element, self.line, message)


@dataclass(frozen=True, slots=True)
class Text:
    """FEEL that isn't an expression of its own, such as the allowed values of a type."""

    place: Place
    text: str


# --- boxed expressions (clause 10.2) ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Expression:
    """Any boxed expression; its value is converted to ``type``."""

    place: Place
    type: str | None


@dataclass(frozen=True, slots=True)
class Void(Expression):
    """What has no value: nothing stands there, or something that isn't run."""

    reason: str


@dataclass(frozen=True, slots=True)
class Literal(Expression):
    """A FEEL text."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A context's entry; the one without a name is the context's result."""

    name: str | None
    type: str | None
    value: Expression


@dataclass(frozen=True, slots=True)
class Context(Expression):
    """Named entries, of which each sees those before it."""

    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class ListOf(Expression):
    """Members in order."""

    members: Sequence[Expression]


@dataclass(frozen=True, slots=True)
class Relation(Expression):
    """A list of contexts with the same entries."""

    columns: Sequence[tuple[str, str | None]]
    rows: Sequence[Sequence[Expression]]


@dataclass(frozen=True, slots=True)
class Invocation(Expression):
    """A function called with named arguments."""

    function: Expression
    bindings: Sequence[tuple[str, Expression]]


@dataclass(frozen=True, slots=True)
class FunctionOf(Expression):
    """A function of parameters (name, type), whose body is FEEL or a boxed expression."""

    parameters: Sequence[tuple[str, str | None]]
    body: Expression


@dataclass(frozen=True, slots=True)
class Conditional(Expression):
    """``if condition then chosen else otherwise``."""

    condition: Expression
    chosen: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Filter(Expression):
    """The members of a list that match."""

    domain: Expression
    match: Expression


@dataclass(frozen=True, slots=True)
class Iteration(Expression):
    """``for``, ``some`` or ``every`` over a list."""

    kind: OneOf["for", "some", "every"]
    variable: str
    domain: Expression
    body: Expression


@dataclass(frozen=True, slots=True)
class Input:
    """A column of conditions; ``allowed`` are the values that its expression may have."""

    expression: Expression
    allowed: Text | None


@dataclass(frozen=True, slots=True)
class Output:
    """A column of conclusions.

    Attributes:
        allowed: the values that it may have, by which some hit policies also rank them.
        default: its value where no rule hits.
    """

    place: Place
    name: str | None
    type: str | None
    allowed: Text | None
    default: Expression | None


NO_TEST = "-"
"""The cell of a column that a rule asks nothing of (clause 8.2.8)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: one cell for each column."""

    place: Place
    id: str | None
    tests: Sequence[Text]
    conclusions: Sequence[Expression]


@dataclass(frozen=True, slots=True)
class Table(Expression):
    """A decision table (clause 8).

    Attributes:
        node: the id of the decision or business knowledge model that it stands in.
        policy: the hit policy's letter.
        aggregation: empty, or one of ``+ < > #``.
        decided_as: the type of the decision that it is all of, None where it has none or is a part of one.
    """

    node: str
    id: str | None
    policy: str
    aggregation: str
    inputs: Sequence[Input]
    outputs: Sequence[Output]
    rules: Sequence[Rule]
    decided_as: str | None = None


# --- types (clause 7.3.3) ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FunctionItem:
    """The type of a function."""

    parameters: Sequence[tuple[str, str | None]]
    result: str | None


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """A type that the file defines.

    Attributes:
        type: the type it is made of, where it has neither components nor is a function.
        allowed: of each value; of each member, where it is a collection.
        constraint: of the value as a whole.
    """

    place: Place
    name: str
    type: str | None
    collection: bool
    components: Sequence[ItemDefinition]
    function: FunctionItem | None
    allowed: Text | None
    constraint: Text | None


# --- the requirements graph (clause 6) --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """An ``href``: the namespace of a file, None for the own, and the id of an element in it."""

    place: Place
    namespace: str | None
    id: str


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the graph; ``id`` is its name where the file gives it none."""

    place: Place
    id: str
    name: str
    type: str | None


@dataclass(frozen=True, slots=True)
class InputData(Node):
    """A value from outside."""


@dataclass(frozen=True, slots=True)
class Decision(Node):
    """A value that is decided, from the data, decisions and functions that it requires.

    Attributes:
        logic: None where people decide it, and so it is null here.
    """

    logic: Expression | None
    data: Sequence[Reference]
    knowledge: Sequence[Reference]


@dataclass(frozen=True, slots=True)
class Knowledge(Node):
    """A business knowledge model: a function, with the functions that it requires."""

    logic: FunctionOf
    knowledge: Sequence[Reference]


@dataclass(frozen=True, slots=True)
class Service(Node):
    """A decision service: a function of data and decisions that are given, to those it puts out."""

    outputs: Sequence[Reference]
    encapsulated: Sequence[Reference]
    decisions: Sequence[Reference]
    data: Sequence[Reference]


@dataclass(frozen=True, slots=True)
class Import:
    """Another file, whose elements are known under a name."""

    place: Place
    name: str
    namespace: str


@dataclass(frozen=True, slots=True)
class Definitions:
    """A file.

    Attributes:
        faults: what of it isn't run, or can't be understood.
    """

    file: str
    namespace: str
    name: str
    imports: Sequence[Import]
    items: Sequence[ItemDefinition]
    nodes: Sequence[Node]
    faults: Sequence[Fault]


Part = Expression | Text | Entry | Input | Output | Rule


def parts(whole: Part) -> Iterator[Part]:
    """Yield a part of a boxed expression and all that it is made of, down to each text."""
    yield whole
    for field in fields(whole):
        yield from _parts_in(getattr(whole, field.name))


def _parts_in(value: object) -> Iterator[Part]:
    if isinstance(value, Part):
        yield from parts(value)
    elif isinstance(value, tuple | list):
        for member in value:
            yield from _parts_in(member)


def texts(whole: Part) -> Iterator[str]:
    """Yield every FEEL text of a boxed expression."""
    return (part.text for part in parts(whole) if isinstance(part, Literal | Text))
