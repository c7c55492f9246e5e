"""What a command changed, as plain values: journaled, projected, compared when carried out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine import policy
from engine.connectors import refused_inputs
from engine.directory import Organisation
from engine.errors import ProcessFault
from engine.expressions import Moment
from engine.handlers.case import Case, Change, case_names, expressions_for
from engine.handlers.noting import NOTING
from engine.journal import instant
from engine.model import Json
from engine.spiff import Job, OpenTask, Run, Step, Timer, Wait


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What of a case is compared before and after a command.

    Attributes:
        tasks: ids of the open tasks.
        timers: the timers that wait; ``waits`` the messages and signals that are waited for.
        work: ids of connectors' work that is waited for.
        variables: scope → its variables.
    """

    tasks: frozenset[str]
    timers: Sequence[Timer]
    waits: Sequence[Wait]
    work: frozenset[str]
    variables: Mapping[str, Mapping[str, Json]]


NOTHING = Snapshot(frozenset(), (), (), frozenset(), {})


def snapshot(case: Case) -> Snapshot:
    """Take what ``outcome_of`` compares with."""
    run = case.run
    return Snapshot(
        tasks=frozenset(task.id for task in run.open_tasks()),
        timers=run.timers(),
        waits=run.waits(),
        work=frozenset(job.id for job in run.jobs()),
        variables={scope: dict(run.variables(scope)) for scope in run.scopes()},
    )


def outcome_of(
    before: Snapshot, case: Case, change: Change, moment: Moment, organisation: Organisation
) -> dict[str, Json]:
    """Return what a change did, as the journal keeps it.

    The keys: ``steps`` [kind, element, process, scope, round], and for a flow that a gateway chose, what the
    names in its conditions stood for; ``tokens`` that wait, by scope and element; ``opened`` tasks with their
    assignment; ``closed`` task ids; ``variables`` that are new or different, by scope; ``timers``, and
    ``waits`` for messages and signals, that wait; ``begun`` work of connectors with its inputs; ``ended`` ids
    of the end events reached; ``failed`` the code of an error that nobody handled; ``status``.

    Raises:
        ProcessFault: a connector's inputs hold a secret.
    """
    run = case.run
    open_tasks = run.open_tasks()
    over = change.status is not None
    now_open = set() if over else {task.id for task in open_tasks}
    closed: list[Json] = [] if change.kind in NOTING else [*sorted(before.tasks - now_open)]
    return {
        "steps": [_step(step) for step in change.steps],
        "tokens": {} if over or run.completed else tokens_of(case.run),
        "opened": _opened(before, case, [] if over else open_tasks, moment, organisation),
        "closed": closed,
        "variables": _changed(before, case),
        "timers": [] if over else [_timer(timer) for timer in run.timers()],
        "waits": [] if over else [_wait(wait) for wait in run.waits()],
        "begun": [] if over else [_work(case, job) for job in run.jobs() if job.id not in before.work],
        "ended": [*run.ended],
        "failed": run.failed,
        "status": change.status or ("completed" if run.completed else "active"),
    }


def tokens_of(run: Run) -> dict[str, Json]:
    """Return scope → element → how many tokens wait there, joins before which they wait among them."""
    return {scope: dict(counts) for scope, counts in run.tokens().items()}


def _step(step: Step) -> Json:
    row: list[Json] = [step.kind, step.element, step.process, step.scope, step.round]
    return row if step.values is None else [*row, dict(step.values)]


def _timer(timer: Timer) -> Json:
    return {"id": timer.id, "element": timer.element, "due": instant(timer.due_at)}


def _wait(wait: Wait) -> Json:
    return {
        "id": wait.id,
        "element": wait.element,
        "process": wait.process,
        "kind": wait.kind,
        "name": wait.name,
        "key": wait.key,
        "message_key": wait.message_key,
    }


def _work(case: Case, job: Job) -> Json:
    """Return work as the journal keeps it.

    Raises:
        ProcessFault: its inputs hold a secret, which no journal must keep.
    """
    refusal = refused_inputs(job.connector, job.inputs)
    if refusal is not None:
        title = case.definition.element_name(job.process, job.element)
        raise ProcessFault(f"{title}: {refusal}", job.element)
    return {
        "work": job.id,
        "element": job.element,
        "process": job.process,
        "scope": job.scope,
        "round": job.round,
        "item": job.item,
        "connector": job.connector,
        "inputs": dict(job.inputs),
    }


def _opened(
    before: Snapshot, case: Case, tasks: Sequence[OpenTask], moment: Moment, organisation: Organisation
) -> list[Json]:
    expressions = expressions_for(case.definition, moment, case.id, case.started_at)
    opened: list[Json] = []
    for task in tasks:
        if task.id in before.tasks:
            continue
        element = case.element(task)
        assignment = policy.assign(element, case_names(case, task), expressions, moment, organisation)
        opened.append(
            {
                "task": task.id,
                "element": task.element,
                "process": task.process,
                "scope": task.scope,
                "round": task.round,
                "item": task.item,
                "assignment": assignment.as_json(),
            }
        )
    return opened


def _changed(before: Snapshot, case: Case) -> dict[str, Json]:
    changed: dict[str, Json] = {}
    for scope in case.run.scopes():
        known = before.variables.get(scope, {})
        new: dict[str, Json] = {
            name: value
            for name, value in case.run.variables(scope).items()
            if name not in known or known[name] != value
        }
        if new:
            changed[scope] = new
    return changed
