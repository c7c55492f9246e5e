"""FEEL, the expression language of DMN 1.5: the one language of conditions, deadlines, mappings and forms.

``compile(text, names)`` makes an Expression, ``Expression.evaluate(context)`` gives its value and why parts
of it were null, ``check(text, names)`` tells what is certainly wrong with it. Nothing in a text reaches
Python: names are looked up in the context and nowhere else, and every evaluation runs under the budgets of
``engine.feel.budget``.

Differs from the standard where that serves: an unknown name and a call that can't fit refuse the text
instead of giving null (``lenient`` is the standard's way); ``now`` and ``today`` are handed in; external
functions are never called.
"""

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.errors import (
    FeelBudgetError,
    FeelCallError,
    FeelCompileError,
    FeelError,
    FeelFault,
    FeelNameError,
    FeelSyntaxError,
    FeelTypeError,
    FeelValueError,
)
from engine.feel.expression import (
    Evaluation,
    Expression,
    Reason,
    UnaryTests,
    check,
    compile,
    compile_unary_tests,
    evaluate,
    parse,
    unary_test,
)
from engine.feel.json_values import LARGEST_WHOLE, from_json, to_json
from engine.feel.kinds import kind_of
from engine.feel.operations import equal
from engine.feel.syntax import ITEM, PARTIAL
from engine.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.types import ANY, NULL, Type, conforms, converted, is_instance
from engine.feel.values import Function, FunctionValue, Range, Value, kind

__all__ = [
    "ANY",
    "ITEM",
    "LARGEST_WHOLE",
    "NULL",
    "PARTIAL",
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
    "FeelTypeError",
    "FeelValueError",
    "Function",
    "FunctionValue",
    "MonthsDuration",
    "Range",
    "Reason",
    "Run",
    "Time",
    "Type",
    "UnaryTests",
    "Value",
    "check",
    "compile",
    "compile_unary_tests",
    "conforms",
    "converted",
    "equal",
    "evaluate",
    "from_json",
    "is_instance",
    "kind",
    "kind_of",
    "parse",
    "syntax",
    "to_json",
    "unary_test",
]
