"""Expressions: operators by precedence, then paths, filters and calls, then the single forms; unary tests."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal, DecimalException
from typing import NamedTuple

from engine.feel import syntax
from engine.feel.budget import MAX_HEIGHT
from engine.feel.errors import FeelBudgetError, FeelFault
from engine.feel.lexer import END, NAME, NUMBER, STRING, string_value
from engine.feel.numbers import CONTEXT
from engine.feel.parsing.forms import COMPARISONS, FormParser
from engine.feel.parsing.names import KEYWORDS, NamesInScope, word_count
from engine.feel.syntax import Node
from engine.feel.temporal_text import parse_temporal

_LEVELS = {
    "or": 1, "and": 2, "between": 3, "in": 3, **dict.fromkeys(COMPARISONS, 3),
    "+": 4, "-": 4, "*": 5, "/": 5, "**": 6,
}  # fmt: skip
"""How tightly an operator binds."""

_ARITHMETIC = 4
_CONSTANTS = {"true": True, "false": False, "null": None}


class Parsed(NamedTuple):
    """A tree, which of the caller's names and of the functions it uses, and the calls in it."""

    tree: Node
    names: frozenset[str]
    functions: frozenset[str]
    calls: list[syntax.Call | syntax.NamedCall]


def parse_expression(text: str, names: Collection[str], functions: frozenset[str]) -> Parsed:
    """Read an expression.

    Raises:
        FeelSyntaxError, FeelNameError: it is not one over these names.
        FeelBudgetError: it is too long or too deep.
    """
    parser = ExpressionParser(text, NamesInScope(names, functions))
    return parser.whole(parser.expression())


def parse_unary_tests(text: str, names: Collection[str], functions: frozenset[str]) -> Parsed:
    """Read the cell of a decision table; ``?`` is the value tested."""
    parser = ExpressionParser(text, NamesInScope(names, functions))
    parser.names.open("?")
    return parser.whole(parser.unary_tests())


class ExpressionParser(FormParser):
    """Reads expressions."""

    def __init__(self, text: str, names: NamesInScope) -> None:
        super().__init__(text, names)
        self._asks = False
        self._calls: list[syntax.Call | syntax.NamedCall] = []
        self._forms = {
            "(": self.parenthesised,
            "[": self.bracketed,
            "]": self.open_range,
            "{": self.context_form,
            "@": self._temporal_literal,
        }

    def whole(self, tree: Node) -> Parsed:
        """Check that nothing is left, and that the tree can be walked."""
        if self.next.kind != END:
            raise self.unexpected("operator", "akhir ungkapan")
        if len(self.tokens) > MAX_HEIGHT and syntax.height(tree) > MAX_HEIGHT:
            raise FeelBudgetError(f"Ungkapan bersarang terlalu dalam: lebih dari {MAX_HEIGHT} tingkat.")
        names = self.names
        return Parsed(tree, frozenset(names.used), frozenset(names.functions_used), self._calls)

    # --- operators ----------------------------------------------------------------------------------

    def expression(self) -> Node:
        """Read one expression."""
        self.enter()
        node = self.operation(1)
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
        left = self._negation()
        while True:
            operator = self.next.text
            binding = _LEVELS.get(operator, 0)
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
        while _LEVELS.get(self.next.text) == binding:
            operator = self.take()
            rest.append((operator.text, self.operation(binding + 1), operator.start))
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
        if self.accept(".."):
            range_ = self._range_from(at, tests[0].operand, included=False)
            return [syntax.Test(at, None, range_, False)]
        while self.accept(","):
            tests.append(self._test())
        self.expect(")")
        return tests

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
        if self.next.text == "not" and self.ahead(1).text == "(" and self._not_spans_all():
            self.step(2)
            tests = self._tests()
            self.expect(")")
            return syntax.UnaryTests(at, tests, True)
        return syntax.UnaryTests(at, self._tests(), False)

    def _tests(self) -> list[syntax.Test]:
        tests = [self._test()]
        while self.accept(","):
            tests.append(self._test())
        return tests

    def _not_spans_all(self) -> bool:
        open_brackets = 0
        for token in self.tokens[self.index + 1 : -1]:
            open_brackets += (token.text == "(") - (token.text == ")")
            if open_brackets == 0:
                return token is self.tokens[-2]
        return False

    # --- operands -----------------------------------------------------------------------------------

    def _negation(self) -> Node:
        if self.next.text != "-":
            return self._instance()
        self.enter()
        at = self.take().start
        node = syntax.Negation(at, self._negation())
        self.leave()
        return node

    def _instance(self) -> Node:
        node = self._postfix()
        while self.next.text == "instance" and self.ahead(1).text == "of":
            at = self.take().start
            self.take()
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
        name, length = self.names.find_entry(self.tokens, self.index)
        self.step(length)
        return syntax.Path(at, source, name)

    def _filter(self, source: Node) -> Node:
        at = self.take().start
        self.names.open("item", filtering=True)
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
            return self._word()
        if token.kind == NUMBER:
            return self._number()
        if token.kind == STRING:
            return syntax.Literal(token.start, string_value(self.take().text))
        form = self._forms.get(token.text)
        if form is None:
            raise self.unexpected("nilai", "nama")
        return form()

    def _word(self) -> Node:
        token = self.next
        if token.text in _CONSTANTS and word_count(self.tokens, self.index) == 1:
            return syntax.Literal(self.take().start, _CONSTANTS[token.text])
        if token.text == "if":
            return self.if_form()
        if token.text == "for":
            return self.for_form()
        if token.text in {"some", "every"} and self.ahead(1).kind == NAME:
            return self.quantified_form()
        if token.text == "function" and self.ahead(1).text == "(":
            return self.function_form()
        return self._name()

    def _name(self) -> Node:
        token = self.next
        found = self.names.find(self.tokens, self.index)
        if found.role is None and token.text in KEYWORDS:
            raise self.unexpected("nilai", "nama")
        if found.role is None and not found.open:
            raise self.unknown(found.name, token.start)
        self.step(found.length)
        self._asks = self._asks or found.name == "?"
        if found.role == "function" and (not found.open or self.next.text == "("):
            return syntax.FunctionName(token.start, found.name)
        return syntax.Name(token.start, found.name, found.open)

    def _number(self) -> Node:
        token = self.take()
        try:
            return syntax.Literal(token.start, CONTEXT.create_decimal(Decimal(token.text)))
        except DecimalException as error:
            raise self.error("bilangan di luar jangkauan.", token.start) from error

    def _temporal_literal(self) -> Node:
        at = self.take().start
        if self.next.kind != STRING:
            raise self.unexpected("teks tanggal, waktu atau durasi")
        try:
            return syntax.Literal(at, parse_temporal(string_value(self.next.text)))
        except FeelFault as fault:
            raise self.error(f"{fault}.", self.next.start) from fault
        finally:
            self.take()
