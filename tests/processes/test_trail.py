"""What the auditor is shown of every step of every scenario, against the case carried out again."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from engine.model import Decision, MomentView, Trail
from tests.builders import ROOT, House
from tests.scenarios import Scenario, play, scenarios, steps, steps_of

SCENARIOS = scenarios(ROOT / "processes")
BY_NAME = {scenario.path.stem: scenario for scenario in SCENARIOS}


@contextmanager
def played(folder: Path, scenario: Scenario) -> Iterator[tuple[House, str]]:
    with House(folder, now=datetime.fromisoformat(scenario.content["start"]["at"])) as house:
        yield house, play(house, scenario)


def trail(house: House, case: str) -> Trail:
    return house.engine.trail(house.people["auditor"], case)


def moments(house: House, case: str) -> list[MomentView]:
    return house.engine.moments(house.people["auditor"], case)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_every_moment_shows_the_tokens_where_the_engine_has_them(tmp_path: Path, scenario: Scenario) -> None:
    with played(tmp_path, scenario) as (house, case):
        shown = trail(house, case)
        assert [moment.tokens for moment in shown.moments] == house.reexecuted(case)
        assert shown.moments[-1].tokens == {}
        known = {scope.id for scope in shown.scopes}
        assert all(
            known.issuperset({*(m.tokens or {}), *m.done, *m.flows, m.scope} - {None}) for m in shown.moments
        )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_tokens_are_where_elements_were_entered_and_not_left_or_wait_before_a_join(
    tmp_path: Path, scenario: Scenario
) -> None:
    with played(tmp_path, scenario) as (house, case):
        program, inside = house.program(case), Counter[tuple[str, str]]()
        scopes = {scope.id: scope.process for scope in trail(house, case).scopes}
        for entry, moment in zip(house.entries(case), trail(house, case).moments, strict=True):
            for kind, element, _, scope, _ in steps_of(entry):
                inside[scope, element] += {"entered": 1, "taken": 0}.get(kind, -1)
            shown = Counter(
                {(s, e): n for s, counts in (moment.tokens or {}).items() for e, n in counts.items()}
            )
            if moment.status != "active":
                continue
            # The instances of an element were entered too, but have no token of their own.
            entered = Counter(
                {
                    (scope, element): 1 if program.element(scopes[scope], element).multi_instance else count
                    for (scope, element), count in (+inside).items()
                }
            )
            assert not entered - shown
            before_joins = {
                program.element(scopes[scope], element).type for scope, element in shown - entered
            }
            assert before_joins <= {"parallelGateway", "inclusiveGateway"}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_every_moment_shows_every_step_as_it_was_journaled(tmp_path: Path, scenario: Scenario) -> None:
    with played(tmp_path, scenario) as (house, case):
        seen: Counter[str] = Counter()
        for moment in trail(house, case).moments:
            for counts in moment.done.values():
                seen.update(counts)
            for flows in moment.flows.values():
                seen.update(flows)
        journaled = Counter(
            element for kind, element, *_ in steps(house, case) if kind in {"completed", "taken"}
        )
        assert seen == journaled


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_every_choice_of_a_gateway_is_told_with_what_decided_it(tmp_path: Path, scenario: Scenario) -> None:
    with played(tmp_path, scenario) as (house, case):
        for view in moments(house, case):
            decided = {decision.flow for decision in view.decisions}
            taken = {flow for flows in view.moment.flows.values() for flow in flows}
            program = house.program(case)
            choices = {
                flow
                for process in program.processes.values()
                for flow, (source, _) in process.flows.items()
                if flow in taken
                and any(sibling in process.conditions for sibling in process.outgoing(source))
            }
            assert decided == choices
            for decision in view.decisions:
                assert decision.values, decision


def test_a_decision_names_the_condition_and_what_its_names_stood_for(tmp_path: Path) -> None:
    with played(tmp_path, BY_NAME["S05"]) as (house, case):
        decisions = [decision for view in moments(house, case) for decision in view.decisions]
    first = decisions[0]
    assert isinstance(first, Decision)
    assert first.condition is None or any(name in first.condition for name in first.values)
    assert {decision.element for decision in decisions} >= {"XG_HasilPersetujuan"}


def test_a_called_process_has_a_run_of_its_own_for_each_call(tmp_path: Path) -> None:
    with played(tmp_path, BY_NAME["S05"]) as (house, case):
        shown = trail(house, case)
    main, *calls = shown.scopes
    assert (main.id, main.called_by, main.call) == (case, None, 1)
    assert [scope.call for scope in calls] == list(range(1, len(calls) + 1))
    assert {scope.called_by for scope in calls} == {"CA_PersetujuanKonsep"}


def test_a_moment_says_who_did_what_and_which_values_changed(tmp_path: Path) -> None:
    with played(tmp_path, BY_NAME["S01"]) as (house, case):
        views = moments(house, case)
        account = house.people["mitra-1"]
    first = views[0]
    assert (first.item.actor_name, first.username, first.actor_groups) == (
        account.name,
        "mitra-1",
        ["Mitra"],
    )
    assert [clause.id for clause in first.clauses] == ["1"]
    assert first.previous == ""
    assert all(view.previous == before.item.digest for before, view in itertools.pairwise(views))
    changed = {change.name: change for change in first.changes}
    assert changed["namaMitra"].new
    assert changed["namaMitra"].before is None
    known: dict[tuple[str, str], object] = {}
    for view in views:
        for change in view.changes:
            assert change.before == known.get((change.scope, change.name))
            known[change.scope, change.name] = change.after
        assert view.title.startswith(str(changed["topik"].after))


def test_nothing_that_came_later_is_told_of_a_moment(tmp_path: Path) -> None:
    scenario = BY_NAME["S01"]
    with House(tmp_path, now=datetime.fromisoformat(scenario.content["start"]["at"])) as house:
        case = play(house, scenario)
        before = moments(house, case)[:3]
        auditor = house.people["auditor"]
        forms = [house.engine.seen_form(auditor, case, n) for n in (1, 2, 3)]
        house.clock.move(days=4000)
        with house.reopened() as later:
            assert moments(later, case)[:3] == before
            assert [later.engine.seen_form(auditor, case, n) for n in (1, 2, 3)] == forms


def test_a_form_is_shown_as_it_was_filled_in(tmp_path: Path) -> None:
    with played(tmp_path, BY_NAME["S01"]) as (house, case):
        form = house.engine.seen_form(house.people["auditor"], case, 1)
        entry = house.entries(case)[0]
    command = entry.content["command"]
    assert isinstance(command, dict)
    entered = command["data"]
    assert isinstance(entered, dict)
    assert form.schema["id"] == "F01"
    assert form.data.items() >= entered.items()
