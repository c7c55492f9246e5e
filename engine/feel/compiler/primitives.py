"""Literals, names, lists, contexts, ranges, conditions."""

from __future__ import annotations

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.builtins import BUILT_INS
from engine.feel.compiler.core import Code, Scope, code, compiles
from engine.feel.operations import less
from engine.feel.values import Range, Value

_MISSING = object()


@compiles(syntax.Literal)
def _literal(node: syntax.Literal) -> Code:
    value = node.value
    return lambda scope, run: value


@compiles(syntax.Name)
def _name(node: syntax.Name) -> Code:
    name, at = node.name, node.at
    if not node.open:
        return lambda scope, run: scope[name]

    def entry(scope: Scope, run: Run) -> Value:
        value = scope.get(name, _MISSING)
        return run.fault(f"tidak ada “{name}”", at) if value is _MISSING else value

    return entry


@compiles(syntax.FunctionName)
def _function_name(node: syntax.FunctionName) -> Code:
    name = node.name
    built_in = BUILT_INS.get(name)
    if built_in is not None:
        return lambda scope, run: built_in
    return lambda scope, run: run.functions[name]


@compiles(syntax.ListOf)
def _list(node: syntax.ListOf) -> Code:
    members = [code(member) for member in node.members]
    return lambda scope, run: [member(scope, run) for member in members]


@compiles(syntax.ContextOf)
def _context(node: syntax.ContextOf) -> Code:
    entries = [(key, code(value), isinstance(value, syntax.FunctionOf)) for key, value in node.entries]

    def context(scope: Scope, run: Run) -> Value:
        made: Scope = {}
        inner = dict(scope)
        for key, value, defines in entries:
            inner[key] = made[key] = value(inner, run)
            if defines:
                made[key].remember(key)
        return made

    return context


@compiles(syntax.RangeOf)
def _range(node: syntax.RangeOf) -> Code:
    start = code(node.start) if node.start is not None else None
    end = code(node.end) if node.end is not None else None
    included = node.start_included, node.end_included
    operator, at = node.operator, node.at

    def span(scope: Scope, run: Run) -> Value:
        first = start(scope, run) if start is not None else None
        last = end(scope, run) if end is not None else None
        if operator is None and first is not None and last is not None and less(last, first) is not False:
            return run.fault("awal rentang harus sebelum akhirnya", at)
        return Range(first, last, *included, operator)

    return span


@compiles(syntax.If)
def _if(node: syntax.If) -> Code:
    condition, chosen, otherwise = code(node.condition), code(node.chosen), code(node.otherwise)

    def choice(scope: Scope, run: Run) -> Value:
        return (chosen if condition(scope, run) is True else otherwise)(scope, run)

    return choice
