"""A process owner draws what isn't a person's task, with the keyboard and the menus; the engine takes it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from engine.spiff import Element, Program
from tests.browser.drafting import Draftsman, draftsman
from tests.browser.office import Office
from tests.builders import ROOT

pytestmark = pytest.mark.browser

SMALL = "peminjaman_ruang"
AFTER = "UT_MenyiapkanRuang"
DECISIONS = ROOT / "tests" / "constructs" / "business_rule_task.dmn"
URL = '"https://contoh.go.id/ruang/" + ruang'


@pytest.fixture
def owner(office: Office) -> Draftsman:
    """The process owner, with a diagram before them whose draft holds decisions too."""
    studio, actor = office.house.engine.studio, office.house.people["pemilik"]
    studio.save(actor, SMALL, {"biaya.dmn": DECISIONS.read_text(encoding="utf-8")}, {"biaya.dmn": None})
    owner = draftsman(office)
    owner.open_diagram(SMALL)
    return owner


def asks_another_system(owner: Draftsman) -> None:
    """A service task, and the error that its connector may give, with a way of its own."""
    owner.add(AFTER, "Tugas layanan", "Mengambil data ruang")
    owner.field("Konektor (connector)").select_option("http")
    owner.fill("Alamat (url), FEEL", URL)
    owner.fill("Dicoba paling banyak (retries)", "3")
    owner.add("Mengambil data ruang", "Event batas error", "Ruang tidak dikenal")
    owner.create("Error", "Error (errorRef)", {"Nama": "Tidak ada", "Kode": "http-404"})
    owner.fill("Variabel kode", "kode")
    owner.add("Ruang tidak dikenal", "Event akhir", "Batal")


def asks_a_decision(owner: Draftsman) -> None:
    """A task is inserted first, and then made one that decides."""
    owner.insert("Mengambil data ruang", "Menentukan biaya")
    owner.choose("Menentukan biaya", "r", "Tugas aturan bisnis")
    owner.field("Id keputusan di berkas .dmn (decisionRef)").select_option("fee")
    owner.fill("Variabel hasilnya (resultVariable)", "biaya")
    owner.field("Bentuk hasilnya (mapDecisionResult)").select_option("singleEntry")


def waits_for_a_message(owner: Draftsman) -> None:
    owner.add("Menentukan biaya", "Event antara pesan (menunggu)", "Biaya dibayar")
    owner.create("Pesan", "Pesan (messageRef)", {"Nama": "Pembayaran"})
    owner.fill("Kunci kasus ini (correlation), FEEL", "ruang")


def drawn(office: Office) -> Mapping[str, Element]:
    """The elements of the saved draft by their names, as the engine reads them."""
    house = office.house
    files = house.engine.studio.workspace(house.people["pemilik"], SMALL).files
    diagrams = {path: text.encode() for path, text in files.items() if path.endswith(".bpmn")}
    return {element.name: element for element in Program.parse(diagrams, SMALL).main.elements.values()}


def test_what_is_drawn_by_keyboard_and_filled_in_is_what_the_engine_reads(
    office: Office, owner: Draftsman
) -> None:
    asks_another_system(owner)
    asks_a_decision(owner)
    waits_for_a_message(owner)
    owner.saves()

    elements = drawn(office)
    service = elements["Mengambil data ruang"]
    assert (service.type, service.connector, dict(service.inputs)) == ("serviceTask", "http", {"url": URL})
    assert service.properties["retries"] == "3"
    boundary = elements["Ruang tidak dikenal"]
    (error,) = boundary.events
    assert (boundary.attached_to, boundary.interrupting) == (service.id, True)
    assert (error.kind, error.name, error.variable) == ("error", "http-404", "kode")
    rule = elements["Menentukan biaya"]
    assert (rule.type, rule.decision, rule.decision_mapping, rule.result_variable) == (
        "businessRuleTask",
        "fee",
        "singleEntry",
        "biaya",
    )
    message = elements["Biaya dibayar"]
    (awaited,) = message.events
    assert (message.type, awaited.kind, awaited.name) == ("intermediateCatchEvent", "message", "Pembayaran")
    assert message.properties["correlation"] == "ruang"


def test_a_problem_of_an_event_leads_to_the_field_that_mends_it(owner: Draftsman) -> None:
    owner.add(AFTER, "Event antara pesan (menunggu)", "Biaya dibayar")
    owner.problem("tidak menyebut pesan").click()
    expect(owner.field("Pesan (messageRef)")).to_be_focused()


def test_the_replace_menu_offers_no_ad_hoc_subprocess(owner: Draftsman) -> None:
    owner.press_at(AFTER, "r")
    expect(owner.menu.filter(has_text="Tugas layanan")).to_be_visible()
    offered = owner.menu.all_inner_texts()
    assert [words for words in offered if "ad hoc" in words] == []
