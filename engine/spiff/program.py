"""The programme of a case: what its version's BPMN files say, ready to be run, shared by all its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property
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
        watches_data: an event of theirs happens as a condition becomes true.
        specs: SpiffWorkflow's own, by process and subprocess; for this package only.
    """

    def __init__(self, processes: Mapping[str, Process], main: str) -> None:
        self.processes = MappingProxyType(dict(processes))
        self.main = processes[main]
        calls = [
            element
            for process in processes.values()
            for element in process.elements.values()
            if element.called_element
        ]
        self._calls_in = _by(calls, lambda call: call.process)
        self._calls_of = _by(calls, lambda call: call.called_element or "")
        self.watches_data = any(
            event.condition is not None
            for process in processes.values()
            for element in process.elements.values()
            for event in element.events
        )
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
        found, faults = parse(files, process_id)
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

        What sets one: an output parameter, a result variable, a ``number:`` property, a subprocess that has
        it for itself, a ``camunda:in`` of a call of the process, a ``camunda:out`` of a call in it; where all
        cross, whatever the other may set.
        """
        names: set[str] = set()
        seen: set[str] = set()
        todo = [process]
        while todo:
            asked = todo.pop()
            if asked not in seen:
                seen.add(asked)
                names |= self._names_set[asked]
                todo += self._sharing_all_with(asked)
        return frozenset(names)

    @cached_property
    def _names_set(self) -> Mapping[str, Set[str]]:
        """Process → the variables that are set in it, or by a call of it."""
        return {process: self._set_in(process) for process in self.processes}

    def _set_in(self, process: str) -> set[str]:
        names: set[str] = set()
        for element in self.processes[process].elements.values():
            names.update(_targets(element.outputs), _targets(element.call_out))
            names.update(
                key.removeprefix("number:") for key in element.properties if key.startswith("number:")
            )
            names.update(_targets(element.collected), element.own_data)
            names.update(
                filter(None, (element.result_variable, element.result_item, element.result_collection))
            )
        for call in self._calls_of.get(process, ()):
            names.update(_targets(call.call_in))
        return names

    def _sharing_all_with(self, process: str) -> Iterator[str]:
        """Yield the processes whose variables all cross into this one."""
        yield from (call.process for call in self._calls_of.get(process, ()) if call.call_in_all)
        for call in self._calls_in.get(process, ()):
            if call.call_out_all and call.called_element:
                yield call.called_element


def _by(calls: Iterable[Element], key: Callable[[Element], str]) -> dict[str, list[Element]]:
    grouped: dict[str, list[Element]] = {}
    for call in calls:
        grouped.setdefault(key(call), []).append(call)
    return grouped


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
