"""One command on one case: the names its expressions see, the steps it makes, and its budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from SpiffWorkflow import TaskState
from SpiffWorkflow.exceptions import SpiffWorkflowException

from engine.errors import ProcessFault
from engine.model import Json
from engine.spiff.elements import Element
from engine.spiff.events.compensating import OWN, note_completed
from engine.spiff.events.effects import throw
from engine.spiff.language import Language, as_copies, as_json, at
from engine.spiff.marks import INSTANCE, ITEM, ROUND
from engine.spiff.mends.identity import public_id
from engine.spiff.mends.prediction import spread
from engine.spiff.steps import Kind, Step

ENTERED = TaskState.READY | TaskState.WAITING | TaskState.STARTED


class Turn:
    """What the specs ask while a command is carried out; a fault that ends it tells the steps until then.

    What the library itself can't carry out is such a fault too.

    Attributes:
        language: evaluates every expression of this command.
        now: the command's clock, aware.
        steps: what happened so far.
        acting: the task at work, and ``extra`` the further names that its outputs see.
    """

    def __init__(self, case: Any, language: Language, now: datetime, budget: int) -> None:
        self.case = case
        self.language = language
        self.now = now
        self.budget = budget
        self.left = budget
        self.steps: list[Step] = []
        self._asked: dict[Any, dict[str, Json]] = {}
        self.acting: Any = None
        self.extra: Mapping[str, Json] = {}

    def __enter__(self) -> Turn:
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, SpiffWorkflowException):
            element: Element | None = getattr(getattr(error, "task_spec", None), "element", None)
            fault = ProcessFault(f"Tidak dapat dijalankan: {error}", element.author_id if element else None)
            fault.steps = self.steps
            raise fault from error
        if isinstance(error, ProcessFault):
            error.steps = self.steps

    # Budget

    def spend(self, amount: int, element: Element | None) -> None:
        """Count engine steps.

        Raises:
            ProcessFault: more than the command's budget.
        """
        self.left -= amount
        if self.left < 0:
            where = f"{element.title}: " if element else ""
            raise ProcessFault(
                f"{where}proses berputar tanpa henti (lebih dari {self.budget} langkah sekaligus).",
                element.author_id if element else None,
            )

    def run(self, task: Any) -> None:
        """Run a task that is ready, which is one engine step."""
        self.spend(1, task.task_spec.element)
        spread(task)
        task.run()

    # Expressions

    def value(self, task: Any, text: str) -> Json:
        """Evaluate an expression at a task; its errors name the task's element."""
        return self._value(task.task_spec.element, text, self.names(task))

    def _value(self, element: Element, text: str, names: Mapping[str, Json]) -> Json:
        return as_json(at(element, lambda: self.language.value(text, names)), element)

    def condition(self, task: Any, text: str, more: Mapping[str, Json] | None = None) -> bool:
        """Evaluate a condition at a task.

        Raises:
            ProcessFault: it is neither true nor false.
        """
        names = self.names(task) | dict(more or {})
        element: Element = task.task_spec.element
        answer = at(element, lambda: self.language.condition(text, names))
        if answer is not True and answer is not False:
            raise ProcessFault(
                f"{element.title}: syarat “{text}” tidak menghasilkan benar atau salah.", element.author_id
            )
        return answer

    def chosen(self, task: Any, text: str, more: Mapping[str, Json]) -> bool:
        """Ask a gateway's condition, and remember what its names stood for: that decides the way."""
        names = self.names(task) | dict(more)
        asked = self._asked.setdefault(task, {})
        asked |= {name: as_json(names.get(name)) for name in sorted(self.language.names(text))}
        return self.condition(task, text, more)

    def names(self, task: Any) -> dict[str, Json]:
        """Return the names that a task's expressions see; a later source covers an earlier one."""
        scope = task.workflow.scope
        names: dict[str, Json] = {"case": {"id": self.case.scope_id, "started": self.case.started}}
        element = task.task_spec.element
        if element is not None:
            names[ROUND] = round_of(task)
        names.update(scope.data)
        names.update(element_variables(task))
        if task is self.acting:
            names.update(self.extra)
        return names

    def assign(self, task: Any, values: Mapping[str, Json]) -> None:
        """Set variables of a task's scope, as copies."""
        self.put(task, as_copies(values, task.task_spec.element))

    def put(self, task: Any, values: Mapping[str, Json]) -> None:
        """Set variables where they belong: to the innermost instance around a task that has them for itself,
        else to its scope. What a subprocess gives off at its end goes outside, not to its own data."""
        for name, value in values.items():
            holders = (each for each in _around(task) if not _is_left(each, task, name))
            owned = (each.internal_data.get(OWN, {}) for each in holders)
            next((own for own in owned if name in own), task.workflow.scope.data)[name] = value

    def script(self, task: Any) -> None:
        """Evaluate a script task's FEEL into its result variable."""
        element: Element = task.task_spec.element
        own = self.inputs(task)
        value = self._value(element, element.script or "null", self.names(task) | own)
        if element.result_variable:
            self.assign(task, {element.result_variable: value})
        self.acting, self.extra = task, own

    def inputs(self, task: Any) -> dict[str, Json]:
        """Return the names that an element's input parameters give to it alone."""
        element: Element = task.task_spec.element
        names = self.names(task)
        return {name: self._value(element, text, names) for name, text in element.inputs}

    def worked(self, task: Any, result: Json) -> None:
        """Take in what a connector gave back."""
        element: Element = task.task_spec.element
        if element.result_variable:
            self.assign(task, {element.result_variable: result})
        self.acting, self.extra = task, {"result": result}

    def decide(self, task: Any) -> None:
        """Ask the decision of a business rule task, and take note of the rules that applied."""
        element: Element = task.task_spec.element
        own = self.inputs(task)
        ref, mapping = element.decision or "", element.decision_mapping
        names = self.names(task) | own
        decided = at(element, lambda: self.language.decide(ref, mapping, names))
        self.tell("decided", task, decided.evidence)
        if element.result_variable:
            self.assign(task, {element.result_variable: decided.value})
        self.acting, self.extra = task, {**own, "decisionResult": decided.value}

    def outputs(self, task: Any) -> None:
        """Set the variables that the element's output parameters name, one after the other."""
        for name, text in task.task_spec.element.outputs:
            self.put(task, {name: self.value(task, text)})

    def collect(self, task: Any, results: list[Json]) -> None:
        """Set the variables that take what came of all instances of a multi-instance element."""
        element: Element = task.task_spec.element
        if element.result_collection is None:
            return
        names = self.names(task) | {element.result_collection: results}
        taken = {name: self._value(element, text, names) for name, text in element.collected}
        self.put(task, taken or {element.result_collection: results})

    def called_with(self, task: Any) -> dict[str, Json]:
        """Return the variables that a call activity gives to the process it calls."""
        element: Element = task.task_spec.element
        variables = task.workflow.scope.data | element_variables(task) if element.call_in_all else {}
        return as_copies(variables, element) | self._mapped(task, element, element.call_in)

    def returned(self, called: Any, element: Element) -> dict[str, Json]:
        """Return the variables that a call activity gets from the process it has called."""
        variables = called.data if element.call_out_all else {}
        return as_copies(variables, element) | self._mapped(called.last_task, element, element.call_out)

    def _mapped(self, task: Any, element: Element, mappings: Sequence[tuple[str, str]]) -> dict[str, Json]:
        """Evaluate what crosses a call activity's border; errors name the call activity."""
        names = self.names(task)
        return {target: self._value(element, source, names) for target, source in mappings}

    def items(self, task: Any) -> list[Json]:
        """Return the items of a multi-instance element, for a cardinality 0, 1, …

        Raises:
            ProcessFault: the collection is no list, the cardinality no whole number from 0, or too many.
        """
        element: Element = task.task_spec.element
        value = self.value(task, element.collection or element.cardinality or "")
        if element.collection is not None and isinstance(value, list):
            items = value
        elif element.collection is None and type(value) is int and 0 <= value <= self.budget:
            items = list(range(value))
        else:
            raise ProcessFault(
                f"{element.title}: banyaknya pengerjaan tidak dapat ditentukan.", element.author_id
            )
        self.spend(len(items), element)
        return items

    def throw(self, task: Any) -> None:
        """Throw the events of a task that is completed."""
        for event in task.task_spec.element.events:
            throw(task, event)

    # Steps

    def moved(self, task: Any) -> None:
        """Take note of a task's new state."""
        if task.task_spec.silent:
            return
        state = task.state
        if state == TaskState.COMPLETED:
            self._step("completed", task)
            note_completed(task)
        elif state == TaskState.CANCELLED:
            self.cancelled(task)
        elif state & ENTERED and ROUND not in task.internal_data:
            late = task.task_spec.enters_when_ready
            if not late or state == TaskState.WAITING:
                self._taken(task)
            if not late or state == TaskState.READY:
                self._entered(task)

    def cancelled(self, task: Any) -> None:
        """Take note that a task was ended before it was done; a token consumed by a join was never inside."""
        if not task.task_spec.silent and ROUND in task.internal_data:
            self._step("cancelled", task)
            del task.internal_data[ROUND]

    def _entered(self, task: Any) -> None:
        if INSTANCE in task.internal_data:
            task.internal_data[ROUND] = task.parent.internal_data[ROUND]
        else:
            rounds = task.workflow.scope.rounds
            rounds[task.task_spec.element.id] += 1
            task.internal_data[ROUND] = rounds[task.task_spec.element.id]
        self._step("entered", task)

    def _taken(self, task: Any) -> None:
        reached, source = task, task.parent
        while source is not None:
            if source.task_spec.element is not None:
                flow = reached.task_spec.arrivals.get(source.task_spec.name)
                if flow is not None:
                    process, scope = task.task_spec.element.process, task.workflow.scope.scope_id
                    self.steps.append(Step("taken", flow, process, scope, 0, values=self._asked.get(source)))
                if flow is not None or not source.task_spec.silent:
                    return
                reached = source
            source = source.parent

    def tell(self, kind: Kind, task: Any, values: Mapping[str, Json]) -> None:
        """Take note of what happened at a task."""
        self._step(kind, task, values)

    def _step(self, kind: Kind, task: Any, values: Mapping[str, Json] | None = None) -> None:
        element: Element = task.task_spec.element
        id = task_id(task) if task.task_spec.manual else None
        scope = task.workflow.scope.scope_id
        visit, instance = task.internal_data[ROUND], _counter(task)
        self.steps.append(Step(kind, element.id, element.process, scope, visit, id, values, instance))


def round_of(task: Any) -> int:
    """Return which visit of its element a task is; of a boundary event that waits, its activity's."""
    element: Element = task.task_spec.element
    if ROUND not in task.internal_data and element.attached_to:
        task = next(other for other in task.parent.children if other.task_spec.name == element.attached_to)
    found: int | None = task.internal_data.get(ROUND)
    return found if found is not None else task.workflow.scope.rounds[element.id] + 1


def task_id(task: Any) -> str:
    """Return the public id of a task."""
    data = task.internal_data
    return public_id(
        task.workflow.scope.scope_id, task.task_spec.element.id, round_of(task), data.get(INSTANCE)
    )


def element_variables(task: Any) -> dict[str, Json]:
    """Return the element variables a task sees: its own, and those around it in embedded subprocesses."""
    names: dict[str, Json] = {}
    for each in _around(task):
        element = each.task_spec.element
        if INSTANCE in each.internal_data:
            names.setdefault("loopCounter", _counter(each))
        if ITEM in each.internal_data and element.element_variable:
            names.setdefault(element.element_variable, each.internal_data[ITEM])
        for name, value in each.internal_data.get(OWN, {}).items():
            names.setdefault(name, value)
    return names


def _around(task: Any) -> Iterator[Any]:
    """Yield a task and, from the inside out, those of the embedded subprocesses around it."""
    while task is not None:
        yield task
        workflow = task.workflow
        task = workflow.owner if workflow is not workflow.scope else None


def _is_left(each: Any, task: Any, name: str) -> bool:
    return each is task and name in task.task_spec.element.own_data


def _counter(task: Any) -> int | None:
    """Return which instance a task is, counted from 1; None for what is no instance."""
    instance: int | None = task.internal_data.get(INSTANCE)
    return None if instance is None else instance + 1
