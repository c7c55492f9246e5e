"""Dates, times and durations (DMN 1.5, tables 73 and 79)."""

from __future__ import annotations

from decimal import Decimal

from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelFault
from engine.feel.numbers import CONTEXT, truncated, whole
from engine.feel.temporal import (
    DAYS_A_WEEK,
    MAX_OFFSET_HOURS,
    MONTHS_A_YEAR,
    SECOND,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    zone_offset,
)
from engine.feel.temporal_text import parse_date, parse_date_and_time, parse_duration, parse_time

LIBRARY = Library()

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_THURSDAY = 4


@LIBRARY.add("date", "from: string", "from: day", "year: number, month: number, day: number")
def date(
    first: str | Date | DateTime | Decimal, month: Decimal = Decimal(1), day: Decimal = Decimal(1)
) -> Date:
    """A date from its text, from a date and time, or from its parts."""
    if isinstance(first, str):
        return parse_date(first)
    if isinstance(first, Decimal):
        return Date.checked(whole(first), whole(month), whole(day))
    return _day(first)


def _day(value: Date | DateTime) -> Date:
    return value if isinstance(value, Date) else value.date


@LIBRARY.add(
    "time",
    "from: string",
    "from: time",
    "from: day",
    "hour: number, minute: number, second: number, offset: days and time duration?",
)
def time(
    first: str | Time | Date | DateTime | Decimal,
    minute: Decimal = Decimal(0),
    second: Decimal = Decimal(0),
    offset: DaysDuration | None = None,
) -> Time:
    """A time from its text, from a date and time, or from its parts."""
    if isinstance(first, str):
        return parse_time(first)
    if isinstance(first, Time):
        return first
    if isinstance(first, Decimal):
        return _time_of(first, minute, second, offset)
    return first.time if isinstance(first, DateTime) else Time(0, 0)


def _time_of(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysDuration | None) -> Time:
    hours, minutes = whole(hour), whole(minute)
    if not (0 <= hours < 24 and 0 <= minutes < 60 and 0 <= second < 60):  # noqa: PLR2004
        raise FeelFault("jam, menit atau detik di luar jangkauan")
    nanoseconds = (hours * 3600 + minutes * 60) * SECOND + truncated(
        CONTEXT.multiply(second, Decimal(SECOND))
    )
    if offset is None:
        return Time(nanoseconds)
    seconds = offset.nanoseconds // SECOND
    if abs(seconds) > MAX_OFFSET_HOURS * 3600:
        raise FeelFault("selisih zona waktu di luar jangkauan")
    return Time(nanoseconds, seconds)


@LIBRARY.add(
    "date and time",
    "from: string",
    "from: date and time",
    "date: day, time: time",
    "date: day, timezone: string",
)
def date_and_time(first: str | Date | DateTime, second: Time | str | None = None) -> DateTime:
    """A date and time from its text, or from its parts; a zone's name puts it into that zone."""
    if isinstance(first, str):
        return parse_date_and_time(first)
    if second is None and isinstance(first, DateTime):
        return first
    day = _day(first)
    if isinstance(second, Time):
        zone = second.zone
        offset = zone_offset(zone, day, second.nanoseconds) if zone else second.offset
        return DateTime(day, Time(second.nanoseconds, offset, zone))
    clock = first.time.nanoseconds if isinstance(first, DateTime) else 0
    zone = str(second)
    return DateTime(day, Time(clock, zone_offset(zone, day, clock), zone))


@LIBRARY.add("duration", "from: string", "from: duration")
def duration(value: str | DaysDuration | MonthsDuration) -> DaysDuration | MonthsDuration:
    """A duration from its text."""
    return parse_duration(value) if isinstance(value, str) else value


@LIBRARY.add("years and months duration", "from: day, to: day")
def years_and_months_duration(start: Date | DateTime, end: Date | DateTime) -> MonthsDuration:
    """How many whole months lie between two days."""
    first, last = _day(start), _day(end)
    months = (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return MonthsDuration(months)


@LIBRARY.add("day of year", "date: day")
def day_of_year(value: Date | DateTime) -> Decimal:
    """1 on the first of January."""
    day = _day(value)
    return Decimal(day.days - Date(day.year, 1, 1).days + 1)


@LIBRARY.add("day of week", "date: day")
def day_of_week(value: Date | DateTime) -> str:
    """The day's English name, as the standard has it."""
    return _DAYS[_day(value).weekday - 1]


@LIBRARY.add("month of year", "date: day")
def month_of_year(value: Date | DateTime) -> str:
    """The month's English name, as the standard has it."""
    return _MONTHS[_day(value).month - 1]


@LIBRARY.add("week of year", "date: day")
def week_of_year(value: Date | DateTime) -> Decimal:
    """The week's number after ISO 8601: week 1 holds the year's first Thursday."""
    day = _day(value)
    thursday = day.days + _THURSDAY - day.weekday
    first_of_january = Date(Date.from_days(thursday).year, 1, 1).days
    return Decimal((thursday - first_of_january) // DAYS_A_WEEK + 1)
