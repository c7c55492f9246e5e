"""What each command does, and what it refuses without changing anything."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from engine.commands import Cancel, Claim, Complete, Outcome, Release, Start, Withdraw
from engine.errors import (
    CaseEnded,
    Conflict,
    Forbidden,
    InvalidSubmission,
    NotFound,
    ParafError,
    TaskNotOpen,
)
from tests.builders import PASSWORD, House

APPROVE = {"keputusan": "SETUJU"}
REFUSE = {"keputusan": "TIDAK_SETUJU", "alasan": "belum lengkap"}


def entries(house: House, case: str) -> int:
    return len(house.engine.case(house.people["pemilik-1"], case).history)


def test_a_case_goes_from_start_to_end_and_its_replay_finds_no_difference(house: House, case: str) -> None:
    house.complete("kepala-1", "setujui", REFUSE)
    house.complete("staf-2", "perbaiki", {"judul": "Permohonan B"})
    house.complete("kepala-2", "setujui", APPROVE, password=PASSWORD)
    house.complete("staf-1", "arsip")
    seen = house.engine.case(house.people["staf-1"], case)
    assert (seen.row.status, seen.row.outcome, seen.row.title) == ("completed", "Selesai", "Permohonan B")
    assert house.engine.replay(case).ok
    assert house.engine.verify().ok


def test_the_same_key_twice_makes_one_case(house: House) -> None:
    data = {"judul": "Permohonan", "surat": house.upload("staf-1")}
    first = house.start("staf-1", data=data, key="sekali")
    again = house.start("staf-1", data=data, key="sekali")
    assert (again.case, again.repeated) == (first.case, True)
    assert house.engine.cases(house.people["staf-1"]).total == 1


def test_two_people_may_use_the_same_key(house: House) -> None:
    cases = {
        house.start(who, data={"judul": "Permohonan", "surat": house.upload(who)}, key="k").case
        for who in ("staf-1", "staf-2")
    }
    assert len(cases) == 2


def test_who_may_not_start_is_refused(house: House) -> None:
    with pytest.raises(Forbidden):
        house.start("kepala-1", data={"judul": "Permohonan"})


@pytest.mark.parametrize(("definition", "at"), [("tidak-ada", "mulai"), ("permohonan", "tidak-ada")])
def test_an_unknown_procedure_or_start_is_not_found(house: House, definition: str, at: str) -> None:
    with pytest.raises(NotFound):
        house.start("staf-1", definition, at)


def test_a_wrong_start_form_names_each_field_and_makes_no_case(house: House) -> None:
    with pytest.raises(InvalidSubmission) as refused:
        house.start("staf-1", data={"judul": "abc"})
    assert set(refused.value.fields) == {"judul", "surat"}
    assert house.engine.cases(house.people["staf-1"]).total == 0


def test_another_persons_upload_cannot_be_used(house: House) -> None:
    with pytest.raises(InvalidSubmission) as refused:
        house.start("staf-1", data={"judul": "Permohonan", "surat": house.upload("staf-2")})
    assert set(refused.value.fields) == {"surat"}


def test_a_task_that_is_not_mine_is_refused_and_stays(house: House, case: str) -> None:
    task = house.task("kepala-1", "setujui").id
    with pytest.raises(Forbidden):
        house.engine.execute(Complete(actor=house.people["staf-1"], task=task, data=APPROVE))
    assert entries(house, case) == 1


def test_a_task_that_is_done_says_by_whom_and_when(house: House, case: str) -> None:
    task = house.task("kepala-1", "setujui").id
    house.complete("kepala-1", "setujui", REFUSE)
    with pytest.raises(TaskNotOpen, match="Kepala 1") as refused:
        house.engine.execute(Complete(actor=house.people["kepala-2"], task=task, data=REFUSE))
    assert refused.value.done_by == "Kepala 1"
    assert refused.value.done_at is not None
    assert entries(house, case) == 2


def test_a_task_that_never_was_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        house.engine.execute(Complete(actor=house.people["kepala-1"], task="bukan-tugas"))


@pytest.mark.parametrize("password", [None, "salah-salah-salah"])
def test_initials_need_the_password(house: House, case: str, password: str | None) -> None:
    with pytest.raises(InvalidSubmission) as refused:
        house.complete("kepala-1", "setujui", APPROVE, password=password)
    assert set(refused.value.fields) == {"password"}
    assert entries(house, case) == 1


def test_initials_bind_the_digest_of_the_paper(house: House, case: str) -> None:
    house.complete("kepala-1", "setujui", APPROVE, password=PASSWORD)
    view = house.engine.case(house.people["kepala-1"], case)
    paper = next(paper for paper in view.papers if paper.label == "Surat")
    assert view.history[-1].paraf == {"Surat": paper.file.sha256}


def test_a_claimed_task_is_done_by_nobody_else_until_it_is_released(house: House, case: str) -> None:
    task = house.task("kepala-1", "setujui").id
    house.engine.execute(Claim(actor=house.people["kepala-1"], task=task))
    assert house.task("kepala-2", "setujui").holder == "Kepala 1"
    with pytest.raises(Forbidden):
        house.complete("kepala-2", "setujui", REFUSE)
    with pytest.raises(Conflict):
        house.engine.execute(Claim(actor=house.people["kepala-2"], task=task))
    with pytest.raises(Forbidden):
        house.engine.execute(Release(actor=house.people["kepala-2"], task=task))
    house.engine.execute(Release(actor=house.people["kepala-1"], task=task))
    house.complete("kepala-2", "setujui", REFUSE)
    assert house.engine.replay(case).ok


def test_a_case_is_withdrawn_by_its_partner_with_a_reason(house: House, case: str) -> None:
    house.engine.execute(Withdraw(actor=house.people["mitra-1"], case=case, reason="Rencana kami berubah."))
    view = house.engine.case(house.people["mitra-1"], case)
    assert (view.row.status, view.tasks, view.history[-1].reason) == (
        "withdrawn",
        [],
        "Rencana kami berubah.",
    )
    assert house.tasks("kepala-1") == []
    assert house.engine.replay(case).ok


def test_a_withdrawal_needs_a_reason(house: House, case: str) -> None:
    with pytest.raises(InvalidSubmission) as refused:
        house.engine.execute(Withdraw(actor=house.people["mitra-1"], case=case, reason="  "))
    assert set(refused.value.fields) == {"reason"}


@pytest.mark.parametrize("reason", ["alasan\x00yang cukup", "alasan yang cukup\u202e", "x" * 3000])
def test_a_reason_that_could_not_be_read_is_refused(house: House, case: str, reason: str) -> None:
    with pytest.raises(InvalidSubmission) as refused:
        house.engine.execute(Withdraw(actor=house.people["mitra-1"], case=case, reason=reason))
    assert set(refused.value.fields) == {"reason"}


def test_a_withdrawal_after_the_limit_is_refused(house: House, case: str) -> None:
    house.complete("kepala-1", "setujui", APPROVE, password=PASSWORD)
    with pytest.raises(Forbidden):
        house.engine.execute(Withdraw(actor=house.people["mitra-1"], case=case, reason="Terlambat disadari."))


def test_another_partner_does_not_even_see_the_case(house: House, case: str) -> None:
    with pytest.raises(NotFound):
        house.engine.execute(Withdraw(actor=house.people["mitra-2"], case=case, reason="Bukan milik saya."))
    with pytest.raises(NotFound):
        house.engine.case(house.people["mitra-2"], case)
    assert house.engine.cases(house.people["mitra-2"]).total == 0


def test_a_partner_reads_that_a_step_was_done_but_not_what_officials_entered(house: House, case: str) -> None:
    house.complete("kepala-1", "setujui", REFUSE)
    step = house.engine.case(house.people["mitra-1"], case).history[-1]
    assert (step.element_name, step.fields) == ("Menyetujui permohonan", ())
    assert house.engine.case(house.people["auditor-1"], case).history[-1].fields


def test_a_case_is_cancelled_only_by_who_may(house: House, case: str) -> None:
    with pytest.raises(Forbidden):
        house.engine.execute(Cancel(actor=house.people["kepala-1"], case=case, reason="Tidak berwenang."))
    house.engine.execute(Cancel(actor=house.people["pemilik-1"], case=case, reason="Permohonan ganda."))
    assert house.engine.case(house.people["staf-1"], case).row.status == "cancelled"
    assert house.engine.replay(case).ok


def test_nothing_happens_in_a_case_that_has_ended(house: House, case: str) -> None:
    task = house.task("kepala-1", "setujui").id
    house.engine.execute(Cancel(actor=house.people["pemilik-1"], case=case, reason="Permohonan ganda."))
    ended: list[tuple[type[ParafError], Complete | Cancel | Withdraw]] = [
        (TaskNotOpen, Complete(actor=house.people["kepala-1"], task=task, data=APPROVE)),
        (CaseEnded, Cancel(actor=house.people["pemilik-1"], case=case, reason="Sekali lagi saja.")),
        (CaseEnded, Withdraw(actor=house.people["mitra-1"], case=case, reason="Sekali lagi saja.")),
    ]
    for error, command in ended:
        with pytest.raises(error):
            house.engine.execute(command)
    assert entries(house, case) == 2


def test_the_next_task_of_the_same_person_is_offered(house: House, case: str) -> None:
    offered = house.complete("kepala-1", "setujui", REFUSE).next_task
    assert offered is None
    offered = house.complete("staf-1", "perbaiki", {"judul": "Permohonan B"}).next_task
    assert offered is None
    house.complete("kepala-1", "setujui", APPROVE, password=PASSWORD)
    assert house.task("staf-1", "arsip").can_complete


def test_numbers_are_counted_without_gaps_even_where_a_start_fails(house: House) -> None:
    for attempt in range(3):
        house.start("staf-1", data={"judul": f"Permohonan {attempt}", "surat": house.upload("staf-1")})
        with pytest.raises(InvalidSubmission):
            house.start("staf-1", data={"judul": "x"})
    numbers = [row.number for row in house.engine.cases(house.people["staf-1"], sort="number").items]
    assert sorted(numbers) == ["P/1", "P/2", "P/3"]


def test_the_second_visit_is_round_two_and_shows_the_earlier_note_but_not_the_earlier_decision(
    house: House, case: str
) -> None:
    house.complete("kepala-1", "setujui", REFUSE)
    house.complete("staf-1", "perbaiki", {"judul": "Permohonan B"})
    row = house.task("kepala-1", "setujui")
    view = house.engine.task(house.people["kepala-1"], row.id)
    assert row.round == 2
    assert [(note.label, note.value) for note in view.notes] == [
        ("Catatan sebelumnya", [{"putaran": 1, "isi": "belum lengkap"}])
    ]
    assert "keputusan" not in view.form_data


def test_of_many_at_once_exactly_one_does_the_task_and_the_others_hear_who_did(
    house: House, case: str
) -> None:
    task = house.task("kepala-1", "setujui").id
    answers: list[Outcome | ParafError] = []
    gate = threading.Barrier(8)

    def attempt(who: str) -> None:
        gate.wait()
        answers.append(
            _answer(
                lambda: house.engine.execute(
                    Complete(actor=house.people[who], task=task, data=REFUSE, seen=1)
                )
            )
        )

    threads = [threading.Thread(target=attempt, args=(f"kepala-{1 + n % 2}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = [answer for answer in answers if isinstance(answer, Outcome)]
    others = [answer for answer in answers if isinstance(answer, TaskNotOpen)]
    assert (len(done), len(others)) == (1, 7)
    assert entries(house, case) == 2


def _answer(ask: Callable[[], Outcome]) -> Outcome | ParafError:
    try:
        return ask()
    except ParafError as error:
        return error


def test_a_case_stays_on_the_version_it_began_on(house: House, case: str) -> None:
    folder = house.settings.processes / "permohonan" / "permohonan.bpmn"
    folder.write_bytes(folder.read_bytes().replace(b"Mengarsipkan", b"Menyimpan berkas"))
    assert house.publish_folder("pemilik-1", note="Nama tugas") is not None
    assert house.publish_folder("pemilik-1") is None
    new = house.start("staf-1", data={"judul": "Permohonan C", "surat": house.upload("staf-1")}).case
    for running in (case, new):
        house.complete("kepala-1", "setujui", APPROVE, password=PASSWORD, case=running)
    assert house.task("staf-1", "arsip", case).name == "Mengarsipkan"
    assert house.task("staf-1", "arsip", new).name == "Menyimpan berkas"


def test_only_a_process_owner_publishes(house: House) -> None:
    with pytest.raises(Forbidden):
        house.publish_folder("kepala-1")


def test_a_start_needs_its_actor_to_be_somebody_the_engine_knows_by_group(house: House) -> None:
    command = Start(actor=house.people["auditor-1"], definition="permohonan", start_event="mulai", key="k")
    with pytest.raises(Forbidden):
        house.engine.execute(command)


def test_initials_are_refused_where_the_page_is_not_known(house: House, case: str) -> None:
    task = house.task("kepala-1", "setujui").id
    for seen in (None, 0, 7, 10**30):
        command = Complete(
            actor=house.people["kepala-1"], task=task, data=APPROVE, seen=seen, password=PASSWORD
        )
        with pytest.raises(Conflict, match="usang"):
            house.engine.execute(command)
    assert entries(house, case) == 1


def test_an_administrator_frees_a_task_whose_holder_is_away(house: House, case: str) -> None:
    task = house.task("kepala-1", "setujui").id
    house.engine.execute(Claim(actor=house.people["kepala-1"], task=task))
    house.engine.execute(Release(actor=house.people["admin-1"], task=task))
    assert house.task("kepala-2", "setujui").can_complete
    assert house.engine.replay(case).ok


def test_a_stranger_does_not_learn_that_a_task_exists(house: House, case: str) -> None:
    task = house.task("kepala-1", "setujui").id
    stranger = house.people["mitra-2"]
    for command in (
        Complete(actor=stranger, task=task),
        Claim(actor=stranger, task=task),
        Release(actor=stranger, task=task),
    ):
        with pytest.raises(NotFound):
            house.engine.execute(command)
    house.complete("kepala-1", "setujui", REFUSE)
    with pytest.raises(NotFound):
        house.engine.execute(Complete(actor=stranger, task=task))


def test_the_same_key_at_another_start_is_another_case(house: House) -> None:
    data = {"judul": "Permohonan", "surat": house.upload("staf-1")}
    house.start("staf-1", data=data, key="sekali")
    with pytest.raises(NotFound):
        house.start("staf-1", "tidak-ada", data=data, key="sekali")


def test_a_clock_that_steps_back_leaves_the_journal_in_order(house: House, case: str) -> None:
    house.clock.move(hours=-2)
    house.complete("kepala-1", "setujui", REFUSE)
    assert house.engine.verify().ok
