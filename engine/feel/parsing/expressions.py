"""Expressions: operators by precedence, then paths, filters and calls, then the single forms; unary tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import DecimalException
from typing import NamedTuple

from engine.feel import syntax
from engine.feel.budget import MAX_HEIGHT, Run
from engine.feel.errors import FeelBudgetError, FeelCompileError, FeelFault, FeelNameError
from engine.feel.lexer import END, NAME, NUMBER, STRING, string_value
from engine.feel.numbers import CONTEXT
from engine.feel.parsing.forms import COMPARISONS, FormParser
from engine.feel.parsing.names import KEYWORDS, Known, NamesInScope, word_count
from engine.feel.syntax import Node
from engine.feel.temporal_text import parse_temporal

LEVELS = {
    "or": 1, "and": 2, "between": 3, "in": 3, **dict.fromkeys(COMPARISONS, 3),
    "+": 4, "-": 4, "*": 5, "/": 5, "**": 6,
}  # fmt: skip
"""How tightly an operator binds."""

_ARITHMETIC = 4
_CONSTANTS = {"true": True, "false": False, "null": None}


class Parsed(NamedTuple):
    """A tree, and what it uses.

    Attributes:
        names: those of the caller's that it reads.
        functions: those that it names.
        calls: every call in it.
        unknown: errors of names that aren't in scope, where that was passed over.
    """

    tree: Node
    names: frozenset[str]
    functions: frozenset[str]
    calls: list[syntax.Call | syntax.NamedCall]
    unknown: list[FeelNameError]


def parse_expression(text: str, known: Known, run: Run | None = None) -> Parsed:
    """Read an expression.

    Args:
        run: whose time looking for names like an unknown one takes, where that is passed over; None looks for
            none.

    Raises:
        FeelSyntaxError, FeelNameError: it is not one over these names.
        FeelBudgetError: it is too long or too deep.
    """
    parser = ExpressionParser(text, NamesInScope(known), run)
    return parser.whole(parser.expression())


def parse_unary_tests(text: str, known: Known, run: Run | None = None) -> Parsed:
    """Read the cell of a decision table; ``?`` is the value tested. Else as ``parse_expression``."""
    parser = ExpressionParser(text, NamesInScope(known), run)
    parser.names.open("?")
    return parser.whole(parser.unary_tests())


class ExpressionParser(FormParser):
    """Reads expressions."""

    def __init__(self, text: str, names: NamesInScope, run: Run | None) -> None:
        super().__init__(text, names, run)
        self._asks = False
        self._calls: list[syntax.Call | syntax.NamedCall] = []

    def whole(self, tree: Node) -> Parsed:
        """Check that nothing is left, and that the tree can be walked."""
        if self.next.kind != END:
            raise self.unexpected("operator", "akhir ungkapan")
        if len(self.tokens) > MAX_HEIGHT and syntax.height(tree) > MAX_HEIGHT:
            raise FeelBudgetError(f"Ungkapan bersarang terlalu dalam: lebih dari {MAX_HEIGHT} tingkat.")
        used, functions = frozenset(self.names.used), frozenset(self.names.functions_used)
        return Parsed(tree, used, functions, self._calls, self.unknown_names)

    # --- operators ----------------------------------------------------------------------------------

    def expression(self) -> Node:
        """Read one expression: operators and operands, or a comparison without its left side, a range."""
        self.enter()
        around, self.ends_range = self.ends_range, False
        node = self.bound() if self.next.text in COMPARISONS else self.operation(1)
        self.ends_range = around
        self.leave()
        return node

    def arithmetic(self) -> Node:
        """Read an operand of a comparison, or an end of a range."""
        self.enter()
        node = self.operation(_ARITHMETIC)
        self.leave()
        return node

    def operation(self, level: int) -> Node:
        """Read operands and operators that bind at least so tightly."""
        left = self._operand()
        while True:
            operator = self.next.text
            binding = LEVELS.get(operator, 0)
            if binding < level or not binding:
                return left
            if binding >= _ARITHMETIC:
                left = self._arithmetic(left, binding)
            elif operator in COMPARISONS:
                at = self.take().start
                left = syntax.Comparison(at, operator, left, self.operation(binding + 1))
            elif operator == "between":
                left = self._between(left)
            elif operator == "in":
                left = self._in(left)
            else:
                left = self._connected(left, operator, binding)

    def _arithmetic(self, first: Node, binding: int) -> Node:
        rest = []
        while LEVELS.get(self.next.text) == binding:
            operator = self.take()
            rest.append(syntax.Step(operator.start, operator.text, self.operation(binding + 1)))
        return syntax.Arithmetic(first.at, first, rest)

    def _connected(self, first: Node, operator: str, binding: int) -> Node:
        operands = [first]
        while self.accept(operator):
            operands.append(self.operation(binding + 1))
        return (syntax.Or if operator == "or" else syntax.And)(first.at, operands)

    def _between(self, value: Node) -> Node:
        at = self.take().start
        low = self.arithmetic()
        self.expect("and")
        return syntax.Between(at, value, low, self.arithmetic())

    def _in(self, value: Node) -> Node:
        at = self.take().start
        self.names.open("?")
        tests = self._listed_tests() if self.next.text == "(" else [self._test(bare=True)]
        self.names.close()
        return syntax.In(at, value, tests)

    def _listed_tests(self) -> list[syntax.Test]:
        at = self.take().start
        tests = [self._test()]
        if tests[0].operator is None and self.accept(".."):
            return [self._range_test(at, tests[0])]
        while self.accept(","):
            tests.append(self._test())
        self.expect(")")
        return tests

    def _range_test(self, at: int, start: syntax.Test) -> syntax.Test:
        """A test that turned out to be the start of a range such as ``(1..2)``."""
        around, self._asks = self._asks, start.asks
        test = syntax.Test(at, None, self.range_from(at, start.operand, included=False), self._asks)
        self._asks = around
        return test

    def _test(self, *, bare: bool = False) -> syntax.Test:
        at = self.next.start
        if self.next.text in COMPARISONS:
            operator = self.take().text
            return syntax.Test(at, operator, self.arithmetic(), False)
        around, self._asks = self._asks, False
        operand = self.arithmetic() if bare else self.expression()
        test = syntax.Test(at, None, operand, self._asks)
        self._asks = around
        return test

    def unary_tests(self) -> Node:
        """Read ``-``, ``not(tests)`` or tests with commas between."""
        at = self.next.start
        if self.next.text == "-" and self.ahead(1).kind == END:
            self.take()
            return syntax.UnaryTests(at, [], False)
        negated = self._negated_tests() if self.next.text == "not" and self.ahead(1).text == "(" else None
        if negated is not None:
            return syntax.UnaryTests(at, negated, True)
        return syntax.UnaryTests(at, self._tests(), False)

    def _negated_tests(self) -> list[syntax.Test] | None:
        """What stands in a ``not()`` that is the whole cell; None where it is a part of a test."""
        place, calls = self.place(), len(self._calls)
        try:
            self.step(2)
            tests = self._tests()
            self.expect(")")
            if self.next.kind == END:
                return tests
        except FeelCompileError:
            pass  # it is read once more as a test, and blamed there
        self.return_to(place)
        self._asks = self.ends_range = False
        del self._calls[calls:]
        return None

    def _tests(self) -> list[syntax.Test]:
        tests = [self._test()]
        while self.accept(","):
            tests.append(self._test())
        return tests

    # --- operands -----------------------------------------------------------------------------------

    def _operand(self) -> Node:
        if self.next.text == "-" and self.ahead(1).kind != NUMBER:
            self.enter()
            at = self.take().start
            negation = syntax.Negation(at, self._operand())
            self.leave()
            return negation
        node = self._postfix()
        while self.next.text == "instance" and self.ahead(1).text == "of":
            at = self.next.start
            self.step(2)
            node = syntax.InstanceOf(at, node, self.type())
        return node

    def _postfix(self) -> Node:
        node = self._primary()
        while True:
            symbol = self.next.text
            if symbol == ".":
                node = self._path(node)
            elif symbol == "[" and not self.closes_range():
                node = self._filter(node)
            elif symbol == "(":
                node = self._call(node)
            else:
                return node

    def _path(self, source: Node) -> Node:
        at = self.take().start
        if self.next.kind != NAME:
            raise self.unexpected("nama")
        name, length = self.names.find_entry(self.tokens, self.texts, self.index)
        self.step(length)
        return syntax.Path(at, source, name)

    def _filter(self, source: Node) -> Node:
        at = self.take().start
        self.names.open(syntax.ITEM, filtering=True)
        first = self.index
        predicate = self.expression()
        self.names.close()
        cost = self.index - first
        self.expect("]")
        return syntax.Filter(at, source, predicate, cost)

    def _call(self, function: Node) -> Node:
        at = self.take().start
        positional: list[Node] = []
        named: list[tuple[str, Node]] = []
        while not self.accept(")"):
            if self._argument_is_named():
                name = self.new_name(":")
                self.expect(":")
                named.append((name, self.expression()))
            else:
                positional.append(self.expression())
            if not self.accept(","):
                self.expect(")")
                break
        if positional and named:
            raise self.error("argumen bernama dan tanpa nama tidak boleh dicampur.", at)
        call = syntax.NamedCall(at, function, named) if named else syntax.Call(at, function, positional)
        self._calls.append(call)
        return call

    def _argument_is_named(self) -> bool:
        if self.next.kind != NAME:
            return False
        return self.tokens[self.index + word_count(self.tokens, self.index)].text == ":"

    def _primary(self) -> Node:
        token = self.next
        if token.kind == NAME:
            form = _WORDS.get(token.text)
            return self._name() if form is None else form(self)
        if token.kind == NUMBER:
            return self._number(token.start)
        if token.kind == STRING:
            self.step()
            return syntax.Literal(token.start, string_value(token.text))
        form = _SYMBOLS.get(token.text)
        if form is None:
            raise self.unexpected("nilai", "nama")
        return form(self)

    def constant(self) -> Node:
        """``true``, ``false`` or ``null``, or a name that begins so."""
        if word_count(self.tokens, self.index) > 1:
            return self._name()
        token = self.take()
        return syntax.Literal(token.start, _CONSTANTS[token.text])

    def quantified(self) -> Node:
        """``some`` or ``every``, or a name that is one of them."""
        return self.quantified_form() if self.ahead(1).kind == NAME else self._name()

    def function(self) -> Node:
        """A function's definition, or a name that begins with that word."""
        return self.function_form() if self.ahead(1).text == "(" else self._name()

    def _name(self) -> Node:
        token = self.next
        found = self.names.find(self.tokens, self.texts, self.index)
        if found.role is None and token.text in KEYWORDS:
            raise self.unexpected("nilai", "nama")
        if found.role is None and not found.open:
            self.unknown(found.name, token.start)
        self.step(found.length)
        self._asks = self._asks or found.name == "?"
        if found.role == "function" and (not found.open or self.next.text == "("):
            return syntax.FunctionName(token.start, found.name)
        return syntax.Name(token.start, found.name)

    def negative_number(self) -> Node:
        """``-`` and the number behind it, which are one literal."""
        at = self.take().start
        return self._number(at, "-")

    def _number(self, at: int, sign: str = "") -> Node:
        token = self.take()
        try:
            return syntax.Literal(at, CONTEXT.create_decimal(sign + token.text))
        except DecimalException as error:
            raise self.error("bilangan di luar jangkauan.", token.start) from error

    def temporal_literal(self) -> Node:
        """``@`` and a date, time or duration as text."""
        at = self.take().start
        if self.next.kind != STRING:
            raise self.unexpected("teks tanggal, waktu atau durasi")
        try:
            return syntax.Literal(at, parse_temporal(string_value(self.next.text)))
        except FeelFault as fault:
            raise self.error(f"{fault}.", self.next.start) from fault
        finally:
            self.take()


_WORDS: Mapping[str, Callable[[ExpressionParser], Node]] = {
    "if": ExpressionParser.if_form,
    "for": ExpressionParser.for_form,
    "function": ExpressionParser.function,
    **dict.fromkeys(("some", "every"), ExpressionParser.quantified),
    **dict.fromkeys(_CONSTANTS, ExpressionParser.constant),
}
"""What operands begin with these words; other words are names."""
_SYMBOLS: Mapping[str, Callable[[ExpressionParser], Node]] = {
    "(": ExpressionParser.parenthesised,
    "[": ExpressionParser.bracketed,
    "]": ExpressionParser.open_range,
    "{": ExpressionParser.context_form,
    "@": ExpressionParser.temporal_literal,
    "-": ExpressionParser.negative_number,
}
"""What operands begin with these symbols."""
