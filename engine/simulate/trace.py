"""What happened, line by line, in the words of the diagram."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from engine.model import Json
from engine.spiff import Element, Program, Step

Kind = Literal["entered", "completed", "cancelled", "message", "error", "incident", "end"]
_LIFE = frozenset({"entered", "completed", "cancelled"})
Status = Literal["completed", "failed", "waiting", "incident"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened.

    Attributes:
        at: by the simulation's clock.
        element: None where no element is to be named.
        name: of the element, None where it has none.
        data: a message's ``name``, ``payload`` and ``direction`` (``sent`` or ``received``); an error's
            ``code`` and whether it was ``caught``; an incident's ``message``; which ``instance`` of a
            multi-instance or looping element it is; at the end, the variables.
        instance: which process instance it happened in.
        status: how the simulation ended; only there.
    """

    at: datetime
    kind: Kind
    element: str | None = None
    name: str | None = None
    data: Mapping[str, Json] | None = None
    instance: str | None = None
    status: Status | None = None

    def as_json(self, *, instances: bool) -> dict[str, Json]:
        """Return the line as it is printed.

        Args:
            instances: say which instance it is about.
        """
        moment = self.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        line: dict[str, Json] = {"at": moment, "kind": self.kind}
        if self.kind == "end":
            line["status"] = self.status
        else:
            line |= {"element": self.element, "name": self.name}
        if self.data is not None:
            line["data"] = dict(self.data)
        if instances and self.instance is not None:
            line["instance"] = self.instance
        return line


class Trace:
    """The lines so far.

    Attributes:
        status: how it ended, None as long as it goes on.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.status: Status | None = None

    def tell(self, at: datetime, instance: str, program: Program, steps: Sequence[Step]) -> None:
        """Add what a command did to an instance; of what repeats each time is told, not the whole."""
        for step in steps:
            told = _told(step)
            if told is None:
                continue
            kind, data = told
            element = program.element(step.process, step.element)
            if kind not in _LIFE or step.instance is not None or not element.repeats:
                self.lines.append(Line(at, kind, step.element, element.name or None, data, instance))

    def incident(
        self, at: datetime, instance: str, program: Program, element: str | None, message: str
    ) -> None:
        """Add that an instance can't go on."""
        found = _found(program, element)
        name = (found.name or None) if found else None
        self.lines.append(Line(at, "incident", element, name, {"message": message}, instance))

    def end(self, at: datetime, status: Status, variables: Mapping[str, Json]) -> None:
        """Add the last line."""
        self.status = status
        self.lines.append(Line(at, "end", data=variables, status=status))

    def as_json(self) -> Iterator[dict[str, Json]]:
        """Yield the lines as they are printed; they name their instance where there was more than one."""
        instances = len({line.instance for line in self.lines if line.instance is not None}) > 1
        return (line.as_json(instances=instances) for line in self.lines)


def _told(step: Step) -> tuple[Kind, Mapping[str, Json] | None] | None:
    """What a step adds to the trace; None for nothing."""
    values = step.values or {}
    match step.kind, values.get("event"):
        case ("entered" | "completed" | "cancelled") as kind, _:
            return kind, None if step.instance is None else {"instance": step.instance}
        case "thrown" | "caught", "message":
            direction = "sent" if step.kind == "thrown" else "received"
            entries = {name: values.get(name) for name in ("name", "payload")}
            return "message", {**entries, "direction": direction}
        case "thrown", "error":
            return "error", {"code": values.get("name"), "caught": values.get("caught")}
    return None


def _found(program: Program, element: str | None) -> Element | None:
    elements = (each for process in program.processes.values() for each in process.elements.values())
    return next((each for each in elements if each.id == element), None)
