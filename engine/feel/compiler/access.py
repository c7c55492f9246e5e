"""Paths and filters: parts of contexts, lists and the values that have properties."""

from __future__ import annotations

from decimal import Decimal

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.compiler.core import Code, Scope, code, compiles
from engine.feel.errors import FeelFault
from engine.feel.numbers import whole
from engine.feel.properties import PROPERTIES
from engine.feel.values import Value, kind


@compiles(syntax.Path)
def _path(node: syntax.Path) -> Code:
    source, name, at = code(node.source), node.name, node.at
    return lambda scope, run: _entry(source(scope, run), name, run, at)


def _entry(value: Value, name: str, run: Run, at: int) -> Value:
    if type(value) is dict:
        return value[name] if name in value else run.fault(f"konteks tidak memiliki “{name}”", at)
    if type(value) is list:
        run.charge(len(value) + 1)
        return [_entry(member, name, run, at) for member in value]
    read = PROPERTIES.get((type(value), name))
    return run.fault(f"{kind(value)} tidak memiliki “{name}”", at) if read is None else read(value)


@compiles(syntax.Filter)
def _filter(node: syntax.Filter) -> Code:
    source, predicate, cost, at = code(node.source), code(node.predicate), node.cost + 1, node.at

    def filtered(scope: Scope, run: Run) -> Value:
        value = source(scope, run)
        members = value if type(value) is list else [] if value is None else [value]
        if not members:
            return _of_nothing(predicate({**scope, "item": None}, run))
        chosen: list[Value] = []
        for position, member in enumerate(members):
            run.charge(cost)
            answer = predicate(_inside(scope, member), run)
            if answer is True:
                chosen.append(member)
            elif position == 0 and type(answer) is Decimal:
                return _member(members, answer, run, at)
            elif position == 0 and answer is not None and answer is not False:
                return run.fault(f"penyaring harus boolean atau bilangan, bukan {kind(answer)}", at)
        return chosen

    return filtered


def _of_nothing(answer: Value) -> Value:
    return None if type(answer) is Decimal else []


def _inside(scope: Scope, member: Value) -> Scope:
    """The names a predicate sees: the element as ``item``, and its entries where it is a context."""
    if type(member) is dict:
        return {**scope, "item": member, **member}
    return {**scope, "item": member}


def _member(members: list[Value], number: Decimal, run: Run, at: int) -> Value:
    try:
        index = whole(number)
    except FeelFault as fault:
        return run.fault(str(fault), at)
    if index == 0 or abs(index) > len(members):
        return run.fault(f"daftar tidak memiliki anggota ke-{index}", at)
    return members[index - 1 if index > 0 else index]
