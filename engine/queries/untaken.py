"""Messages that nobody has taken, as an operator sees them: kept for a receiver, or given up."""

from __future__ import annotations

from collections.abc import Mapping

from engine import policy
from engine.model import Actor, Page, UntakenMessage
from engine.projections import MailRecord
from engine.queries.reader import Reader
from engine.shapes import mapping

PAGE_SIZE = 50


class UntakenQueries:
    """Answers for the operator's list of messages."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def counts(self, actor: Actor) -> Mapping[str, int]:
        """Return how many messages are ``kept`` for who may begin to wait, and how many ``expired``.

        Raises:
            Forbidden: the person is no operator.
        """
        policy.require_operator(actor, self._reader.organisation)
        with self._reader.store.reading() as unit:
            return unit.mail.untaken_counts()

    def page(self, actor: Actor, page: int) -> Page[UntakenMessage]:
        """Return a page of them, the newest first.

        Raises:
            Forbidden: the person is no operator.
        """
        policy.require_operator(actor, self._reader.organisation)
        with self._reader.store.reading() as unit:
            found = unit.mail.untaken((page - 1) * PAGE_SIZE, PAGE_SIZE)
            total = sum(unit.mail.untaken_counts().values())
        return Page([_row(mail, state) for mail, state in found], page, PAGE_SIZE, total)


def _row(mail: MailRecord, state: str) -> UntakenMessage:
    source = mail.source
    thrower = str(source["case"]) if "case" in source else None
    return UntakenMessage(
        name=mail.name,
        key=mail.key or "",
        case_id=thrower,
        sender=f"kasus {source['number'] or thrower}" if thrower else str(mapping(source["actor"])["name"]),
        sent_at=mail.sent_at,
        expires_at=mail.expires_at,
        expired=state == "expired",
    )
