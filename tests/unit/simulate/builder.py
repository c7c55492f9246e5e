"""Simulations in a few words, and what is asked of their traces."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.model import Json
from engine.simulate import Message, Scenario, moment_after, simulate
from tests.unit.spiff import builders as bpmn
from tests.unit.spiff.builders import node

BUDGET = 1000
DECLARED = (
    '<bpmn:message id="M" name="pesanan"/><bpmn:message id="N" name="balasan"/>'
    '<bpmn:signal id="S" name="libur"/>'
    '<bpmn:error id="E" name="Ditolak" errorCode="TOLAK"/>'
)
MESSAGE = '<bpmn:messageEventDefinition messageRef="M"/>'
REPLY = '<bpmn:messageEventDefinition messageRef="N"/>'
SIGNAL = '<bpmn:signalEventDefinition signalRef="S"/>'
ERROR = '<bpmn:errorEventDefinition errorRef="E"/>'


def after(duration: str) -> str:
    return f"<bpmn:timerEventDefinition><bpmn:timeDuration>{duration}</bpmn:timeDuration></bpmn:timerEventDefinition>"


def on(date: str) -> str:
    return f"<bpmn:timerEventDefinition><bpmn:timeDate>{date}</bpmn:timeDate></bpmn:timerEventDefinition>"


def every(cycle: str) -> str:
    return f"<bpmn:timerEventDefinition><bpmn:timeCycle>{cycle}</bpmn:timeCycle></bpmn:timerEventDefinition>"


def catch(id: str, definition: str, extension: str = "") -> str:
    return node("intermediateCatchEvent", id, extension + definition)


def throw(id: str, definition: str, extension: str = "") -> str:
    return node("intermediateThrowEvent", id, extension + definition)


def boundary(id: str, host: str, definition: str) -> str:
    return node("boundaryEvent", id, definition, attachedToRef=host)


def settings(*inner: str) -> str:
    """``extensionElements`` with these in it."""
    return bpmn.extensions("".join(inner))


def properties(**values: str) -> str:
    rows = "".join(
        f'<camunda:property name="{name.replace("__", ":")}" value="{value}"/>'
        for name, value in values.items()
    )
    return f"<camunda:properties>{rows}</camunda:properties>"


def parameters(inputs: Mapping[str, str] | None = None, outputs: Mapping[str, str] | None = None) -> str:
    rows = [
        f'<camunda:inputParameter name="{n}">{t}</camunda:inputParameter>' for n, t in (inputs or {}).items()
    ]
    rows += [
        f'<camunda:outputParameter name="{n}">{t}</camunda:outputParameter>'
        for n, t in (outputs or {}).items()
    ]
    return f"<camunda:inputOutput>{''.join(rows)}</camunda:inputOutput>"


def straight(*parts: tuple[str, str], id: str = "p", start: str = "", begin: str = "s") -> str:
    """A process of a start event, these (id, XML) one after the other, and an end event."""
    ids = [begin, *(name for name, _ in parts), f"{begin}_end"]
    flows = [f"{source} {target}" for source, target in itertools.pairwise(ids)]
    return bpmn.process(
        bpmn.start(begin, start), *(part for _, part in parts), bpmn.end(ids[-1]), bpmn.flows(*flows), id=id
    )


@dataclass(frozen=True)
class Trial:
    """What a simulation printed."""

    lines: Sequence[Mapping[str, Json]]

    @property
    def told(self) -> list[str]:
        """The lines before the last, as ``kind element``."""
        return [f"{line['kind']} {line['element']}" for line in self.lines[:-1]]

    @property
    def done(self) -> list[Json]:
        """The elements completed, in order."""
        return [line["element"] for line in self.lines if line["kind"] == "completed"]

    @property
    def status(self) -> Json:
        return self.lines[-1]["status"]

    @property
    def data(self) -> Json:
        return self.lines[-1]["data"]

    def of(self, kind: str) -> list[Mapping[str, Json]]:
        return [line for line in self.lines if line["kind"] == kind]

    def at(self, element: str, kind: str = "completed") -> Json:
        """When something first happened at an element."""
        return next(line["at"] for line in self.of(kind) if line["element"] == element)


def tried(
    *processes: str,
    files: Mapping[str, bytes] | None = None,
    data: Mapping[str, Json] | None = None,
    answers: Mapping[str, Json] | None = None,
    messages: Sequence[Message | str] = (),
    also: Sequence[str] = (),
    until: str = "P10Y",
) -> Trial:
    """Simulate the process ``p`` of a file of these processes."""
    scenario = Scenario(
        "p",
        data or {},
        answers or {},
        [Message(each, outside=True) if isinstance(each, str) else each for each in messages],
        also,
        moment_after(until),
    )
    given = {"p.bpmn": bpmn.xml(DECLARED, *processes), **(files or {})}
    return Trial([*simulate(given, scenario, BUDGET).as_json()])
