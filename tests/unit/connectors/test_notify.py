"""The connector ``notify``."""

from __future__ import annotations

import pytest

from engine.connectors.notify import Notice, Notify
from engine.connectors.work import Permanent, Work
from engine.model import Json


def notify(inputs: dict[str, Json]) -> list[Notice]:
    given: list[Notice] = []
    Notify({"tu", "kaban"}, given.append)(Work("kunci-1", "kasus-1", inputs))
    return given


def test_a_notice_says_to_whom_what_about_and_which_case() -> None:
    (notice,) = notify(
        {"groups": ["tu"], "users": "Sari@Contoh.id", "title": "Selesai", "text": "Baris.\nLagi."}
    )
    assert notice == Notice("kunci-1", "kasus-1", "Selesai", "Baris.\nLagi.", ["tu"], ["sari@contoh.id"])


def test_a_notice_may_be_a_title_alone() -> None:
    (notice,) = notify({"groups": "kaban", "title": "Selesai"})
    assert (notice.groups, notice.text) == (["kaban"], "")


@pytest.mark.parametrize(
    "inputs",
    [
        {"title": "Selesai"},
        {"groups": [], "users": None, "title": "Selesai"},
        {"groups": ["tidak-ada"], "title": "Selesai"},
        {"groups": ["tu"]},
        {"groups": ["tu"], "title": "dua\nbaris"},
        {"groups": ["tu"], "title": "Selesai", "text": "a" * 3000},
        {"groups": ["tu"], "title": "Selesai", "link": "https://lain.test"},
        {"users": [f"u{n}" for n in range(51)], "title": "Selesai"},
    ],
)
def test_wrong_inputs_are_named_and_nobody_is_told(inputs: dict[str, Json]) -> None:
    with pytest.raises(Permanent):
        notify(inputs)
