"""A syntax tree to Python closures: each node once, so that evaluating looks nothing up but values.

``program`` gives ``(frame, run) → value`` and how large a frame it needs. The modules beside this one teach
it the forms.
"""

from collections.abc import Mapping, Sequence

from engine.feel.compiler import access, calls, iteration, operators, primitives, tests
from engine.feel.compiler.core import Code, Frame, Layout, Scope, code
from engine.feel.compiler.tests import TESTED
from engine.feel.syntax import Node
from engine.feel.types import Type

__all__ = [
    "TESTED",
    "Code",
    "Frame",
    "access",
    "calls",
    "iteration",
    "operators",
    "primitives",
    "program",
    "tests",
]


def program(
    tree: Node, names: Sequence[str], functions: Sequence[str], types: Mapping[str, Type]
) -> tuple[Code, int]:
    """Compile a tree over names and functions that are handed in; they lie in the frame in this order.

    Returns:
        its code, and how many places its frame has behind theirs.
    """
    layout = Layout()
    scope = Scope(layout, types)
    for name in names:
        scope.add(name)
    for name in functions:
        scope.add_function(name)
    compiled = code(tree, scope)
    return compiled, layout.size - len(names) - len(functions)
