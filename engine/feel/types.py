"""Whether a value is of a type, and the conversions that a call makes (DMN 1.5, clause 10.3.2.9)."""

from __future__ import annotations

from engine.feel.errors import FeelFault
from engine.feel.syntax import TypeNode
from engine.feel.values import FunctionValue, Range, Value, kind


def conforms(value: Value, type_: TypeNode) -> bool:
    """Whether a value is an instance of a type; null is one of every type but ``Any``."""
    if type_.name == "Any":
        return value is not None
    if value is None:
        return True
    if kind(value) != type_.name:
        return False
    if isinstance(value, list):
        return all(conforms(member, element) for element in type_.arguments for member in value)
    if isinstance(value, dict):
        return all(name in value and conforms(value[name], entry) for name, entry in type_.entries)
    if isinstance(value, Range):
        ends = (value.start, value.end)
        return all(conforms(end, element) for element in type_.arguments for end in ends)
    if isinstance(value, FunctionValue) and type_.result is not None:
        return len(value.parameters) == len(type_.arguments)
    return True


def is_instance(value: Value, type_: TypeNode) -> bool:
    """What ``instance of`` answers: null is an instance of ``Null`` alone."""
    return type_.name == "Null" if value is None else conforms(value, type_)


def converted(value: Value, type_: TypeNode | None, parameter: str) -> Value:
    """Return an argument as its parameter's type takes it.

    Raises:
        FeelFault: it is of another type, also as a list of one or as a list's one member.
    """
    if type_ is None or value is None or conforms(value, type_):
        return value
    if isinstance(value, list) and len(value) == 1 and conforms(value[0], type_):
        return value[0]
    if conforms([value], type_):
        return [value]
    raise FeelFault(f"{parameter} harus bertipe {type_.name}, bukan {kind(value)}")
