"""Timer start events: when they begin cases, over versions and restarts."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine.errors import Refused
from engine.model import CaseRow
from tests.between import STARTED, a_procedure, deliver, event, staff, timer
from tests.builders import House, opened
from tests.engine.conftest import Opening
from tests.unit.spiff import builders as bpmn


def a_round(folder: Path, kind: str = "timeCycle", text: str = "R3/PT24H", task: str = "periksa") -> Path:
    """Write ``harian``, which begins by itself."""
    return a_procedure(
        folder, "harian", event("startEvent", "mulai", timer(kind, text)), staff(task), bpmn.end("selesai")
    )


def begun(house: House) -> list[CaseRow]:
    return list(house.engine.cases(house.people["auditor-1"], definition="harian", size=100).items)


def publish(
    house: House, folder: Path, kind: str = "timeCycle", text: str = "R3/PT24H", task: str = "periksa"
) -> None:
    a_round(folder, kind, text, task)
    house.clock.move(minutes=1)
    assert house.publish_folder("pemilik-1", "harian") is not None


def test_a_cycle_begins_a_case_each_time_and_ends(opened_house: Opening) -> None:
    house = opened_house(a_round)
    counts = []
    for _ in range(5):
        house.clock.move(hours=24)
        deliver(house)
        counts.append(len(begun(house)))
    assert counts == [1, 2, 3, 3, 3]
    case = house.engine.case(house.people["auditor-1"], begun(house)[0].id)
    assert (case.history[0].trigger, case.history[0].actor_name) == ("timer", "Sistem")
    assert house.engine.replay_all().findings == []
    assert house.engine.verify().findings == []


@pytest.mark.parametrize(("text", "after"), [("R3/PT24H", [1, 2, 2]), ("R/PT1M", [1, 2, 3])])
def test_all_that_came_while_nobody_served_is_made_up_for_by_one_case(
    opened_house: Opening, text: str, after: list[int]
) -> None:
    house = opened_house(lambda folder: a_round(folder, text=text))
    house.clock.move(hours=50)
    counts = []
    for pause in (0, 24, 24):
        house.clock.move(hours=pause)
        deliver(house)
        counts.append(len(begun(house)))
    assert counts == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("R/2026-01-01T08:00/P1D", 1),
        ("R/2026-01-31T08:00/P1M", 0),
        ("R/2026-06-14T08:00/P1M", 1),
        ("R300/2026-01-01T08:00/P1D", 1),
        ("R3/2026-01-01T08:00/P1D", 0),
    ],
)
def test_a_cycle_that_began_before_it_was_published_goes_on_from_its_next_moment(
    opened_house: Opening, text: str, after: int
) -> None:
    house = opened_house(lambda folder: a_round(folder, text=text))
    deliver(house)
    assert begun(house) == []
    house.clock.move(hours=24)
    deliver(house)
    assert len(begun(house)) == after


@pytest.mark.parametrize("text", ["R/PT0S", "R/P0D", "R3/2026-01-01T08:00/PT0H", "=&quot;R/PT0S&quot;"])
def test_a_cycle_of_no_length_is_refused(opened_house: Opening, text: str) -> None:
    house = opened_house(a_round)
    with pytest.raises(Refused, match="PRF-312"):
        publish(house, house.settings.processes.parent, text=text)


@pytest.mark.parametrize(
    ("kind", "text", "after"),
    [
        ("timeDate", "2026-07-14T08:00:00+07:00", timedelta(days=1)),
        ("timeDuration", "PT2H", timedelta(hours=2, seconds=1)),
        ("timeDuration", "=duration(&quot;PT2H&quot;)", timedelta(hours=2, seconds=1)),
    ],
)
def test_a_date_or_a_duration_begins_one_case(
    opened_house: Opening, kind: str, text: str, after: timedelta
) -> None:
    house = opened_house(lambda folder: a_round(folder, kind, text))
    deliver(house)
    assert begun(house) == []
    house.clock.now += after
    deliver(house)
    house.clock.move(days=30)
    deliver(house)
    assert len(begun(house)) == 1


def test_a_new_version_lets_the_same_timer_go_on_and_uses_the_new_diagram(
    opened_house: Opening, tmp_path: Path
) -> None:
    house = opened_house(a_round)
    first_due = house.clock.now + timedelta(hours=24)
    house.clock.move(hours=20)
    publish(house, tmp_path, task="hitung")
    house.clock.now = first_due
    deliver(house)
    assert [row.element for row in house.tasks("staf-1")] == ["hitung"]


def test_a_date_that_has_come_does_not_come_again_with_the_next_version(
    opened_house: Opening, tmp_path: Path
) -> None:
    date = ("timeDate", "2026-07-14T08:00:00+07:00")
    house = opened_house(lambda folder: a_round(folder, *date))
    house.clock.move(days=2)
    deliver(house)
    publish(house, tmp_path, *date, task="hitung")
    deliver(house)
    assert len(begun(house)) == 1


def test_another_timer_of_a_new_version_takes_the_old_one_s_place(
    opened_house: Opening, tmp_path: Path
) -> None:
    house = opened_house(a_round)
    publish(house, tmp_path, "timeDuration", "P10D")
    house.clock.move(days=5)
    deliver(house)
    assert begun(house) == []
    house.clock.move(days=5)
    deliver(house)
    assert len(begun(house)) == 1


def test_a_version_without_a_timer_begins_nothing_by_itself(opened_house: Opening, tmp_path: Path) -> None:
    house = opened_house(a_round)
    without_a_timer(tmp_path)
    house.clock.move(minutes=1)
    assert house.publish_folder("pemilik-1", "harian") is not None
    house.clock.move(days=9)
    deliver(house)
    assert begun(house) == []


def test_a_timer_start_that_is_missing_is_found_and_set_up_again_at_a_restart(opened_house: Opening) -> None:
    house = opened_house(a_round)
    with opened(house.settings.database) as connection:
        connection.execute("DELETE FROM job WHERE kind = 'start'")
    assert len(house.engine.verify().findings) == 1
    house.clock.move(hours=25)
    with house.reopened() as again:
        assert again.engine.verify().findings == []
        again.clock.move(hours=25)
        deliver(again)
        assert len(begun(again)) == 1


def test_a_timer_start_that_came_to_rest_is_tried_again_on_the_next_version(
    opened_house: Opening, tmp_path: Path
) -> None:
    house = opened_house(a_round)
    with opened(house.settings.database) as connection:
        connection.execute("UPDATE job SET state = 'dead', attempts = 1 WHERE kind = 'start'")
    publish(house, tmp_path, task="mendata")
    house.clock.move(hours=25)
    deliver(house)
    assert len(begun(house)) == 1
    assert house.engine.incidents() == []


def test_a_timer_start_survives_a_restart(opened_house: Opening) -> None:
    house = opened_house(a_round)
    house.clock.move(hours=25)
    with house.reopened() as again:
        deliver(again)
        assert len(begun(again)) == 1


def test_a_timer_that_gives_no_moment_is_refused_and_the_old_version_stays(
    opened_house: Opening, tmp_path: Path
) -> None:
    house = opened_house(a_round)
    a_round(tmp_path, "timeDate", "=&quot;besok&quot;")
    with pytest.raises(Refused) as refused:
        house.publish_folder("pemilik-1", "harian")
    assert [problem.element for problem in refused.value.problems] == ["mulai"]
    house.clock.move(hours=25)
    deliver(house)
    assert len(begun(house)) == 1


def test_nobody_begins_by_hand_what_only_an_event_begins(opened_house: Opening) -> None:
    house = opened_house(a_round)
    assert house.engine.startables(house.people["staf-1"]) == []
    assert isinstance(house.clock.now, datetime)


def released(house: House) -> str:
    """The digest of the version that new cases begin on."""
    with house.engine._store.reading() as unit:
        return unit.definitions.current()["harian"].digest


def release_again(house: House, digest: str) -> None:
    house.clock.move(minutes=1)
    owner = house.people["pemilik-1"]
    house.engine.studio.publish_again(owner, "harian", digest, "Kembali", released(house))


def without_a_timer(folder: Path) -> Path:
    return a_procedure(folder, "harian", STARTED, staff("hitung"), bpmn.end("selesai"))


@pytest.mark.parametrize("between", ["none", "another"])
def test_an_old_version_that_is_released_again_begins_cases_at_its_own_moments_and_no_others(
    opened_house: Opening, tmp_path: Path, between: str
) -> None:
    house = opened_house(a_round)
    old = released(house)
    house.clock.move(minutes=1)
    if between == "none":
        without_a_timer(tmp_path)
    else:
        a_round(tmp_path, "timeDuration", "P10D", task="hitung")
    assert house.publish_folder("pemilik-1", "harian") is not None
    house.clock.move(days=5)
    deliver(house)
    release_again(house, old)
    assert house.engine.verify().findings == []
    counts = []
    for hours in (23, 2, 24, 24, 240):
        house.clock.move(hours=hours)
        deliver(house)
        counts.append(len(begun(house)))
    assert counts == [0, 1, 2, 3, 3]
    assert {row.element for row in house.tasks("staf-1")} == {"periksa"}
    assert house.engine.verify().findings == []


def test_an_old_version_without_a_timer_that_is_released_again_begins_nothing_by_itself(
    opened_house: Opening, tmp_path: Path
) -> None:
    house = opened_house(without_a_timer)
    old = released(house)
    publish(house, tmp_path)
    release_again(house, old)
    house.clock.move(days=9)
    deliver(house)
    assert begun(house) == []
    assert house.engine.verify().findings == []
