"""Reading dates, times and durations from their ISO 8601 / XML Schema texts, as FEEL narrows them."""

from __future__ import annotations

import re

from engine.feel.errors import FeelFault, quoted
from engine.feel.temporal import (
    DAY,
    MAX_OFFSET_HOURS,
    SECOND,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    zone_offset,
)

_DATE = re.compile(r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<fraction>\d{1,9})\d*)?"
    r"(?P<zone>Z|z|[+-]\d\d:\d\d(?::\d\d)?|@[A-Za-z][A-Za-z0-9_+/-]*)?",
    re.ASCII,
)
_DAYS = re.compile(
    r"(-)?P(?=\d|T)(?:(\d{1,18})D)?(?:T(?=\d)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d{0,9})\d*)?S)?)?",
    re.ASCII,
)
_MONTHS = re.compile(r"(-)?P(?=\d)(?:(\d{1,18})Y)?(?:(\d{1,18})M)?", re.ASCII)

_LAST_HOUR, _LAST_MINUTE, _LAST_SECOND = 23, 59, 59
_END_OF_DAY = "24:00:00"


def parse_date(text: str) -> Date:
    """Read ``2026-11-22``.

    Raises:
        FeelFault: it is not a date; likewise of the other readers.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise FeelFault(f"bukan tanggal: {quoted(text)}")
    return Date.checked(int(match[1]), int(match[2]), int(match[3]))


def parse_time(text: str, date: Date | None = None) -> Time:
    """Read ``08:30:00``, with ``Z``, an offset or ``@Asia/Jakarta``; the date settles a zone's offset."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise FeelFault(f"bukan waktu: {quoted(text)}")
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"])
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or second > _LAST_SECOND:
        raise FeelFault(f"bukan waktu: {quoted(text)}")
    nanoseconds = (hour * 3600 + minute * 60 + second) * SECOND + _fraction(match["fraction"])
    zone = match["zone"]
    if zone is None:
        return Time(nanoseconds)
    if zone.startswith("@"):
        return Time(nanoseconds, zone_offset(zone[1:], date, nanoseconds), zone[1:])
    return Time(nanoseconds, _parse_offset(zone))


def _parse_offset(text: str) -> int:
    if text in {"Z", "z"}:
        return 0
    hours, minutes, seconds = (int(part) for part in (text[1:] + ":00").split(":")[:3])
    size = hours * 3600 + minutes * 60 + seconds
    if size > MAX_OFFSET_HOURS * 3600 or minutes > _LAST_MINUTE or seconds > _LAST_SECOND:
        raise FeelFault(f"selisih zona waktu di luar jangkauan: {text}")
    return -size if text.startswith("-") else size


def parse_date_and_time(text: str) -> DateTime:
    """Read ``2026-11-22T08:30:00``; a date alone is its midnight."""
    day, separator, clock = text.partition("T")
    date = parse_date(day)
    if not separator:
        return DateTime(date, Time(0))
    if clock == _END_OF_DAY:
        return DateTime(Date.from_days(date.days + 1), Time(0))
    return DateTime(date, parse_time(clock, date))


def parse_duration(text: str) -> DaysDuration | MonthsDuration:
    """Read ``P1Y2M`` or ``P3DT4H``; FEEL has no duration that mixes months and days."""
    match = _MONTHS.fullmatch(text)
    if match is not None:
        months = int(match[2] or 0) * 12 + int(match[3] or 0)
        return MonthsDuration(-months if match[1] else months)
    match = _DAYS.fullmatch(text)
    if match is None:
        raise FeelFault(f"bukan durasi: {quoted(text)}")
    days, hours, minutes, seconds = (int(match[group] or 0) for group in (2, 3, 4, 5))
    nanoseconds = days * DAY + (hours * 3600 + minutes * 60 + seconds) * SECOND + _fraction(match[6])
    return DaysDuration(-nanoseconds if match[1] else nanoseconds)


def parse_temporal(text: str) -> Date | Time | DateTime | DaysDuration | MonthsDuration:
    """Read what stands after ``@`` (DMN 1.5, grammar rule 62)."""
    if text.startswith(("P", "-P")):
        return parse_duration(text)
    date = _DATE.match(text)
    if date is None:
        return parse_time(text)
    return parse_date(text) if date.end() == len(text) else parse_date_and_time(text)


def _fraction(digits: str | None) -> int:
    return int(digits.ljust(9, "0")) if digits else 0
