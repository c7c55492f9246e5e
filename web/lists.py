"""Lists as every place shows them: filtered, sorted and paged by an address that can be kept or sent."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from engine.model import Page

TEXT_LIMIT = 200
PAGE_NUMBER = re.compile(r"[0-9]{1,6}")

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


def page_argument() -> int:
    """Return the page's number, counted from 1."""
    asked = request.args.get("page", "")
    return max(1, int(asked)) if PAGE_NUMBER.fullmatch(asked) else 1


def page_address(filters: dict[str, str], number: int) -> str:
    """Return the address of another page of the same list, relative to it."""
    return "?" + urlencode({**{name: value for name, value in filters.items() if value}, "page": number})


def pager(page: Page[Any], filters: dict[str, str]) -> dict[str, object]:
    """Return what ``templates/pager.html`` draws: where one is, and the addresses before and after."""
    return {
        "number": page.number,
        "pages": page.pages,
        "total": page.total,
        "before": page_address(filters, page.number - 1) if page.number > 1 else None,
        "after": page_address(filters, page.number + 1) if page.number < page.pages else None,
    }
