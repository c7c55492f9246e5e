"""What the linter finds in a form leads to the properties of the component."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, expect

from engine.forms.vocabulary import PROPERTIES
from tests.browser.busy import LATE, SLOW, UNHURRIED
from tests.browser.drafting import Draftsman, draftsman
from tests.browser.office import Office

pytestmark = pytest.mark.browser

KEY, FORM = "peminjaman_ruang", "permintaan"
FILE, ADDRESS = f"forms/{FORM}.form", f"/studio/{KEY}/forms/{FORM}"


@pytest.fixture
def owner(office: Office) -> Draftsman:
    """The process owner; in their draft a form has one component of each kind, each with something unknown."""
    studio, actor = office.house.engine.studio, office.house.people["pemilik"]
    components = [{"id": kind, "type": kind, "tooltip": "?"} for kind in PROPERTIES]
    form = {"id": FORM, "type": "default", "schemaVersion": 19, "components": components}
    studio.save(actor, KEY, {FILE: json.dumps(form)}, {FILE: studio.workspace(actor, KEY).digests[FILE]})
    return draftsman(office)


def test_a_problem_of_every_kind_of_component_leads_to_its_first_field(owner: Draftsman) -> None:
    owner.visit(ADDRESS)
    for kind in PROPERTIES:
        problem(owner, kind).click()
        expect(first_field(owner, kind)).to_be_focused()


@pytest.mark.parametrize("busy", [LATE, SLOW], ids=["late", "slow"])
def test_the_component_that_an_address_names_is_shown_in_a_busy_browser_too(
    owner: Draftsman, busy: str
) -> None:
    owner.page.add_init_script(busy)
    owner.visit(f"{ADDRESS}?field=textarea")
    expect(first_field(owner, "textarea")).to_be_focused()


def test_a_problem_leads_to_its_field_in_a_busy_browser_too(owner: Draftsman) -> None:
    owner.page.add_init_script(LATE)
    owner.visit(f"{ADDRESS}?field=textarea")
    expect(first_field(owner, "textarea")).to_be_visible()
    problem(owner, "textfield").click()
    expect(first_field(owner, "textfield")).to_be_focused()


def test_of_two_problems_pressed_in_a_busy_browser_the_later_one_is_led_to(owner: Draftsman) -> None:
    owner.page.add_init_script(LATE)
    owner.visit(ADDRESS)
    problem(owner, "textfield").click()
    problem(owner, "number").click()
    expect(first_field(owner, "number")).to_be_focused()


def test_who_goes_on_by_themselves_before_they_are_led_to_a_field_isn_t_interrupted(owner: Draftsman) -> None:
    owner.page.add_init_script(SLOW)
    owner.visit(ADDRESS)
    problem(owner, "number").click()
    search = owner.page.get_by_placeholder("Cari komponen")
    search.press_sequentially("bilangan", delay=UNHURRIED)
    expect(search).to_have_value("bilangan")


def problem(owner: Draftsman, kind: str) -> Locator:
    return owner.problem(f"pada “{kind}”")


def first_field(owner: Draftsman, kind: str) -> Locator:
    """The first field of the panel, once the panel is about the component of this kind."""
    entry = owner.page.locator(f'.fjs-properties-panel[data-field="{kind}"] [data-entry-id]').first
    return entry.locator("input, textarea, select, [contenteditable]").first
