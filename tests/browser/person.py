"""Somebody at a browser. What they see and press goes by the words on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from engine.model import Json, TaskRow
from tests.browser.form import Form
from tests.builders import PASSWORD


class Person:
    """One person, one browser, one page."""

    def __init__(self, page: Page, username: str = "") -> None:
        self.page = page
        self.username = username

    def log_in(self) -> None:
        """Log in on the page that asks for it."""
        self.enter(self.username)
        expect(self.page.get_by_role("button", name="Keluar")).to_be_visible()

    def enter(self, username: str, password: str = PASSWORD) -> None:
        """Give a name and a password to the log-in page."""
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi").fill(password)
        self.page.get_by_role("button", name="Masuk").click()

    def visit(self, address: str) -> None:
        """Open an address, and wait until its form, if it has one, stands."""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page's form, if it has one, stands."""
        if self.page.locator("#form-mount").count():
            expect(self.page.locator("#form-mount .fjs-form")).to_be_visible()

    @property
    def form(self) -> Form:
        self.settle()
        return Form(self.page)

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def summary(self) -> Locator:
        """What is wrong, as the page sums it up."""
        return self.page.get_by_role("alert")

    def begin(self, name: str, data: Mapping[str, Json]) -> None:
        """Start a case by the name of its start."""
        self.page.get_by_role("link", name="Mulai", exact=True).click()
        self.page.get_by_role("link", name=name, exact=True).click()
        self.form.fill(data)
        self.submit()
        self.is_told(f"“{name}” terkirim.")

    def do(self, task: TaskRow, data: Mapping[str, Json]) -> None:
        """Turn to a task, fill it in, give initials where they are asked for, and send it."""
        self.turn_to(task)
        self.settle()
        if data:
            self.form.fill(data)
        self.give_initials()
        self.submit()
        self.is_told(f"“{task.name}” untuk {task.case_number} selesai.")

    def turn_to(self, task: TaskRow) -> None:
        """Go on where the page leads: the next task itself, a link to it, else the inbox."""
        if not self.has_before_them(task):
            offered = self.page.get_by_role("link", name=f"Tugas berikutnya: {task.name}", exact=True)
            (offered if offered.count() else self._in_inbox(task)).click()
        expect(self.heading).to_have_text(title(task))
        expect(self.page.get_by_role("main")).to_contain_text(f"{task.case_number} {task.case_title}")

    def has_before_them(self, task: TaskRow) -> bool:
        address: str = self.page.url
        return address.endswith(f"/tasks/{task.id}")

    def _in_inbox(self, task: TaskRow) -> Locator:
        self.page.get_by_role("link", name="Kotak masuk", exact=True).click()
        row = self.page.get_by_role("row").filter(has_text=f"{task.case_number} {task.case_title}")
        return row.get_by_role("link", name=title(task), exact=True)

    def give_initials(self, password: str = PASSWORD) -> None:
        """Type the password where the page asks for initials."""
        block = self.page.get_by_role("group", name="Paraf", exact=True)
        if block.is_visible():
            block.get_by_label("Kata sandi Anda").fill(password)

    @property
    def button(self) -> Locator:
        """What sends the form."""
        return self.page.get_by_role("button", name="Selesaikan:").or_(
            self.page.get_by_role("button", name="Kirim:")
        )

    def submit(self) -> None:
        self.button.click()

    def is_told(self, sentence: str) -> None:
        """Assert that the page says it, and instead of it no fault."""
        told = self.page.get_by_role("status").filter(has_text=sentence)
        expect(told.or_(self.summary)).to_be_visible()
        assert not self.summary.count(), self.summary.inner_text()


def title(task: TaskRow) -> str:
    """A task as pages name it: whose part it is and the round, where there are several."""
    item = f" · {task.item}" if task.item else ""
    return f"{task.name}{item}" + (f" (putaran {task.round})" if task.round > 1 else "")
