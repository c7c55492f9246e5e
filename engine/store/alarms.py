"""Timer start events of the current versions: when each begins its next case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.projections import AlarmRecord
from engine.shapes import items, mapping
from engine.store import tables as t

_FIND = select(t.job).where(t.job.c.id == bindparam("id"), t.job.c.kind == "start")
_ROW = upsert(t.job)
_SET = _ROW.on_conflict_do_update(
    index_elements=["id"],
    set_={
        name: getattr(_ROW.excluded, name)
        for name in ("due_at", "state", "attempts", "forgiven", "error", "content")
    },
)
_REVIVE = (
    update(t.job)
    .where(t.job.c.id.in_(bindparam("b_ids", expanding=True)), t.job.c.state == "dead")
    .values(state="pending", attempts=0, forgiven=0, error="")
)
_GO_ON = (
    update(t.job)
    .where(
        t.job.c.id == bindparam("b_id"),
        t.job.c.state == "pending",
        t.job.c.due_at == bindparam("b_was", type_=t.Moment()),
    )
    .values(
        state=bindparam("b_state"),
        due_at=bindparam("b_due"),
        content=bindparam("b_content"),
        attempts=0,
        forgiven=0,
        error="",
    )
)


class Alarms:
    """Reads and writes timer start events within one transaction.

    Attributes:
        stirred: one was set that may be due at once.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.stirred = False

    def find(self, alarm_id: str) -> AlarmRecord | None:
        """Return one by the id of its job."""
        row = self._connection.execute(_FIND, {"id": alarm_id}).one_or_none()
        return None if row is None else _alarm(row)

    def of(self, definition: str) -> dict[tuple[str, int], AlarmRecord]:
        """Return those of a definition, by start event and number of its event definition."""
        prefix = f"start:{definition}:"
        own = t.job.c.id.startswith(prefix, autoescape=True)
        rows = self._connection.execute(select(t.job).where(t.job.c.kind == "start", own))
        alarms = map(_alarm, rows)
        return {(alarm.start, alarm.index): alarm for alarm in alarms}

    def replace(self, definition: str, alarms: Sequence[AlarmRecord]) -> None:
        """Let these be all that a definition has; one that stays as it was keeps its attempts."""
        before = self.of(definition).values()
        now = {alarm.id for alarm in alarms}
        gone = [alarm.id for alarm in before if alarm.id not in now]
        if gone:
            self._connection.execute(delete(t.job).where(t.job.c.id.in_(gone)))
        for alarm in alarms:
            if alarm not in before:
                self.stirred = True
                self._connection.execute(_SET, _values(alarm))
        # What failed on the version before is tried on this one, which may have mended it.
        again = self._connection.execute(_REVIVE, {"b_ids": [*now]}).rowcount
        self.stirred = self.stirred or again > 0

    def go_on(self, alarm: AlarmRecord, after: AlarmRecord) -> bool:
        """Write what comes after a start event has happened; False where it had before."""
        values = {
            "b_id": alarm.id,
            "b_was": alarm.due_at,
            "b_state": "done" if after.over else "pending",
            "b_due": after.due_at,
            "b_content": _values(after)["content"],
        }
        return self._connection.execute(_GO_ON, values).rowcount == 1


def _values(alarm: AlarmRecord) -> dict[str, Any]:
    return {
        "id": alarm.id,
        "instance": None,
        "kind": "start",
        "subject": alarm.start,
        "due_at": alarm.due_at,
        "state": "done" if alarm.over else "pending",
        "attempts": 0,
        "forgiven": 0,
        "error": "",
        "content": {
            "definition": alarm.definition,
            "index": alarm.index,
            "text": alarm.text,
            "cycle": None if alarm.cycle is None else [*alarm.cycle],
        },
    }


def _alarm(row: Any) -> AlarmRecord:
    with t.reading_row():
        content = mapping(row.content)
        return AlarmRecord(
            definition=str(content["definition"]),
            start=row.subject,
            index=int(str(content["index"])),
            text=str(content["text"]),
            due_at=row.due_at,
            cycle=None if content["cycle"] is None else tuple(items(content["cycle"])),
            over=row.state == "done",
        )
