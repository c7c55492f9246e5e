"""Two owners at once, a network that is gone, a log-in that expires, a browser that dies: nothing drawn is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser.drafting import KEPT, RESTORE, Draftsman, accept, draftsman
from tests.browser.office import Office
from tests.browser.person import Person

pytestmark = pytest.mark.browser

PROCEDURE = "peminjaman_ruang"
BUDGET, RISK = "Memeriksa anggaran", "Memeriksa risiko"
AFTER_ONE, AFTER_ANOTHER = "Menyiapkan ruang", "Mengembalikan ruang"
LONG_PASSWORD = "pemilik-kedua-sekali"
IS_KEPT = "name => Object.values(localStorage).some((text) => text.includes(name))"
A_PEN_IS_ASKED_FOR = "00:31"


@pytest.fixture
def owner(office: Office) -> Draftsman:
    """The process owner, with the procedure's diagram before them."""
    owner = draftsman(office)
    owner.open_diagram(PROCEDURE)
    return owner


@pytest.fixture
def second(office: Office) -> Draftsman:
    """Another process owner."""
    office.house.engine.add_account("pemilik-2", "Pemilik kedua", LONG_PASSWORD, groups=["pemilik"])
    second = Draftsman(office.stranger().page, "pemilik-2")
    second.visit("/account/login")
    second.enter(second.username, LONG_PASSWORD)
    expect(second.heading).to_have_text("Kotak masuk")
    return second


def draws(owner: Draftsman, name: str, place: str = AFTER_ONE) -> None:
    """Insert a step, and be told that it isn't saved but kept; the step without its name may have been before."""
    owner.insert(place, name)
    owner.page.wait_for_function(IS_KEPT, arg=name)
    expect(owner.status).to_have_text(KEPT)


def has_saved(owner: Draftsman, name: str) -> None:
    """Assert that whoever opens the diagram afresh sees the step, and is offered nothing."""
    afresh = owner.another_window()
    afresh.open_diagram(PROCEDURE)
    expect(afresh.step(name)).to_be_visible()
    expect(afresh.page.get_by_role("button", name=RESTORE)).to_be_hidden()
    afresh.page.close()


# Two at once


def test_the_second_owner_is_told_who_is_editing_and_can_only_look(
    office: Office, owner: Draftsman, second: Draftsman
) -> None:
    second.open_diagram(PROCEDURE)
    expect(second.banner("Pemilik proses sedang menyunting prosedur ini sejak")).to_be_visible()
    second.insert(AFTER_ONE, RISK)
    second.press("Simpan")
    expect(second.status).to_have_text("Belum tersimpan: orang lain yang menyunting.")
    second.visit(f"/studio/{PROCEDURE}")
    expect(second.page.get_by_text("Pemilik proses sedang menyunting.")).to_be_visible()
    view = office.house.engine.studio.view(office.house.people["pemilik"], PROCEDURE)
    assert view.row.draft is None
    assert view.row.lock is not None
    assert view.row.lock.mine


def test_who_is_taken_over_is_told_and_can_go_on_with_what_they_had_drawn(
    office: Office, second: Draftsman
) -> None:
    first = draftsman(office)
    first.page.clock.install()
    first.open_diagram(PROCEDURE)
    draws(first, BUDGET)
    takes_over(second)
    draws(second, RISK, AFTER_ANOTHER)
    second.saves()
    first.page.clock.fast_forward(A_PEN_IS_ASKED_FOR)
    expect(first.banner("Pemilik kedua sedang menyunting prosedur ini sejak")).to_be_visible()
    first.press("Simpan")
    expect(first.status).to_have_text("Belum tersimpan: orang lain yang menyunting.")
    expect(first.step(BUDGET)).to_be_visible()
    first.page.reload()
    first.settle()
    expect(first.step(RISK)).to_be_visible()
    expect(first.banner("Sejak itu berkas ini disimpan lagi di server")).to_be_visible()
    first.press(RESTORE)
    expect(first.step(BUDGET)).to_be_visible()
    accept(first.page)
    first.press("Ambil alih")
    expect(first.page.get_by_text("Anda yang menyunting.")).to_be_visible()
    first.saves()
    restores_the_save_of_the_other(first)


def takes_over(second: Draftsman) -> None:
    second.open_diagram(PROCEDURE)
    accept(second.page)
    second.press("Ambil alih")
    expect(second.page.get_by_text("Anda yang menyunting.")).to_be_visible()


def restores_the_save_of_the_other(first: Draftsman) -> None:
    """What the second had saved is covered, not lost: it is the save before."""
    first.visit(f"/studio/{PROCEDURE}")
    first.unfold("2 simpanan")
    first.press("Pulihkan simpanan 1")
    has_saved(first, RISK)


def test_two_windows_of_one_owner_do_not_cover_each_other(owner: Draftsman, tmp_path: Path) -> None:
    window = owner.another_window()
    window.open_diagram(PROCEDURE)
    draws(owner, BUDGET)
    owner.saves()
    draws(window, RISK, AFTER_ANOTHER)
    window.press("Simpan")
    expect(window.banner("sudah diubah lebih dahulu: Pemilik proses")).to_be_visible()
    with window.page.expect_download() as download:
        window.press("Unduh versi saya")
    download.value.save_as(tmp_path / "mine.bpmn")
    assert RISK in (tmp_path / "mine.bpmn").read_text(encoding="utf-8")
    window.press("Muat yang tersimpan di server")
    window.settle()
    expect(window.step(BUDGET)).to_be_visible()
    window.press(RESTORE)
    expect(window.step(RISK)).to_be_visible()
    window.saves()
    has_saved(window, RISK)


# The line to the server


def test_without_a_network_the_drawing_is_kept_and_saved_once_there_is_one(owner: Draftsman) -> None:
    owner.page.context.set_offline(True)
    draws(owner, BUDGET)
    owner.press("Simpan")
    expect(owner.banner("Server tidak dapat dihubungi.")).to_be_visible()
    expect(owner.status).to_have_text(KEPT)
    draws(owner, RISK, AFTER_ANOTHER)
    owner.page.context.set_offline(False)
    owner.is_told_that_it_is_saved()
    expect(owner.banner("Server tidak dapat dihubungi.")).to_be_hidden()
    has_saved(owner, BUDGET)
    has_saved(owner, RISK)


def test_who_logs_in_again_saves_what_they_had_drawn(owner: Draftsman) -> None:
    owner.page.context.clear_cookies()
    draws(owner, BUDGET)
    owner.press("Simpan")
    ended = owner.banner("Sesi Anda sudah berakhir.")
    expect(ended).to_be_visible()
    expect(owner.status).to_have_text(KEPT)
    with owner.page.expect_popup() as opened:
        ended.get_by_role("link", name="Masuk kembali di tab baru").click()
    Person(opened.value, owner.username).log_in()
    opened.value.close()
    owner.page.bring_to_front()
    owner.saves()
    expect(ended).to_be_hidden()
    has_saved(owner, BUDGET)


# The page is gone before anything was saved


def goes_elsewhere(owner: Draftsman) -> None:
    owner.page.get_by_role("link", name="Ke halaman prosedur").click()
    expect(owner.heading).to_contain_text(PROCEDURE)


def closes_the_page(owner: Draftsman) -> None:
    owner.page.close()


def loses_the_page_to_a_crash(owner: Draftsman) -> None:
    with owner.page.expect_event("crash"), suppress(Error):
        owner.page.goto("chrome://crash")
    owner.page.close()


def reloads_without_a_network(owner: Draftsman) -> None:
    owner.page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        owner.page.reload()
    owner.page.context.set_offline(False)


@pytest.mark.parametrize(
    "leave", [goes_elsewhere, closes_the_page, loses_the_page_to_a_crash, reloads_without_a_network]
)
def test_what_was_drawn_is_offered_again_however_the_page_was_left(
    owner: Draftsman, leave: Callable[[Draftsman], None]
) -> None:
    draws(owner, BUDGET)
    leave(owner)
    back = owner.another_window()
    back.open_diagram(PROCEDURE)
    expect(back.banner("Di peramban ini ada perubahan Anda dari")).to_be_visible()
    expect(back.step(BUDGET)).to_be_hidden()
    back.press(RESTORE)
    expect(back.step(BUDGET)).to_be_visible()
    back.saves()
    has_saved(back, BUDGET)


def test_what_somebody_does_not_want_back_is_gone_for_good(owner: Draftsman) -> None:
    draws(owner, BUDGET)
    owner.page.reload()
    owner.settle()
    owner.press("Buang")
    expect(owner.banner("Di peramban ini ada perubahan Anda")).to_be_hidden()
    owner.page.reload()
    owner.settle()
    expect(owner.banner("Di peramban ini ada perubahan Anda")).to_be_hidden()
    expect(owner.step(BUDGET)).to_be_hidden()
