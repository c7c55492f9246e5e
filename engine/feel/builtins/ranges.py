"""How points and ranges lie to one another (DMN 1.5, table 82), and a range read from its text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.builtins import dates
from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelCompileError, FeelFault
from engine.feel.operations import equal, less, negated
from engine.feel.parsing import parse_expression
from engine.feel.values import Range, Value, kind

LIBRARY = Library()

Relation = Callable[[Range, Range], bool]


class _Ends:
    """Comparison of ranges' ends; none that can't be compared gets an answer."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def before(self, left: Value, right: Value) -> bool:
        answer = less(left, right)
        if answer is None:
            raise FeelFault(f"{kind(left)} dan {kind(right)} tidak dapat dibandingkan")
        return answer

    def same(self, left: Value, right: Value) -> bool:
        answer = equal(left, right, self._run)
        if answer is None or left is None:
            raise FeelFault(f"{kind(left)} dan {kind(right)} tidak dapat dibandingkan")
        return answer

    def starts_no_later(self, left: Range, right: Range) -> bool:
        """Whether the left begins where the right does, or before."""
        return self.before(left.start, right.start) or (
            self.same(left.start, right.start) and (left.start_included or not right.start_included)
        )

    def ends_no_earlier(self, left: Range, right: Range) -> bool:
        """Whether the left ends where the right does, or after."""
        return self.before(right.end, left.end) or (
            self.same(left.end, right.end) and (left.end_included or not right.end_included)
        )


def _before(ends: _Ends, a: Range, b: Range) -> bool:
    touching = a.end_included and b.start_included
    return ends.before(a.end, b.start) or (ends.same(a.end, b.start) and not touching)


def _meets(ends: _Ends, a: Range, b: Range) -> bool:
    return a.end_included and b.start_included and ends.same(a.end, b.start)


def _overlaps(ends: _Ends, a: Range, b: Range) -> bool:
    return not _before(ends, a, b) and not _before(ends, b, a)


def _overlaps_before(ends: _Ends, a: Range, b: Range) -> bool:
    starts_first = ends.before(a.start, b.start) or (
        ends.same(a.start, b.start) and a.start_included and not b.start_included
    )
    return starts_first and not _before(ends, a, b) and ends.ends_no_earlier(b, a)


def _includes(ends: _Ends, a: Range, b: Range) -> bool:
    return ends.starts_no_later(a, b) and ends.ends_no_earlier(a, b)


def _finishes(ends: _Ends, a: Range, b: Range) -> bool:
    return a.end_included == b.end_included and ends.same(a.end, b.end) and ends.starts_no_later(b, a)


def _starts(ends: _Ends, a: Range, b: Range) -> bool:
    return a.start_included == b.start_included and ends.same(a.start, b.start) and ends.ends_no_earlier(b, a)


def _coincides(ends: _Ends, a: Range, b: Range) -> bool:
    same_bounds = (a.start_included, a.end_included) == (b.start_included, b.end_included)
    return same_bounds and ends.same(a.start, b.start) and ends.same(a.end, b.end)


def _as_range(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(value, value, True, True)


def _add(
    name: str, relation: Callable[[_Ends, Range, Range], bool], *signatures: str, turned: bool = False
) -> None:
    def answer(run: Run, left: Value, right: Value) -> bool:
        a, b = _as_range(left), _as_range(right)
        return relation(_Ends(run), b, a) if turned else relation(_Ends(run), a, b)

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
_add("finishes", _finishes, _RANGES, _POINT_RANGE)
_add("finished by", _finishes, _RANGES, _RANGE_POINT, turned=True)
_add("includes", _includes, _RANGES, _RANGE_POINT)
_add("during", _includes, _RANGES, _POINT_RANGE, turned=True)
_add("starts", _starts, _RANGES, _POINT_RANGE)
_add("started by", _starts, _RANGES, _RANGE_POINT, turned=True)
_add("coincides", _coincides, _RANGES, _POINTS)


@LIBRARY.add("range", "from: string", wants_run=True)
def range_of(run: Run, text: str) -> Range:
    """A range from its text, such as ``"[1..10)"``; its ends are literals or calls that make dates."""
    try:
        tree = parse_expression(_with_both_ends(text), (), frozenset(dates.LIBRARY)).tree
    except FeelCompileError as error:
        raise FeelFault(f"bukan rentang: “{text}”") from error
    if not isinstance(tree, syntax.RangeOf) or tree.operator is not None:
        raise FeelFault(f"bukan rentang: “{text}”")
    end_of = partial(_constant, run=run)
    start, end = (end_of(node) for node in (tree.start, tree.end))
    half_open = start is None or end is None
    if (start is None and (end is None or tree.start_included)) or (end is None and tree.end_included):
        raise FeelFault(f"bukan rentang: “{text}”")
    if not half_open and less(end, start) is not False:
        raise FeelFault("awal rentang harus sebelum akhirnya")
    return Range(start, end, tree.start_included, tree.end_included)


def _with_both_ends(text: str) -> str:
    """Write null where a range's text leaves an end open, as in ``(..10]``."""
    stripped = text.strip()
    opened = f"{stripped[:1]}null{stripped[1:]}" if stripped[1:].lstrip().startswith("..") else stripped
    return f"{opened[:-1]}null{opened[-1:]}" if opened[:-1].rstrip().endswith("..") else opened


def _constant(node: syntax.Node | None, run: Run) -> Value:
    if isinstance(node, syntax.Literal):
        return node.value
    if isinstance(node, syntax.Negation):
        return negated(_constant(node.operand, run))
    if isinstance(node, syntax.Call) and isinstance(node.function, syntax.FunctionName):
        return dates.LIBRARY[node.function.name].invoke([_constant(n, run) for n in node.arguments], run)
    raise FeelFault("ujung rentang harus nilai tetap")
