"""An approval procedure in a house of its own; everything runs with the object cache on and off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builders import House, an_approval


@pytest.fixture(params=[1000, 0], ids=["cached", "uncached"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with House(an_approval(tmp_path), cache_size=request.param) as opened:
        yield opened


@pytest.fixture
def case(house: House) -> str:
    """A case that waits for a head's decision."""
    data = {"judul": "Permohonan A", "surat": house.upload("staf-1"), "mitra": "mitra1@contoh.id"}
    return house.start("staf-1", data=data).case


Writing = Callable[[Path], Path]
Opening = Callable[..., House]


@pytest.fixture
def opened_house(tmp_path: Path) -> Iterator[Opening]:
    """Opens a house on the procedures that are written for it."""
    houses: list[House] = []

    def opening(*procedures: Writing, cache_size: int = 1000) -> House:
        for write in procedures:
            write(tmp_path)
        houses.append(House(tmp_path, cache_size=cache_size))
        assert not houses[-1].engine.refused
        return houses[-1]

    yield opening
    for house in houses:
        house.engine.close()
