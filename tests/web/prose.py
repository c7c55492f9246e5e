"""A page as somebody reads it."""

from __future__ import annotations

import html
import re


def words(page: str) -> str:
    """What a page says, without its markup."""
    said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    return re.sub(r" ([.,;:])", r"\1", said)
