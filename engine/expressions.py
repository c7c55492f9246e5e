"""FEEL on JSON values, with the engine's own functions, bound to the moment of one command.

Whatever a command learns from outside its case (the clock, the calendar, which group a lane is) goes
through its ``Moment``: carried out for the first time it is looked up and remembered, so that the journal
can keep it; carried out again it is answered from the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from engine.calendar import LONGEST, is_working_day, working_days_after
from engine.clock import WIB, WIB_OFFSET
from engine.errors import ProcessFault
from engine.feel import (
    Date,
    DateTime,
    Expression,
    FeelError,
    FeelFault,
    Function,
    Reason,
    Type,
    compile,
    from_json,
    to_json,
)
from engine.model import Json

CASE_NAMES = frozenset({"case", "round", "actor", "paraf", "submission"})
"""Names that say which case it is and who did what in it; no message may say otherwise."""

ENGINE_NAMES = CASE_NAMES.union(
    {"number", "year", "decisionResult"}
    | {"message", "result", "loopCounter", "activationCount", "waitingForStart"}
    | {"nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances"}
    | {"numberOfInstances", "numberOfCompletedInstances", "numberOfActiveInstances"}
    | {"numberOfTerminatedInstances"}
)
"""Names that the engine gives to expressions, beside a process's variables and a form's fields."""


class Registers(Protocol):
    """The lists across a definition's cases, as the store keeps them."""

    def rows(self, today: date) -> Mapping[str, list[Json]]:
        """Return register name → its rows that are in force."""
        ...

    def has(self, name: str, key: str, value: str) -> bool:
        """Tell whether any row has a text under a key."""
        ...


NOT_COMPUTABLE = "(tidak dapat dihitung)"

MOST_REASONS = 3
"""Why something is null: what is told of it."""


class Moment:
    """What one command may know of the world outside its case.

    Args:
        now: the command's time, aware.
        answers: the look-ups of the first time, when a command is carried out again; None the first time.
        units: unit id → name, as the organisation is now.
        registers: the lists across the definition's cases; their rows only where a form is shown or checked.

    Attributes:
        lookups: what was looked up so far, to be journaled.
    """

    def __init__(
        self,
        now: datetime,
        answers: Mapping[str, Json] | None = None,
        units: Mapping[str, str] | None = None,
        registers: Registers | None = None,
    ) -> None:
        self.now = now
        self.lookups: dict[str, Json] = {}
        self._units = units or {}
        self._registers = registers
        self._register_rows: Mapping[str, list[Json]] | None = None
        self._answers = answers

    @property
    def today(self) -> date:
        """The date in WIB."""
        return self.now.astimezone(WIB).date()

    def unit_name(self, unit: str) -> Json:
        """Return a unit's name, null where the organisation knows no such unit."""
        return self.look_up(f"unit name({unit})", lambda: self._units.get(unit))

    def register(self, name: str) -> list[Json]:
        """Return the rows of a cross-case register, read once.

        Raises:
            FeelFault: registers can't be read here.
        """
        if self._registers is None:
            raise FeelFault("register hanya dapat dibaca saat formulir ditampilkan")
        if self._register_rows is None:
            self._register_rows = self._registers.rows(self.today)
        return self._register_rows.get(name, [])

    def register_has(self, name: str, key: str, value: str) -> bool:
        """Tell whether a row of a register has a text under a key."""

        def find() -> bool:
            return self._registers is not None and self._registers.has(name, key, value)

        return bool(self.look_up(f"register has({name}, {key}, {value})", find))

    def look_up(self, question: str, find: Callable[[], Json]) -> Json:
        """Answer a question: by finding out the first time, from the journal ever after.

        Raises:
            ProcessFault: carried out again, the case asks what it did not ask the first time.
        """
        if self._answers is None:
            answer = find()
        elif question in self._answers:
            answer = self._answers[question]
        else:
            raise ProcessFault(f"Jurnal tidak memuat jawaban atas “{question}”.")
        self.lookups[question] = answer
        return answer


_moment: ContextVar[Moment] = ContextVar("moment")


@contextmanager
def at_moment(moment: Moment) -> Iterator[None]:
    """Let the engine's own functions answer as of a moment."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def _today() -> date:
    return _moment.get().today


def _now() -> datetime:
    return _moment.get().now.astimezone(WIB_OFFSET)


def _working_days_after(start: object, count: object) -> date:
    day, days = _day(start), _whole(count)
    try:
        answer = _moment.get().look_up(
            f"working days after({day}, {days})", lambda: working_days_after(day, days).isoformat()
        )
    except OverflowError as error:
        raise FeelFault("tanggal melampaui tahun 9999") from error
    return date.fromisoformat(str(answer))


def _is_working_day(day: object) -> bool:
    asked = _day(day)
    return bool(_moment.get().look_up(f"is working day({asked})", lambda: is_working_day(asked)))


def _unit_name(unit: object) -> object:
    return None if unit is None else _moment.get().unit_name(str(unit))


def _register(name: object) -> object:
    return _moment.get().register(str(name))


def _day(value: object) -> date:
    if isinstance(value, DateTime):
        return value.to_python().astimezone(WIB).date()
    if isinstance(value, Date):
        return value.to_python()
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise FeelFault(f"“{value}” bukan tanggal") from error


def _whole(value: object) -> int:
    if isinstance(value, Decimal) and value == int(value) and 0 <= value <= LONGEST:
        return int(value)
    raise FeelFault(f"jumlah hari kerja harus bilangan bulat 0 sampai {LONGEST}")


def _register_has(name: object, key: object, value: object) -> object:
    if not all(isinstance(text, str) for text in (name, key, value)):
        return False
    return _moment.get().register_has(str(name), str(key), str(value))


FUNCTIONS: Mapping[str, Function] = {
    "today": Function((), _today, Type("date")),
    "now": Function((), _now, Type("date and time")),
    "working days after": Function(("date", "n"), _working_days_after, Type("date")),
    "is working day": Function(("date",), _is_working_day, Type("boolean")),
    "unit name": Function(("unit",), _unit_name, Type("string")),
    "register": Function(("name",), _register),
    "register has": Function(("name", "key", "value"), _register_has, Type("boolean")),
}


_AS_TEXT = compile("string(value)", {"value"})


def key_text(value: Json) -> str:
    """Return a correlation key as text: what FEEL's ``string()`` gives, wherever the key comes from.

    Raises:
        ProcessFault: it is too large.
    """
    if isinstance(value, str):
        return value
    try:
        return str(_AS_TEXT.evaluate({"value": from_json(value)}).value)
    except FeelError as error:
        raise ProcessFault(f"Kunci korelasi tidak dapat ditulis sebagai teks: {error}") from error


class Vocabulary:
    """The names that a definition's expressions may use, and its expressions compiled against them.

    Args:
        known: variables, form fields, element variables; one that has no value yet is null.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = ENGINE_NAMES.union(known)
        self._compiled: dict[str, Expression] = {}

    def compiled(self, text: str) -> Expression:
        """Compile FEEL (a leading ``=`` is passed over), each text once."""
        expression = self._compiled.get(text)
        if expression is None:
            expression = compile(text.lstrip().removeprefix("="), self._known, FUNCTIONS)
            self._compiled[text] = expression
        return expression


class Expressions:
    """Evaluates one definition's expressions at one moment.

    Args:
        ambient: values visible everywhere, such as ``case``.

    Attributes:
        moment: what they learn from outside the case.
    """

    def __init__(
        self, vocabulary: Vocabulary, moment: Moment, ambient: Mapping[str, Json] | None = None
    ) -> None:
        self.compiled = vocabulary.compiled
        self.moment = moment
        self._ambient = ambient or {}

    def value(self, text: str, names: Mapping[str, Json]) -> Json:
        """Evaluate FEEL (a leading ``=`` is passed over) to a JSON value; dates become ISO text.

        Raises:
            ProcessFault: it takes too much, or its value is none that can be kept.
        """
        return self._evaluated(text, names)[0]

    def _evaluated(self, text: str, names: Mapping[str, Json]) -> tuple[Json, Sequence[Reason]]:
        try:
            with at_moment(self.moment):
                expression = self.compiled(text)
                evaluation = expression.evaluate(self.context(expression.names, names))
                return to_json(evaluation.value), evaluation.reasons
        except FeelError as error:
            raise ProcessFault(f"Ungkapan “{text.strip()}” tidak dapat dihitung: {error}") from error

    def names(self, text: str) -> Collection[str]:
        """Return the names that an expression asks for."""
        return self.compiled(text).names

    def shown(self, text: str, names: Mapping[str, Json]) -> Json:
        """Evaluate what is only shown: a faulty value must not hide the page it stands on."""
        try:
            return self.value(text, names)
        except ProcessFault:
            return NOT_COMPUTABLE

    def condition(self, text: str, names: Mapping[str, Json]) -> bool:
        """Evaluate a condition.

        Raises:
            ProcessFault: it is neither true nor false, and why; null is never the default flow.
        """
        value, reasons = self._evaluated(text, names)
        if isinstance(value, bool):
            return value
        why = " ".join(map(str, reasons[:MOST_REASONS]))
        raise ProcessFault(f"Syarat “{text.strip()}” tidak menghasilkan ya atau tidak. {why}".rstrip())

    def attribute(self, text: str | None, names: Mapping[str, Json]) -> Json:
        """Evaluate an attribute: FEEL where it begins with ``=``, otherwise the text itself."""
        if text is None:
            return None
        return self.value(text, names) if text.lstrip().startswith("=") else text

    def texts(self, text: str | None, names: Mapping[str, Json]) -> tuple[str, ...]:
        """Evaluate an attribute that names several things: a FEEL list, or constants between commas."""
        value = self.attribute(text, names)
        if isinstance(value, str):
            value = [value] if text is not None and text.lstrip().startswith("=") else [*value.split(",")]
        if not isinstance(value, list):
            return ()
        return tuple(str(item).strip() for item in value if item is not None and str(item).strip())

    def context(self, wanted: Iterable[str], names: Mapping[str, Json]) -> dict[str, Json]:
        """Return the values of the names that are wanted; one that has none is null."""
        return {name: names[name] if name in names else self._ambient.get(name) for name in wanted}
