"""How expressions are evaluated: by the language that the caller hands in, and by nothing else.

SpiffWorkflow's own script engine is ``eval`` and ``exec`` on what the process's author wrote: scripts,
conditions, timers and loop cardinalities all ran ``os.system``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol, TypeVar

import orjson
from SpiffWorkflow.bpmn.script_engine import BasePythonScriptEngineEnvironment, PythonScriptEngine

from engine.decisions import Decided
from engine.errors import ParafError, ProcessFault
from engine.model import Json
from engine.spiff.elements import Element

# mypy: disallow-subclassing-any=False

T = TypeVar("T")


class Language(Protocol):
    """The expression language of one command; ``engine/expressions.py`` is FEEL, tests use a toy."""

    def value(self, text: str, names: Mapping[str, Json]) -> Json:
        """Evaluate an expression.

        Raises:
            ParafError: it has no value.
        """
        ...

    def names(self, text: str) -> Collection[str]:
        """Return the names that an expression asks for."""
        ...

    def condition(self, text: str, names: Mapping[str, Json]) -> bool:
        """Evaluate a condition.

        Raises:
            ParafError: it is neither true nor false.
        """
        ...

    def decide(self, decision: str, mapping: str, names: Mapping[str, Json]) -> Decided:
        """Evaluate a decision of the case's version; as ``engine.decisions.Decisions.decide``.

        Raises:
            ParafError: it has no result, or none that fits ``mapping``.
        """
        ...


class NoPython(PythonScriptEngine):
    """The script engine that SpiffWorkflow is given: whatever would reach Python raises instead."""

    def __init__(self) -> None:
        super().__init__(environment=BasePythonScriptEngineEnvironment())

    def execute(self, task: object, script: str, external_context: object = None) -> None:
        """Refuse: scripts are FEEL and run in their own spec."""
        raise NotImplementedError("Python is never executed")

    def evaluate(self, task: object, expression: str, external_context: object = None) -> None:
        """Refuse: expressions are FEEL and are evaluated by the specs of this package."""
        raise NotImplementedError("Python is never evaluated")


def at(element: Element, evaluate: Callable[[], T]) -> T:
    """Evaluate something for an element; an error names the element it happened at.

    Raises:
        ProcessFault: the expression failed.
    """
    try:
        return evaluate()
    except ProcessFault as fault:
        if fault.element:
            raise
        raise ProcessFault(f"{element.title}: {fault}", element.author_id) from fault
    except ParafError as error:
        raise ProcessFault(f"{element.title}: {error}", element.author_id) from error


def as_json(value: object, element: Element | None = None) -> Json:
    """Return a copy of a value that shares nothing with it and survives storage unchanged.

    Raises:
        ProcessFault: it isn't JSON, or holds a whole number of more than 64 bits.
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    try:
        copy: Json = orjson.loads(orjson.dumps(value))
    except (orjson.JSONEncodeError, RecursionError) as error:
        where = element.title if element else "Data"
        raise ProcessFault(
            f"{where}: nilai ini tidak dapat disimpan.", element.author_id if element else None
        ) from error
    return copy


def as_copies(values: Mapping[str, object], element: Element | None = None) -> dict[str, Json]:
    """Return copies of values by name; raises as ``as_json``."""
    return {name: as_json(value, element) for name, value in values.items()}
