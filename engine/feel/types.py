"""FEEL's types, whether a value is of one, and the conversions that calls and variables make
(DMN 1.5, clause 10.3.2.9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from engine.feel.budget import Run
from engine.feel.errors import FeelFault
from engine.feel.syntax import TypeNode
from engine.feel.temporal import Date, DateTime, Time
from engine.feel.values import FunctionValue, Range, Value, kind

KINDS = frozenset({
    "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
    "years and months duration", "list", "context", "range", "function",
})  # fmt: skip
"""What ``kind`` names of values that aren't null."""

PARAMETERISED = frozenset({"list", "context", "range", "function"})


@dataclass(slots=True, eq=False)
class Type:
    """A type: FEEL's own, or one that a caller defines, such as a DMN model's item definition.

    Attributes:
        name: a kind of value, ``Any`` or ``Null``; what it is called elsewhere doesn't matter.
        element: of a list or range; None where it may be anything.
        entries: what a context must have, at least; fill it later where a type contains itself.
        parameters: of a function; None where it may be any function.
        result: of a function.
        allowed: whether a value that is of the type may also be used where it is checked (DMN 1.5, clause
            7.3.3); ``instance of`` doesn't ask.
    """

    name: str
    element: Type | None = None
    entries: Mapping[str, Type] = field(default_factory=dict)
    parameters: tuple[Type, ...] | None = None
    result: Type | None = None
    allowed: Callable[[Value, Run], bool] | None = None


ANY = Type("Any")
NULL = Type("Null")


def type_of(node: TypeNode, defined: Mapping[str, Type]) -> Type | None:
    """Return the type that a text names, None where there is no such type."""
    if node.name in defined:
        return defined[node.name]
    if node.name not in KINDS | {"Any", "Null"}:
        return None
    inner = [type_of(argument, defined) for argument in node.arguments]
    entries = {name: type_of(entry, defined) for name, entry in node.entries}
    result = type_of(node.result, defined) if node.result is not None else None
    if None in inner or None in entries.values() or (node.result is not None and result is None):
        return None
    known = [type_ for type_ in inner if type_ is not None]
    return Type(
        node.name,
        element=known[0] if node.name != "function" and known else None,
        entries={name: type_ for name, type_ in entries.items() if type_ is not None},
        parameters=tuple(known) if result is not None else None,
        result=result,
    )


def entry_names(types: Iterable[Type]) -> frozenset[str]:
    """The names of all entries that contexts of these types may have, at any depth."""
    names: set[str] = set()
    seen: set[int] = set()
    waiting = list(types)
    while waiting:
        type_ = waiting.pop()
        if id(type_) in seen:
            continue
        seen.add(id(type_))
        names.update(type_.entries)
        inner = (type_.element, type_.result, *(type_.parameters or ()), *type_.entries.values())
        waiting.extend(part for part in inner if part is not None)
    return frozenset(names)


def lacks_parameters(node: TypeNode, defined: Mapping[str, Type]) -> bool:
    """Whether a text names a list, context, range or function without saying of what."""
    unsaid = not node.arguments and not node.entries and node.result is None
    return node.name in PARAMETERISED and node.name not in defined and unsaid


def conforms(value: Value, type_: Type, run: Run, *, checked: bool = False) -> bool:
    """Whether a value is of a type; null is of every type.

    Args:
        checked: whether its parts must also be among the allowed values.
    """
    if value is None or (type_.name == "Any" and not checked):
        return True
    if type_.name not in {"Any", kind(value)} or not _parts_conform(value, type_, run, checked):
        return False
    return not checked or type_.allowed is None or type_.allowed(value, run)


def _parts_conform(value: Value, type_: Type, run: Run, checked: bool) -> bool:
    if isinstance(value, list):
        run.charge(2 * len(value) + 1)
        element = type_.element
        return element is None or all(conforms(member, element, run, checked=checked) for member in value)
    if isinstance(value, dict):
        run.charge(2 * len(type_.entries) + 1)
        return all(
            name in value and conforms(value[name], entry, run, checked=checked)
            for name, entry in type_.entries.items()
        )
    if isinstance(value, Range) and type_.element is not None:
        return all(conforms(end, type_.element, run, checked=checked) for end in (value.start, value.end))
    if isinstance(value, FunctionValue) and type_.parameters is not None:
        return _under(_type_of_function(value), type_)
    return True


def _type_of_function(value: FunctionValue) -> Type:
    parameters = value.types or (ANY,) * len(value.parameters)
    return Type("function", parameters=parameters, result=value.result)


def _under(lower: Type, upper: Type) -> bool:
    """Whether every value of a type is of another (clause 10.3.2.9.2); a function's result may be unknown."""
    if lower is upper or upper.name == "Any" or lower.name == "Null":
        return True
    if lower.name != upper.name:
        return False
    if upper.element is not None and (lower.element is None or not _under(lower.element, upper.element)):
        return False
    if upper.parameters is not None:
        if lower.parameters is None or len(lower.parameters) != len(upper.parameters):
            return False
        pairs = zip(upper.parameters, lower.parameters, strict=True)
        if not all(_under(there, here) for there, here in pairs):
            return False
    if upper.result is not None and lower.result is not None and not _under(lower.result, upper.result):
        return False
    return all(
        name in lower.entries and _under(lower.entries[name], entry) for name, entry in upper.entries.items()
    )


def is_instance(value: Value, type_: Type, run: Run) -> bool:
    """What ``instance of`` answers: null is an instance of ``Null`` alone."""
    return type_.name == "Null" if value is None else conforms(value, type_, run)


def converted(value: Value, type_: Type | None, run: Run, *, checked: bool = False) -> Value:
    """Return a value as a variable or parameter of a type takes it (clause 10.3.2.9.4).

    Args:
        checked: whether it must also be among the allowed values.

    Raises:
        FeelFault: it is of another type, also as a list of one, as a list's one member, or as a date's
            midnight in UTC.
    """
    if type_ is None or conforms(value, type_, run, checked=checked):
        return value
    for other in _conversions(value, type_):
        if conforms(other, type_, run, checked=checked):
            return other
    raise FeelFault(f"harus bertipe {type_.name}, bukan {kind(value)}")


def _conversions(value: Value, type_: Type) -> list[Value]:
    """What a value may become; a list within a list is opened no further."""
    if type_.name == "list":
        return [] if isinstance(value, list) else [[value]]
    if isinstance(value, list) and len(value) == 1:
        return [value[0], *_conversions(value[0], type_)] if not isinstance(value[0], list) else []
    if isinstance(value, Date) and type_.name == "date and time":
        return [DateTime(value, Time(0, 0))]
    return []
