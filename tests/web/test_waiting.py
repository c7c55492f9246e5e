"""What a case waits for when it isn't a person's task: said on its page, in the list and in the file of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from io import StringIO
from pathlib import Path

import pytest

from app import create_app
from engine.model import Awaited
from tests.between import (
    ANSWER,
    HOLIDAY,
    REMINDER,
    STARTED,
    a_procedure,
    deliver,
    event,
    given,
    send,
    staff,
    timer,
)
from tests.builders import House, opened
from tests.engine.test_cost import counting
from tests.unit.spiff import builders as bpmn
from tests.web.conftest import Browser, Site
from web.cases.waiting import waiting_sentence

KEY = "menunggu"
MESSAGE = event("intermediateCatchEvent", "jawaban", ANSWER)
SIGNAL = event("intermediateCatchEvent", "libur", HOLIDAY)
THREE_DAYS = timer("timeDuration", "P3D")
TIMER = event("intermediateCatchEvent", "jeda", THREE_DAYS)
DEADLINE = event("boundaryEvent", "tenggat", THREE_DAYS, attachedToRef="periksa", cancelActivity="false")
CONDITION = (
    "<bpmn:conditionalEventDefinition><bpmn:condition>1 = 2</bpmn:condition>"
    "</bpmn:conditionalEventDefinition>"
)


@contextmanager
def waiting(folder: Path, *parts: str, more: str = "", **case: str) -> Iterator[tuple[Site, Browser, str]]:
    """A house with a case that has begun, somebody of the staff, and the case's address."""
    with House(a_procedure(folder, KEY, STARTED, *parts, bpmn.end("selesai"), more=more, **case)) as house:
        app = create_app(house.settings, house.engine)
        app.testing = True
        site = Site(app, house)
        yield site, site.browser("staf-1"), f"/cases/{house.start('staf-1', KEY).case}"


def said(browser: Browser, case: str) -> str:
    """What the page says at its beginning of what is waited for."""
    page = browser.get(case).text
    return unescape(
        page[page.index('aria-labelledby="tasks-title"') : page.index('<nav aria-label="Di halaman')]
    )


def listed(browser: Browser) -> list[str]:
    """What the list says that its cases wait for."""
    return [
        unescape(cell)
        for cell in re.findall(r'data-label="Menunggu"[^>]*>([^<]*)', browser.get("/cases").text)
    ]


@pytest.mark.parametrize(
    ("part", "sentence", "words"),
    [
        (MESSAGE, "“Jawaban” menunggu pesan; kasus berlanjut sendiri", "Jawaban (pesan)"),
        (SIGNAL, "“Libur” menunggu sinyal; kasus berlanjut sendiri", "Libur (sinyal)"),
        (
            TIMER,
            "“Jeda” menunggu waktunya, 16 Juli 2026 09.01 WIB; kasus berlanjut sendiri",
            "Jeda (waktu, 16 Juli 2026 09.01 WIB)",
        ),
    ],
    ids=["pesan", "sinyal", "waktu"],
)
def test_page_and_list_say_what_a_case_waits_for_that_is_nobodys_task(
    tmp_path: Path, part: str, sentence: str, words: str
) -> None:
    with waiting(tmp_path, part) as (_, browser, case):
        assert sentence in said(browser, case)
        assert "Tidak ada tugas yang terbuka." in said(browser, case)
        assert listed(browser) == [words]
        line = [*csv.DictReader(StringIO(browser.get("/cases.csv").data.decode("utf-8-sig")))]
        assert [row["menunggu"] for row in line] == [words]


def test_what_has_come_is_waited_for_no_more(tmp_path: Path) -> None:
    with waiting(tmp_path, MESSAGE, staff("baca")) as (site, browser, case):
        send(site.house, "Jawaban")
        deliver(site.house)
        assert "menunggu pesan" not in said(browser, case)
        assert listed(browser) == ["Baca"]


def test_of_several_events_each_is_told(tmp_path: Path) -> None:
    gateway = bpmn.node("eventBasedGateway", "mana")
    more = TIMER + bpmn.flows("mana jeda") + bpmn.flows("jeda selesai")
    with waiting(tmp_path, gateway, MESSAGE, more=more) as (_, browser, case):
        assert "“Jawaban” menunggu pesan" in said(browser, case)
        assert "“Jeda” menunggu waktunya" in said(browser, case)
        assert listed(browser) == ["Jawaban (pesan), Jeda (waktu, 16 Juli 2026 09.01 WIB)"]


def test_the_deadline_of_a_task_is_not_what_the_case_waits_for(tmp_path: Path) -> None:
    more = DEADLINE + bpmn.end("lewat") + bpmn.flows("tenggat lewat")
    with waiting(tmp_path, staff("periksa"), more=more) as (_, browser, case):
        assert "menunggu waktunya" not in said(browser, case)
        assert listed(browser) == ["Periksa"]


def test_an_event_beside_an_open_task_is_told_too(tmp_path: Path) -> None:
    fork = bpmn.node("parallelGateway", "semua")
    more = MESSAGE + bpmn.flows("semua jawaban") + bpmn.end("habis")
    more += bpmn.flows("jawaban habis")
    with waiting(tmp_path, fork, staff("periksa"), more=more) as (_, browser, case):
        assert "“Jawaban” menunggu pesan" in said(browser, case)
        assert "Tidak ada tugas" not in said(browser, case)
        assert listed(browser) == ["Periksa, Jawaban (pesan)"]


def test_an_event_without_a_name_is_told_without_its_id(tmp_path: Path) -> None:
    nameless = bpmn.node("intermediateCatchEvent", "Event_0x7", REMINDER)
    with waiting(tmp_path, nameless) as (_, browser, case):
        assert "Kasus ini menunggu pesan" in said(browser, case)
        assert "Event_0x7" not in said(browser, case)
        assert listed(browser) == ["Pesan"]


def test_what_only_the_cases_data_decide_is_told_as_a_condition(tmp_path: Path) -> None:
    with waiting(tmp_path, event("intermediateCatchEvent", "lunas", CONDITION)) as (_, browser, case):
        assert "Kasus ini menunggu syaratnya terpenuhi" in said(browser, case)
        assert listed(browser) == ["Syarat yang belum terpenuhi"]


def test_an_ended_case_waits_for_nothing(tmp_path: Path) -> None:
    with waiting(tmp_path, MESSAGE) as (site, browser, case):
        send(site.house, "Jawaban")
        deliver(site.house)
        assert "menunggu pesan" not in browser.get(case).text
        assert listed(browser) == ["–"]


def test_a_partner_reads_the_step_and_neither_the_messages_name_nor_its_key(tmp_path: Path) -> None:
    keyed = event(
        "intermediateCatchEvent", "rekomendasi", ANSWER, given(correlation="=&quot;RAHASIA-1&quot;")
    )
    partner = "=&quot;mitra1@contoh.id&quot;"
    with waiting(tmp_path, keyed, case__partner=partner) as (site, _, case):
        text = site.browser("mitra-1").get(case).text
        assert "“Rekomendasi” menunggu pesan" in text
        assert "RAHASIA-1" not in text


def test_a_timer_that_an_older_release_wrote_is_told_by_its_moment(tmp_path: Path) -> None:
    with waiting(tmp_path, TIMER) as (site, browser, case):
        with opened(site.house.settings.database) as connection:
            connection.execute("UPDATE job SET content = 'null' WHERE kind = 'timer'")
        assert "Kasus ini menunggu waktunya, 16 Juli 2026 09.01 WIB" in said(browser, case)
        assert listed(browser) == ["Waktu, 16 Juli 2026 09.01 WIB"]


def test_a_version_that_can_t_be_read_keeps_nobody_from_the_list(tmp_path: Path) -> None:
    with waiting(tmp_path, MESSAGE) as (site, _, _):
        with opened(site.house.settings.database) as connection:
            connection.execute("UPDATE version SET manifest = '{}'")
        with site.house.reopened() as house:
            (row,) = house.engine.cases(house.people["staf-1"]).items
            assert row.awaited == [Awaited("message", KEY, "jawaban")]


@pytest.mark.parametrize("count", [1, 12])
def test_a_list_takes_as_many_statements_however_many_cases_wait(tmp_path: Path, count: int) -> None:
    with waiting(tmp_path, MESSAGE) as (site, _, _):
        house = site.house
        for number in range(count - 1):
            house.start("staf-1", KEY, key=str(number))
        with counting() as counted:
            page = house.engine.cases(house.people["staf-1"])
        assert [row.awaited[0].name for row in page.items] == ["Jawaban"] * count
        assert len(counted.statements) <= 8, counted.statements


def test_what_failed_stands_still_and_its_cause_is_left_to_the_operator() -> None:
    assert waiting_sentence(Awaited("timer", name="Jeda", halted=True)) == (
        "“Jeda” terhenti karena gangguan. Operator dapat melihatnya di halaman Insiden."
    )
