"""What a connector is asked to do, and in which three ways it may come to nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.errors import ParafError
from engine.model import Json


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work outside the case.

    Attributes:
        key: the idempotency key: the same however often the work is tried.
        inputs: what the element's input parameters gave.
    """

    key: str
    case: str
    inputs: Mapping[str, Json]


Connector = Callable[[Work], Json]
"""Does the work and returns its result.

Raises:
    Rejected, Temporary, Permanent: as they say.
"""


class Rejected(ParafError):
    """The other side said no, and would say it again: the process may handle it as an error.

    Attributes:
        code: of the error event, e.g. ``http-404``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Temporary(ParafError):
    """It didn't work now, and may work later.

    Attributes:
        after: the seconds that the other side asked to wait.
    """

    def __init__(self, message: str, after: float = 0) -> None:
        super().__init__(message)
        self.after = after


class Permanent(ParafError):
    """It can't work before somebody has changed the process or the settings."""
