"""The connector ``notify``: a notice in people's inbox, beside their tasks."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from engine.connectors.inputs import line, only, text, texts
from engine.connectors.work import Permanent, Work
from engine.model import Json

KNOWN = frozenset({"groups", "users", "title", "text"})
LONGEST_TITLE = 200
LONGEST_TEXT = 2_000
MOST_RECIPIENTS = 50


@dataclass(frozen=True, slots=True)
class Notice:
    """What people are to know of a case.

    Attributes:
        id: the idempotency key of the work: given twice, it is one notice.
        groups: ids of ``organisation.json``; ``users`` usernames or e-mails in lower case.
    """

    id: str
    case: str
    title: str
    text: str
    groups: Sequence[str]
    users: Sequence[str]


class Notify:
    """Puts notices into inboxes.

    Args:
        groups: the ids of the groups that there are.
        deliver: keeps a notice; one that is there already stays as it is.
    """

    def __init__(self, groups: Container[str], deliver: Callable[[Notice], None]) -> None:
        self._groups = groups
        self._deliver = deliver

    def __call__(self, work: Work) -> Json:
        """Deliver a notice; there is nothing to return.

        Raises:
            Permanent: it is for nobody, or an input is missing or wrong.
        """
        only(work.inputs, KNOWN)
        groups = texts(work.inputs, "groups")
        users = [user.lower() for user in texts(work.inputs, "users")]
        if unknown := [group for group in groups if group not in self._groups]:
            raise Permanent(f"Kelompok {', '.join(unknown)} tidak ada di organisation.json.")
        if not 0 < len(groups) + len(users) <= MOST_RECIPIENTS:
            raise Permanent(
                f"Pemberitahuan harus untuk 1 sampai {MOST_RECIPIENTS} kelompok (groups) atau orang (users)."
            )
        title = line(work.inputs, "title", LONGEST_TITLE)
        words = text(work.inputs, "text", LONGEST_TEXT) if work.inputs.get("text") is not None else ""
        self._deliver(Notice(work.key, work.case, title, words, groups, users))
        return None
