"""Paths and filters: parts of contexts, lists and the values that have properties."""

from __future__ import annotations

from decimal import Decimal

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.compiler.core import Code, Frame, Scope, code, compiles
from engine.feel.errors import FeelFault
from engine.feel.numbers import whole
from engine.feel.properties import PROPERTIES
from engine.feel.values import Value, kind


@compiles(syntax.Path)
def _path(node: syntax.Path, scope: Scope) -> Code:
    source, name, at = code(node.source, scope), node.name, node.at

    def entry(frame: Frame, run: Run) -> Value:
        value = source(frame, run)
        if type(value) is dict and name in value:
            return value[name]
        return _entry(value, name, run, at)

    return entry


def _entry(value: Value, name: str, run: Run, at: int) -> Value:
    if type(value) is dict:
        return value[name] if name in value else run.fault(f"konteks tidak memiliki “{name}”", at)
    if type(value) is list:
        run.charge(len(value) + 1)
        return [_entry(member, name, run, at) for member in value]
    read = PROPERTIES.get((type(value), name))
    return run.fault(f"{kind(value)} tidak memiliki “{name}”", at) if read is None else read(value)


@compiles(syntax.Filter)
def _filter(node: syntax.Filter, scope: Scope) -> Code:
    if isinstance(node.predicate, syntax.Literal) and type(node.predicate.value) is Decimal:
        return _numbered(node, node.predicate.value, scope)
    source, inner = code(node.source, scope), scope.inside(filtering=True)
    predicate, cost, at = code(node.predicate, inner), node.cost + 1, node.at
    assert inner.element is not None, "it was made to filter"  # noqa: S101
    place = inner.layout.place(inner.element)

    def filtered(frame: Frame, run: Run) -> Value:
        value = source(frame, run)
        if value is None:
            return run.fault("null tidak dapat disaring", at)
        members = value if type(value) is list else [value]
        if not members:
            frame[place] = None
            return None if type(predicate(frame, run)) is Decimal else []
        chosen: list[Value] = []
        charge = run.charge
        for position, member in enumerate(members):
            charge(cost)
            frame[place] = member
            answer = predicate(frame, run)
            if answer is True:
                chosen.append(member)
            elif position == 0 and type(answer) is Decimal:
                return _member(members, answer, run, at)
            elif position == 0 and answer is not None and answer is not False:
                return run.fault(f"penyaring harus boolean atau bilangan, bukan {kind(answer)}", at)
        return chosen

    return filtered


def _numbered(node: syntax.Filter, number: Decimal, scope: Scope) -> Code:
    """The nth member, where n stands in the text."""
    source, at = code(node.source, scope), node.at

    def member(frame: Frame, run: Run) -> Value:
        value = source(frame, run)
        if value is None:
            return run.fault("null tidak dapat disaring", at)
        return _member(value if type(value) is list else [value], number, run, at)

    return member


def _member(members: list[Value], number: Decimal, run: Run, at: int) -> Value:
    try:
        index = whole(number)
    except FeelFault as fault:
        return run.fault(str(fault), at)
    if index == 0 or abs(index) > len(members):
        return run.fault(f"daftar tidak memiliki anggota ke-{index}", at)
    return members[index - 1 if index > 0 else index]
