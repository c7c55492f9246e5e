"""The one source of the present moment, so that tests and re-execution can set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns the present moment, aware, in UTC."""

WIB = ZoneInfo("Asia/Jakarta")
"""Waktu Indonesia Barat: the zone in which dates are read, written and counted."""

WIB_OFFSET = timezone(timedelta(hours=7))
"""The same without a name, for moments that are written down as text."""


def utc_now() -> datetime:
    """Return the present moment as an aware datetime in UTC."""
    return datetime.now(UTC)
