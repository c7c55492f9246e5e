"""Replay for the auditor: who may see it, erased entries, names of then, and the proof of one case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.commands import Claim, Release, Withdraw
from engine.errors import Damaged, Forbidden, NotFound
from tests.between import STARTED, staff
from tests.builders import PASSWORD, House, a_folder, an_approval, opened, properties
from tests.engine.conftest import Opening
from tests.unit.spiff import builders as bpmn

REJECT = {"keputusan": "TIDAK_SETUJU", "alasan": "Kurang lengkap."}
CHECKS: tuple[Literal["replay", "verify"], ...] = ("replay", "verify")
OUTSIDERS = ["staf-1", "kepala-1", "mitra-1", "admin-1"]


def kinds(house: House, case: str) -> list[str]:
    return [moment.item.kind for moment in house.engine.trail(house.people["auditor-1"], case).moments]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_those_who_audit_see_the_trail(house: House, case: str, who: str) -> None:
    actor, engine = house.people[who], house.engine
    for ask in (
        lambda: engine.trail(actor, case),
        lambda: engine.moments(actor, case),
        lambda: engine.moment(actor, case, 1),
        lambda: engine.seen_form(actor, case, 1),
        lambda: engine.proof(actor, case, "replay"),
        lambda: engine.proof(actor, case, "verify"),
    ):
        with pytest.raises(Forbidden):
            ask()


def test_a_moment_that_there_is_not_is_not_found(house: House, case: str) -> None:
    auditor = house.people["auditor-1"]
    for n in (-1, 0, 2, 10**30):
        with pytest.raises(NotFound):
            house.engine.moment(auditor, case, n)
    with pytest.raises(NotFound):
        house.engine.trail(auditor, "x")


def test_each_round_of_a_loop_is_a_moment_of_its_own(house: House, case: str) -> None:
    for _ in range(2):
        house.complete("kepala-1", "setujui", REJECT)
        house.complete("staf-1", "perbaiki", {"judul": "Permohonan B"})
    moments = house.engine.trail(house.people["auditor-1"], case).moments
    assert [(moment.item.element, moment.item.round) for moment in moments] == [
        ("mulai", 1),
        ("setujui", 1),
        ("perbaiki", 1),
        ("setujui", 2),
        ("perbaiki", 2),
    ]
    assert [(moment.tokens or {})[case] for moment in moments] == [
        {"setujui": 1},
        {"perbaiki": 1},
        {"setujui": 1},
        {"perbaiki": 1},
        {"setujui": 1},
    ]


@pytest.mark.parametrize(
    "several",
    [
        '<bpmn:standardLoopCharacteristics loopMaximum="2"/>',
        '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>2</bpmn:loopCardinality>'
        "</bpmn:multiInstanceLoopCharacteristics>",
    ],
    ids=["loop", "multi-instance"],
)
def test_each_called_run_is_told_with_the_call_it_came_by(opened_house: Opening, several: str) -> None:
    def calling(folder: Path) -> Path:
        caller = (
            bpmn.extensions(properties(case__title="=&quot;Periksa&quot;"))
            + STARTED
            + bpmn.node("callActivity", "berkali", several, calledElement="periksa")
            + bpmn.node("callActivity", "sekali", calledElement="periksa")
            + bpmn.end("selesai")
            + bpmn.flows("mulai berkali", "berkali sekali", "sekali selesai")
        )
        called = bpmn.start() + staff("lihat") + bpmn.end() + bpmn.flows("s lihat", "lihat e")
        return a_folder(folder, {"memanggil": caller, "periksa": called}, key="memanggil")

    house = opened_house(calling)
    case = house.start("staf-1", "memanggil").case
    for _ in range(3):
        house.complete("staf-1", "lihat", case=case)
    trail = house.engine.trail(house.people["auditor-1"], case)
    assert [(scope.called_by, scope.call) for scope in trail.scopes] == [
        (None, 1),
        ("berkali", 1),
        ("berkali", 2),
        ("sekali", 3),
    ]


def test_names_and_titles_are_those_of_then(house: House, case: str) -> None:
    house.complete("kepala-1", "setujui", REJECT)
    house.complete("staf-1", "perbaiki", {"judul": "Judul kemudian"})
    with opened(house.settings.database) as connection:
        connection.execute("UPDATE account SET name = 'Nama kemudian'")
    auditor = house.people["auditor-1"]
    first, last = (house.engine.moment(auditor, case, n) for n in (1, 3))
    assert (first.title, last.title) == ("Permohonan A", "Judul kemudian")
    assert {first.item.actor_name, last.item.actor_name} == {"Staf 1"}
    assert house.engine.trail(auditor, case).moments[0].item.actor_name == "Staf 1"


def test_groups_are_called_as_they_were_then(house: House, case: str) -> None:
    organisation = house.settings.processes / "organisation.json"
    organisation.write_bytes(organisation.read_bytes().replace(b'"name": "Kepala"', b'"name": "Pimpinan"'))
    with house.reopened() as later:
        auditor = later.people["auditor-1"]
        first = later.engine.moment(auditor, case, 1)
        later.complete("kepala-1", "setujui", REJECT)
        second = later.engine.moment(auditor, case, 2)
        assert later.engine.replay(case).findings == []
    assert [task.groups for task in first.opened] == [["Kepala"]]
    assert second.actor_groups == ["Pimpinan"]


def test_all_moments_at_once_are_the_moments_one_by_one(house: House, case: str) -> None:
    house.complete("kepala-1", "setujui", REJECT)
    auditor, engine = house.people["auditor-1"], house.engine
    assert engine.moments(auditor, case) == [engine.moment(auditor, case, n) for n in (1, 2)]


@pytest.mark.parametrize("column", ["header", "payload"])
def test_an_entry_that_cannot_be_read_is_said_and_found(house: House, case: str, column: str) -> None:
    with opened(house.settings.database) as connection:
        connection.execute("DROP TRIGGER entry_no_update")
        connection.execute(f"UPDATE entry SET {column} = x'7b' WHERE stream LIKE 'case:%'")
        connection.execute(f"UPDATE entry SET {column} = x'7b' WHERE stream LIKE 'definition:%'")
    auditor, engine = house.people["auditor-1"], house.engine
    for ask in (engine.trail, engine.moments, engine.case):
        with pytest.raises(Damaged, match="Entri 1"):
            ask(auditor, case)
    for check in CHECKS:
        assert engine.proof(auditor, case, check).findings != []
    assert engine.verify().findings != []


def test_who_took_and_gave_back_a_task_is_told_though_nothing_moved(house: House, case: str) -> None:
    head, task = house.people["kepala-1"], house.task("kepala-1", "setujui").id
    house.engine.execute(Claim(actor=head, task=task))
    house.engine.execute(Release(actor=head, task=task))
    house.engine.execute(Withdraw(actor=head, case=case, reason="Tidak diperlukan lagi."))
    auditor = house.people["auditor-1"]
    assert kinds(house, case) == ["started", "claimed", "released", "withdrawn"]
    views = [house.engine.moment(auditor, case, n) for n in (2, 3, 4)]
    assert [view.item.actor_name for view in views] == ["Kepala 1"] * 3
    assert [view.title for view in views] == ["Permohonan A"] * 3
    assert [view.moment.tokens for view in views] == [{case: {"setujui": 1}}] * 2 + [{}]
    assert views[2].item.reason == "Tidak diperlukan lagi."


def test_a_default_flow_is_told_as_the_flow_without_a_condition(house: House, case: str) -> None:
    house.complete("kepala-1", "setujui", REJECT)
    (decision,) = house.engine.moment(house.people["auditor-1"], case, 2).decisions
    assert (decision.element, decision.condition) == ("putusan", None)
    assert decision.values == {"keputusan": "TIDAK_SETUJU"}


def test_the_condition_that_was_true_is_told(house: House, case: str) -> None:
    house.complete("kepala-1", "setujui", {"keputusan": "SETUJU"}, password=PASSWORD, case=case)
    (decision,) = house.engine.moment(house.people["auditor-1"], case, 2).decisions
    assert decision.condition == 'keputusan = "SETUJU"'
    assert decision.values == {"keputusan": "SETUJU"}


def test_an_erased_entry_is_shown_as_that(house: House, case: str) -> None:
    house.complete("kepala-1", "setujui", REJECT)
    with opened(house.settings.database) as connection:
        connection.execute(
            "UPDATE entry SET payload = NULL, salt = NULL WHERE n = 1 AND stream LIKE 'case:%'"
        )
    auditor = house.people["auditor-1"]
    assert kinds(house, case) == ["started", "completed"]
    first, second = house.engine.moments(auditor, case)
    assert (first.item.erased, first.moment.tokens, first.moment.status, first.gaps) == (
        True,
        None,
        None,
        (1,),
    )
    assert (second.item.erased, second.moment.tokens, second.gaps) == (False, {case: {"perbaiki": 1}}, (1,))


def test_the_proof_of_a_whole_case_finds_nothing(house: House, case: str) -> None:
    auditor = house.people["auditor-1"]
    assert house.engine.proof(auditor, case, "replay").findings == []
    report = house.engine.proof(auditor, case, "verify")
    assert (report.findings, report.entries) == ([], 2)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET payload = replace(payload, 'Permohonan A', 'Permohonan Z') WHERE stream LIKE 'case:%'",
        "UPDATE blob SET content = content || x'20' WHERE sha256 IN (SELECT sha256 FROM upload)",
        "DELETE FROM blob WHERE sha256 IN (SELECT sha256 FROM upload)",
        "UPDATE blob SET content = content || x'20' WHERE sha256 NOT IN (SELECT sha256 FROM upload)",
        "UPDATE version SET note = 'lain'",
        "UPDATE version SET published_by = 'somebody'",
        "UPDATE version SET published_at = published_at + 1",
        "UPDATE version SET name = 'lain'",
        "UPDATE version SET definition = 'lain'",
        "UPDATE instance SET version = (SELECT hash FROM entry LIMIT 1)",
        "UPDATE release SET released_by = 'somebody'",
        "DELETE FROM release",
        "UPDATE entry SET hash = 'x' WHERE stream LIKE 'definition:%'",
    ],
)
def test_a_changed_byte_behind_a_case_is_found_by_its_proof(house: House, case: str, sql: str) -> None:
    with opened(house.settings.database) as connection:
        for name in ("entry_no_update", "entry_no_delete"):
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(sql).rowcount
    assert house.engine.proof(house.people["auditor-1"], case, "verify").findings != []


def test_a_procedure_that_vanished_whole_is_found(house: House, case: str) -> None:
    with opened(house.settings.database) as connection:
        connection.execute("DELETE FROM release")
        connection.execute("DELETE FROM version")
    assert {finding.stream for finding in house.engine.verify().findings} >= {"definition:permohonan"}


@dataclass(frozen=True)
class Damage:
    """A case whose second entry can be written over."""

    house: House
    case: str
    column: str
    content: bytes


@pytest.fixture(scope="module", params=["header", "payload"])
def damage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Damage]:
    with House(an_approval(tmp_path_factory.mktemp("rusak"))) as house:
        case = house.start("staf-1", data={"judul": "Permohonan A", "surat": house.upload("staf-1")}).case
        house.complete("kepala-1", "setujui", REJECT)
        with opened(house.settings.database) as connection:
            connection.execute("DROP TRIGGER entry_no_update")
        entry = house.entries(case)[1]
        content = entry.header if request.param == "header" else entry.payload
        assert content is not None
        yield Damage(house, case, request.param, content)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_byte_is_changed_the_check_says_so_and_nothing_breaks(
    damage: Damage, data: st.DataObject
) -> None:
    content, case, engine = damage.content, damage.case, damage.house.engine
    where, bit = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(0, 7))
    write(damage, content[:where] + bytes([content[where] ^ 1 << bit]) + content[where + 1 :])
    auditor = damage.house.people["auditor-1"]
    try:
        assert engine.proof(auditor, case, "verify").findings != []
        engine.proof(auditor, case, "replay")
        for ask in (engine.trail, engine.moments, engine.case):
            with suppress(Damaged):
                ask(auditor, case)
    finally:
        write(damage, content)


def write(damage: Damage, content: bytes) -> None:
    with opened(damage.house.settings.database) as connection:
        sql = f"UPDATE entry SET {damage.column} = ? WHERE stream = ? AND n = 2"
        connection.execute(sql, (content, f"case:{damage.case}"))


def test_a_damaged_position_keeps_no_diagram_and_no_file_from_the_auditor(house: House, case: str) -> None:
    with opened(house.settings.database) as connection:
        connection.execute("UPDATE instance SET state = x'00'")
        (file,) = connection.execute("SELECT id FROM upload").fetchone()
    auditor, engine = house.people["auditor-1"], house.engine
    with pytest.raises(Damaged):
        engine.case(auditor, case)
    assert b"setujui" in engine.diagram(auditor, case, "permohonan")
    assert engine.file(auditor, case, file)[0].name == "surat.pdf"
