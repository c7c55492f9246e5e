"""SpiffWorkflow alone, as its documentation uses it: the measure that the engine is held against.

It runs the SOP's own diagram. What stock SpiffWorkflow can't read is put into its words in memory: the FEEL
conditions become Python, only the start event in question stays, and a multi-instance task is a plain one.

It runs in a process of its own (``python -m bench.bare``, JSON lines in and out), because the engine's mends
would reach it in the same one; it measures itself, so that the way between the two doesn't count.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, cast

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
PYTHON = (
    (re.compile(r"(?<![!<>])=(?!=)"), "=="),
    (re.compile(r"\btrue\b"), "True"),
    (re.compile(r"\bfalse\b"), "False"),
    (re.compile(r"\bcount\("), "len("),
    (re.compile(r"list contains\((\w+), (\"\w+\")\)"), r"(\2 in \1)"),
)
"""FEEL → Python, as far as the SOP's conditions go."""


class Stock:
    """A definition on stock SpiffWorkflow, its one case stored as text.

    Args:
        files: the definition's BPMN files.
        process: the id of the main process.
        start: the one start event that stays.
    """

    def __init__(self, files: Sequence[str], process: str, start: str) -> None:
        parser = BpmnParser()
        self._asked: set[str] = set()
        for path in files:
            parser.add_bpmn_xml(self._in_its_words(Path(path).read_bytes(), start))
        self._spec = parser.get_spec(process)
        self._called = parser.get_subprocess_specs(process)
        self._serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        self._stored = ""

    def begin(self, variables: Mapping[str, Any]) -> None:
        """Start a case and store it."""
        workflow = BpmnWorkflow(self._spec, self._called)
        unset = dict.fromkeys(self._asked)
        workflow.get_next_task(state=TaskState.READY).data.update({**unset, **variables})
        workflow.do_engine_steps()
        self._stored = self._serializer.serialize_json(workflow)

    def complete(self, element: str, entered: Mapping[str, Any], variables: Mapping[str, Any]) -> None:
        """Restore the case, complete a user task, go on, and store it.

        The case carries the variables alone, and of what was entered no more than its conditions ask for: as
        little as the engine's own. (Whole forms in every task, as is usual, would make it slower.)
        """
        workflow = self._serializer.deserialize_json(self._stored)
        task = workflow.get_next_task(state=TaskState.READY, spec_name=element)
        task.data.update({name: value for name, value in entered.items() if name in self._asked})
        task.data.update(variables)
        task.run()
        workflow.do_engine_steps()
        self._stored = self._serializer.serialize_json(workflow)

    def _in_its_words(self, content: bytes, start: str) -> Any:
        document: Any = etree.fromstring(content)
        for condition in document.iter(f"{BPMN}conditionExpression"):
            self._asked.update(re.findall(r"\b[a-z]+[A-Z]\w*", condition.text))
            for feel, python in PYTHON:
                condition.text = feel.sub(python, condition.text)
        starts = {event.get("id"): event for event in document.iter(f"{BPMN}startEvent")}
        for event in starts if start in starts else ():
            if event != start:
                _remove(document, starts[event])
        for loop in list(document.iter(f"{BPMN}multiInstanceLoopCharacteristics")):
            loop.getparent().remove(loop)
        return document


def _remove(document: Any, event: Any) -> None:
    """Take a start event out of the diagram, with its flow and all that refers to them."""
    flow = next(
        flow for flow in document.iter(f"{BPMN}sequenceFlow") if flow.get("sourceRef") == event.get("id")
    )
    references = [*document.iter(f"{BPMN}incoming"), *document.iter(f"{BPMN}flowNodeRef")]
    for reference in references:
        if reference.text in {event.get("id"), flow.get("id")}:
            reference.getparent().remove(reference)
    event.getparent().remove(event)
    flow.getparent().remove(flow)


class Bare:
    """``Stock`` in a process of its own; see there."""

    def __init__(self, files: Sequence[Path], process: str, start: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.bare"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._ask("open", [[str(path) for path in files], process, start])

    def __enter__(self) -> Bare:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def begin(self, variables: Mapping[str, Any]) -> None:
        """Start a case in the place of the one before."""
        self._ask("begin", [variables])

    def complete(self, element: str, entered: Mapping[str, Any], variables: Mapping[str, Any]) -> float:
        """Complete a user task of it; return how many seconds that took."""
        return self._ask("complete", [element, entered, variables])

    def _ask(self, what: str, arguments: Sequence[Any]) -> float:
        question, answer = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        question.write(json.dumps([what, arguments]).encode() + b"\n")
        question.flush()
        return float(answer.readline())


def main() -> None:
    """Do what each line asks, and answer with the seconds it took."""
    stock: Any = None
    for line in sys.stdin:
        what, arguments = json.loads(line)
        began = time.perf_counter()
        if what == "open":
            stock = Stock(*arguments)
        else:
            getattr(stock, what)(*arguments)
        print(time.perf_counter() - began, flush=True)


if __name__ == "__main__":
    main()
