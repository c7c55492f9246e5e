from __future__ import annotations

import pytest

from tests.constructs.case import Case, Refusals, refused


def construct(request: pytest.FixtureRequest) -> str:
    """The construct that a test is named after."""
    name: str = request.node.originalname
    return name.removeprefix("test_")


@pytest.fixture(params=[False, True], ids=["live", "restored"])
def case(request: pytest.FixtureRequest) -> Case:
    """A case on the diagram of the test's name, once live, once restored before every command."""
    return Case(construct(request), restored=request.param)


@pytest.fixture
def refusals(request: pytest.FixtureRequest) -> Refusals:
    """What is refused of the diagram of the test's name."""
    return refused(construct(request))
