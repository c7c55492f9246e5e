"""Forms that begin with a keyword or a bracket: if, for, some, every, function, lists, contexts, ranges."""

from __future__ import annotations

from engine.feel import syntax
from engine.feel.budget import MAX_NESTING
from engine.feel.errors import FeelBudgetError
from engine.feel.lexer import END, NAME, NUMBER, STRING
from engine.feel.parsing.names import KEYWORDS
from engine.feel.parsing.types import TypeParser
from engine.feel.syntax import Node

COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_BEGINNINGS = frozenset({"(", "[", "{", "@", "-"})


class FormParser(TypeParser):
    """Reads forms.

    Attributes:
        ends_range: whether a range's end is being read, and no bracket was opened in it.
    """

    ends_range = False

    def operation(self, level: int) -> Node:
        """Read operands and operators that bind at least so tightly; the next layer says how."""
        raise NotImplementedError

    def arithmetic(self) -> Node:
        """Read an operand of a comparison; the next layer says how."""
        raise NotImplementedError

    def if_form(self) -> Node:
        """``if condition then chosen else otherwise``."""
        at = self.take().start
        condition = self.expression()
        self.expect("then")
        chosen = self.expression()
        self.expect("else")
        return syntax.If(at, condition, chosen, self.expression())

    def for_form(self) -> Node:
        """``for name in domain, … return body``."""
        at = self.take().start
        self.names.open()
        iterations = self._iterations()
        self.names.declare(syntax.PARTIAL)
        self.expect("return")
        first = self.index
        body = self.expression()
        self.names.close()
        reads_partial = syntax.PARTIAL in self.texts[first : self.index]
        return syntax.For(at, iterations, body, self.index - first, reads_partial)

    def quantified_form(self) -> Node:
        """``some name in domain, … satisfies condition``, or ``every``."""
        keyword = self.take()
        self.names.open()
        iterations = self._iterations()
        self.expect("satisfies")
        first = self.index
        condition = self.expression()
        self.names.close()
        return syntax.Quantified(
            keyword.start, keyword.text == "every", iterations, condition, self.index - first
        )

    def _iterations(self) -> list[syntax.Iteration]:
        iterations: list[syntax.Iteration] = []
        while not iterations or self.accept(","):
            if len(iterations) == MAX_NESTING:
                raise FeelBudgetError(f"Terlalu banyak perulangan bersarang: lebih dari {MAX_NESTING}.")
            at = self.next.start
            name = self.new_name("in")
            self.expect("in")
            domain = self.expression()
            upper = self.expression() if self.accept("..") else None
            self.names.declare(name)
            iterations.append(syntax.Iteration(at, name, domain, upper))
        return iterations

    def function_form(self) -> Node:
        """``function(a: type, b) body``."""
        at = self.take().start
        self.expect("(")
        parameters: list[tuple[str, syntax.TypeNode | None]] = []
        while not self.accept(")"):
            name = self.new_name(":", ",", ")")
            parameters.append((name, self.type() if self.accept(":") else None))
            if not self.accept(","):
                self.expect(")")
                break
        external = self.accept("external")
        if external and not self.names.known.lenient:
            raise self.error("fungsi luar (external) tidak didukung.", self.tokens[self.index - 1].start)
        self.names.open(*(name for name, _ in parameters))
        first = self.index
        body = self.expression()
        self.names.close()
        return syntax.FunctionOf(at, parameters, body, self.index - first, external)

    def parenthesised(self) -> Node:
        """``(expression)``, ``(a..b)`` or ``(< a)``."""
        at = self.take().start
        inside = self.expression()
        if self.accept(".."):
            return self.range_from(at, inside, included=False)
        self.expect(")")
        return inside

    def bound(self) -> Node:
        """``< a``: all that compares so."""
        at = self.next.start
        operator = self.take().text
        value = self.arithmetic()
        if operator in {"<", "<="}:
            return syntax.RangeOf(at, None, value, False, operator == "<=", operator)
        if operator in {">", ">="}:
            return syntax.RangeOf(at, value, None, operator == ">=", False, operator)
        return syntax.RangeOf(at, value, value, operator == "=", operator == "=", operator)

    def bracketed(self) -> Node:
        """``[a, b]`` or ``[a..b]``."""
        at = self.take().start
        if self.accept("]"):
            return syntax.ListOf(at, [])
        members = [self.expression()]
        if self.accept(".."):
            return self.range_from(at, members[0], included=True)
        while self.accept(","):
            members.append(self.expression())
        self.expect("]")
        return syntax.ListOf(at, members)

    def open_range(self) -> Node:
        """``]a..b]``: a range without its start."""
        at = self.take().start
        start = self.expression()
        self.expect("..")
        return self.range_from(at, start, included=False)

    def range_from(self, at: int, start: Node, *, included: bool) -> Node:
        """Read the rest of a range behind its two dots."""
        around, self.ends_range = self.ends_range, True
        end = self.arithmetic()
        self.ends_range = around
        closing = self.expect("]", ")", "[").text
        return syntax.RangeOf(at, start, end, included, closing == "]")

    def closes_range(self) -> bool:
        """Whether the ``[`` that comes next ends a range such as ``[1..3[``, and doesn't begin a filter."""
        if not self.ends_range:
            return False
        after = self.ahead(1)
        begins = after.kind in {NUMBER, STRING} or after.text in _BEGINNINGS
        named = after.kind == NAME and after.text not in KEYWORDS
        return after.kind == END or not (begins or named)

    def context_form(self) -> Node:
        """``{key: value, "other key": value}``."""
        at = self.take().start
        entries: list[tuple[str, Node]] = []
        keys: set[str] = set()
        self.names.open()
        while not self.accept("}"):
            key_at = self.next.start
            key = self.key()
            self.expect(":")
            if key in keys:
                raise self.error(f"kunci “{key}” sudah ada dalam konteks ini.", key_at)
            if self.next.text == "function":
                self.names.declare(key)  # so that a function may call itself
            entries.append((key, self.expression()))
            keys.add(key)
            self.names.declare(key)
            if not self.accept(","):
                self.expect("}")
                break
        self.names.close()
        return syntax.ContextOf(at, entries)
