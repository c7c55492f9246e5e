"""A file's item definitions as FEEL types (DMN 1.5, clause 7.3.3), and the conversion of values to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace

from engine import feel
from engine.dmn.elements import ItemDefinition, Place, Text
from engine.dmn.evaluation import Code, Evaluation, Scope
from engine.errors import Fault
from engine.feel import ANY, FeelFault, Run, Type, UnaryTests, Value, conforms, converted, kind

_PLAIN = (
    "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
    "years and months duration", "list", "context", "range", "function",
)  # fmt: skip
_BUILT_IN = {
    "Any": ANY,
    "dateTime": Type("date and time"),
    "dayTimeDuration": Type("days and time duration"),
    "yearMonthDuration": Type("years and months duration"),
    **{name: Type(name) for name in _PLAIN},
    **dict.fromkeys(("integer", "long", "double"), Type("number")),  # as Camunda's editor has them
}

DEEPEST = 64
"""How many types may be made of each other in a row."""


_READ = {
    name: feel.compile(f"{function}(text)", {"text"})
    for name, function in {
        "date": "date",
        "time": "time",
        "date and time": "date and time",
        "days and time duration": "duration",
        "years and months duration": "duration",
    }.items()
}
"""What reads the text of a value that JSON doesn't have."""


class Allowed:
    """The values of a type that may be used, by unary tests that are compiled once all types are known.

    Attributes:
        text: the tests.
        tests: None while they aren't compiled, or where they can't be.
    """

    def __init__(self, text: Text, base: Callable[[Value, Run], bool] | None) -> None:
        self.text = text
        self.tests: UnaryTests | None = None
        self._base = base

    def __call__(self, value: Value, run: Run) -> bool:
        """Whether a value may be used, also as one of the type that this one is made of."""
        if self._base is not None and not self._base(value, run):
            return False
        return self.tests is None or self.tests.test_value(value, {}, run).value is True


class TypeTable:
    """The types that a file may name.

    Attributes:
        types: its own and those of the files it imports, by name.
        allowed: the allowed values that its own have.
        faults: types that are named and not there, or made of themselves.
    """

    def __init__(self, items: Sequence[ItemDefinition], imported: Mapping[str, Type]) -> None:
        self.types: dict[str, Type] = {**imported}
        self.allowed: list[Allowed] = []
        self.faults: list[Fault] = []
        self._items: dict[str, ItemDefinition] = {}
        self._open: set[str] = set()
        for item in items:
            if item.name in self._items:
                self.faults.append(item.place.fault(f"Tipe “{item.name}” didefinisikan dua kali."))
            self._items.setdefault(item.name, item)
            self.types[item.name] = Type("Any")
        self._waiting = dict(self._items)
        for name in self._items:
            self._fill(name)

    def named(self, name: str | None, place: Place) -> Type | None:
        """Return the type of a name; None where there is no name, or nothing is known of the type."""
        type_ = None if name is None else self.types.get(name) or _BUILT_IN.get(name)
        if name is not None and type_ is None:
            self.faults.append(place.fault(f"Tipe “{name}” tidak dikenal."))
        return None if type_ is ANY else type_

    def allowed_values(self, name: str | None, part: str | None = None) -> Text | None:
        """Return the text of the allowed values that a type, or a component of it, has of its own."""
        item = self._items.get(name or "")
        if item is not None and part is not None:
            item = next((component for component in item.components if component.name == part), None)
            if item is not None and item.allowed is None:
                return self.allowed_values(item.type)
        return item.allowed if item is not None else None

    def _fill(self, name: str) -> None:
        """Fill in the type of a name, which others may already hold: a type may contain itself."""
        if name in self._waiting and len(self._open) >= DEEPEST:
            place = self._waiting[name].place
            self.faults.append(place.fault(f"Tipe “{name}” terbuat dari terlalu banyak tipe berturut-turut."))
            return
        item = self._waiting.pop(name, None)
        if item is None:
            return
        self._open.add(name)
        if not item.collection:
            self._fill_base(item)
        made = self._made(item)
        self._open.remove(name)
        for field in fields(made):
            setattr(self.types[name], field.name, getattr(made, field.name))

    def _fill_base(self, item: ItemDefinition) -> None:
        """Fill in the type of which an item's is a copy."""
        if item.type in self._open:
            self.faults.append(item.place.fault(f"Tipe “{item.type}” terbuat dari dirinya sendiri."))
        self._fill(item.type or "")

    def _made(self, item: ItemDefinition) -> Type:
        if item.allowed is not None or item.constraint is not None:
            self._fill_base(item)
        type_ = self._constrained(self._of_one(item), item.allowed)
        if item.collection:
            type_ = Type("list", element=type_)
        return self._constrained(type_, item.constraint)

    def _of_one(self, item: ItemDefinition) -> Type:
        """The type of a value, or of a collection's member."""
        if item.components:
            return Type("context", entries={part.name: self._made(part) for part in item.components})
        if item.function is not None:
            parameters = tuple(self._or_any(name, item.place) for _, name in item.function.parameters)
            return Type(
                "function", parameters=parameters, result=self._or_any(item.function.result, item.place)
            )
        return self._or_any(item.type, item.place)

    def _or_any(self, name: str | None, place: Place) -> Type:
        return self.named(name, place) or ANY

    def _constrained(self, base: Type, text: Text | None) -> Type:
        if text is None:
            return base
        allowed = Allowed(text, base.allowed)
        self.allowed.append(allowed)
        return replace(base, allowed=allowed)


def typed(code: Code, type_: Type | None, place: Place, label: str) -> Code:
    """Convert what a boxed expression gives: to null, with the reason, where it isn't of the type."""
    if type_ is None:
        return code

    def converting(scope: Scope, run: Evaluation) -> Value:
        return as_type(code(scope, run), type_, place, label, run)

    return converting


def as_type(value: Value, type_: Type | None, place: Place, label: str, run: Evaluation) -> Value:
    """Convert a value to a type: to null, with the reason, where it isn't of the type."""
    try:
        return converted(value, type_, run, checked=True)
    except FeelFault:
        assert type_ is not None, "what has no type is always of it"  # noqa: S101
        return run.note(place, misfit(label, value, type_, run))


def with_dates(value: Value, type_: Type, run: Run) -> Value:
    """Read the texts of a value as the dates, times and durations that a type asks for; others stay texts."""
    if isinstance(value, str) and type_.name in _READ:
        read = _READ[type_.name].evaluate_values({"text": value}, run).value
        return value if read is None else read
    if type_.element is not None and type_.name == "list":
        members = value if isinstance(value, list) else [value]
        run.charge(len(members))
        read = [with_dates(member, type_.element, run) for member in members]
        return read if isinstance(value, list) else read[0]
    if isinstance(value, dict):
        run.charge(len(type_.entries))
        parts = type_.entries.items()
        return value | {name: with_dates(value[name], part, run) for name, part in parts if name in value}
    return value


def misfit(label: str, value: Value, type_: Type, run: Run) -> str:
    """Say why a value isn't of a type."""
    if conforms(value, type_, run):
        return f"{label}: nilainya tidak termasuk nilai yang diizinkan"
    if type_.name != kind(value):
        return f"{label}: harus bertipe {type_.name}, bukan {kind(value)}"
    return f"{label}: isinya tidak sesuai dengan tipenya"
