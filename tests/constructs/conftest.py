from __future__ import annotations

import pytest

from tests.constructs.case import Case, Refusals, refused


def construct(request: pytest.FixtureRequest) -> str:
    """The construct that a test is named after."""
    name: str = request.node.originalname
    return name.removeprefix("test_")


@pytest.fixture(params=["live", "restored", "forgetful"])
def case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A case on the diagram of the test's name: live, restored before every command, and one that forgets
    after each step, as cases of very many tokens do."""
    if request.param == "forgetful":
        monkeypatch.setattr("engine.spiff.run.MANY", 0)
    return Case(construct(request), restored=request.param == "restored")


@pytest.fixture
def refusals(request: pytest.FixtureRequest) -> Refusals:
    """What is refused of the diagram of the test's name."""
    return refused(construct(request))
