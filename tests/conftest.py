"""What holds for every test: how long an example takes says how busy the machine is, and nothing of what it tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.unit.connectors.servers import Peer, a_peer

settings.register_profile("paraf", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("paraf")


@pytest.fixture
def peer() -> Iterator[Peer]:
    """Another system, to be called over HTTP."""
    with a_peer() as peer:
        yield peer
