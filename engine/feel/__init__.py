"""FEEL, the expression language of DMN 1.5: the one language of conditions, deadlines, mappings and forms.

``compile(text, names)`` makes an Expression, ``Expression.evaluate(context)`` gives its value and why parts
of it were null. Nothing in a text reaches Python: names are looked up in the context and nowhere else, and
every evaluation runs under the budgets of ``engine.feel.budget``.

Differs from the standard where that serves: an unknown name and a call that can't fit refuse the text instead
of giving null; ``now`` and ``today`` are handed in; patterns are RE2's; external functions are refused.
"""

from engine.feel.errors import (
    FeelBudgetError,
    FeelCallError,
    FeelCompileError,
    FeelError,
    FeelFault,
    FeelNameError,
    FeelSyntaxError,
    FeelUnavailable,
    FeelValueError,
)
from engine.feel.expression import (
    Evaluation,
    Expression,
    Reason,
    UnaryTests,
    compile,
    compile_unary_tests,
    evaluate,
    unary_test,
)
from engine.feel.json_values import from_json, to_json
from engine.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.values import Function, Range, Value

__all__ = [
    "Date",
    "DateTime",
    "DaysDuration",
    "Evaluation",
    "Expression",
    "FeelBudgetError",
    "FeelCallError",
    "FeelCompileError",
    "FeelError",
    "FeelFault",
    "FeelNameError",
    "FeelSyntaxError",
    "FeelUnavailable",
    "FeelValueError",
    "Function",
    "MonthsDuration",
    "Range",
    "Reason",
    "Time",
    "UnaryTests",
    "Value",
    "compile",
    "compile_unary_tests",
    "evaluate",
    "from_json",
    "to_json",
    "unary_test",
]
