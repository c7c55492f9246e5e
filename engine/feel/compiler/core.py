"""The compiler's one entry, and how the forms' modules join it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from engine.feel.budget import Run
from engine.feel.syntax import Node
from engine.feel.values import Value

Scope = dict[str, Value]
"""The values of the names in scope; a form that introduces names evaluates its parts in a copy."""

Code = Callable[[Scope, Run], Value]
"""A compiled node. It raises only what ends the evaluation; what gives null is recorded in the run."""

N = TypeVar("N", bound=Node)

_COMPILERS: dict[type[Node], Callable[[Any], Code]] = {}


def compiles(form: type[N]) -> Callable[[Callable[[N], Code]], Callable[[N], Code]]:
    """Name the function that compiles a form."""

    def register(compiler: Callable[[N], Code]) -> Callable[[N], Code]:
        _COMPILERS[form] = compiler
        return compiler

    return register


def code(node: Node) -> Code:
    """Compile a node."""
    return _COMPILERS[type(node)](node)
