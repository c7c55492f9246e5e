"""Who may do what, and why. One answer serves the refusal and the line "why is this in my inbox?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from engine.clock import WIB
from engine.commands import SYSTEM
from engine.directory import Organisation
from engine.errors import Forbidden, NotFound, ProcessFault
from engine.expressions import Expressions, Moment
from engine.model import Actor, Json
from engine.projections import Assignment, CaseRecord, TaskRecord
from engine.spiff import Element, Process

DEFAULT_PRIORITY = 50
WHO = frozenset({"assignee", "candidateGroups", "candidateUsers"})
"""The attributes by which a task itself says whom it is for."""


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody may do with a task.

    Attributes:
        complete: they may do it.
        claim: they may take it for themselves.
        why: why it is before them, as a clause of a sentence.
    """

    complete: bool
    claim: bool
    why: str


def refs_of(actor: Actor) -> list[str]:
    """Return the keys under which the store finds a person's tasks."""
    refs = [f"user:{identity}" for identity in identities_of(actor)]
    refs += [f"group:{group}" for group in sorted(actor.groups)]
    refs += [f"informed:{group}" for group in sorted(actor.groups)]
    return refs + [f"escalation:{group}" for group in sorted(actor.groups)]


def identities_of(actor: Actor) -> list[str]:
    """Return what a person may be named by: username and e-mail, in lower case."""
    return [identity for identity in (actor.username.lower(), actor.email.lower()) if identity]


def assign(
    element: Element,
    names: Mapping[str, Json],
    expressions: Expressions,
    moment: Moment,
    organisation: Organisation,
) -> Assignment:
    """Resolve whom a task is for, by its own attributes or, where it has none, by its lane.

    Args:
        names: the variables that the attributes' expressions see.

    Raises:
        ProcessFault: nobody would find the task, or its deadline or priority is none.
    """
    attributes, properties = element.attributes, element.properties
    assignee = expressions.attribute(attributes.get("assignee"), names)
    groups = expressions.texts(attributes.get("candidateGroups"), names)
    users = expressions.texts(attributes.get("candidateUsers"), names)
    lane = None
    if not WHO & attributes.keys() and element.lane is not None:
        lane = element.lane
        group = moment.look_up(f"lane {lane}", lambda: organisation.lanes.get(element.lane or ""))
        groups = (str(group),) if group is not None else ()
    due = expressions.attribute(attributes.get("dueDate"), names)
    priority = expressions.attribute(attributes.get("priority"), names)
    _require_somebody(element, assignee, groups, users, moment, organisation)
    return Assignment(
        assignee=None if assignee is None else str(assignee).lower(),
        groups=groups,
        users=tuple(user.lower() for user in users),
        due=_readable_deadline(element, due),
        priority=DEFAULT_PRIORITY if priority is None else _whole_number(element, priority),
        escalation=expressions.texts(properties.get("escalationGroups"), names),
        informed=expressions.texts(properties.get("informedGroups"), names),
        lane=lane,
    )


def _require_somebody(
    element: Element,
    assignee: Json,
    groups: Sequence[str],
    users: Sequence[str],
    moment: Moment,
    organisation: Organisation,
) -> None:
    if assignee is not None or users:
        return
    known = groups and moment.look_up(
        f"known groups {', '.join(groups)}", lambda: any(group in organisation.groups for group in groups)
    )
    if not known:
        raise ProcessFault(f"{element.title}: tidak ada yang dapat mengerjakan tugas ini.", element.id)


def _readable_deadline(element: Element, due: Json) -> str | None:
    if due is None:
        return None
    try:
        due_moment(str(due))
    except (ValueError, OverflowError) as error:
        raise ProcessFault(f"{element.title}: tenggat “{due}” bukan tanggal.", element.id) from error
    return str(due)


def _whole_number(element: Element, priority: Json) -> int:
    try:
        return int(str(priority))
    except ValueError as error:
        raise ProcessFault(f"{element.title}: prioritas “{priority}” bukan bilangan.", element.id) from error


def due_moment(due: str | None) -> datetime | None:
    """Return when a deadline passes: a date at its last moment in WIB, a date and time as it says."""
    if due is None:
        return None
    if "T" not in due:
        day = datetime.fromisoformat(due).date() + timedelta(days=1)
        return (datetime.combine(day, time(), WIB) - timedelta(microseconds=1)).astimezone(UTC)
    moment = datetime.fromisoformat(due)
    return (moment if moment.tzinfo else moment.replace(tzinfo=WIB)).astimezone(UTC)


def task_access(actor: Actor, task: TaskRecord, organisation: Organisation) -> Access | None:
    """Tell what a person may do with an open task; None where it isn't before them at all."""
    assignment, identities = task.assignment, identities_of(actor)
    held_by_other = task.claimed_by not in {None, actor.id}
    if assignment.assignee is not None:
        if assignment.assignee in identities:
            return Access(complete=True, claim=False, why="ditugaskan kepada Anda")
    elif group := next((group for group in assignment.groups if group in actor.groups), None):
        return Access(
            complete=not held_by_other,
            claim=task.claimed_by is None,
            why=f"untuk {organisation.group_name(group)}",
        )
    elif any(user in identities for user in assignment.users):
        return Access(
            complete=not held_by_other, claim=task.claimed_by is None, why="Anda salah satu calonnya"
        )
    if task.escalated_at and (told := next((g for g in assignment.escalation if g in actor.groups), None)):
        why = f"terlambat; diberitahukan kepada {organisation.group_name(told)}"
        return Access(complete=False, claim=False, why=why)
    if told := next((group for group in assignment.informed if group in actor.groups), None):
        why = f"untuk diketahui {organisation.group_name(told)}"
        return Access(complete=False, claim=False, why=why)
    return None


def require_visible(actor: Actor, task: TaskRecord, case: CaseRecord, organisation: Organisation) -> None:
    """Refuse whoever may not even know of a task.

    Raises:
        NotFound: it isn't before them, and neither is its case.
    """
    if actor == SYSTEM or task_access(actor, task, organisation) is not None:
        return
    if not may_see_case(actor, case, organisation):
        raise NotFound("Tugas ini tidak ada.")


def require_complete(actor: Actor, task: TaskRecord, organisation: Organisation) -> None:
    """Refuse whoever may not do a task.

    Raises:
        Forbidden: the sentence says whose it is.
    """
    access = task_access(actor, task, organisation)
    if access is not None and access.complete:
        return
    if access is not None and task.claimed_by not in {None, actor.id}:
        raise Forbidden("Tugas ini sedang dikerjakan orang lain.")
    raise Forbidden("Tugas ini bukan untuk Anda.")


def require_auditor(actor: Actor, organisation: Organisation) -> None:
    """Refuse whoever doesn't audit.

    Raises:
        Forbidden: as said.
    """
    if not organisation.has_role(actor.groups, "audit"):
        raise Forbidden("Hanya auditor yang dapat memutar ulang dan memeriksa kasus.")


def require_operator(actor: Actor, organisation: Organisation) -> None:
    """Refuse whoever doesn't operate the installation; whoever is at the command line does.

    Raises:
        Forbidden: as said.
    """
    if actor != SYSTEM and not organisation.has_role(actor.groups, "operate"):
        raise Forbidden("Halaman ini hanya untuk operator.")


def may_start(actor: Actor, element: Element, expressions: Expressions, names: Mapping[str, Json]) -> bool:
    """Tell whether a person may begin a case at a start event: by ``starterGroups``, else nobody."""
    return bool(actor.groups & set(expressions.texts(element.properties.get("starterGroups"), names)))


def may_see_case(actor: Actor, case: CaseRecord, organisation: Organisation) -> bool:
    """Tell whether a person may see a case: officials and auditors all, a partner only its own."""
    return organisation.is_internal(actor.groups) or sees_as_partner(actor, case)


def may_see_errors(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether a person may read what another system said, which may speak of anything."""
    return any(organisation.has_role(actor.groups, role) for role in ("operate", "audit"))


def may_act_on_case(actor: Actor, case: CaseRecord, organisation: Organisation) -> bool:
    """Tell whether a case exists for whoever would change it; the system acts on all."""
    return actor == SYSTEM or may_see_case(actor, case, organisation)


def sees_as_partner(actor: Actor, case: CaseRecord) -> bool:
    """Tell whether a person is the case's partner."""
    return any(identity in case.parties for identity in identities_of(actor))


def may_withdraw(
    actor: Actor,
    case: CaseRecord,
    process: Process,
    entered: frozenset[str],
    expressions: Expressions,
    names: Mapping[str, Json],
) -> bool:
    """Tell whether a person may withdraw a case: before ``withdrawUntil``, its partner or ``withdrawGroups``.

    Args:
        entered: ids of the elements that the case has entered so far.
    """
    limits = expressions.texts(process.properties.get("withdrawUntil"), names)
    if case.status != "active" or entered.intersection(limits):
        return False
    groups = expressions.texts(process.properties.get("withdrawGroups"), names)
    return sees_as_partner(actor, case) or bool(actor.groups.intersection(groups))


def may_cancel(actor: Actor, case: CaseRecord, organisation: Organisation) -> bool:
    """Tell whether a person may end a case from above."""
    return case.status == "active" and organisation.has_role(actor.groups, "cancel")
