"""What a person enters, as the process sees it: the same names that production gives, without its checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.directory import Organisation
from engine.expressions import Expressions
from engine.handlers.case import Tools, actor_value, allocate_numbers, submission_names
from engine.handlers.complete import paraf_request
from engine.journal import instant
from engine.model import Actor, Json
from engine.spiff import Element

SOMEBODY = Actor(id="simulasi", username="simulasi", name="Simulasi")
NOBODY_KNOWN = Organisation(groups={}, lanes={}, roles={})
WHO = frozenset({"actor", "paraf"})
"""Entries of an answer that say who gave it and which initials they put, and are no fields."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A submission.

    Attributes:
        fields: what was entered, by name.
        numbers: automatic numbers that it was given.
        names: what the element's output parameters see of it.
    """

    fields: Mapping[str, Json]
    numbers: Mapping[str, Json]
    names: Mapping[str, Json]


class Desk:
    """Where answers become submissions.

    Args:
        definition: the name by which automatic numbers are counted.
    """

    def __init__(self, definition: str) -> None:
        self._definition = definition
        self._numbers: dict[str, int] = {}

    def entered(
        self,
        element: Element,
        form: Mapping[str, Json] | None,
        answer: Mapping[str, Json],
        names: Mapping[str, Json],
        expressions: Expressions,
    ) -> Entered:
        """Return an answer as a submission.

        Args:
            names: what else the element's expressions see.

        Raises:
            ProcessFault: a number or the condition of its initials can't be computed.
        """
        fields = {name: value for name, value in answer.items() if name not in WHO}
        actor = answer.get("actor", actor_value(SOMEBODY))
        paraf = answer.get("paraf", _paraf(element, {**names, **fields}, expressions))
        seen = submission_names(form, fields, actor, paraf)
        tools = Tools(expressions.moment, NOBODY_KNOWN, self._number)
        numbers = allocate_numbers(element, {**names, **seen}, expressions, tools, self._definition)
        return Entered(fields, numbers, seen)

    def _number(self, sequence: str) -> int:
        self._numbers[sequence] = self._numbers.get(sequence, 0) + 1
        return self._numbers[sequence]


def _paraf(element: Element, names: Mapping[str, Json], expressions: Expressions) -> Json:
    """Initials as they would be put; what they bind may be missing, since nobody hands in files here."""
    request = paraf_request(element, names, expressions)
    if request is None or not expressions.condition(request.condition, names):
        return None
    return {
        "by": SOMEBODY.id,
        "name": SOMEBODY.name,
        "capacity": "definitif",
        "at": instant(expressions.moment.now),
        "version": request.version,
        "digests": dict(request.subjects),
    }
