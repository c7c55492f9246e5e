"""A browser for all tests of this folder, and an office for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.office import JANUARY, Office, chromium, opened
from tests.builders import an_approval

PATIENCE = 20_000
"""Milliseconds after which what a page should show counts as never coming: a busy machine is no fault."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    """The ministry with its SOP, before any of the scenarios begins."""
    with opened(browser, tmp_path, JANUARY) as office:
        yield office


@pytest.fixture
def small_office(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    """An office with one short procedure and two people in each role."""
    with opened(browser, an_approval(tmp_path)) as office:
        yield office
