"""The studio's pages around the editors, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import NARROW, Office

pytestmark = pytest.mark.browser

SMALL = "peminjaman_ruang"
SOP = "kerja_sama_dalam_negeri"


def version(office: Office, key: str) -> str:
    """The address of the version that new cases begin on."""
    return f"/studio/{key}/versions/{office.house.current(key)}"


def drawn(page: Page) -> None:
    """Wait until the first diagram stands."""
    expect(page.locator("section.diagram").first.get_by_role("img").first).to_be_visible()


def test_a_version_s_table_names_the_steps_that_its_diagram_draws(office: Office) -> None:
    owner = office.person("pemilik")
    owner.visit(version(office, SMALL))
    drawn(owner.page)
    owner.page.get_by_text("Langkah yang sama sebagai tabel").click()
    named = owner.page.locator(".steps [data-element]").evaluate_all(
        "cells => cells.map(c => c.dataset.element)"
    )
    shapes = owner.page.locator(".djs-shape").evaluate_all("shapes => shapes.map(s => s.dataset.elementId)")
    assert len(named) > 3
    assert set(named) <= set(shapes)
    row = owner.page.get_by_role("row").filter(has_text="permintaan")
    expect(row).to_contain_text("Awal")


def test_a_step_of_the_table_is_shown_in_the_diagram(office: Office) -> None:
    owner = office.person("pemilik")
    owner.visit(version(office, SOP))
    drawn(owner.page)
    section = owner.page.locator("section.diagram").first
    section.get_by_text("Langkah yang sama sebagai tabel").click()
    name = section.locator(".steps [data-element]").last
    element = name.get_attribute("data-element")
    name.get_by_role("button").press("Enter")
    expect(section.locator(f'.djs-element[data-element-id="{element}"]')).to_be_in_viewport()


@pytest.mark.parametrize("address", ["/studio", f"/studio/{SOP}", f"/studio/{SOP}/clauses", "version"])
def test_no_page_of_the_studio_scrolls_sideways_on_a_phone(office: Office, address: str) -> None:
    owner = office.person("pemilik", NARROW)
    owner.visit(version(office, SOP) if address == "version" else address)
    if address == "version":
        drawn(owner.page)
    width, _ = NARROW
    assert owner.page.evaluate("document.documentElement.scrollWidth") <= width
