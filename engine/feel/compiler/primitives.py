"""Literals, names, lists, contexts, ranges, conditions."""

from __future__ import annotations

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.builtins import BUILT_INS
from engine.feel.compiler.core import Code, Frame, Scope, code, compiles
from engine.feel.operations import less
from engine.feel.values import Range, Value


def constant(value: Value) -> Code:
    """The code of what is the same always."""
    return lambda frame, run: value


@compiles(syntax.Literal)
def _literal(node: syntax.Literal, scope: Scope) -> Code:
    return constant(node.value)


@compiles(syntax.Name)
def _name(node: syntax.Name, scope: Scope) -> Code:
    elements: list[int] = []
    for around in scope.around():
        variable = around.own(node.name)
        if variable is not None:
            return _entry_of(elements, node.name, _read(scope.layout.place(variable)))
        if around.element is not None:
            place = scope.layout.place(around.element)
            if node.name == syntax.ITEM:
                return _entry_of([*elements, place], node.name, _read(place))
            elements.append(place)
    built_in = BUILT_INS.get(node.name)
    return _entry_of(elements, node.name, _unknown(node) if built_in is None else constant(built_in))


def _read(place: int) -> Code:
    return lambda frame, run: frame[place]


def _unknown(node: syntax.Name) -> Code:
    reason, at = f"tidak ada “{node.name}”", node.at
    return lambda frame, run: run.fault(reason, at)


def _entry_of(elements: list[int], name: str, otherwise: Code) -> Code:
    """Read a name from the innermost element that is a context with such an entry, or else as it is."""
    for place in reversed(elements):
        otherwise = _entry(place, name, otherwise)
    return otherwise


def _entry(place: int, name: str, otherwise: Code) -> Code:
    def entry(frame: Frame, run: Run) -> Value:
        element = frame[place]
        return element[name] if type(element) is dict and name in element else otherwise(frame, run)

    return entry


@compiles(syntax.FunctionName)
def _function_name(node: syntax.FunctionName, scope: Scope) -> Code:
    built_in = BUILT_INS.get(node.name)
    return _read(scope.function(node.name)) if built_in is None else constant(built_in)


@compiles(syntax.ListOf)
def _list(node: syntax.ListOf, scope: Scope) -> Code:
    members = [code(member, scope) for member in node.members]
    return lambda frame, run: [member(frame, run) for member in members]


@compiles(syntax.ContextOf)
def _context(node: syntax.ContextOf, scope: Scope) -> Code:
    inner = scope.inside()
    entries: list[tuple[str, Code, int, bool]] = []
    for key, value in node.entries:
        if isinstance(value, syntax.FunctionOf) and not value.external:
            place = inner.add(key)  # before its body, which may call it
            entries.append((key, code(value, inner), place, True))
        else:
            entries.append((key, code(value, inner), inner.add(key), False))

    def context(frame: Frame, run: Run) -> Value:
        made: dict[str, Value] = {}
        for key, value, place, defines in entries:
            frame[place] = made[key] = value(frame, run)
            if defines:
                made[key].remember(place)
        return made

    return context


@compiles(syntax.RangeOf)
def _range(node: syntax.RangeOf, scope: Scope) -> Code:
    start = code(node.start, scope) if node.start is not None else None
    end = code(node.end, scope) if node.end is not None else None
    included = node.start_included, node.end_included
    operator, at = node.operator, node.at

    def span(frame: Frame, run: Run) -> Value:
        first = start(frame, run) if start is not None else None
        last = end(frame, run) if end is not None else None
        if operator is None and first is not None and last is not None and less(last, first) is not False:
            return run.fault("awal rentang harus sebelum akhirnya", at)
        return Range(first, last, *included, operator)

    return span


@compiles(syntax.If)
def _if(node: syntax.If, scope: Scope) -> Code:
    condition, chosen, otherwise = (
        code(part, scope) for part in (node.condition, node.chosen, node.otherwise)
    )

    def choice(frame: Frame, run: Run) -> Value:
        return (chosen if condition(frame, run) is True else otherwise)(frame, run)

    return choice
