"""The programme of a case: what its version's BPMN files say, ready to be run, shared by all its cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from SpiffWorkflow.exceptions import SpiffWorkflowException

from engine.errors import Fault, Unrunnable
from engine.spiff import structure
from engine.spiff.elements import Element, Process
from engine.spiff.parse import parse
from engine.spiff.specs.build import build


class Program:
    """Processes that belong together: the main one, and those it calls.

    Immutable, and safe to share between cases and threads.

    Attributes:
        processes: by id, the main one and all it calls, directly or not.
        main: the process a case begins in.
        specs: SpiffWorkflow's own, by process and subprocess; for this package only.
    """

    def __init__(self, processes: Mapping[str, Process], main: str) -> None:
        self.processes = MappingProxyType(dict(processes))
        self.main = processes[main]
        specs: dict[str, Any] = {}
        for process in processes.values():
            build(process, specs)
        self.specs = specs

    @classmethod
    def parse(cls, files: Mapping[str, bytes], process_id: str) -> Program:
        """Read the ``.bpmn`` files of a bundle.

        Args:
            files: name → content; files of other kinds are left alone.
            process_id: the id of the main process.

        Raises:
            Unrunnable: what can't be run, each fault with its file and element.
        """
        found, faults = parse(files)
        if process_id not in found:
            raise Unrunnable([*faults, Fault(", ".join(files), process_id, None, "Proses utama tidak ada.")])
        faults += structure.faults(found)
        if faults:
            raise Unrunnable(faults)
        try:
            return cls(_called(found, process_id), process_id)
        except SpiffWorkflowException as error:
            raise Unrunnable([_unbuilt(error, found[process_id])]) from error

    def element(self, process: str, element: str) -> Element:
        """Return an element; KeyError where there is none."""
        return self.processes[process].elements[element]

    def known_names(self, process: str) -> frozenset[str]:
        """Return the variables that a process may ever set: they are null until they are.

        What sets one: an output parameter, a result variable, a ``number:`` property, a ``camunda:in`` of a
        call of the process, a ``camunda:out`` of a call in it.
        """
        names: set[str] = set()
        for element in self.processes[process].elements.values():
            names.update(_targets(element.outputs), _targets(element.call_out))
            names.update(
                key.removeprefix("number:") for key in element.properties if key.startswith("number:")
            )
            if element.result_variable:
                names.add(element.result_variable)
        for caller in self.processes.values():
            for element in caller.elements.values():
                if element.called_element == process:
                    names.update(_targets(element.call_in))
        return frozenset(names)


def _targets(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [name for name, _ in pairs]


def _unbuilt(error: SpiffWorkflowException, main: Process) -> Fault:
    """What the library says of a process that it can't build, at the element where it says it."""
    element = getattr(getattr(error, "task_spec", None), "element", None)
    message = f"Tidak dapat dijalankan: {error}"
    if element is None:
        return Fault(main.file, main.id, None, message)
    return Fault(element.file, element.author_id, element.line, message)


def _called(processes: Mapping[str, Process], main: str) -> dict[str, Process]:
    """The main process and those it calls, in the order in which they are found."""
    found: dict[str, Process] = {}
    todo = [main]
    while todo:
        process = processes[todo.pop(0)]
        if process.id not in found:
            found[process.id] = process
            todo += [e.called_element for e in process.elements.values() if e.called_element]
    return found
