"""A case as lists and pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypedDict

from engine.model.core import Capacity, CaseStatus, Json, Labelled, Paper
from engine.model.task import TaskRow


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One journal entry of a case, as a person reads it.

    Attributes:
        n: the entry's number in its stream, counted from 1.
        kind: started, claimed, released, completed, withdrawn, cancelled, timer_fired, escalated,
            message_received, signal_heard, work_done, work_failed, message_expired or retried.
        element: the element acted on, and ``element_name`` its name.
        fields: what was entered, under the form's labels.
        connector: what the element calls: http, email or notify; "" where it calls nothing.
        reason: for withdrawn, cancelled and work_failed.
        trigger: for started: the kind of event that began the case, "" where a person did.
        event: the name of the message or signal that came, and ``sender`` what its sender is called.
        sent: names of the messages and signals that this threw, and ``failed`` the error that ended the case.
        opened: names of the tasks that this made due.
        ended: the name of the end that the case reached by it.
        paraf: label → SHA-256 of what was initialled by it.
        groups: who was told, for escalated.
        erased: the entry's content was erased; only that it was there is still known.
        digest: the entry's hash, 64 hexadecimal digits, which the next entry's header names.
    """

    n: int
    at: datetime
    kind: str
    actor_name: str
    capacity: Capacity
    element: str | None
    element_name: str
    round: int
    item: str | None
    fields: Sequence[Labelled] = ()
    papers: Sequence[Paper] = ()
    reason: str = ""
    opened: Sequence[str] = ()
    ended: str = ""
    paraf: Mapping[str, str] = field(default_factory=dict)
    groups: Sequence[str] = ()
    erased: bool = False
    digest: str = ""
    trigger: str = ""
    event: str = ""
    sender: str = ""
    sent: Sequence[str] = ()
    failed: str = ""
    connector: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Where a case stands on one process's diagram.

    Attributes:
        process: the BPMN id; ``name`` its name.
        called_by: the call activity that opened it, None for the case's own process.
        active: element id → how many tokens wait there.
        done: element id → how often it was completed.
        flows: ids of the sequence flows that were taken.
        names: element id → its name, for those that have one.
    """

    process: str
    name: str
    called_by: str | None
    active: Mapping[str, int]
    done: Mapping[str, int]
    flows: Sequence[str]
    names: Mapping[str, str]


AwaitedKind = Literal["message", "signal", "timer", "work", "incident", "condition"]


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a case waits for other than a person's task.

    Attributes:
        kind: ``work`` is another system's answer, ``incident`` a task that its process keeps from being done,
            ``condition`` that the case's data become what its process asks.
        name: the element's, "" where its author gave it none.
        due_at: when a timer is due.
        halted: it came to nothing, and an operator must look at it.
    """

    kind: AwaitedKind
    process: str = ""
    element: str = ""
    name: str = ""
    due_at: datetime | None = None
    halted: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a list shows it.

    Attributes:
        columns: label → value, as the process names them.
        version: the number of the version it runs on.
        waiting_for: names of the open tasks.
        outcome: the name of the end it reached.
        partner: the partner's name, "" where the process names none.
        awaited: what else it waits for.
    """

    id: str
    definition: str
    version: int
    number: str
    title: str
    status: CaseStatus
    columns: Mapping[str, Json]
    waiting_for: Sequence[str]
    outcome: str
    partner: str
    started_at: datetime
    updated_at: datetime
    awaited: Sequence[Awaited] = ()


class CaseFilters(TypedDict, total=False):
    """Which cases are wanted; what isn't given narrows nothing.

    Attributes:
        text: contained in the number, the title or a column; of these and ``partner``, case doesn't matter.
        definition: a procedure's key; ``version`` one version's digest.
        partner: contained in the partner's name, in what it logs in with, or in its account's name.
        clause: the id of a clause that the case has met.
        started_from: the first day, ``started_to`` the last, in WIB, on which it may have been started.
    """

    text: str
    status: CaseStatus | None
    definition: str | None
    version: str | None
    partner: str
    clause: str | None
    started_from: date | None
    started_to: date | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything about one case.

    Attributes:
        definition_name: the procedure's name.
        digest: names the version it runs on exactly.
        tasks: the open ones.
    """

    row: CaseRow
    definition_name: str
    digest: str
    started_by: str
    facts: Sequence[Labelled]
    papers: Sequence[Paper]
    tasks: Sequence[TaskRow]
    history: Sequence[HistoryItem]
    diagrams: Sequence[Diagram]
    can_withdraw: bool
    can_cancel: bool
