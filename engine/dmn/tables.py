"""Decision tables (DMN 1.5, clause 8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from engine import feel
from engine.dmn import elements as dmn
from engine.dmn.evaluation import STEPS_A_RECORD, Code, Evaluation, Hit, Match, Scope
from engine.dmn.policies import POLICIES, RANKED, SINGLE, Ranking, of_nothing
from engine.dmn.texts import Names, Texts, void
from engine.dmn.types import TypeTable, as_type, typed
from engine.feel import FeelError, FeelFault, Type, UnaryTests, Value

_NO_ORDER = "Hit policy ini memerlukan urutan nilai hasil (output values)"
_RANKED_AS = feel.compile("value in wanted", {"value", "wanted"})

Compile = Callable[[dmn.Expression, Names, str], Code]


class _Column(NamedTuple):
    """A compiled input."""

    place: dmn.Place
    value: Code
    allowed: UnaryTests | None


class _Conclusion(NamedTuple):
    """A compiled output.

    Attributes:
        order: the list of its values, the most wanted first; None where it takes no part in ranking.
    """

    name: str | None
    place: dmn.Place
    type: Type | None
    allowed: UnaryTests | None
    order: Code | None
    default: Code | None


class _Row(NamedTuple):
    """A compiled rule: a test for each column that it asks about, and its conclusions."""

    hit: Hit
    tests: Sequence[tuple[int, dmn.Place, UnaryTests]]
    conclusions: Sequence[Code]
    broken: str | None


class _Table(NamedTuple):
    source: dmn.Table
    columns: Sequence[_Column]
    outputs: Sequence[_Conclusion]
    rows: Sequence[_Row]


def table(source: dmn.Table, names: Names, code: Compile, texts: Texts, types: TypeTable) -> Code:
    """Compile a decision table.

    Args:
        code: compiles the expressions in it.
    """
    made = _Maker(source, names, code, texts, types)
    if source.policy in RANKED and not any(map(made.order_of, source.outputs)):
        texts.noted.append(source.place.fault(f"{_NO_ORDER}."))
        return void(source.place, _NO_ORDER)
    compiled = _Table(source, made.columns(), made.outputs(), made.rows())
    policy = source.policy + source.aggregation

    def decided(scope: Scope, run: Evaluation) -> Value:
        run.charge(STEPS_A_RECORD)
        values = _values(compiled, scope, run)
        hits = [] if values is None else _hits(compiled, values, scope, run)
        applied = tuple(row.hit for row in hits or ())
        run.matched.append(Match(source.place.file, source.node, source.id, policy, applied))
        if values is None or hits is None:
            return None
        if not hits:
            return _default(compiled, scope, run)
        return _concluded(compiled, policy, hits, scope, run)

    return decided


class _Maker:
    """Compiles the parts of a table."""

    def __init__(
        self, source: dmn.Table, names: Names, code: Compile, texts: Texts, types: TypeTable
    ) -> None:
        self.source = source
        self.names = names
        self.code = code
        self.texts = texts
        self.types = types

    def columns(self) -> list[_Column]:
        return [
            _Column(
                column.expression.place,
                self.code(column.expression, self.names, f"masukan ke-{number}"),
                self.allowed(column.allowed),
            )
            for number, column in enumerate(self.source.inputs, 1)
        ]

    def allowed(self, text: dmn.Text | None) -> UnaryTests | None:
        tests = self.texts.tests(text.place, text.text, self.names.known) if text is not None else None
        return None if isinstance(tests, FeelError) else tests

    def outputs(self) -> list[_Conclusion]:
        made = []
        for output in self.source.outputs:
            type_ = self.types.named(output.type, output.place)
            default = None
            if output.default is not None:
                default = self.code(output.default, self.names, output.name or "hasil")
                default = typed(default, type_, output.place, output.name or "hasil")
            allowed, order = self.allowed(output.allowed), self.order(output)
            made.append(_Conclusion(output.name, output.place, type_, allowed, order, default))
        return made

    def order_of(self, output: dmn.Output) -> dmn.Text | None:
        """The text of an output's values, the most wanted first."""
        if output.allowed or output.type or self.source.type:
            return output.allowed or self.types.allowed_values(output.type or self.source.type)
        part = output.name if len(self.source.outputs) > 1 else None
        return self.types.allowed_values(self.source.decided_as, part)

    def order(self, output: dmn.Output) -> Code | None:
        text = self.order_of(output)
        if text is None or self.source.policy not in RANKED:
            return None
        return self.texts.code(text.place, f"[{text.text}]", self.names)

    def rows(self) -> list[_Row]:
        return [self.row(number, rule) for number, rule in enumerate(self.source.rules, 1)]

    def row(self, number: int, rule: dmn.Rule) -> _Row:
        tests = []
        broken = None
        for column, cell in enumerate(rule.tests):
            if cell.text == dmn.NO_TEST:
                continue
            compiled = self.texts.tests(cell.place, cell.text, self.names.known)
            if isinstance(compiled, FeelError):
                broken = f"aturan {number}: {compiled}"
            else:
                tests.append((column, cell.place, compiled))
        conclusions = [
            self.code(conclusion, self.names, output.name or "hasil")
            for conclusion, output in zip(rule.conclusions, self.source.outputs, strict=True)
        ]
        return _Row(Hit(number, rule.id), tests, conclusions, broken)


def _values(compiled: _Table, scope: Scope, run: Evaluation) -> list[Value] | None:
    """The inputs' values; None where one isn't among those that its column allows."""
    values = []
    for number, (place, value, allowed) in enumerate(compiled.columns, 1):
        values.append(value(scope, run))
        if not _is_allowed(values[-1], allowed, scope, run):
            run.note(place, f"masukan ke-{number}: nilainya tidak termasuk nilai yang diizinkan")
            return None
    return values


def _is_allowed(value: Value, allowed: UnaryTests | None, scope: Scope, run: Evaluation) -> bool:
    """Whether a value, or each member of a list, is allowed; null always is, like in a type."""
    if allowed is None or value is None:
        return True
    members = value if isinstance(value, list) else [value]
    run.charge(len(members))
    return all(allowed.test_value(member, scope, run).value is True for member in members)


def _hits(compiled: _Table, values: Sequence[Value], scope: Scope, run: Evaluation) -> list[_Row] | None:
    """The rules whose tests all pass; None where a rule can't be tested."""
    hits = []
    for row in compiled.rows:
        if row.broken is not None:
            run.note(compiled.source.place, row.broken)
            return None
        if _passes(row, values, scope, run):
            hits.append(row)
            if compiled.source.policy == "F":
                break
    return hits


def _passes(row: _Row, values: Sequence[Value], scope: Scope, run: Evaluation) -> bool:
    for column, place, tests in row.tests:
        passed, reasons = tests.test_value(values[column], scope, run)
        if reasons:
            run.note_all(place, reasons)
        if passed is not True:
            return False
    return True


def _default(compiled: _Table, scope: Scope, run: Evaluation) -> Value:
    """What a table gives where no rule hits: its outputs' default values, where any has one."""
    outputs, source = compiled.outputs, compiled.source
    if all(output.default is None for output in outputs):
        if source.policy in SINGLE:
            return run.note(source.place, "tidak ada aturan yang cocok")
        return of_nothing(source.policy + source.aggregation)
    values = [None if output.default is None else output.default(scope, run) for output in outputs]
    value = values[0] if len(outputs) == 1 else _named(outputs, values)
    return value if source.policy in SINGLE or source.aggregation else [value]


def _concluded(compiled: _Table, policy: str, hits: Sequence[_Row], scope: Scope, run: Evaluation) -> Value:
    outputs, place = compiled.outputs, compiled.source.place
    conclusions = []
    for row in hits:
        values = [
            _checked(code(scope, run), output, scope, run)
            for code, output in zip(row.conclusions, outputs, strict=True)
        ]
        conclusions.append(values[0] if len(outputs) == 1 else _named(outputs, values))
    try:
        return POLICIES[policy](conclusions, _ranking(outputs, scope, run), run)
    except FeelFault as fault:
        rows = ", ".join(str(row.hit.number) for row in hits)
        return run.note(place, f"aturan {rows}: {fault}")


def _checked(value: Value, output: _Conclusion, scope: Scope, run: Evaluation) -> Value:
    """A conclusion as its output takes it: null where it isn't of its type, or not allowed."""
    label = output.name or "hasil"
    if output.type is not None:
        value = as_type(value, output.type, output.place, label, run)
    if not _is_allowed(value, output.allowed, scope, run):
        return run.note(output.place, f"{label}: nilainya tidak termasuk nilai yang diizinkan")
    return value


def _named(outputs: Sequence[_Conclusion], values: Sequence[Value]) -> Mapping[str, Value]:
    return {output.name or "": value for output, value in zip(outputs, values, strict=True)}


def _ranking(outputs: Sequence[_Conclusion], scope: Scope, run: Evaluation) -> Ranking:
    """Rank conclusions by the order of their outputs' values, the first output first."""
    orders = [(output.name, output.order(scope, run)) for output in outputs if output.order is not None]

    def ranked(conclusion: Value) -> tuple[int, ...]:
        single = len(outputs) == 1
        return tuple(_rank(conclusion if single else conclusion[name], order, run) for name, order in orders)

    return ranked


def _rank(value: Value, order: Value, run: Evaluation) -> int:
    wanted = order if isinstance(order, list) else []
    for place, member in enumerate(wanted):
        if _RANKED_AS.evaluate_values({"value": value, "wanted": member}, run).value is True:
            return place
    return len(wanted)
