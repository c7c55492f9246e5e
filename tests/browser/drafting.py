"""A process owner at the studio. What they see and press goes by the words on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.browser.office import WIDE, Office
from tests.browser.person import Person

KEPT = "Belum disimpan; sementara tersimpan di peramban ini."
NOTHING_TO_SAVE = "Tidak ada perubahan yang perlu disimpan."
RESTORE = "Pulihkan"


class Draftsman(Person):
    """One process owner, one browser, one page: a procedure's, or an editor."""

    def settle(self) -> None:
        """Wait until the editor, if it is one, stands and knows who holds the pen."""
        if not self.page.locator("#studio").count():
            super().settle()
            return
        expect(self.status).not_to_be_empty()
        mine = self.page.get_by_text("Anda yang menyunting.", exact=True)
        expect(mine.or_(self.banner("sedang menyunting prosedur ini"))).to_be_visible()

    def open_diagram(self, key: str) -> None:
        """Open a procedure's main diagram."""
        self.visit(f"/studio/{key}/diagrams/{key}.bpmn")

    def another_window(self) -> Draftsman:
        """The same person's browser, with one more page."""
        return Draftsman(self.page.context.new_page(), self.username)

    @contextmanager
    def led_to(self, link: Locator) -> Iterator[Draftsman]:
        """Follow a link that opens a tab of its own, and come back."""
        with self.page.expect_popup() as opened:
            link.click()
        tab = Draftsman(opened.value, self.username)
        tab.settle()
        yield tab
        tab.page.close()
        self.page.bring_to_front()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()

    # What an editor says

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-desk=status]")

    def banner(self, words: str) -> Locator:
        """What is said above the drawing."""
        return self.page.get_by_role("alert").filter(has_text=words)

    def problem(self, words: str) -> Locator:
        """A problem of an editor's list; it can be pressed."""
        return self.page.get_by_role("listitem").filter(has_text=words).locator(":is(a, button)")

    @property
    def problems(self) -> Locator:
        """How many there are."""
        return self.page.get_by_role("heading", name="Masalah:")

    def saves(self) -> None:
        """Press Simpan, and be told that it is done; an earlier save had said the same."""
        with self.page.expect_response(lambda response: response.url.endswith("/save")):
            self.press("Simpan")
        self.is_told_that_it_is_saved()

    def is_told_that_it_is_saved(self) -> None:
        expect(self.status).to_have_text(re.compile(r"^Tersimpan .+ oleh "))

    # Drawing

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("region", name="Sifat elemen yang dipilih")

    def field(self, label: str) -> Locator:
        """A field of the panel, the diagram's or the form's."""
        return self.page.locator(".bio-properties-panel").get_by_label(label, exact=True)

    def fill(self, label: str, text: str) -> None:
        """Type into a field of the panel and leave it."""
        self.field(label).fill(text)
        self.field(label).blur()

    def find(self, words: str) -> None:
        """Search a step or a flow by its name or its id, and select it."""
        self.press("Cari")
        search = self.page.locator(".djs-search-container input")
        search.press_sequentially(words)
        expect(self.page.locator(".djs-search-result")).not_to_have_count(0)
        search.press("Enter")
        expect(search).to_be_hidden()

    def insert(self, place: str, name: str) -> None:
        """Put a user task on a flow, or after a step."""
        self.find(place)
        self.press("Sisipkan tugas")
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")
        expect(self.step(name)).to_be_visible()
        expect(self.field("Nama")).to_have_value(name)

    def press_at(self, step: str, key: str) -> None:
        """Find a step, and press a key at it."""
        self.find(step)
        # The search gives the focus back a moment after it has closed.
        expect(self.page.get_by_role("application", name="Diagram")).to_be_focused()
        self.page.keyboard.press(key)

    @property
    def menu(self) -> Locator:
        """What the open menu offers."""
        return self.page.locator(".djs-popup .djs-popup-label")

    def choose(self, step: str, key: str, kind: str) -> None:
        """Find a step, open one of its menus by its key, and choose from it by name."""
        self.press_at(step, key)
        self.page.keyboard.type(kind)
        expect(self.menu.first).to_have_text(kind)
        self.page.keyboard.press("Enter")
        expect(self.menu).to_have_count(0)

    def add(self, after: str, kind: str, name: str) -> None:
        """Add something after a step, or at its edge."""
        self.choose(after, "a", kind)
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")
        expect(self.panel.get_by_role("textbox", name="Nama", exact=True).first).to_have_value(name)

    def group(self, title: str) -> Locator:
        """The fields under a title of the panel."""
        headers = self.page.locator(".bio-properties-panel-group-header-title", has_text=title)
        return self.panel.locator(".bio-properties-panel-group").filter(has=headers)

    def create(self, title: str, reference: str, fields: Mapping[str, str]) -> None:
        """Let an event refer to something new, e.g. a message, and describe that."""
        there = self.group(title)
        there.get_by_label(reference).select_option(label="Buat baru …")
        for label, value in fields.items():
            there.get_by_label(label, exact=True).fill(value)
            there.get_by_label(label, exact=True).blur()

    def step(self, name: str) -> Locator:
        """A drawn step; its name stands in lines of its own."""
        words = re.compile(r"\s*".join(map(re.escape, name.split())))
        return self.page.locator(".djs-shape").filter(has_text=words)

    # A procedure's page

    def section(self, title: str) -> Locator:
        return self.page.get_by_role("region", name=title)

    def unfold(self, summary: str) -> None:
        self.page.locator("summary").filter(has_text=re.compile(f"^{summary}$")).click()

    def publish(self, note: str) -> None:
        section = self.section("Terbitkan draf")
        section.get_by_label("Catatan").fill(note)
        section.get_by_role("button", name="Terbitkan draf").click()

    def version(self, number: int) -> Locator:
        """A row of the table of versions."""
        rows = self.section("Versi").get_by_role("row")
        return rows.filter(has=self.page.get_by_role("rowheader", name=f"Versi {number} "))

    @property
    def current(self) -> Locator:
        """Which of the versions new cases begin on."""
        return self.section("Versi").get_by_role("rowheader").filter(has_text="berlaku")


def draftsman(office: Office, username: str = "pemilik", size: tuple[int, int] = WIDE) -> Draftsman:
    person = office.person(username, size)
    return Draftsman(person.page, username)


def accept(page: Page) -> None:
    """Say yes to the question that comes next."""
    page.once("dialog", lambda dialog: dialog.accept())
