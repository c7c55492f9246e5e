"""What the fuzzer found worth keeping still holds."""

from __future__ import annotations

import json

import pytest

from tests.fuzz.examination import examine
from tests.fuzz.feel_fuzz import CORPUS

TEXTS: list[str] = json.loads(CORPUS.read_text())


@pytest.mark.parametrize("part", range(10))
def test_texts_that_the_fuzzer_kept_are_examined_without_a_finding(part: int) -> None:
    for text in TEXTS[part::10]:
        examine(text)
