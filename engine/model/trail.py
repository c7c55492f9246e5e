"""A case entry by entry, as its journal alone tells it: nothing in here knows what came later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.model.case import HistoryItem
from engine.model.core import CaseStatus, Clause, Json


@dataclass(frozen=True, slots=True)
class TrailScope:
    """One run of one process: the case's own, or one call of a called process.

    Attributes:
        process: the BPMN id; ``name`` its name.
        called_by: the call activity that opened it, None for the case's own process.
        call: this is the nth call of the process in the case, counted from 1.
        first: the number of the entry in which it began.
    """

    id: str
    process: str
    name: str
    called_by: str | None
    call: int
    first: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What one entry did on the diagrams.

    Attributes:
        item: who did what when, without what was entered.
        scope: the run in which ``item.element`` was acted on; None where the case as a whole was.
        tokens: scope id → element id → tokens waiting there after this entry, nothing once the case is over;
            None where the entry doesn't say: it was erased, or written before tokens were recorded.
        status: None where the entry was erased.
        done: scope id → element id → how often this entry completed it.
        flows: scope id → ids of the sequence flows that this entry took, in order.
    """

    item: HistoryItem
    scope: str | None
    tokens: Mapping[str, Mapping[str, int]] | None
    done: Mapping[str, Mapping[str, int]]
    flows: Mapping[str, Sequence[str]]
    status: CaseStatus | None


@dataclass(frozen=True, slots=True)
class Trail:
    """A case's whole way.

    Attributes:
        version: the number of the version it runs on; ``digest`` names that version exactly.
        scopes: in the order in which they began, the case's own first.
        moments: one for each entry, in order.
    """

    case_id: str
    definition: str
    definition_name: str
    version: int
    digest: str
    scopes: Sequence[TrailScope]
    moments: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Tokens that wait at an element, called ``name``, in a run."""

    scope: TrailScope
    element: str
    name: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a token went the way it went.

    Attributes:
        element: the gateway, called ``element_name``.
        flow: the sequence flow that was taken, called ``flow_name``, leading to ``target_name``; names are
            empty where the diagram gives none.
        condition: the flow's FEEL, None for the default flow: no other condition was true.
        values: what the names in the conditions that were asked stood for.
    """

    element: str
    element_name: str
    flow: str
    flow_name: str
    target_name: str
    condition: str | None
    values: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """A row of a decision table that applied.

    Attributes:
        number: counted from 1.
        conditions: (what is asked, the cell) of each column of conditions, in FEEL; cells without a condition
            are left out.
        conclusions: (the output's name, the cell) of each column of conclusions.
    """

    number: int
    conditions: Sequence[tuple[str, str]]
    conclusions: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AskedTable:
    """A decision table that was asked: in a decision or business knowledge model called ``name``.

    Attributes:
        policy: the hit policy as tables show it, e.g. U or C+.
    """

    name: str
    file: str
    policy: str
    rules: Sequence[AppliedRule]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a business rule task decided, and by which rules.

    Attributes:
        element: the task, called ``element_name``.
        decision: the decision's name.
        inputs: what it saw, by name.
        reasons: why something in it was null.
    """

    element: str
    element_name: str
    decision: str
    inputs: Mapping[str, Json]
    result: Json
    tables: Sequence[AskedTable]
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class VariableChange:
    """A variable that an entry set.

    Attributes:
        process_name: the process it belongs to; ``scope`` which run of it.
        new: it had no value before.
    """

    scope: str
    process_name: str
    name: str
    before: Json
    after: Json
    new: bool


@dataclass(frozen=True, slots=True)
class OpenedTask:
    """A task that an entry made due.

    Attributes:
        groups: names of the groups it is for, as they were then; ``users``: usernames or e-mails.
        due: an ISO date or date and time, as it was set then.
    """

    name: str
    round: int
    item: str | None
    groups: Sequence[str]
    users: Sequence[str]
    due: str | None


@dataclass(frozen=True, slots=True)
class MomentView:
    """Everything about one entry, with nothing in it that was learned later.

    Attributes:
        item: who did what, when, in which capacity, and what was entered, under the form's labels.
        previous: the hash of the entry before, 64 hexadecimal digits, empty for the first.
        actor_groups: names of the groups the person was in, as they were then; ``username`` their log-in.
        number: the case's number and ``title`` as they were after this entry.
        clauses: of the procedure's text, carried out by the element.
        scopes: the runs that had begun, in order; ``waiting`` where tokens wait in them after this entry.
        variables: every variable of each open run after this entry, by scope id.
        gaps: numbers of the entries up to this one that were erased: values of before may be missing.
        has_form: ``Engine.seen_form`` can show what the person had before them.
    """

    item: HistoryItem
    moment: Moment
    previous: str
    number: str
    title: str
    username: str
    actor_groups: Sequence[str]
    clauses: Sequence[Clause]
    decisions: Sequence[Decision]
    rulings: Sequence[Ruling]
    changes: Sequence[VariableChange]
    opened: Sequence[OpenedTask]
    scopes: Sequence[TrailScope]
    waiting: Sequence[Waiting]
    variables: Mapping[str, Mapping[str, Json]]
    gaps: Sequence[int]
    has_form: bool


@dataclass(frozen=True, slots=True)
class SeenForm:
    """A form as somebody filled it in: its schema then, what it began with, and what was entered."""

    element_name: str
    instructions: str
    schema: Mapping[str, Json]
    data: Mapping[str, Json]
