"""Dates, numbers and sizes as Indonesians write them, in WIB."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask

from web.context import engine

LOCALE = "id"
WIB = ZoneInfo("Asia/Jakarta")
DECIMALS = "#,##0.############"
KILO = 1000


def install(app: Flask) -> None:
    """Make the filters known to the templates."""
    app.add_template_filter(day, "day")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(number, "number")
    app.add_template_filter(size, "size")
    app.add_template_global(due_phrase, "due_phrase")


def day(value: date | datetime) -> str:
    """Write a date: ``22 November 2026``; a moment's date is the one it has in WIB."""
    if isinstance(value, datetime):
        value = _in_wib(value).date()
    return format_date(value, "d MMMM y", locale=LOCALE)


def moment(value: datetime) -> str:
    """Write a moment: ``22 November 2026 14.05 WIB``."""
    local = _in_wib(value)
    return f"{day(local)} {local:%H.%M} WIB"


def number(value: float) -> str:
    """Write a number: ``1.234,5``."""
    return format_decimal(value, DECIMALS, locale=LOCALE)


def size(byte_count: int) -> str:
    """Write a file's size, its units of a thousand: ``1,2 MB``."""
    if byte_count < KILO:
        return f"{byte_count} B"
    if byte_count < KILO**2:
        return f"{number(round(byte_count / KILO))} KB"
    return f"{number(round(byte_count / KILO**2, 1))} MB"


def due_phrase(due_at: datetime, overdue: bool, now: datetime | None = None) -> str:
    """Say how far a due date is, counted in days of the calendar from ``now``, the engine's where unsaid."""
    days = (_in_wib(due_at).date() - _in_wib(now or engine().now()).date()).days
    if overdue:
        return f"terlambat {-days} hari" if days < 0 else "lewat tenggat hari ini"
    if days > 1:
        return f"{days} hari lagi"
    return "jatuh tempo besok" if days == 1 else "jatuh tempo hari ini"


def _in_wib(value: datetime) -> datetime:
    return value.astimezone(WIB) if value.tzinfo else value.replace(tzinfo=WIB)
