"""Notices: unread until somebody has read them, for those who were there, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import NotFound
from tests.builders import House, opened
from tests.calling import a_call
from tests.engine.test_cost import counting

TELLING = {"groups": '["kepala"]', "title": '"Permohonan masuk"', "text": '"Mohon diketahui."'}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House(a_call(tmp_path, "notify", TELLING, output="result")) as house:
        yield house


def told(house: House, times: int = 1) -> None:
    for number in range(times):
        house.start("staf-1", "memanggil", key=f"{house.clock.now} {number}")
    house.engine.worker.run_due()


def unread(house: House, who: str = "kepala-1") -> list[str]:
    return [notice.id for notice in house.engine.notices(house.people[who])]


def test_all_that_one_has_before_oneself_is_read_at_once_and_by_oneself_alone(house: House) -> None:
    told(house, 3)
    newest, *_ = unread(house)
    told(house)
    house.engine.read_notices_until(house.people["kepala-1"], newest)
    assert len(unread(house)) == 1
    assert len(unread(house, "kepala-2")) == 4
    with pytest.raises(NotFound):
        house.engine.read_notices_until(house.people["staf-1"], newest)


def test_what_is_read_one_by_one_is_not_looked_at_again(house: House) -> None:
    told(house, 3)
    for notice in unread(house):
        house.engine.read_notice(house.people["kepala-1"], notice)
    assert unread(house) == []
    with opened(house.settings.database) as connection:
        assert connection.execute("SELECT count(*) FROM notice_read").fetchone() == (0,)
    told(house)
    assert len(unread(house)) == 1


def test_who_comes_later_is_told_only_what_comes_later(house: House) -> None:
    told(house, 2)
    house.engine.add_account("kepala-baru", "Kepala Baru", "kata-sandi-baru", groups=["kepala"])
    account = next(each for each in house.engine.accounts() if each.username == "kepala-baru")
    newcomer = house.engine.actor(account.id)
    assert newcomer is not None
    assert house.engine.notices(newcomer) == []
    told(house)
    assert len(house.engine.notices(newcomer)) == 1


def test_a_notice_is_not_kept_for_ever(house: House) -> None:
    told(house)
    house.clock.move(days=89)
    house.engine.dispatcher.tidy()
    assert len(unread(house)) == 1
    house.clock.move(days=2)
    house.engine.dispatcher.tidy()
    assert unread(house) == []


@pytest.mark.parametrize("count", [1, 12])
def test_notices_take_as_many_statements_however_many_there_are(house: House, count: int) -> None:
    told(house, count)
    with counting() as counted:
        assert len(house.engine.notices(house.people["kepala-1"])) == count
    assert len(counted.statements) <= 3, counted.statements
