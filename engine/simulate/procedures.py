"""What the files hold: processes ready to run, decisions and forms; what is missing is done without."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

import orjson

from engine.decisions import Decisions
from engine.forms import check_schema
from engine.model import Json
from engine.simulate.language import Learning
from engine.simulate.scenario import Scenario
from engine.spiff import Element, EventText, Process, Program
from engine.spiff.parse import parse

ANSWERED = "answered"
"""The connector of a task whose result the answers give."""

SERVICES = frozenset({"serviceTask", "sendTask", "businessRuleTask"})


class Procedures:
    """Every process of the files.

    Args:
        files: path → content.
        scenario: what is to be simulated.

    Attributes:
        vocabulary: shared by all expressions.
        decisions: those of the DMN files.

    Raises:
        Unrunnable: a diagram can't be run, or there is no such process.
    """

    def __init__(self, files: Mapping[str, bytes], scenario: Scenario) -> None:
        self._files = files
        self._scenario = scenario
        self._programs: dict[str, Program] = {}
        self.vocabulary = Learning(_given(scenario))
        self.program(scenario.process)
        self._processes = parse(files)[0]
        self._forms = dict(_forms(files))
        self.decisions = Decisions(files)

    def program(self, process: str) -> Program:
        """Return a process ready to run, with those it calls.

        Raises:
            Unrunnable: there is none of this id.
        """
        if process not in self._programs:
            program = Program.parse(self._files, process)
            self._programs[process] = _with_services(program, self._scenario.answers.keys())
            for called in program.processes:
                self.vocabulary.know(program.known_names(called))
        return self._programs[process]

    def started_by(self, kind: str, name: str | None) -> Iterator[tuple[str, str]]:
        """Yield (process, start event) of what a message or signal begins, the main process first."""
        for process in sorted(self._processes.values(), key=lambda each: each.id != self._scenario.process):
            for start, event in triggers(process):
                if event.kind == kind and event.name == name:
                    yield process.id, start

    def form(self, element: Element) -> dict[str, Json] | None:
        """Return the form of a task or start event; None where it has none, or it is missing or faulty."""
        return self._forms.get(element.attributes.get("formRef", ""))


def _given(scenario: Scenario) -> set[str]:
    """Return the names of what the scenario brings."""
    answers = [
        answer
        for each in scenario.answers.values()
        for answer in (each if isinstance(each, list) else [each])
    ]
    brought = [*answers, *(message.payload for message in scenario.messages)]
    return set(scenario.data).union(*(each.keys() for each in brought if isinstance(each, dict)))


def triggers(process: Process) -> Iterator[tuple[str, EventText]]:
    """Yield what a process's start events wait for, in the order of the file."""
    for start in process.triggers:
        for event in process.elements[start].events:
            yield start, event


def _with_services(program: Program, answered: Collection[str]) -> Program:
    """Let tasks that call nothing, which are passed, wait for the result that an answer gives."""

    def waiting(element: Element) -> Element:
        calls = element.connector or element.decision or element.events
        waits = element.type in SERVICES and not calls and element.id in answered
        return replace(element, connector=ANSWERED) if waits else element

    processes = {
        process.id: replace(
            process, elements={id: waiting(element) for id, element in process.elements.items()}
        )
        for process in program.processes.values()
    }
    return program if processes == dict(program.processes) else Program(processes, program.main.id)


def _forms(files: Mapping[str, bytes]) -> Iterator[tuple[str, dict[str, Json]]]:
    for path, content in files.items():
        if path.endswith(".form"):
            try:
                schema = orjson.loads(content)
            except orjson.JSONDecodeError:
                continue
            if isinstance(schema, dict) and not any(f.severity == "error" for f in check_schema(schema)):
                yield PurePath(path).stem, schema
