"""A scenario as the command line gives it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.errors import Invalid, NotFound
from engine.model import Json
from engine.simulate import read_message, read_scenario


@pytest.mark.parametrize(
    ("text", "name", "payload"),
    [
        ("pesanan", "pesanan", None),
        ('pesanan:{"n": 1}', "pesanan", {"n": 1}),
        ("pesanan:3", "pesanan", 3),
        ("pesanan:null", "pesanan", None),
        ("urn:pesanan", "urn:pesanan", None),
        ('urn:pesanan:["a:b"]', "urn:pesanan", ["a:b"]),
        ("Surat masuk:true", "Surat masuk", True),
    ],
)
def test_a_message_is_a_name_and_perhaps_a_payload(text: str, name: str, payload: Json) -> None:
    message = read_message(text)
    assert (message.name, message.payload, message.outside) == (name, payload, True)


def test_a_payload_that_is_no_json_is_refused() -> None:
    with pytest.raises(Invalid, match="bukan JSON"):
        read_message("pesanan:{n: 1}")


def test_all_parts_are_read(tmp_path: Path) -> None:
    (tmp_path / "jawaban.json").write_text('{"a": {"x": 1}}')
    scenario = read_scenario(
        "p",
        data='{"n": 1}',
        answers=tmp_path / "jawaban.json",
        messages=["pesanan"],
        also=["q"],
        until="P1DT2H",
    )
    assert (scenario.data, scenario.answers) == ({"n": 1}, {"a": {"x": 1}})
    assert scenario.until == datetime(2026, 1, 6, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("data", ["[1]", "{", '"x"', ""])
def test_data_must_be_an_object(data: str) -> None:
    with pytest.raises(Invalid, match="--data"):
        read_scenario("p", data=data)


@pytest.mark.parametrize("until", ["2H", "", "besok", "P1H"])
def test_until_must_be_a_duration(until: str) -> None:
    with pytest.raises(Invalid, match="--until"):
        read_scenario("p", until=until)


def test_answers_that_can_not_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"hilang\.json"):
        read_scenario("p", answers=tmp_path / "hilang.json")
