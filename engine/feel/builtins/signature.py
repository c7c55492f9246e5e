"""How a built-in function says what it takes, and how arguments come to fit it.

A signature is written as ``"string: string, start position: number, length: number?"``: ``?`` marks what may
be left out or null, ``*`` a last list that may also be given as single arguments, ``+`` a last list that is
only given so. Types are FEEL's, and ``day`` (date, or date and time), ``duration`` (either), ``scalar``
(anything but a range), ``any`` (null too).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.feel.budget import Run
from engine.feel.errors import FeelFault
from engine.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.values import FunctionValue, Range, Value, kind

_TYPES: dict[str, tuple[type, ...]] = {
    "number": (Decimal,),
    "string": (str,),
    "boolean": (bool,),
    "list": (list,),
    "context": (dict,),
    "date": (Date,),
    "time": (Time,),
    "date and time": (DateTime,),
    "day": (Date, DateTime),
    "days and time duration": (DaysDuration,),
    "duration": (DaysDuration, MonthsDuration),
    "range": (Range,),
    "function": (FunctionValue,),
    "any": (object,),
}
_TYPES["scalar"] = tuple({type_ for types in _TYPES.values() for type_ in types} - {Range, object})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a signature."""

    name: str
    type_name: str
    optional: bool
    accepted: tuple[type, ...]

    def fitted(self, value: Value) -> Value:
        """Return the value as this parameter takes it: a list of one opened, a value put in a list.

        Raises:
            FeelFault: it takes no such value.
        """
        if isinstance(value, self.accepted):
            return value
        if type(value) is list and len(value) == 1 and isinstance(value[0], _TYPES[self.type_name]):
            return value[0]
        if self.type_name == "list" and value is not None:
            return [value]
        raise FeelFault(f"{self.name} harus {self.type_name}, bukan {kind(value)}")


class Signature:
    """One way in which a function may be called."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.collects = text.endswith("+")
        self.variadic = self.collects or text.endswith("*")
        self.parameters = [_parameter(part) for part in text.rstrip("*+").split(", ") if part]
        self.required = sum(not parameter.optional for parameter in self.parameters)
        self.names = {parameter.name for parameter in self.parameters}

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        return self.required <= count <= len(self.parameters) or (self.variadic and count > self.required)

    def takes_named(self, names: Mapping[str, object]) -> bool:
        """Whether it can be called with arguments of these names."""
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        return needed <= names.keys() <= self.names

    def fitted(self, arguments: Sequence[Value]) -> list[Value]:
        """Return the arguments as this signature takes them.

        Raises:
            FeelFault: they don't fit.
        """
        if self.variadic:
            fixed = len(self.parameters) - 1
            if self.collects or len(arguments) > fixed + 1 or type(arguments[-1]) is not list:
                arguments = [*arguments[:fixed], list(arguments[fixed:])]
        return [parameter.fitted(value) for parameter, value in zip(self.parameters, arguments, strict=False)]

    def in_order(self, named: Mapping[str, Value]) -> list[Value]:
        """Return named arguments by position, null where one in between is left out."""
        values = [named.get(parameter.name) for parameter in self.parameters]
        while values and self.parameters[len(values) - 1].name not in named:
            values.pop()
        return values


def _parameter(text: str) -> Parameter:
    name, _, type_ = text.partition(": ")
    optional = type_.endswith("?")
    type_ = type_.removesuffix("?")
    accepted = (*_TYPES[type_], type(None)) if optional else _TYPES[type_]
    return Parameter(name, type_, optional, accepted)


class BuiltIn(FunctionValue):
    """A function of the standard's library.

    Attributes:
        name: as expressions write it.
        signatures: tried in order.
    """

    __slots__ = ("_body", "_wants_run", "name", "parameters", "signatures")

    def __init__(
        self, name: str, signatures: Sequence[Signature], body: Callable[..., Value], *, wants_run: bool
    ) -> None:
        self.name = name
        self.signatures = signatures
        self.parameters = tuple(parameter.name for parameter in signatures[0].parameters)
        self._body = body
        self._wants_run = wants_run

    def takes(self, count: int) -> bool:
        """Whether any signature takes so many arguments."""
        return any(signature.takes(count) for signature in self.signatures)

    def takes_named(self, names: Mapping[str, object]) -> bool:
        """Whether any signature takes arguments of these names."""
        return any(signature.takes_named(names) for signature in self.signatures)

    def invoke(self, arguments: list[Value], run: Run) -> Value:
        """Call it by position."""
        count = len(arguments)
        reason = "argumen tidak cocok"
        for signature in self.signatures:
            if not signature.takes(count):
                continue
            try:
                fitted = signature.fitted(arguments)
            except FeelFault as fault:
                reason = str(fault)
                continue
            return self._answer(fitted, run)
        raise FeelFault(f"{self.name}: {reason}")

    def invoke_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """Call it by parameters' names."""
        for signature in self.signatures:
            if signature.takes_named(arguments):
                return self.invoke(signature.in_order(arguments), run)
        raise FeelFault(f"{self.name}: argumen tidak cocok")

    def _answer(self, arguments: list[Value], run: Run) -> Value:
        for argument in arguments:
            if type(argument) is list or type(argument) is str:
                run.charge(len(argument) // 8)
        try:
            result = self._body(run, *arguments) if self._wants_run else self._body(*arguments)
        except FeelFault as fault:
            raise FeelFault(f"{self.name}: {fault}") from fault
        if type(result) is str:
            run.charge_string(len(result))
        elif type(result) is list:
            run.charge_list(len(result))
        return result


class Library(dict[str, BuiltIn]):
    """Built-in functions by name; a module of them fills one."""

    def add(
        self, name: str, *signatures: str, wants_run: bool = False
    ) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
        """Make the decorated Python function a built-in; ``wants_run`` hands it the evaluation first."""

        def register(body: Callable[..., Value]) -> Callable[..., Value]:
            self[name] = BuiltIn(name, [Signature(text) for text in signatures], body, wants_run=wants_run)
            return body

        return register
