"""Takes the pictures of ``docs/screenshots``: ``python -m tests.browser.pictures [NAME …]`` from the repository's root.

Each main page as the role that works with it sees it, at the width of a desk and of a phone.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.office import JANUARY, NARROW, WIDE, chromium, opened
from tests.browser.person import Person
from tests.browser.tour import tour
from tests.builders import ROOT

PICTURES = ROOT / "docs" / "screenshots"
UNTAKEN = {
    "mulai",
    "kotak-masuk-kosong",
    "kapus-memperbaiki-konsep",
    "tidak-ditemukan",
    "auditor-semua-entri",
    "auditor-formulir",
    "kasus-terhenti",
    "operator-pesan",
}
"""Pages that show nothing the others don't."""
WIDE_ALONE = {"studio", "studio-diagram", "studio-formulir", "studio-peristiwa"}
"""Pages that are made for a desk."""
WHOLE = {"kapus-menyusun-konsep", "kepala-badan-putaran-2", "studio-prosedur"}
"""Pages that are shown to their end; of others the part that tells enough."""
ENOUGH = 2
"""Screens of a page that aren't shown to its end."""


def main(names: Collection[str]) -> None:
    """Take the pictures of these pages anew, or all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        if not names or old.stem.rpartition("-")[0] in names:
            old.unlink()
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for size in (WIDE, NARROW):
            with TemporaryDirectory() as folder:
                take_all(browser, Path(folder), size, names)
        browser.close()


def take_all(browser: Browser, folder: Path, size: tuple[int, int], names: Collection[str]) -> None:
    """Take the pages' pictures at one size."""
    with opened(browser, folder, JANUARY) as office:
        for name, person in tour(office, size):
            if name in UNTAKEN or (name in WIDE_ALONE and size != WIDE) or (names and name not in names):
                continue
            pose(name, person)
            page, (width, height) = person.page, size
            whole = page.evaluate("document.documentElement.scrollHeight")
            shown = whole if name in WHOLE else min(whole, ENOUGH * height)
            clip = {"x": 0, "y": 0, "width": width, "height": max(shown, height)}
            page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True, clip=clip)


def pose(name: str, person: Person) -> None:
    """Bring a page into the state that the picture is about."""
    if name == "kepala-badan-putaran-2":
        person.form.fill({"keputusanKepalaBadan": "SETUJU"})
    for diagram in person.page.locator("section.diagram:not(.replay-behind)").all():
        diagram.scroll_into_view_if_needed()
        expect(diagram.get_by_role("img").first).to_be_visible()
    person.page.evaluate("window.scrollTo(0, 0)")


if __name__ == "__main__":
    main(sys.argv[1:])
