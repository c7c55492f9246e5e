"""A form's expression gives the same in the browser as on the server, but for the differences that were reviewed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import pytest

from engine.catalogue.browser import DIFFERENCES, differences_in
from engine.catalogue.expressions import ON_THE_SERVER_ONLY
from engine.feel.builtins import BUILT_INS
from engine.forms import expressions_of
from tests.parity.evaluators import ROOT, Case, Differing, cases, comparable, differing, reviewed

CASES = {(case.subject, case.text): case for case in cases()}
ADVICE = "what the linter advises"


@pytest.fixture(scope="module")
def found() -> list[Differing]:
    return list(differing())


def listed() -> list[Differing]:
    constructs, values = reviewed()
    return [case for some in constructs.values() for case in some] + [
        case for *_, some in values for case in some
    ]


def written(some: Iterable[Differing]) -> set[str]:
    return {
        f"{case.subject}: {case.text} → {comparable(case.server)} / {comparable(case.browser)}"
        for case in some
    }


def constructs_of(case: Case) -> list[str]:
    return [known.construct for known in differences_in(case.text, case.context.keys())]


def test_what_differs_is_on_the_reviewed_list(found: list[Differing]) -> None:
    assert written(found) - written(listed()) == set()


def test_what_is_on_the_reviewed_list_still_differs(found: list[Differing]) -> None:
    assert written(listed()) - written(found) == set()


def test_no_expression_is_listed_twice() -> None:
    assert [
        text for text, count in Counter((case.subject, case.text) for case in cases()).items() if count > 1
    ] == []
    assert [
        text for text, count in Counter((case.subject, case.text) for case in listed()).items() if count > 1
    ] == []


def test_each_construct_that_the_linter_warns_of_is_shown_by_a_difference() -> None:
    constructs, _ = reviewed()
    assert [known.construct for known in DIFFERENCES] == list(constructs)
    assert all(constructs.values())


def test_the_linter_finds_each_construct_in_the_expressions_that_differ_by_it() -> None:
    constructs, _ = reviewed()
    for construct, some in constructs.items():
        for case in some:
            assert construct in constructs_of(CASES[case.subject, case.text]), case


def test_a_difference_that_the_linter_cannot_see_has_a_reason_and_an_advice() -> None:
    _, values = reviewed()
    for reason, instead, some in values:
        assert reason
        assert instead
        assert [case.text for case in some if constructs_of(CASES[case.subject, case.text])] == []


def test_what_the_linter_advises_is_answered_alike_and_not_warned_of(found: list[Differing]) -> None:
    advised = [case for case in CASES.values() if case.subject == ADVICE]
    assert len(advised) > 40
    assert [case.text for case in advised if constructs_of(case)] == []
    assert [case.text for case in found if case.subject == ADVICE] == []


def test_the_linter_rarely_warns_of_what_is_answered_alike(found: list[Differing]) -> None:
    differ = {(case.subject, case.text) for case in found}
    alike = [case for key, case in CASES.items() if key not in differ]
    assert sum(bool(constructs_of(case)) for case in alike) / len(alike) < 0.12


def test_the_list_has_every_built_in_function_and_what_the_shipped_forms_evaluate_in_the_browser() -> None:
    texts = [case.text for case in CASES.values()]
    assert [name for name in BUILT_INS if not any(f"{name}(" in text for text in texts)] == []
    shipped = {
        expression.text
        for path in (ROOT / "forms").rglob("*.form")
        for expression in expressions_of(json.loads(path.read_text()))
        if not expression.property.startswith(ON_THE_SERVER_ONLY)
    }
    assert shipped
    assert shipped - set(texts) == set()
