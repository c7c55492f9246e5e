"""A walk past every kind of page, each seen by somebody who works with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.commands import SYSTEM, SendMessage
from engine.model import Save
from tests.browser.drafting import draftsman
from tests.browser.office import Office
from tests.browser.person import Person
from tests.browser.replaying import auditor
from tests.builders import ROOT
from tests.scenarios import Scenario, scenarios

SCENARIOS = {scenario.path.stem: scenario for scenario in scenarios(ROOT / "processes")}
SOP = "kerja_sama_dalam_negeri"
REQUEST = f"/start/{SOP}/SE_PermintaanMitra"
CALLING = "izin_belajar"
"""A procedure that asks another system, and waits for a message."""
MESSAGE = "Rekomendasi perguruan tinggi"
REFUSED = 10
"""The entry of S05 by which Kepala Badan refuses."""
OTHERS = {
    "S01": "UT_MemeriksaSekretaris",
    "S04": "UT_MemeriksaPeluangSekretaris",
    "S02": "UT_MenyampaikanKeKapus",
    "S08": "UT_ParafKoordinasiUnit",
}


def pks() -> Scenario:
    """Return S05: a PKS that Kepala Badan refuses once."""
    return SCENARIOS["S05"]


def tour(office: Office, size: tuple[int, int]) -> Iterator[tuple[str, Person]]:
    """Yield each page's name and whoever has it open; the case is S05, among a few others."""
    for name, element in OTHERS.items():
        office.advance(SCENARIOS[name], element)
    yield from _before_the_case(office, size)
    yield from _while_it_runs(office, size)
    yield from _after_its_end(office, size)
    yield from _at_the_replay(office, size)
    yield from _at_the_studio(office, size)
    yield from _where_a_system_does_not_answer(office, size)


def _before_the_case(office: Office, size: tuple[int, int]) -> Iterator[tuple[str, Person]]:
    stranger = office.stranger(size)
    stranger.visit("/account/login")
    yield "masuk", stranger
    yield "mulai", _shown(office, "mitra-1", size, "/start")
    yield "mitra-permintaan", _shown(office, "mitra-1", size, REQUEST)
    yield "kotak-masuk-kosong", _shown(office, "mitra-2", size, "/inbox")


def _while_it_runs(office: Office, size: tuple[int, int]) -> Iterator[tuple[str, Person]]:
    for who, element, page in (
        ("kapus-pusjatan", "UT_MenyusunPKS", "kapus-menyusun-konsep"),
        ("sekba", "UT_MemeriksaSekretaris", "sekretaris-memeriksa"),
        ("kapus-pusjatan", "UT_MemperbaikiKonsep", "kapus-memperbaiki-konsep"),
        ("kaban", "UT_MemeriksaKepalaBadan", "kepala-badan-putaran-2"),
    ):
        case = office.advance(pks(), element)
        yield page, _shown(office, who, size, office.task_address(who, element, case))
    yield "sekretaris-kotak-masuk", _shown(office, "sekba", size, "/inbox")
    yield "mitra-kasus", _shown(office, "mitra-1", size, f"/cases/{case}")
    yield "kasus-berjalan", _shown(office, "kapus-pusjatan", size, f"/cases/{case}")
    yield "tidak-ditemukan", _shown(office, "kapus-pusjatan", size, "/cases/tidak-ada")
    # An official follows a link to a task that has been done since.
    stale = office.task_address("kaban", "UT_MemeriksaKepalaBadan", case)
    office.advance(pks(), "UT_MenyiapkanPenandatanganan")
    yield "sudah-dikerjakan", _shown(office, "kaban", size, stale)


def _after_its_end(office: Office, size: tuple[int, int]) -> Iterator[tuple[str, Person]]:
    office.advance(pks(), "UT_MeregisterNaskah")
    yield "tu-meregister", _shown(office, "tu", size, office.task_address("tu", "UT_MeregisterNaskah"))
    case = office.advance(pks())
    yield "daftar-kasus", _shown(office, "pemilik", size, "/cases")
    yield "auditor-kasus", _shown(office, "auditor", size, f"/cases/{case}")


def _at_the_replay(office: Office, size: tuple[int, int]) -> Iterator[tuple[str, Person]]:
    """The moment at which Kepala Badan refuses, and what is proved of the case."""
    case, reader = office.advance(pks()), auditor(office.person("auditor", size))
    reader.open(case, REFUSED)
    yield "auditor-putar-ulang", reader
    for page, address in {
        "auditor-pembuktian": "proof?check=replay",
        "auditor-semua-entri": "table",
        "auditor-formulir": f"entries/{REFUSED}/form",
    }.items():
        reader.visit(f"/audit/cases/{case}/{address}")
        yield page, reader


def _at_the_studio(office: Office, size: tuple[int, int]) -> Iterator[tuple[str, Person]]:
    _draft_with_a_fault(office)
    owner = draftsman(office, size=size)
    for page, address in {
        "studio": "",
        "studio-prosedur": f"/{SOP}",
        "studio-diagram": f"/{SOP}/diagrams/{SOP}.bpmn?element=SF_02&field=PRF-402",
        "studio-formulir": f"/{SOP}/forms/F04?field=kaitanProgram",
    }.items():
        owner.visit(f"/studio{address}")
        yield page, owner


def _draft_with_a_fault(office: Office) -> None:
    """A second version is published, and a third begun: a comma is missing in one of its conditions."""
    saved = _redraw(office, "Catat permintaan atau kebutuhan ini", "Catat permintaan ini")
    house, note = office.house, "Petunjuk pendataan diringkas."
    house.engine.studio.publish(
        house.people["pemilik"], SOP, note, house.current(SOP), revision=saved.revision
    )
    _redraw(office, 'contains(tujuan, "KEPALA_BADAN")', 'contains(tujuan "KEPALA_BADAN")')


def _redraw(office: Office, old: str, new: str) -> Save:
    studio, owner, path = office.house.engine.studio, office.house.people["pemilik"], f"{SOP}.bpmn"
    workspace = studio.workspace(owner, SOP)
    text = workspace.files[path].replace(old, new)
    return studio.save(owner, SOP, {path: text}, {path: workspace.digests[path]})


def _shown(office: Office, username: str, size: tuple[int, int], address: str) -> Person:
    person = office.person(username, size)
    person.visit(address)
    return person


def _where_a_system_does_not_answer(office: Office, size: tuple[int, int]) -> Iterator[tuple[str, Person]]:
    """Two cases ask a system that nobody has allowed, and rest until the operator tries again."""
    house = office.house
    saved = _drawn(office, CALLING)
    note = "Data pegawai diambil dari sistem kepegawaian."
    house.engine.studio.publish(house.people["pemilik"], CALLING, note, None, revision=saved.revision)
    cases = [house.start("tu", CALLING, "SE_Permintaan").case for _ in range(2)]
    house.engine.worker.run_due()
    yield "operator-insiden", _shown(office, "admin", size, "/operate")
    yield "kasus-terhenti", _shown(office, "tu", size, f"/cases/{cases[0]}")
    house.engine.send(SendMessage(actor=SYSTEM, id="rekomendasi-9", name=MESSAGE, key="IB-2026-9"))
    house.engine.dispatcher.run_due()
    yield "operator-pesan", _shown(office, "admin", size, "/operate/messages")
    owner = draftsman(office, size=size)
    owner.visit(f"/studio/{CALLING}/diagrams/{CALLING}.bpmn?element=EV_Rekomendasi")
    yield "studio-peristiwa", owner


def _drawn(office: Office, key: str) -> Save:
    """Begin a procedure with the diagram of its name that lies beside this module."""
    studio, owner, path = office.house.engine.studio, office.house.people["pemilik"], f"{key}.bpmn"
    text = (Path(__file__).parent / path).read_text(encoding="utf-8")
    studio.create(owner, key, "Izin Belajar")
    return studio.save(owner, key, {path: text}, {path: studio.workspace(owner, key).digests[path]})
