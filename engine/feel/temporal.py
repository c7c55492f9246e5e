"""Dates, times and durations of any year and to the nanosecond (DMN 1.5, clause 10.3.2.3).

Python's own end at year 9999 and at microseconds; FEEL's years have up to nine digits.
"""

from __future__ import annotations

import datetime as python
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.feel.errors import FeelFault

SECOND = 1_000_000_000
"""In nanoseconds, as every duration here."""
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONTHS_A_YEAR = 12
DAYS_A_WEEK = 7
MAX_YEAR = 999_999_999
MAX_OFFSET_HOURS = 14

_EPOCH_WEEKDAY = 3
_MAX_MONTHS = MAX_YEAR * MONTHS_A_YEAR * 2
_MAX_NANOSECONDS = MAX_YEAR * 2 * 366 * DAY
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def days_in_month(year: int, month: int) -> int:
    """How many days a month has in the Gregorian calendar, extended to all years."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_LENGTHS[month - 1] + (leap and month == _FEBRUARY)


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A day of the calendar."""

    year: int
    month: int
    day: int

    @classmethod
    def checked(cls, year: int, month: int, day: int) -> Date:
        """Make a date.

        Raises:
            FeelFault: there is no such day.
        """
        if (
            abs(year) > MAX_YEAR
            or not 1 <= month <= MONTHS_A_YEAR
            or not 1 <= day <= days_in_month(year, month)
        ):
            raise FeelFault(f"tidak ada tanggal {year}-{month}-{day}")
        return cls(year, month, day)

    @classmethod
    def from_days(cls, days: int) -> Date:
        """Return the date so many days after 1970-01-01.

        Source: H. Hinnant, chrono-compatible low-level date algorithms, ``civil_from_days``.
        """
        era, day_of_era = divmod(days + 719_468, 146_097)
        year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
        day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
        shifted_month = (5 * day_of_year + 2) // 153
        month = shifted_month % 12 + 3 if shifted_month < 10 else shifted_month - 9  # noqa: PLR2004
        year = year_of_era + era * 400 + (month <= _FEBRUARY)
        return cls.checked(year, month, day_of_year - (153 * shifted_month + 2) // 5 + 1)

    @property
    def days(self) -> int:
        """How many days after 1970-01-01 it is (``days_from_civil`` of the same source)."""
        year = self.year - (self.month <= _FEBRUARY)
        era, year_of_era = divmod(year, 400)
        day_of_year = (153 * (self.month + (-3 if self.month > _FEBRUARY else 9)) + 2) // 5 + self.day - 1
        day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
        return era * 146_097 + day_of_era - 719_468

    @property
    def weekday(self) -> int:
        """1 on Monday to 7 on Sunday."""
        return (self.days + _EPOCH_WEEKDAY) % DAYS_A_WEEK + 1

    def plus_months(self, months: int) -> Date:
        """The same day so many months later, or that month's last where it has no such day."""
        year, month = divmod(self.year * MONTHS_A_YEAR + self.month - 1 + months, MONTHS_A_YEAR)
        if abs(year) > MAX_YEAR:
            raise FeelFault("tanggal di luar jangkauan")
        return Date(year, month + 1, min(self.day, days_in_month(year, month + 1)))

    def to_python(self) -> python.date:
        """The same day as Python's date.

        Raises:
            FeelFault: its year is not between 1 and 9999.
        """
        try:
            return python.date(self.year, self.month, self.day)
        except ValueError as error:
            raise FeelFault(f"tahun {self.year} di luar jangkauan") from error

    @classmethod
    def from_python(cls, day: python.date) -> Date:
        """Take over Python's date."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        return f"{'-' if self.year < 0 else ''}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day, local or in a zone.

    Attributes:
        nanoseconds: since midnight.
        offset: seconds east of UTC; None where it is local.
        zone: the IANA name it was written with.
    """

    nanoseconds: int
    offset: int | None = None
    zone: str | None = None

    @property
    def local(self) -> int:
        """Nanoseconds since midnight where it is."""
        return self.nanoseconds

    @property
    def instant(self) -> int:
        """Nanoseconds since midnight in UTC; a local time's own."""
        return self.nanoseconds - (self.offset or 0) * SECOND

    def plus(self, nanoseconds: int) -> Time:
        """So much later, round the clock."""
        return Time((self.nanoseconds + nanoseconds) % DAY, self.offset, self.zone)

    def __str__(self) -> str:
        seconds, fraction = divmod(self.nanoseconds, SECOND)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{_fraction(fraction)}"
        return clock + (f"@{self.zone}" if self.zone else _offset(self.offset))


@dataclass(frozen=True, slots=True)
class DateTime:
    """A date and a time of that day."""

    date: Date
    time: Time

    @property
    def local(self) -> int:
        """Nanoseconds since 1970-01-01T00:00:00 on its own clock."""
        return self.date.days * DAY + self.time.nanoseconds

    @property
    def instant(self) -> int:
        """Nanoseconds since 1970-01-01T00:00:00 in UTC; a local one's own."""
        return self.date.days * DAY + self.time.instant

    def plus(self, nanoseconds: int) -> DateTime:
        """So much later on the wall clock of its zone."""
        days, rest = divmod(self.date.days * DAY + self.time.nanoseconds + nanoseconds, DAY)
        return self._at(Date.from_days(days), rest)

    def plus_months(self, months: int) -> DateTime:
        """So many months later, at the same time of day."""
        return self._at(self.date.plus_months(months), self.time.nanoseconds)

    def _at(self, date: Date, nanoseconds: int) -> DateTime:
        zone = self.time.zone
        offset = zone_offset(zone, date, nanoseconds) if zone else self.time.offset
        return DateTime(date, Time(nanoseconds, offset, zone))

    def to_python(self) -> python.datetime:
        """The same moment as Python's datetime, aware where this has an offset, cut to microseconds."""
        day = self.date.to_python()
        offset = self.time.offset
        zone = None if offset is None else python.timezone(python.timedelta(seconds=offset))
        midnight = python.datetime.combine(day, python.time(), zone)
        return midnight + python.timedelta(microseconds=self.time.nanoseconds // 1000)

    @classmethod
    def from_python(cls, moment: python.datetime) -> DateTime:
        """Take over Python's datetime; an aware one with its offset, and its zone's name where it has one."""
        offset = moment.utcoffset()
        zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
        since_midnight = (moment.hour * 3600 + moment.minute * 60 + moment.second) * SECOND
        time = Time(
            since_midnight + moment.microsecond * 1000,
            None if offset is None else int(offset.total_seconds()),
            zone,
        )
        return cls(Date.from_python(moment), time)

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"


@dataclass(frozen=True, slots=True, order=True)
class DaysDuration:
    """A days and time duration."""

    nanoseconds: int

    def __post_init__(self) -> None:
        if abs(self.nanoseconds) > _MAX_NANOSECONDS:
            raise FeelFault("durasi di luar jangkauan")

    def __str__(self) -> str:
        days, rest = divmod(abs(self.nanoseconds), DAY)
        hours, rest = divmod(rest, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        seconds, fraction = divmod(rest, SECOND)
        clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        if seconds or fraction:
            clock += f"{seconds}{_fraction(fraction)}S"
        text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
        return ("-" if self.nanoseconds < 0 else "") + "P" + (text or "T0S")


@dataclass(frozen=True, slots=True, order=True)
class MonthsDuration:
    """A years and months duration."""

    months: int

    def __post_init__(self) -> None:
        if abs(self.months) > _MAX_MONTHS:
            raise FeelFault("durasi di luar jangkauan")

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), MONTHS_A_YEAR)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-" if self.months < 0 else "") + "P" + (text or "0M")


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise FeelFault(f"zona waktu tidak dikenal: {name}") from error


def zone_offset(name: str, date: Date | None, nanoseconds: int) -> int:
    """Seconds east of UTC in a zone at a local moment; in its standard winter where the day is not given.

    Raises:
        FeelFault: there is no such zone.
    """
    zone = _zone(name)
    day = python.date(2000, 1, 1)
    if date is not None and python.MINYEAR < date.year < python.MAXYEAR:
        day = date.to_python()
    minutes = nanoseconds // MINUTE
    local = python.datetime.combine(day, python.time(minutes // 60 % 24, minutes % 60), zone)
    offset = local.utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _fraction(nanoseconds: int) -> str:
    return f".{nanoseconds:09d}".rstrip("0") if nanoseconds else ""


def _offset(seconds: int | None) -> str:
    if seconds is None:
        return ""
    if seconds == 0:
        return "Z"
    size = abs(seconds)
    text = f"{'-' if seconds < 0 else '+'}{size // 3600:02d}:{size // 60 % 60:02d}"
    return text + (f":{size % 60:02d}" if size % 60 else "")
