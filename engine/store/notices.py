"""Notices in people's inbox: whom each is for, and who has read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.store import tables as t

MOST = 50
"""Unread notices that are shown at once, the newest first."""

_ADD = upsert(t.notice).on_conflict_do_nothing()
_ADDRESS = upsert(t.addressee).on_conflict_do_nothing()
_READ = upsert(t.notice_read).on_conflict_do_nothing()
_READ_BY = select(t.notice_read.c.notice).where(t.notice_read.c.account == bindparam("account"))
_FOR = select(t.addressee.c.notice).where(t.addressee.c.ref.in_(bindparam("refs", expanding=True)))
_UNREAD = (
    select(t.notice)
    .where(t.notice.c.id.in_(_FOR), t.notice.c.id.not_in(_READ_BY))
    .order_by(t.notice.c.at.desc(), t.notice.c.id)
    .limit(MOST)
)


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """A notice's row; ``id`` is that of the work that gave it."""

    id: str
    case: str
    title: str
    text: str
    at: datetime


class Notices:
    """Reads and writes notices within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, notice: NoticeRecord, refs: Iterable[str]) -> None:
        """Keep a notice; one of this id that is there already stays as it is.

        Args:
            refs: the keys under which those it is for find it, as those of tasks: ``group:``, ``user:``.
        """
        row = {"id": notice.id, "instance": notice.case, "title": notice.title, "text": notice.text}
        self._connection.execute(_ADD, {**row, "at": notice.at})
        self._connection.execute(_ADDRESS, [{"ref": ref, "notice": notice.id} for ref in refs])

    def unread(self, account: str, refs: Collection[str]) -> list[NoticeRecord]:
        """Return what a person hasn't read, the newest first, at most ``MOST``."""
        rows = self._connection.execute(_UNREAD, {"account": account, "refs": [*refs]})
        return [NoticeRecord(row.id, row.instance, row.title, row.text, row.at) for row in rows]

    def read(self, notice: str, account: str, refs: Collection[str]) -> bool:
        """Take note that a person has read a notice; False where there is none for them."""
        mine = select(t.notice.c.id).where(t.notice.c.id == notice, t.notice.c.id.in_(_FOR))
        if self._connection.scalar(mine, {"refs": [*refs]}) is None:
            return False
        self._connection.execute(_READ, {"notice": notice, "account": account})
        return True
