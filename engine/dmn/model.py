"""A DMN model: read and compiled once, evaluated often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from engine.dmn import elements as dmn
from engine.dmn.evaluation import Decided, Evaluation, Match, Reason
from engine.dmn.files import Unit, link
from engine.dmn.graph import Graph
from engine.dmn.nodes import Deciding, Given, Key, Values
from engine.dmn.types import with_dates
from engine.errors import Fault, NotFound, Unrunnable
from engine.feel import FeelBudgetError, FeelFault, Function, Value, from_json

_NOTHING: Mapping[str, bytes] = {}
_NO_FUNCTIONS: Mapping[str, Function] = {}


class Outcome(NamedTuple):
    """What an evaluation gave.

    Attributes:
        value: a FEEL value; ``engine.feel.to_json`` makes it JSON.
        reasons: why it, or something on the way to it, is null.
        matched: the decision tables that were evaluated, and the rules that applied.
        decided: the decisions that were evaluated, and their values.
    """

    value: Value
    reasons: tuple[Reason, ...]
    matched: tuple[Match, ...]
    decided: tuple[Decided, ...]


class Invocable(NamedTuple):
    """What of a model can be evaluated.

    Attributes:
        inputs: the names of the values that it is evaluated over, and of their types where they have one.
        logic: whether there is anything to evaluate; a decision without logic is null.
        table: the decision table that a decision is, None where it is anything else.
    """

    id: str
    name: str
    kind: Literal["decision", "service", "function"]
    inputs: Mapping[str, str | None]
    logic: bool
    table: dmn.Table | None = None


class Model:
    """The decisions, decision services and functions of a file; ``read`` makes it.

    Safe to share between threads.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._graph = Graph(units)
        self._path = units[-1].path
        nodes = [node for node in units[-1].nodes.values() if not isinstance(node, dmn.InputData)]
        self._nodes = {node.name: node for node in reversed(nodes)} | {node.id: node for node in nodes}
        self._plans: dict[Key, list[Given]] = {}
        self._ids = [node.id for node in nodes]

    def invocables(self) -> list[Invocable]:
        """Return all that can be evaluated, in the order of the file."""
        return [self._described(self._nodes[name]) for name in self._ids]

    def find(self, name: str) -> Invocable | None:
        """Return what has an id, else a name; None where nothing has."""
        return self._described(self._nodes[name]) if name in self._nodes else None

    def faults(self) -> list[Fault]:
        """Return what can't be run, or is certainly wrong: in the file, and in those that it imports.

        A model with faults can be evaluated all the same: what is faulty gives null, with the reason.
        """
        found = [*self._graph.faults, *(fault for unit in self._units for fault in unit.faults())]
        return sorted(dict.fromkeys(found), key=lambda fault: (fault.file, fault.line or 0, fault.message))

    def texts(self) -> list[tuple[dmn.Place, str]]:
        """Return every text of the file's decisions and functions that should be FEEL, with its place."""
        parts = (part for whole in self._units[-1].logic for part in dmn.parts(whole))
        return [(part.place, part.text) for part in parts if isinstance(part, dmn.Literal | dmn.Text)]

    def evaluate(self, name: str, context: Mapping[str, object], *, json: bool = False) -> Outcome:
        """Evaluate a decision, a decision service or a function, by its id or its name.

        Args:
            context: the values of input data, of a service's decisions that are given, or of a function's
                parameters by their names: FEEL values, or whatever ``engine.feel.from_json`` takes. One that
                isn't there is null. Data of imported files go by their own names too.
            json: whether the values are JSON's, as a process's variables are: then a text is read as a date,
                time or duration where its declared type asks for one.

        Raises:
            NotFound: the model has nothing of this name.
            FeelBudgetError: it takes too many steps, or makes something too large.
            FeelValueError: a value that it reads is none that FEEL knows.
            FeelUnavailable: it needs a package that isn't installed.
        """
        node = self._nodes.get(name)
        if node is None:
            raise NotFound(f"Model keputusan ini tidak memiliki “{name}”.")
        run = Evaluation()
        try:
            value = self._value(node, context, run, json=json)
        except RecursionError as error:
            raise FeelBudgetError("Model keputusan bersarang terlalu dalam.") from error
        return Outcome(value, tuple(run.reasons), tuple(run.matched), tuple(run.decided))

    def _value(self, node: dmn.Node, context: Mapping[str, object], run: Evaluation, *, json: bool) -> Value:
        key = (self._path, node.id)
        if key in self._graph.services:
            serving = self._graph.services[key]
            return serving.answer(_taken(serving.given, context, run, json=json), run)
        if key in self._graph.decisions:
            plan = self._plan(key)
            values = _taken(_data(plan), context, run, json=json)
            for each in plan:
                if isinstance(each, Deciding):
                    each.decide(values, run)
            return values[key]
        function = self._graph.knowledge[key]
        arguments = {
            name: with_dates(from_json(context.get(name), run), type_, run)
            if json
            else from_json(context.get(name), run)
            for name, type_ in zip(function.parameters, function.types, strict=True)
        }
        try:
            return function.invoke_named(arguments, run)
        except FeelFault as fault:
            return run.note(node.place, str(fault))

    def _plan(self, key: Key) -> list[Given]:
        if key not in self._plans:
            self._plans[key] = self._graph.plan([key])
        return self._plans[key]

    def _described(self, node: dmn.Node) -> Invocable:
        if isinstance(node, dmn.Knowledge):
            return Invocable(node.id, node.name, "function", dict(node.logic.parameters), logic=True)
        key = (self._path, node.id)
        if key in self._graph.services:
            given = self._graph.services[key].given
            return Invocable(node.id, node.name, "service", _names(given), logic=True)
        logic = node.logic if isinstance(node, dmn.Decision) else None
        inputs = _names(_data(self._plan(key)))
        table = logic if isinstance(logic, dmn.Table) else None
        return Invocable(node.id, node.name, "decision", inputs, logic is not None, table)

    @property
    def namespace(self) -> str:
        """That of the file, by which others import it."""
        return self._units[-1].namespace

    def nodes(self) -> list[dmn.Node]:
        """Return the elements of the file's requirements graph, in the order of the file."""
        return [*self._units[-1].nodes.values()]

    def tables(self) -> list[dmn.Table]:
        """Return every decision table of the file and of those that it imports, wherever it stands."""
        logic = [part for unit in self._units for whole in unit.logic for part in dmn.parts(whole)]
        return [part for part in logic if isinstance(part, dmn.Table)]


def _data(plan: Sequence[Given]) -> list[Given]:
    return [each for each in plan if not isinstance(each, Deciding)]


def _names(given: Sequence[Given]) -> dict[str, str | None]:
    return {each.node.name: each.node.type for each in given}


def _taken(given: Sequence[Given], context: Mapping[str, object], run: Evaluation, *, json: bool) -> Values:
    return {
        each.key: each.taken(from_json(context.get(each.node.name), run), run, json=json) for each in given
    }


def read(
    path: str,
    content: bytes,
    others: Mapping[str, bytes] = _NOTHING,
    functions: Mapping[str, Function] = _NO_FUNCTIONS,
) -> Model:
    """Read and compile a DMN file; ``Model.faults`` says what of it isn't right.

    Args:
        path: of the file in its bundle, which faults name.
        others: further files of the bundle by path, among which imports are looked up by namespace.
        functions: that expressions may call beside the built-in ones.

    Raises:
        Unrunnable: the file can't be read safely, is no DMN 1.3 to 1.5, or is nested too deep.
    """
    try:
        return Model(link(path, content, others, functions))
    except RecursionError as error:
        raise Unrunnable([Fault(path, None, None, "Model keputusan bersarang terlalu dalam.")]) from error
