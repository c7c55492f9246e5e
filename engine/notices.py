"""Notices in people's inbox: delivered by a connector, read by those they are for."""

from __future__ import annotations

from engine import policy
from engine.connectors import Notice
from engine.errors import NotFound
from engine.model import Actor, NoticeRow
from engine.projections import CaseRecord
from engine.queries import Reader
from engine.store import NoticeRecord


class Notices:
    """Keeps notices."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def deliver(self, notice: Notice) -> None:
        """Put a notice into the inboxes of those it is for; delivered twice, it is there once."""
        refs = [f"group:{group}" for group in notice.groups] + [f"user:{user}" for user in notice.users]
        with self._reader.store.writing() as unit:
            # Its moment is taken in turn, so that none comes before what somebody has read already.
            at = self._reader.clock()
            unit.notices.add(NoticeRecord(notice.id, notice.case, notice.title, notice.text, at), refs)

    def unread(self, actor: Actor) -> list[NoticeRow]:
        """Return what a person hasn't read, the newest first."""
        with self._reader.store.reading() as unit:
            found = unit.notices.unread(actor.id, policy.refs_of(actor))
            cases = unit.lists.cases_by_id({notice.case for notice in found})
            return [self._row(actor, notice, cases[notice.case]) for notice in found]

    def read(self, actor: Actor, notice: str) -> None:
        """Take note that a person has read a notice; again, nothing changes.

        Raises:
            NotFound: there is none for them.
        """
        with self._reader.store.writing() as unit:
            if not unit.notices.read(notice, actor.id, policy.refs_of(actor)):
                raise NotFound("Pemberitahuan ini tidak ada.")

    def read_until(self, actor: Actor, notice: str) -> None:
        """Take note that a person has read a notice, and all that came before it.

        Raises:
            NotFound: there is none for them.
        """
        with self._reader.store.writing() as unit:
            if not unit.notices.read_until(notice, actor.id, policy.refs_of(actor)):
                raise NotFound("Pemberitahuan ini tidak ada.")

    def _row(self, actor: Actor, notice: NoticeRecord, about: CaseRecord) -> NoticeRow:
        """Describe a notice; a case that isn't theirs to see isn't named."""
        case = about if policy.may_see_case(actor, about, self._reader.organisation) else None
        return NoticeRow(
            id=notice.id,
            title=notice.title,
            text=notice.text,
            at=notice.at,
            case_id=case.id if case else None,
            case_number=case.number if case else "",
            case_title=case.title if case else "",
        )
