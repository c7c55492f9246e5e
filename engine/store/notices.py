"""Notices in people's inbox: whom each is for, and who has read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, exists, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.model import MOST_NOTICES
from engine.store import tables as t

KEPT = timedelta(days=90)
"""How long a notice is kept, read or not."""

_ADD = upsert(t.notice).on_conflict_do_nothing()
_ADDRESS = upsert(t.addressee).on_conflict_do_nothing()
_READ = upsert(t.notice_read).on_conflict_do_nothing()
_SET_MARK = upsert(t.notice_mark)
_MARK = _SET_MARK.on_conflict_do_update(
    index_elements=["account"], set_={"at": func.max(t.notice_mark.c.at, _SET_MARK.excluded.at)}
)
_MARKED = select(t.notice_mark.c.at).where(t.notice_mark.c.account == bindparam("account"))
_IS_READ = exists().where(
    t.notice_read.c.notice == t.notice.c.id, t.notice_read.c.account == bindparam("account")
)
_MINE = t.addressee.c.ref.in_(bindparam("refs", expanding=True))
_FOR = select(t.addressee.c.notice).where(_MINE)
_NEWEST = select(func.max(t.addressee.c.at)).where(_MINE)
_UNREAD = (
    select(t.notice)
    .where(t.notice.c.id.in_(_FOR.where(t.addressee.c.at > bindparam("after", type_=t.Moment()))))
    .where(~_IS_READ)
    .order_by(t.notice.c.at.desc(), t.notice.c.id)
    .limit(MOST_NOTICES)
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
        self._connection.execute(
            _ADDRESS, [{"ref": ref, "notice": notice.id, "at": notice.at} for ref in refs]
        )

    def unread(self, account: str, refs: Collection[str]) -> list[NoticeRecord]:
        """Return what a person hasn't read, the newest first, at most ``MOST_NOTICES``."""
        after = self._connection.scalar(_MARKED, {"account": account}) or t.EPOCH
        rows = self._connection.execute(_UNREAD, {"account": account, "refs": [*refs], "after": after})
        return [NoticeRecord(row.id, row.instance, row.title, row.text, row.at) for row in rows]

    def read(self, notice: str, account: str, refs: Collection[str]) -> bool:
        """Take note that a person has read a notice; False where there is none for them."""
        if self._moment_of(notice, refs) is None:
            return False
        self._connection.execute(_READ, {"notice": notice, "account": account})
        newest = self._connection.scalar(_NEWEST, {"refs": [*refs]})
        if newest is not None and not self.unread(account, refs):
            self.mark(account, newest)
        return True

    def read_until(self, notice: str, account: str, refs: Collection[str]) -> bool:
        """Take note that a person has read a notice and all before it; False where there is none for them."""
        at = self._moment_of(notice, refs)
        if at is not None:
            self.mark(account, at)
        return at is not None

    def mark(self, account: str, at: datetime) -> None:
        """Take all notices up to a moment for read, or as given before a person was there."""
        self._connection.execute(_MARK, {"account": account, "at": at})
        seen = select(t.notice.c.id).where(t.notice.c.at <= at)
        own = t.notice_read.c.account == account
        self._connection.execute(delete(t.notice_read).where(own, t.notice_read.c.notice.in_(seen)))

    def tidy(self, now: datetime) -> None:
        """Forget what was given long ago."""
        old = select(t.notice.c.id).where(t.notice.c.at <= now - KEPT)
        for table in (t.notice_read, t.addressee):
            self._connection.execute(delete(table).where(table.c.notice.in_(old)))
        self._connection.execute(delete(t.notice).where(t.notice.c.at <= now - KEPT))

    def _moment_of(self, notice: str, refs: Collection[str]) -> datetime | None:
        mine = select(t.notice.c.at).where(t.notice.c.id == notice, t.notice.c.id.in_(_FOR))
        at: datetime | None = self._connection.scalar(mine, {"refs": [*refs]})
        return at
