"""The nodes of a linked graph, and how they are evaluated (DMN 1.5, clause 10.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.dmn import elements as dmn
from engine.dmn.evaluation import STEPS_A_RECORD, Code, Decided, Evaluation, Scope, evaluation_of
from engine.dmn.functions import LEVELS, argument
from engine.dmn.types import as_type, with_dates
from engine.feel import ANY, FeelFault, FunctionValue, Run, Type, Value

Key = tuple[str, str]
"""A node: its file and id."""

Values = dict[Key, Value]
"""What is known in an evaluation: data, and the decisions evaluated so far."""


@dataclass(slots=True)
class Given:
    """What has a value in an evaluation."""

    key: Key
    node: dmn.Node
    type: Type | None

    def taken(self, value: Value, run: Evaluation, *, json: bool) -> Value:
        """Return a value that is handed in: null, with the reason, where it is of another type.

        Args:
            json: whether it comes from JSON, so that texts may stand for dates.
        """
        if json and self.type is not None:
            value = with_dates(value, self.type, run)
        return as_type(value, self.type, self.node.place, self.node.name, run)


@dataclass(slots=True)
class Datum(Given):
    """Input data."""


@dataclass(slots=True)
class Deciding(Given):
    """A decision.

    Attributes:
        known: the functions that it requires, by the names that its logic has for them.
        data: what else it requires: the name of its import or "", its name, and its key.
        broken: why some of what it requires is missing.
        code: its logic, once that is compiled.
        cost: in steps, of evaluating it once.
    """

    known: Scope = field(default_factory=dict)
    data: list[tuple[str, str, Key]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    code: Code = field(init=False)
    cost: int = STEPS_A_RECORD

    def decide(self, values: Values, run: Evaluation) -> None:
        """Evaluate it over what it requires, and add its value."""
        run.charge(self.cost)
        scope = dict(self.known)
        for imported, name, key in self.data:
            if imported:
                scope[imported] = {**scope.get(imported, {}), name: values.get(key)}
            else:
                scope[name] = values.get(key)
        for reason in self.broken:
            run.note(self.node.place, reason)
        value = values[self.key] = self.code(scope, run)
        run.decided.append(Decided(self.node.place.file, self.node.id, self.node.name, value))


class Serving(FunctionValue):
    """A decision service: a function of its data and of its decisions that are given, in this order.

    Attributes:
        given: the nodes that its parameters stand for.
        outputs: the decisions that it puts out.
        plan: the decisions that it evaluates, each after those that it requires.
    """

    __slots__ = ("given", "node", "outputs", "parameters", "plan", "result", "types")

    def __init__(self, node: dmn.Service, result: Type | None) -> None:
        self.node = node
        self.result = result
        self.given: Sequence[Given] = ()
        self.outputs: Sequence[Deciding] = ()
        self.plan: Sequence[Deciding] = ()
        self.parameters = ()
        self.types = ()

    def take(self, given: Sequence[Given]) -> None:
        """Set what its parameters stand for."""
        self.given = given
        self.parameters = tuple(each.node.name for each in given)
        self.types = tuple(each.type or ANY for each in given)

    def invoke(self, arguments: Sequence[Value], run: Run) -> Value:
        """Decide over arguments; one of another type is a fault."""
        if len(arguments) != len(self.parameters):
            raise FeelFault(f"parameternya: {', '.join(self.parameters) or 'tidak ada'}")
        pairs = zip(self.given, arguments, strict=True)
        values = {each.key: argument(each.node.name, each.type, value, run) for each, value in pairs}
        run.enter(LEVELS)
        try:
            return self.answer(values, evaluation_of(run))
        finally:
            run.leave(LEVELS)

    def answer(self, values: Values, run: Evaluation) -> Value:
        """Decide over the values of what is given: the one output's value, or a context of several."""
        for deciding in self.plan:
            deciding.decide(values, run)
        put_out = {output.node.name: values[output.key] for output in self.outputs}
        value = next(iter(put_out.values())) if len(put_out) == 1 else put_out
        return as_type(value, self.result, self.node.place, self.node.name, run)
