"""What every query needs: the store's snapshot, the versions, the organisation, the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine import policy
from engine.clock import Clock
from engine.definition import Definition
from engine.directory import Organisation
from engine.errors import Damaged, NotFound
from engine.expressions import Expressions, Moment
from engine.handlers import Case, expressions_for
from engine.library import Library
from engine.model import Actor, TaskRow
from engine.projections import CaseRecord, TaskRecord
from engine.spiff import Run
from engine.store import Store, Unit


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as a query sees it: restored from its stored position, never the live object."""

    row: CaseRecord
    case: Case
    expressions: Expressions

    @property
    def definition(self) -> Definition:
        """The version that the case runs on."""
        return self.case.definition


class Reader:
    """Reads within one snapshot."""

    def __init__(self, store: Store, library: Library, organisation: Organisation, clock: Clock) -> None:
        self.store = store
        self.library = library
        self.organisation = organisation
        self.clock = clock

    def see(self, unit: Unit, row: CaseRecord, state: bytes) -> Seen:
        """Restore a case for reading."""
        definition = self.library.get(unit, row.version)
        try:
            run = Run.restore(definition.program, state)
        except Exception as error:  # whatever a damaged blob makes the library raise
            raise Damaged("Keadaan tersimpan kasus ini rusak dan tidak dapat dibaca.") from error
        case = Case(row.id, definition, run, row.started_at)
        moment = self.moment(unit, definition)
        return Seen(row, case, expressions_for(definition, moment, row.id, row.started_at))

    def moment(self, unit: Unit, definition: Definition) -> Moment:
        """Return what expressions may know of the world when something is shown."""
        return Moment(
            self.clock(),
            units=self.organisation.unit_names,
            registers=unit.registers.of(definition.key),
        )

    def find_case(self, unit: Unit, actor: Actor, case_id: str) -> tuple[CaseRecord, bytes]:
        """Return the row and the stored position of a case that a person may see.

        Raises:
            NotFound: it isn't there, or isn't theirs to see: the answer doesn't tell which.
        """
        found = unit.cases.find(case_id)
        if found is None or not policy.may_see_case(actor, found[0], self.organisation):
            raise NotFound("Kasus ini tidak ada.")
        return found

    def see_case(self, unit: Unit, actor: Actor, case_id: str) -> Seen:
        """Restore a case that a person may see.

        Raises:
            NotFound: as ``find_case``.
            Damaged: its stored position can't be read.
        """
        return self.see(unit, *self.find_case(unit, actor, case_id))

    def task_row(self, actor: Actor, task: TaskRecord, case: CaseRecord, names: Mapping[str, str]) -> TaskRow:
        """Return an open task as a list shows it to a person.

        Args:
            names: display names by account id, username and e-mail.
        """
        access = policy.task_access(actor, task, self.organisation)
        assignee = task.assignment.assignee
        mine = task.claimed_by == actor.id or assignee in policy.identities_of(actor)
        holder = names.get(task.claimed_by) if task.claimed_by else None
        return TaskRow(
            id=task.id,
            case_id=case.id,
            case_number=case.number,
            case_title=case.title,
            definition=case.definition,
            element=task.element,
            name=task.name,
            round=task.round,
            item=None if task.item is None else str(task.item),
            opened_at=task.opened_at,
            due_at=task.due_at,
            overdue=task.due_at is not None and task.due_at < self.clock(),
            escalated=task.escalated_at is not None,
            priority=task.assignment.priority,
            why=access.why if access else self._for_whom(task),
            holder=holder or names.get(assignee or "", assignee),
            mine=mine,
            can_complete=access is not None and access.complete,
        )

    def _for_whom(self, task: TaskRecord) -> str:
        """Say whose a task is, to somebody whose it isn't."""
        names = [self.organisation.group_name(group) for group in task.assignment.groups]
        return (
            "untuk " + ", ".join(names or [*task.assignment.users]) if names or task.assignment.users else ""
        )
