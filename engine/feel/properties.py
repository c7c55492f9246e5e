"""What can be read behind a dot of dates, times, durations and ranges (DMN 1.5, tables 65 and 66)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from engine.feel.numbers import CONTEXT
from engine.feel.temporal import DAY, HOUR, MINUTE, SECOND, Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.values import Range, Value

Read = Callable[[Value], Value]


def _count(size: int, total: int, unit: int, wrap: int | None = None) -> Decimal:
    units = size // unit if wrap is None else size // unit % wrap
    return Decimal(-units if total < 0 else units)


def _of_days(unit: int, wrap: int | None = None) -> Read:
    return lambda value: _count(abs(value.nanoseconds), value.nanoseconds, unit, wrap)


def _seconds(value: DaysDuration) -> Decimal:
    seconds = CONTEXT.divide(Decimal(abs(value.nanoseconds) % MINUTE), Decimal(SECOND))
    return CONTEXT.minus(seconds) if value.nanoseconds < 0 else seconds


def _of_months(unit: int, wrap: int | None = None) -> Read:
    return lambda value: _count(abs(value.months), value.months, unit, wrap)


def _second(time: Time) -> Decimal:
    return CONTEXT.divide(Decimal(time.nanoseconds % MINUTE), Decimal(SECOND))


def _offset(time: Time) -> DaysDuration | None:
    return None if time.offset is None else DaysDuration(time.offset * SECOND)


_DATE: dict[str, Read] = {
    "year": lambda date: Decimal(date.year),
    "month": lambda date: Decimal(date.month),
    "day": lambda date: Decimal(date.day),
    "weekday": lambda date: Decimal(date.weekday),
}
_TIME: dict[str, Read] = {
    "hour": lambda time: Decimal(time.nanoseconds // HOUR),
    "minute": lambda time: Decimal(time.nanoseconds // MINUTE % 60),
    "second": _second,
    "time offset": _offset,
    "timezone": lambda time: time.zone,
}
_DAYS: dict[str, Read] = {
    "days": _of_days(DAY),
    "hours": _of_days(HOUR, 24),
    "minutes": _of_days(MINUTE, 60),
    "seconds": _seconds,
}
_MONTHS: dict[str, Read] = {"years": _of_months(12), "months": _of_months(1, 12)}
_RANGE: dict[str, Read] = {
    "start": lambda span: span.start,
    "end": lambda span: span.end,
    "start included": lambda span: span.start_included,
    "end included": lambda span: span.end_included,
}


def _part(read: Read, choose: Read) -> Read:
    return lambda value: read(choose(value))


PROPERTIES: dict[tuple[type, str], Read] = {
    **{(Date, name): read for name, read in _DATE.items()},
    **{(Time, name): read for name, read in _TIME.items()},
    **{(DateTime, name): _part(read, lambda moment: moment.date) for name, read in _DATE.items()},
    **{(DateTime, name): _part(read, lambda moment: moment.time) for name, read in _TIME.items()},
    **{(DaysDuration, name): read for name, read in _DAYS.items()},
    **{(MonthsDuration, name): read for name, read in _MONTHS.items()},
    **{(Range, name): read for name, read in _RANGE.items()},
}
