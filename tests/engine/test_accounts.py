"""Logging in: what is accepted, what is refused, and how often one may try."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from engine import Engine
from engine.errors import AuthenticationFailed, Invalid, Misconfigured, Throttled, Unavailable
from engine.settings import Settings
from tests.builders import CHEAP, PASSWORD, House, an_approval, opened


def test_the_right_password_gives_the_person_with_their_groups(house: House) -> None:
    actor = house.engine.authenticate("Kepala-1 ", PASSWORD)
    assert (actor.name, actor.groups) == ("Kepala 1", frozenset({"kepala"}))


@pytest.mark.parametrize(
    ("name", "password"),
    [("kepala-1", "salah"), ("tidak-ada", PASSWORD), ("", ""), ("kepala-1", "x" * 10_000)],
)
def test_a_wrong_name_and_a_wrong_password_are_told_apart_by_nobody(
    house: House, name: str, password: str
) -> None:
    with pytest.raises(AuthenticationFailed, match=r"^Nama pengguna atau kata sandi salah\.$"):
        house.engine.authenticate(name, password)


def test_after_too_many_failures_even_the_right_password_waits(house: House) -> None:
    for _ in range(5):
        with pytest.raises(AuthenticationFailed):
            house.engine.authenticate("kepala-1", "salah")
    with pytest.raises(Throttled) as refused:
        house.engine.authenticate("kepala-1", PASSWORD)
    house.clock.move(seconds=refused.value.retry_after + 1)
    assert house.engine.authenticate("kepala-1", PASSWORD).username == "kepala-1"


def test_a_success_forgets_the_failures_before_it(house: House) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(AuthenticationFailed):
                house.engine.authenticate("kepala-1", "salah")
        house.engine.authenticate("kepala-1", PASSWORD)


def test_one_persons_failures_do_not_shut_others_out(house: House) -> None:
    for _ in range(5):
        with pytest.raises(AuthenticationFailed):
            house.engine.authenticate("kepala-1", "salah")
    assert house.engine.authenticate("kepala-2", PASSWORD).username == "kepala-2"


def test_passwords_are_stored_as_argon2id(house: House) -> None:
    with opened(house.settings.database) as connection:
        hashes = [row[0] for row in connection.execute("SELECT password_hash FROM account")]
    assert hashes
    assert all(stored.startswith("$argon2id$") for stored in hashes)


@pytest.mark.parametrize(
    ("username", "password", "groups", "names"),
    [
        ("Huruf Besar", "panjang-sekali", ["staf"], "Nama pengguna"),
        ("baru", "pendek", ["staf"], "Kata sandi"),
        ("baru", "panjang-sekali", ["tidak-ada"], "tidak-ada"),
        ("staf-1", "panjang-sekali", ["staf"], "staf-1"),
    ],
)
def test_a_wrong_account_is_refused_and_the_sentence_says_why(
    house: House, username: str, password: str, groups: list[str], names: str
) -> None:
    before = len(house.engine.accounts())
    with pytest.raises(Invalid, match=names):
        house.engine.add_account(username, "Baru", password, groups=groups)
    assert len(house.engine.accounts()) == before


def test_production_refuses_to_start_where_demo_accounts_are(tmp_path: Path) -> None:
    with House(an_approval(tmp_path)) as house:
        settings = house.settings
    production = Settings(data=settings.data, processes=settings.processes, forms=settings.forms)
    with pytest.raises(Misconfigured, match="akun demo"):
        Engine(production, serve=True, hasher=CHEAP)


def test_production_has_no_accounts_but_those_it_is_given(tmp_path: Path) -> None:
    folder = an_approval(tmp_path)
    settings = Settings(data=folder / "data", processes=folder / "processes", forms=folder / "forms")
    with Engine(settings, serve=True, hasher=CHEAP) as engine:
        assert engine.accounts() == []
        engine.add_account("kepala", "Kepala", "panjang-sekali", groups=["kepala"])
        assert [account.username for account in engine.accounts()] == ["kepala"]


def test_a_second_serving_process_is_refused_and_told_why(tmp_path: Path) -> None:
    with House(an_approval(tmp_path)) as house:
        with pytest.raises(Unavailable, match="sedang dipakai proses Paraf lain"):
            Engine(house.settings, serve=True, hasher=CHEAP)
        with Engine(house.settings, serve=False, hasher=CHEAP) as reader:
            assert reader.verify().ok


def test_many_attempts_at_once_are_not_more_than_one_after_the_other(house: House) -> None:
    answers: list[type[Exception]] = []
    gate = threading.Barrier(16)

    def attempt() -> None:
        gate.wait()
        try:
            house.engine.authenticate("kepala-1", "salah")
        except (AuthenticationFailed, Throttled) as error:
            answers.append(type(error))

    threads = [threading.Thread(target=attempt) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers.count(AuthenticationFailed), answers.count(Throttled)) == (5, 11)
