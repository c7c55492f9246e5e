"""What can go wrong with an expression: refused when compiled, over budget, or a fault that gives null."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import ParafError


class FeelError(ParafError):
    """Whatever the expression language raises on purpose."""


class FeelCompileError(FeelError):
    """The text can't become an expression.

    Attributes:
        line: where, counted from 1; ``column`` likewise.
        expected: what would have been right there, empty where nothing can be named.
    """

    def __init__(self, message: str, line: int, column: int, expected: Sequence[str] = ()) -> None:
        super().__init__(f"Baris {line}, kolom {column}: {message}")
        self.line = line
        self.column = column
        self.expected = tuple(expected)


class FeelSyntaxError(FeelCompileError):
    """The text doesn't follow FEEL's grammar (DMN 1.5, clause 10.3.1)."""


class FeelNameError(FeelCompileError):
    """A name is not in scope.

    Attributes:
        name: the unknown name; ``expected`` holds names in scope that resemble it.
    """

    def __init__(self, name: str, line: int, column: int, expected: Sequence[str] = ()) -> None:
        hint = f" Mungkin maksudnya: {', '.join(expected)}." if expected else ""
        super().__init__(f"nama “{name}” tidak dikenal.{hint}", line, column, expected)
        self.name = name


class FeelCallError(FeelCompileError):
    """A built-in or handed-in function is called with arguments that it can't take.

    Attributes:
        expected: its signatures.
    """


class FeelTypeError(FeelCompileError):
    """An operator or function stands with a literal that it never takes, or a literal stands for nothing."""


class FeelBudgetError(FeelError):
    """The expression, or what it makes, is too large, too deep, or takes too many steps."""


class FeelValueError(FeelError):
    """A value can't be taken in from JSON, or given out as JSON."""


class FeelFault(FeelError):
    """A function or operator has no answer for its arguments: the result is null, the sentence its reason.

    Functions handed in raise it too; it never leaves ``evaluate``.
    """


_SHOWN = 40


def quoted(text: str) -> str:
    """Put a text of a user's into a sentence, cut where it is long."""
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Where an offset lies in a text, both counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
