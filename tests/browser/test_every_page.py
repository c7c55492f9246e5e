"""What must hold on every page there is, whoever reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.office import JANUARY, NARROW, Office, opened
from tests.browser.tour import REQUEST, tour

pytestmark = pytest.mark.browser

# What form-js and its calendar say where nobody translated it; the viewer's mark “Powered by bpmn.io” must stay.
ENGLISH = re.compile(
    r"\b(Field|Value|Browse|Search|Select|Add new|Remove|Collapse|Please|Increment|Decrement|No (?:files|results|content)"
    r"|January|February|March|August|October|December|Sunday|Monday|Friday|mm/dd)\b"
)


@dataclass(frozen=True)
class Seen:
    """A page as somebody with a phone finds it.

    Attributes:
        reach: its width in CSS pixels.
        said: every word of it, those that only a screen reader speaks too.
    """

    reach: int
    said: str


@pytest.fixture(scope="module")
def seen(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """Every page by its name."""
    with opened(browser, tmp_path_factory.mktemp("tour"), JANUARY) as office:
        return {
            name: Seen(
                reach=person.page.evaluate("document.documentElement.scrollWidth"),
                said=person.page.locator("body").aria_snapshot(),
            )
            for name, person in tour(office, NARROW)
        }


def test_no_page_scrolls_sideways_on_a_phone(seen: dict[str, Seen]) -> None:
    width, _ = NARROW
    assert {name: page.reach for name, page in seen.items() if page.reach > width} == {}


def test_every_page_speaks_indonesian(seen: dict[str, Seen]) -> None:
    assert {name: words for name, page in seen.items() if (words := ENGLISH.findall(page.said))} == {}


def test_a_form_refuses_and_its_calendar_opens_in_indonesian(office: Office) -> None:
    partner = office.person("mitra-1")
    partner.page.clock.set_fixed_time(JANUARY)
    partner.visit(REQUEST)
    partner.submit()
    expect(partner.summary).to_be_visible()
    partner.page.get_by_role("textbox", name="Tanggal surat", exact=True).click()
    said = partner.page.locator("body").aria_snapshot()
    assert "Wajib diisi." in said
    assert "Januari" in said
    assert ENGLISH.findall(said) == []


@pytest.mark.parametrize(
    ("event", "harm", "found"),
    [
        (
            "console",
            "body.append(Object.assign(document.createElement('style'), { textContent: 'p {}' }))",
            "Content Security Policy",
        ),
        ("pageerror", "setTimeout(() => { throw new Error('broken') })", "broken"),
        (
            "response",
            "body.append(Object.assign(document.createElement('script'), { src: '/static/none.js' }))",
            "/static/none.js",
        ),
    ],
    ids=["a violation", "a failing script", "a missing file"],
)
def test_the_watch_over_the_browser_sees(office: Office, event: str, harm: str, found: str) -> None:
    stranger = office.stranger()
    stranger.visit("/account/login")
    with stranger.page.expect_event(event):
        stranger.page.evaluate(f"() => {{ const {{ body }} = document; {harm} }}")
    faults, office.watch.faults = office.watch.faults, []
    assert faults
    assert all(found in fault for fault in faults)
