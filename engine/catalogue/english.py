"""In English, what the parts of the engine that speak Indonesian only say to the linter."""

from __future__ import annotations

from engine.feel import FeelCallError, FeelCompileError, FeelError, FeelNameError, FeelTypeError


def in_english(fault: FeelError) -> str:
    """Return what is wrong with an expression, as one sentence."""
    if not isinstance(fault, FeelCompileError):
        return "It is too large, or takes too many steps."
    where = f"Line {fault.line}, column {fault.column}"
    expected = ", ".join(fault.expected)
    match fault:
        case FeelNameError():
            return f"{where}: the name “{fault.name}” isn't known." + (
                f" Perhaps: {expected}." if expected else ""
            )
        case FeelCallError():
            return f"{where}: the arguments don't fit the function." + (
                f" It takes: {expected}." if expected else ""
            )
        case FeelTypeError():
            return f"{where}: an operator or function is given what it never takes."
    return f"{where}: the text doesn't follow FEEL's grammar."
