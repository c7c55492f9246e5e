"""The approval procedure, served by a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import House, an_approval
from tests.robustness.server import Server, serving


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = an_approval(tmp_path)
    House(folder).engine.close()  # makes the demo accounts, with passwords that are cheap to check
    with serving(folder) as server:
        yield server
