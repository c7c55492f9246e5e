"""Paraf without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.office import Office
from tests.browser.person import Person, title
from tests.browser.tour import pks
from tests.builders import PASSWORD

pytestmark = pytest.mark.browser

MOST_STOPS = 60
CHECK = "UT_MemeriksaSekretaris"


def tab_to(person: Person, target: Locator, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until the focus is there, and seen to be there."""
    for _ in range(MOST_STOPS):
        person.page.keyboard.press(key)
        if target.evaluate("node => node === document.activeElement"):
            expect(target).to_be_in_viewport()
            return
    raise AssertionError(f"{MOST_STOPS} × {key} doesn't lead to {target}")


def test_the_keyboard_alone_leads_from_the_log_in_to_a_decision_with_paraf(office: Office) -> None:
    office.advance(pks(), CHECK)
    task = office.house.task("sekba", CHECK)
    sekba = office.stranger()
    page, keys = sekba.page, sekba.page.keyboard
    sekba.visit("/")
    tab_to(sekba, page.get_by_label("Nama pengguna"))
    keys.type("sekba")
    tab_to(sekba, page.get_by_label("Kata sandi"))
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(sekba.heading).to_have_text("Kotak masuk")
    tab_to(sekba, page.get_by_role("link", name=title(task), exact=True))
    keys.press("Enter")
    expect(sekba.heading).to_have_text(title(task))
    sekba.settle()
    tab_to(sekba, page.get_by_role("link", name="Langsung ke isian"))
    keys.press("Enter")
    decide_by_keyboard(sekba)
    sekba.is_told(f"“{task.name}” untuk {task.case_number} selesai.")


def decide_by_keyboard(person: Person) -> None:
    """First the refusal, whose note must not be forgotten, then the arrow key to the approval."""
    page, keys = person.page, person.page.keyboard
    refusal = page.get_by_role("radio", name="Tidak setuju, perlu diperbaiki", exact=True)
    approval = page.get_by_role("radio", name="Setuju, bubuhkan paraf", exact=True)
    tab_to(person, approval)
    keys.press("ArrowDown")
    expect(refusal).to_be_checked()
    tab_to(person, page.get_by_role("textbox", name="Catatan perbaikan", exact=True))
    keys.press("Shift+Tab")
    keys.press("ArrowUp")
    expect(approval).to_be_checked()
    tab_to(person, page.get_by_label("Kata sandi Anda"))
    keys.type(PASSWORD)
    tab_to(person, person.button)
    keys.press("Enter")


def test_the_first_stop_of_a_page_leads_past_its_navigation(office: Office) -> None:
    sekba = office.person("sekba")
    sekba.visit("/inbox")
    sekba.page.keyboard.press("Tab")
    skip = sekba.page.get_by_role("link", name="Langsung ke isi", exact=True)
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    sekba.page.keyboard.press("Enter")
    expect(sekba.page.get_by_role("main")).to_be_focused()


def test_rows_are_added_and_removed_without_losing_the_focus(office: Office) -> None:
    office.advance(pks(), "UT_MenyusunPKS")
    kapus = office.person("kapus-pusjatan")
    kapus.visit(office.task_address("kapus-pusjatan", "UT_MenyusunPKS"))
    plan = kapus.page.get_by_role("group", name="Rencana kerja", exact=True)
    add = plan.get_by_role("button", name="Tambah baris", exact=True)
    add.focus()
    kapus.page.keyboard.press("Enter")
    expect(plan.get_by_role("textbox", name="Kegiatan", exact=True).last).to_be_focused()
    plan.get_by_role("button", name="Hapus baris").last.focus()
    kapus.page.keyboard.press("Enter")
    expect(add).to_be_focused()
