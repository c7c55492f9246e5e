"""A syntax tree to Python closures: each node once, so that evaluating looks nothing up but values.

``code(node)`` gives ``(scope, run) → value``. The modules beside this one teach it the forms.
"""

from engine.feel.compiler import access, calls, iteration, operators, primitives, tests
from engine.feel.compiler.core import Code, Scope, code

__all__ = ["Code", "Scope", "access", "calls", "code", "iteration", "operators", "primitives", "tests"]
