"""Between JSON and FEEL: variables and submissions come in, results go out."""

from __future__ import annotations

import datetime as python
import math
from collections.abc import Mapping
from decimal import Decimal, DecimalException
from functools import lru_cache

from engine.feel.budget import CHARACTERS_A_STEP, MAX_DATA_DEPTH, MAX_LIST, Run
from engine.feel.errors import FeelBudgetError, FeelValueError
from engine.feel.numbers import CONTEXT
from engine.feel.temporal import DAY, SECOND, Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.values import FunctionValue, Range, Value, kind
from engine.model import Json

ATOMS = frozenset({type(None), bool, str, Decimal, Date, Time, DateTime, DaysDuration, MonthsDuration, Range})
"""The types of values that FEEL has as they are."""
_SCALARS = (int, float, str)
_LISTS = (list, tuple)
_MAPPINGS = (dict, Mapping)
LARGEST_WHOLE = 2**63 - 1
"""The largest whole number that is kept digit for digit: 64 bits hold it, and its negative."""
_EXACT_AS_DECIMAL = 10**34
_MAX_BITS = 20_000


def from_json(value: object, run: Run | None = None) -> Value:
    """Return the FEEL value of a JSON value, of a Python date, time or timedelta, or of a FEEL value itself.

    Numbers become decimals by their shortest text, so 0.1 is exactly 0.1. Texts stay texts, also those that
    look like dates.

    Args:
        run: the evaluation that reads it, which is charged for each member.

    Raises:
        FeelValueError: it is of no such type, or not a finite number.
        FeelBudgetError: it is nested too deep or has too many members.
    """
    if type(value) in ATOMS:
        return value
    if run is None:
        run = Run()
    if type(value) is list and len(value) <= MAX_LIST and ATOMS.issuperset(map(type, value)):
        run.charge(len(value) // CHARACTERS_A_STEP)
        return value.copy()
    return _scalar(value) if isinstance(value, _SCALARS) else _Reader(run).read(value, 0)


class _Reader:
    def __init__(self, run: Run) -> None:
        self._run = run

    def read(self, value: object, depth: int) -> Value:
        """Take over a value that is no atom; members that are atoms aren't worth a call."""
        if isinstance(value, _SCALARS):
            self._run.charge(1)
            return _scalar(value)
        read, inner = self.read, depth + 1
        if isinstance(value, _MAPPINGS):
            self._open(len(value), depth)
            return {
                key if type(key) is str else _checked_key(key): member
                if type(member) in ATOMS
                else read(member, inner)
                for key, member in value.items()
            }
        if isinstance(value, _LISTS):
            self._open(len(value), depth)
            return [member if type(member) in ATOMS else read(member, inner) for member in value]
        return _taken_over(value)

    def _open(self, length: int, depth: int) -> None:
        if length > MAX_LIST or depth > MAX_DATA_DEPTH:
            raise FeelBudgetError("Data terlalu besar atau bersarang terlalu dalam untuk ungkapan.")
        self._run.charge(length + 1)


def _checked_key(key: object) -> str:
    if isinstance(key, str):
        return key
    raise FeelValueError("Kunci sebuah konteks harus teks.")


@lru_cache(maxsize=4096)
def _scalar(value: float | str) -> Value:
    if isinstance(value, int):
        if -_EXACT_AS_DECIMAL < value < _EXACT_AS_DECIMAL:
            return Decimal(value)
        if value.bit_length() > _MAX_BITS:
            raise FeelValueError("Bilangan di luar jangkauan.")
        return CONTEXT.create_decimal(int(value))
    if isinstance(value, str):
        return str(value)
    if math.isfinite(value):
        return Decimal(repr(float(value)))
    raise FeelValueError("Bilangan harus berhingga.")


def _taken_over(value: object) -> Value:
    if isinstance(value, FunctionValue):
        return value
    if isinstance(value, python.datetime):
        return DateTime.from_python(value)
    if isinstance(value, python.date):
        return Date.from_python(value)
    if isinstance(value, python.time):
        return DateTime.from_python(python.datetime.combine(python.date(2000, 1, 1), value)).time
    if isinstance(value, python.timedelta):
        microseconds = (value.days * DAY + value.seconds * SECOND) // 1000 + value.microseconds
        return DaysDuration(microseconds * 1000)
    raise FeelValueError(f"Nilai bertipe {type(value).__name__} tidak dikenal ungkapan.")


def to_json(value: Value) -> Json:
    """Return the JSON value of a FEEL value.

    A whole number becomes an int of at most 64 bits, or a float where that is the very number; one with a
    fraction the nearest float; dates, times and durations become their ISO texts.

    Raises:
        FeelValueError: a function or a range, a number beyond a float's reach, or a whole number that JSON
            could only keep rounded.
        FeelBudgetError: it has too many members or is nested too deep, also through shared parts.
    """
    return _Writer().write(value, 0)


class _Writer:
    def __init__(self) -> None:
        self.left = MAX_LIST

    def write(self, value: Value, depth: int) -> Json:
        if value is None or isinstance(value, bool | str):
            return value
        if isinstance(value, Decimal):
            return _json_number(value)
        if isinstance(value, list | dict):
            self.left -= len(value) + 1
            if self.left < 0 or depth > MAX_DATA_DEPTH:
                raise FeelBudgetError("Hasil ungkapan terlalu besar atau bersarang terlalu dalam.")
        if isinstance(value, list):
            return [self.write(member, depth + 1) for member in value]
        if isinstance(value, dict):
            return {key: self.write(member, depth + 1) for key, member in value.items()}
        if isinstance(value, Date | Time | DateTime | DaysDuration | MonthsDuration):
            return str(value)
        raise FeelValueError(f"Nilai bertipe {kind(value)} tidak dapat disimpan sebagai JSON.")


def _json_number(value: Decimal) -> int | float:
    whole = value == value.to_integral_value(context=CONTEXT)
    if whole and value.copy_abs() <= LARGEST_WHOLE:
        return int(value)
    try:
        number = float(value)
    except (OverflowError, DecimalException) as error:
        raise FeelValueError("Bilangan di luar jangkauan JSON.") from error
    if not math.isfinite(number):
        raise FeelValueError("Bilangan di luar jangkauan JSON.")
    if whole and Decimal(repr(number)) != value:
        raise FeelValueError(f"Bilangan bulat {value:f} terlalu panjang untuk disimpan persis; pakai teks.")
    return number
