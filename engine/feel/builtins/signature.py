"""How a built-in function says what it takes, and how arguments come to fit it.

A signature is written as ``"string: string, start position: number, length: number?"``: ``?`` marks what may
be left out or null, ``*`` a last list that may also be given as single arguments, ``+`` a last list that is
only given so. Types are FEEL's, and ``day`` (date, or date and time), ``duration`` (either), ``scalar``
(anything but a range), ``any`` (null too). What a function gives is read from its Python annotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from engine.feel.budget import CHARACTERS_A_STEP, Run
from engine.feel.errors import FeelFault
from engine.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.values import TYPES, FunctionValue, Range, Value, kind

_TYPES: dict[str, tuple[type, ...]] = {name: (type_,) for name, type_ in TYPES.items()} | {
    "day": (Date, DateTime),
    "duration": (DaysDuration, MonthsDuration),
    "any": (object,),
    "scalar": tuple(type_ for type_ in TYPES.values() if type_ not in {Range, type(None)}),
}
_WORDS = {
    "day": ("date", "date and time"),
    "duration": ("days and time duration", "years and months duration"),
    "any": ("Any",),
    "scalar": ("nilai tunggal",),
}
"""What authors read for the types that only signatures have."""
_GIVEN = {
    "Decimal": "number",
    "bool": "boolean",
    "str": "string",
    "Date": "date",
    "Time": "time",
    "DateTime": "date and time",
    "MonthsDuration": "years and months duration",
    "Range": "range",
    "dict[str, Value]": "context",
}
"""Python annotation → the kind that a function gives; a list may stand for its one member."""


Body = TypeVar("Body", bound=Callable[..., Value])


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a signature."""

    name: str
    place: int
    type_name: str
    optional: bool
    accepted: tuple[type, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The types that it takes, as authors read them."""
        return _WORDS.get(self.type_name, (self.type_name,))

    @property
    def shown(self) -> str:
        """The parameter, as authors read it."""
        return f"{self.name}: {'/'.join(self.words)}{' (boleh tidak ada)' if self.optional else ''}"

    def fitted(self, value: Value) -> Value:
        """Return the value as this parameter takes it: a list of one opened, a value put in a list, a date's
        midnight.

        Raises:
            Misfit: it takes no such value.
        """
        if isinstance(value, self.accepted):
            return value
        if type(value) is list and len(value) == 1 and isinstance(value[0], _TYPES[self.type_name]):
            return value[0]
        if self.type_name == "list" and value is not None:
            return [value]
        if self.type_name == "date and time" and isinstance(value, Date):
            return DateTime(value, Time(0, 0))
        raise Misfit(self, value)

    def refuses(self, found: str | None) -> bool:
        """Whether it takes no value of a kind; None is a kind that isn't known."""
        if found is None or self.type_name == "list" or (self.type_name, found) == ("date and time", "date"):
            return False
        return not issubclass(TYPES[found], self.accepted)


class Misfit(FeelFault):
    """An argument is none that a parameter takes."""

    def __init__(self, parameter: Parameter, value: Value) -> None:
        super().__init__(parameter.name)
        self.parameter = parameter
        self.value = value


def _reason_of(misfits: Sequence[Misfit]) -> str:
    """Say what the signatures that were tried would have taken where the last of them gave up."""
    if not misfits:
        return "argumen tidak cocok"
    furthest = max(misfit.parameter.place for misfit in misfits)
    there = [misfit for misfit in misfits if misfit.parameter.place == furthest]
    names = dict.fromkeys(misfit.parameter.name for misfit in there)
    *others, last = dict.fromkeys(word for misfit in there for word in misfit.parameter.words)
    words = f"{', '.join(others)} atau {last}" if others else last
    return f"{'/'.join(names)} harus {words}, bukan {kind(there[0].value)}"


class Signature:
    """One way in which a function may be called."""

    def __init__(self, text: str) -> None:
        self.collects = text.endswith("+")
        self.variadic = self.collects or text.endswith("*")
        parts = [part for part in text.rstrip("*+").split(", ") if part]
        self.parameters = [_parameter(place, part) for place, part in enumerate(parts)]
        self.required = sum(not parameter.optional for parameter in self.parameters)
        self.names = {parameter.name for parameter in self.parameters}

    @property
    def shown(self) -> str:
        """What it takes, as authors read it."""
        shown = [parameter.shown for parameter in self.parameters]
        if self.collects:
            shown[-1] = f"{self.parameters[-1].name}: Any, …"
        return ", ".join(shown)

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        return self.required <= count <= len(self.parameters) or (self.variadic and count > self.required)

    def takes_named(self, names: Mapping[str, object]) -> bool:
        """Whether it can be called with arguments of these names."""
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        return needed <= names.keys() <= self.names

    def follows(self, names: Iterable[str]) -> bool:
        """Whether names of its parameters are written in its order."""
        places = [[parameter.name for parameter in self.parameters].index(name) for name in names]
        return places == sorted(places)

    def fitted(self, arguments: Sequence[Value]) -> Sequence[Value]:
        """Return the arguments as this signature takes them.

        Raises:
            Misfit: they don't fit.
        """
        if self.variadic:
            fixed = len(self.parameters) - 1
            if self.collects or len(arguments) > fixed + 1 or type(arguments[-1]) is not list:
                arguments = [*arguments[:fixed], list(arguments[fixed:])]
            elif not fixed:
                return arguments
        return [parameter.fitted(value) for parameter, value in zip(self.parameters, arguments, strict=False)]

    def refuses(self, kinds: Sequence[str | None]) -> bool:
        """Whether it takes no arguments of these kinds."""
        if self.variadic:
            return False
        return any(parameter.refuses(found) for parameter, found in zip(self.parameters, kinds, strict=False))

    def in_order(self, named: Mapping[str, Value]) -> list[Value]:
        """Return named arguments by position; one that isn't given is null, or left out behind the others."""
        values = [named.get(parameter.name) for parameter in self.parameters]
        while values and self.parameters[len(values) - 1].optional and values[-1] is None:
            values.pop()
        return values


def _parameter(place: int, text: str) -> Parameter:
    name, _, type_ = text.partition(": ")
    optional = type_.endswith("?")
    type_ = type_.removesuffix("?")
    accepted = (*_TYPES[type_], type(None)) if optional else _TYPES[type_]
    return Parameter(name, place, type_, optional, accepted)


class BuiltIn(FunctionValue):
    """A function of the standard's library.

    Attributes:
        name: as expressions write it.
        signatures: tried in order.
        gives: the kind of what it gives unless that is null; None where it depends on the arguments.
    """

    __slots__ = ("_body", "_each", "_steps", "_wants_run", "gives", "name", "parameters", "signatures")

    def __init__(
        self,
        name: str,
        signatures: Sequence[Signature],
        body: Callable[..., Value],
        *,
        wants_run: bool,
        steps: int,
        each: int,
    ) -> None:
        self.name = name
        self.signatures = signatures
        self.parameters = tuple(parameter.name for parameter in signatures[0].parameters)
        self.gives = _GIVEN.get(
            str(getattr(body, "__annotations__", {}).get("return")).removesuffix(" | None")
        )
        self._body = body
        self._wants_run = wants_run
        self._steps = steps
        self._each = each

    def takes(self, count: int) -> bool:
        """Whether any signature takes so many arguments."""
        return any(signature.takes(count) for signature in self.signatures)

    def takes_named(self, names: Mapping[str, object]) -> bool:
        """Whether any signature takes arguments of these names."""
        return any(signature.takes_named(names) for signature in self.signatures)

    def refuses(self, kinds: Sequence[str | None]) -> str | None:
        """Say why no signature takes arguments of these kinds, None where one may."""
        fitting = [signature for signature in self.signatures if signature.takes(len(kinds))]
        if not all(signature.refuses(kinds) for signature in fitting):
            return None
        return f"{self.name} tidak menerima {', '.join(found or '…' for found in kinds)}"

    def invoke(self, arguments: Sequence[Value], run: Run) -> Value:
        """Call it by position."""
        count = len(arguments)
        misfits: list[Misfit] = []
        for signature in self.signatures:
            if not signature.takes(count):
                continue
            try:
                fitted = signature.fitted(arguments)
            except Misfit as misfit:
                misfits.append(misfit)
                continue
            return self._answer(fitted, run)
        raise FeelFault(f"{self.name}: {_reason_of(misfits)}")

    def invoke_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """Call it by parameters' names; one that isn't given is null.

        Where the names fit two signatures, the order in which they are written tells which is meant.
        """
        fitting = [signature for signature in self.signatures if arguments.keys() <= signature.names]
        if not fitting:
            raise FeelFault(f"{self.name}: argumen tidak cocok")
        meant = max(
            fitting, key=lambda signature: (signature.takes_named(arguments), signature.follows(arguments))
        )
        return self.invoke(meant.in_order(arguments), run)

    def _answer(self, arguments: Sequence[Value], run: Run) -> Value:
        run.charge(self._steps)
        for argument in arguments:
            if type(argument) is list:
                run.charge(self._each * len(argument) or len(argument) // CHARACTERS_A_STEP)
            elif type(argument) is str or type(argument) is dict:
                run.charge(len(argument) // CHARACTERS_A_STEP)
        try:
            result = self._body(run, *arguments) if self._wants_run else self._body(*arguments)
        except FeelFault as fault:
            raise FeelFault(f"{self.name}: {fault}") from fault
        if type(result) is str:
            run.charge_string(len(result))
        elif type(result) is list or type(result) is dict:
            run.charge_list(len(result))
        return result


class Library(dict[str, BuiltIn]):
    """Built-in functions by name; a module of them fills one."""

    def add(
        self, name: str, *signatures: str, wants_run: bool = False, steps: int = 4, each: int = 0
    ) -> Callable[[Body], Body]:
        """Make the decorated Python function a built-in.

        Args:
            wants_run: whether it takes the evaluation first.
            steps: what a call costs.
            each: what each member of a list costs beside, where more is done with it than a copy.
        """

        def register(body: Body) -> Body:
            made = [Signature(text) for text in signatures]
            self[name] = BuiltIn(name, made, body, wants_run=wants_run, steps=steps, each=each)
            return body

        return register
