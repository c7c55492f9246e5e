"""The two checks of a case, answered in plain words."""

from __future__ import annotations

import re

import pytest

from tests.builders import PASSWORD, opened
from tests.web.conftest import Browser, Site
from tests.web.prose import words


@pytest.fixture
def auditor(site: Site) -> Browser:
    return site.browser("auditor-1")


@pytest.fixture
def audit(site: Site, case: str) -> str:
    """The address of a case of two entries."""
    site.house.complete("kepala-1", "setujui", {"keputusan": "SETUJU"}, password=PASSWORD)
    return f"/audit{case}"


def damage(site: Site, audit: str, column: str, before: str, after: str) -> None:
    """Change what the case's first entry holds, as somebody with the database's file could."""
    with opened(site.house.settings.database) as connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        changed = connection.execute(
            f"UPDATE entry SET {column} = CAST(replace(CAST({column} AS TEXT), ?, ?) AS BLOB)"
            " WHERE stream = ? AND n = 1",
            (before, after, f"case:{audit.rpartition('/')[2]}"),
        )
        assert changed.rowcount == 1


def answer(browser: Browser, audit: str, check: str) -> str:
    page = browser.get(f"{audit}/proof?check={check}").text
    return words(page.split('id="proof-answer"')[1].partition("</section>")[0])


def test_a_case_that_is_as_it_should_be_is_found_the_same_when_carried_out_again(
    auditor: Browser, site: Site, audit: str
) -> None:
    said = answer(auditor, audit, "replay")
    assert "Sama: jurnal menjelaskan seluruh keadaan kasus ini." in said
    assert f"2 entri dijalankan ulang dari jurnal pada versi 1 (sidik {site.house.current()[:12]})." in said
    assert "tidak membuktikan" in said
    assert re.search(r"Diperiksa pada 13 Juli 2026 09\.\d\d WIB\.", said)


def test_a_chain_that_is_whole_is_found_whole(auditor: Browser, audit: str) -> None:
    said = answer(auditor, audit, "verify")
    assert "Utuh: tidak ada entri atau berkas yang diubah, disisipkan, atau hilang." in said
    assert "tidak membuktikan" in said


@pytest.mark.parametrize("check", ["replay", "verify"])
@pytest.mark.parametrize(
    ("before", "after"),
    [("Lokakarya", "Lokakaryb"), ('"judul"', 'judul"')],
    ids=["another value", "unreadable"],
)
def test_a_changed_byte_is_found_and_leads_to_its_entry(
    auditor: Browser, site: Site, audit: str, check: str, before: str, after: str
) -> None:
    damage(site, audit, "payload", before, after)
    said = answer(auditor, audit, check)
    assert "Tidak sama: ada" in said or "Tidak utuh: ada" in said
    page = auditor.get(f"{audit}/proof?check={check}").text
    assert re.search(rf'<li><a href="{audit}\?entri=\d">Entri \d</a>: ', page)


def test_each_entry_is_checked_by_its_hash(auditor: Browser, site: Site, audit: str) -> None:
    damage(site, audit, "header", '"started"', '"claimed"')
    assert "Kepala entri diubah: hash tidak cocok" in answer(auditor, audit, "verify")


def test_an_unknown_check_is_the_first(auditor: Browser, audit: str) -> None:
    assert "Kasus dijalankan ulang" in answer(auditor, audit, "lain")


def test_a_record_that_cannot_be_read_leads_to_what_says_what_is_wrong(site: Site, case: str) -> None:
    case_id = case.rpartition("/")[2]
    with opened(site.house.settings.database) as connection:
        connection.execute("DROP TRIGGER entry_no_update")
        connection.execute("UPDATE entry SET payload = x'7b' WHERE stream LIKE 'case:%'")
    auditor = site.browser("auditor-1")
    for address in (f"/audit/cases/{case_id}", f"/audit/cases/{case_id}/table"):
        page = auditor.get(address)
        assert page.status_code == 503
        assert "Catatan kasus ini rusak" in page.text
        assert 'name="check" value="verify"' in page.text
    assert f'href="/audit/cases/{case_id}/proof?check=verify"' in auditor.get(case).text
    assert "/proof" not in site.browser("kepala-1").get(case).text
    for check in ("replay", "verify"):
        answer = auditor.get(f"/audit/cases/{case_id}/proof?check={check}")
        assert answer.status_code == 200
        assert "Entri 1" in answer.text
