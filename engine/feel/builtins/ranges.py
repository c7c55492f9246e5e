"""How points and ranges lie to one another (DMN 1.5, table 78), and a range read from its text.

A range that is open at an end has no value there: what is asked of it is null, unless the rest settles it.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.builtins import dates
from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelCompileError, FeelFault, quoted
from engine.feel.operations import equal, less, negated
from engine.feel.parsing import Known, parse_expression
from engine.feel.values import Range, Value, kind

LIBRARY = Library()

Truth = bool | None


def _all(*truths: Truth) -> Truth:
    return False if False in truths else None if None in truths else True


def _any(*truths: Truth) -> Truth:
    return True if True in truths else None if None in truths else False


class _Line:
    """Comparison of points, null where either is missing or they are of different kinds."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def before(self, left: Value, right: Value) -> Truth:
        return less(left, right)

    def same(self, left: Value, right: Value) -> Truth:
        return None if left is None or right is None else equal(left, right, self._run)

    def starts_first(self, a: Range, b: Range, *, or_with: bool) -> Truth:
        """Whether a starts before b does, or (``or_with``) with it."""
        ties = (
            (a.start_included or not b.start_included)
            if or_with
            else (a.start_included and not b.start_included)
        )
        return _any(self.before(a.start, b.start), _all(self.same(a.start, b.start), ties))

    def ends_last(self, a: Range, b: Range) -> Truth:
        """Whether a ends after b does, or with it."""
        ties = a.end_included or not b.end_included
        return _any(self.before(b.end, a.end), _all(self.same(a.end, b.end), ties))

    def reaches(self, a: Range, b: Range) -> Truth:
        """Whether a ends no earlier than b starts."""
        touching = a.end_included and b.start_included
        return _any(self.before(b.start, a.end), _all(self.same(a.end, b.start), touching))


def _before(line: _Line, a: Range, b: Range) -> Truth:
    apart = not (a.end_included and b.start_included)
    return _any(line.before(a.end, b.start), _all(apart, line.same(a.end, b.start)))


def _meets(line: _Line, a: Range, b: Range) -> Truth:
    return _all(a.end_included, b.start_included, line.same(a.end, b.start))


def _overlaps(line: _Line, a: Range, b: Range) -> Truth:
    return _all(line.reaches(a, b), line.reaches(b, a))


def _overlaps_before(line: _Line, a: Range, b: Range) -> Truth:
    return _all(line.starts_first(a, b, or_with=False), line.reaches(a, b), line.ends_last(b, a))


def _includes(line: _Line, a: Range, b: Range) -> Truth:
    return _all(line.starts_first(a, b, or_with=True), line.ends_last(a, b))


def _includes_point(line: _Line, a: Range, point: Value) -> Truth:
    return _any(
        _all(line.before(a.start, point), line.before(point, a.end)),
        _all(a.start_included, line.same(a.start, point)),
        _all(a.end_included, line.same(a.end, point)),
    )


def _finishes(line: _Line, a: Range, b: Range) -> Truth:
    later = line.starts_first(b, a, or_with=True)
    return _all(a.end_included == b.end_included, line.same(a.end, b.end), later)


def _finished_by_point(line: _Line, a: Range, point: Value) -> Truth:
    return _all(a.end_included, line.same(a.end, point))


def _starts(line: _Line, a: Range, b: Range) -> Truth:
    return _all(a.start_included == b.start_included, line.same(a.start, b.start), line.ends_last(b, a))


def _started_by_point(line: _Line, a: Range, point: Value) -> Truth:
    return _all(a.start_included, line.same(a.start, point))


def _coincides(line: _Line, a: Range, b: Range) -> Truth:
    same_bounds = (a.start_included, a.end_included) == (b.start_included, b.end_included)
    return _all(same_bounds, line.same(a.start, b.start), line.same(a.end, b.end))


def _as_range(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(value, value, True, True)


Relation = Callable[[_Line, Range, Range], Truth]
OfPoint = Callable[[_Line, Range, Value], Truth]


def _add(
    name: str, relation: Relation, *signatures: str, of_point: OfPoint | None = None, turned: bool = False
) -> None:
    """Add a relation, or (``turned``) the same seen from the other side.

    Args:
        of_point: the relation of a range to a point, where that isn't as to a range of one.
    """

    def answer(run: Run, left: Value, right: Value) -> bool:
        first, second = (right, left) if turned else (left, right)
        if of_point is not None and not isinstance(second, Range):
            truth = of_point(_Line(run), _as_range(first), second)
        elif of_point is not None and not isinstance(first, Range):
            truth = of_point(_Line(run), second, first)
        else:
            truth = relation(_Line(run), _as_range(first), _as_range(second))
        if truth is None:
            raise FeelFault(f"{kind(left)} dan {kind(right)} tidak dapat dibandingkan")
        return truth

    LIBRARY.add(name, *signatures, wants_run=True)(answer)


_POINTS = "point1: scalar, point2: scalar"
_POINT_RANGE = "point: scalar, range: range"
_RANGE_POINT = "range: range, point: scalar"
_RANGES = "range1: range, range2: range"

_add("before", _before, _RANGES, _POINT_RANGE, _RANGE_POINT, _POINTS)
_add("after", _before, _RANGES, _POINT_RANGE, _RANGE_POINT, _POINTS, turned=True)
_add("meets", _meets, _RANGES)
_add("met by", _meets, _RANGES, turned=True)
_add("overlaps", _overlaps, _RANGES)
_add("overlaps before", _overlaps_before, _RANGES)
_add("overlaps after", _overlaps_before, _RANGES, turned=True)
_add("finishes", _finishes, _RANGES, _POINT_RANGE, of_point=_finished_by_point)
_add("finished by", _finishes, _RANGES, _RANGE_POINT, of_point=_finished_by_point, turned=True)
_add("includes", _includes, _RANGES, _RANGE_POINT, of_point=_includes_point)
_add("during", _includes, _RANGES, _POINT_RANGE, of_point=_includes_point, turned=True)
_add("starts", _starts, _RANGES, _POINT_RANGE, of_point=_started_by_point)
_add("started by", _starts, _RANGES, _RANGE_POINT, of_point=_started_by_point, turned=True)
_add("coincides", _coincides, _RANGES, _POINTS)

_OPEN = "_"
"""Stands for the end that a range's text leaves out, while it is parsed."""
_KNOWN = Known(frozenset({_OPEN}), frozenset(dates.LIBRARY))
_MOST_CHARACTERS = 2_000
_STEPS_A_CHARACTER = 8
"""Of a range's text, which is parsed each time."""


@LIBRARY.add("range", "from: string", wants_run=True, steps=150)
def range_of(run: Run, text: str) -> Range:
    """A range from its text (grammar rules 66 and 67), such as ``"[1..10)"`` or ``"(..10]"``."""
    if len(text) > _MOST_CHARACTERS:
        raise FeelFault(f"teks rentang terlalu panjang: lebih dari {_MOST_CHARACTERS} karakter")
    run.charge(_STEPS_A_CHARACTER * len(text))
    run.check_time()
    try:
        tree = parse_expression(_with_both_ends(text), _KNOWN).tree
    except FeelCompileError as error:
        raise FeelFault(f"bukan rentang: {quoted(text)}") from error
    if not isinstance(tree, syntax.RangeOf) or tree.operator is not None:
        raise FeelFault(f"bukan rentang: {quoted(text)}")
    start, end = _end(tree.start, run), _end(tree.end, run)
    if start is None or end is None:
        return _half_open(tree, start, end)
    if less(end, start) is not False:
        raise FeelFault("awal rentang harus sebelum akhirnya")
    return Range(start, end, tree.start_included, tree.end_included)


def _with_both_ends(text: str) -> str:
    """Write a name where a range's text leaves an end open, as in ``(..10]``."""
    stripped = text.strip()
    opened = f"{stripped[:1]}{_OPEN}{stripped[1:]}" if stripped[1:].lstrip().startswith("..") else stripped
    return f"{opened[:-1]}{_OPEN}{opened[-1:]}" if opened[:-1].rstrip().endswith("..") else opened


def _half_open(tree: syntax.RangeOf, start: Value, end: Value) -> Range:
    """``(..2]`` is ``<= 2``, ``[2..)`` is ``>= 2``; the open end isn't included."""
    if start is None and end is not None and not tree.start_included:
        return Range(None, end, False, tree.end_included, "<=" if tree.end_included else "<")
    if end is None and start is not None and not tree.end_included:
        return Range(start, None, tree.start_included, False, ">=" if tree.start_included else ">")
    raise FeelFault("rentang harus memiliki awal atau akhir")


def _end(node: syntax.Node | None, run: Run) -> Value:
    if isinstance(node, syntax.Name):
        return None
    value = _constant(node, run)
    if value is None:
        raise FeelFault("ujung rentang harus nilai tetap")
    return value


def _constant(node: syntax.Node | None, run: Run) -> Value:
    if isinstance(node, syntax.Literal):
        return node.value
    if isinstance(node, syntax.Negation):
        return negated(_constant(node.operand, run))
    if isinstance(node, syntax.Call) and isinstance(node.function, syntax.FunctionName):
        return dates.LIBRARY[node.function.name].invoke([_constant(n, run) for n in node.arguments], run)
    raise FeelFault("ujung rentang harus nilai tetap")
