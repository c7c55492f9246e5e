"""Lists as every place shows them: filtered, sorted and paged by an address that can be kept or sent."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from engine.model import Page

TEXT_LIMIT = 200
PAGE_NUMBER = re.compile(r"[0-9]{1,6}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Choice = TypeVar("Choice", bound=str | None)


def text_argument(name: str) -> str:
    """Return a text of the address, trimmed."""
    return request.args.get(name, "").strip()[:TEXT_LIMIT]


def choice_argument(name: str, choices: Collection[Choice], default: Choice) -> Choice:
    """Return the one of ``choices`` that the address names, else ``default``."""
    asked = request.args.get(name)
    return next((choice for choice in choices if choice == asked), default)


def flag_argument(name: str, default: bool = False) -> bool:
    """Return whether the address turns ``name`` on (``1``) or off (``0``)."""
    return {"1": True, "0": False}.get(request.args.get(name, ""), default)


def date_argument(name: str) -> date | None:
    """Return a date of the address, written ``2026-11-22`` as browsers do; None where none is given.

    Raises:
        ValueError: what is given is no date.
    """
    asked = request.args.get(name, "").strip()
    if not asked:
        return None
    if not DATE.fullmatch(asked):
        raise ValueError(asked)
    return date.fromisoformat(asked)


def page_argument() -> int:
    """Return the page's number, counted from 1."""
    asked = request.args.get("page", "")
    return max(1, int(asked)) if PAGE_NUMBER.fullmatch(asked) else 1


def query(filters: Mapping[str, str]) -> str:
    """Return what an address ends in that asks for these filters."""
    return "?" + urlencode({name: value for name, value in filters.items() if value})


def page_address(filters: Mapping[str, str], number: int) -> str:
    """Return the address of another page of the same list, relative to it."""
    return query({**filters, "page": str(number)})


def pager(page: Page[Any], filters: Mapping[str, str]) -> dict[str, object]:
    """Return what ``templates/pager.html`` draws: where one is, and the addresses before and after."""
    return {
        "number": page.number,
        "pages": page.pages,
        "total": page.total,
        "before": page_address(filters, page.number - 1) if page.number > 1 else None,
        "after": page_address(filters, page.number + 1) if page.number < page.pages else None,
    }
