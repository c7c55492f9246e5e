"""Tokens of another language to FEEL's syntax tree: one parser, for what JUEL, Groovy, Python and JavaScript
say differently is said differently by each, and what they say alike means the same.

cursor → values → parser, each a class on the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.catalogue.foreign import calls
from engine.catalogue.foreign.tokens import END, NAME, STRING, TEMPLATE, template_parts
from engine.catalogue.foreign.trees import (
    NULL,
    Untranslatable,
    arithmetic,
    at_index,
    call,
    chosen,
    compared,
    connected,
    contained,
    filtered,
    is_empty,
    iterated,
    joined,
    literal,
    name,
    negated,
    negative,
    of_type,
    quantified,
    text_in,
)
from engine.catalogue.foreign.values import ValueParser
from engine.feel import syntax
from engine.feel.syntax import Node

_OPERATORS = {
    "||": "or", "or": "or", "&&": "and", "and": "and", "==": "=", "===": "=", "=": "=", "eq": "=", "is": "=",
    "!=": "!=", "!==": "!=", "<>": "!=", "ne": "!=", "<": "<", "lt": "<", "<=": "<=", "le": "<=", ">": ">",
    "gt": ">", ">=": ">=", "ge": ">=", "in": "in", "not": "not in", "between": "between",
    "instanceof": "instanceof", "+": "+", "-": "-", "*": "*", "/": "/", "div": "/", "%": "modulo",
    "mod": "modulo", "//": "floor", "**": "**",
}  # fmt: skip
_LEVELS = {
    "or": 1, "and": 2, **dict.fromkeys(("=", "!=", "<", "<=", ">", ">=", "in", "not in", "between"), 4),
    "instanceof": 4, "+": 5, "-": 5, "*": 6, "/": 6, "modulo": 6, "floor": 6, "**": 8,
}  # fmt: skip
_LOWEST, _CONDITION, _SUM, _SIGNED = 1, 4, 5, 7
"""Where an operand begins: of anything, of ``not``, of a comparison, of a sign."""
_CHAINED = frozenset({"<", "<=", ">", ">="})
_DECLARING = frozenset(
    {"def", "var", "let", "const", "final", "String", "Integer", "int", "Long", "long", "boolean", "Boolean"}
    | {"double", "Double", "BigDecimal", "List", "Map", "Object"}
)


class Script(NamedTuple):
    """One statement: what it computes, and the variable that it goes to, None where it goes to none."""

    variable: str | None
    value: Node


def parse(text: str) -> Node:
    """Read an expression.

    Raises:
        Untranslatable: it is none, or nothing in FEEL says it.
    """
    return _Parser(text).whole()


def parse_script(text: str) -> Script:
    """Read a script of one assignment or expression; raises as ``parse``."""
    return _Parser(text).script()


def parse_template(text: str, nesting: int = 0) -> Node:
    """Read a text in which ``${…}`` stand for values; raises as ``parse``.

    Args:
        nesting: how deep the expression lies that it is a part of.
    """
    parts = template_parts(text)
    if parts is None or len(parts) == 1:
        raise Untranslatable
    nodes = [
        literal(part) if place % 2 == 0 else _Parser(part, nesting).whole()
        for place, part in enumerate(parts)
    ]
    return joined([node for node in nodes if text_in(node) != ""])


class _Parser(ValueParser):
    def whole(self) -> Node:
        node = self.expression()
        if self.next.kind != END:
            raise Untranslatable
        return node

    def script(self) -> Script:
        self.accept("return")
        while self.next.text in _DECLARING and self.ahead().kind == NAME:
            self.take()
        stepped = {"+=": "+", "-=": "-"}.get(self.ahead().text)
        variable, bracketed = self.assigned()
        value = self.expression()
        if bracketed:
            self.expect(")")
        self.accept(";")
        if self.next.kind != END:
            raise Untranslatable
        return Script(variable, arithmetic(stepped, name(variable or ""), value) if stepped else value)

    def assigned(self) -> tuple[str | None, bool]:
        """Pass over ``x =`` or ``execution.setVariable("x",``: the name, and whether a bracket is open."""
        if self.next.kind == NAME and self.ahead().text in {"=", "+=", "-="}:
            variable = self.take().text
            self.take()
            return variable, False
        if self.ahead(2).text == "setVariable" and self.ahead(4).kind == STRING and self.ahead(5).text == ",":
            variable = self.ahead(4).text
            self.index += 6
            return variable, True
        return None, False

    def template(self, text: str) -> Node:
        return parse_template(text, self.nesting)

    def operand(self) -> Node:
        return self.operation(_LOWEST)

    # --- operators ----------------------------------------------------------------------------------

    def expression(self) -> Node:
        with self.nested():
            left = self.operation(_LOWEST)
            while True:
                if self.accept("?"):
                    first = self.expression()
                    self.expect(":")
                    left = chosen(left, first, self.expression())
                elif self.accept("?:", "??"):
                    left = chosen(compared("!=", left, NULL), left, self.expression())
                elif self.at("if"):
                    self.take()
                    condition = self.operation(_LOWEST)
                    self.expect("else")
                    left = chosen(condition, left, self.expression())
                else:
                    return left

    def operation(self, level: int) -> Node:
        left = self.prefixed()
        before: Node | None = None
        while True:
            operator = _OPERATORS.get(self.next.text, "") if self.next.kind not in {STRING, TEMPLATE} else ""
            binding = _LEVELS.get(operator, 0)
            if binding < level or not binding:
                return left
            written = self.take().text
            if operator in _CHAINED and before is not None:
                right = self.operation(_SUM)
                left, before = connected("and", left, compared(operator, before, right)), right
            elif operator in _CHAINED:
                right = self.operation(_SUM)
                left, before = compared(operator, left, right), right
            else:
                left, before = self.applied(operator, written, binding, left), None

    def applied(self, operator: str, written: str, binding: int, left: Node) -> Node:
        """An operator but ``<`` and its like, of which only the left operand has been read."""
        if operator in {"or", "and"}:
            return connected(operator, left, self.operation(binding + 1))
        if operator == "not in":
            self.expect("in")
            return negated(contained(left, self.operation(_SUM)))
        if operator == "in":
            return contained(left, self.operation(_SUM))
        if operator == "between":
            low = self.operation(_SUM)
            self.expect("and")
            return syntax.Between(0, left, low, self.operation(_SUM))
        if operator == "instanceof":
            return of_type(left, calls.type_named(self.word()))
        if written == "is" and self.accept("not"):
            operator = "!="
        if operator in {"=", "!="}:
            return compared(operator, left, self.operation(_SUM))
        right = self.operation(binding if operator == "**" else binding + 1)
        if operator == "modulo":
            return call("modulo", left, right)
        if operator == "floor":
            return call("floor", arithmetic("/", left, right))
        return arithmetic(operator, left, right)

    def prefixed(self) -> Node:
        with self.nested():
            if self.accept("!"):
                return negated(self.operation(_SIGNED))
            if self.next.kind == NAME and self.accept("not"):
                return negated(self.operation(_CONDITION))
            if self.at("empty") and self.ahead().text not in {".", "(", ")", ""}:
                self.take()
                return is_empty(self.operation(_SIGNED))
            if self.accept("-"):
                return self.minus(self.operation(_SIGNED))
            if self.accept("+"):
                return self.operation(_SIGNED)
            return self.suffixed(self.primary())

    def minus(self, node: Node) -> Node:
        if isinstance(node, syntax.Literal) and isinstance(node.value, Decimal):
            return literal(-node.value)
        return negative(node)

    # --- what follows a value -----------------------------------------------------------------------

    def suffixed(self, node: Node) -> Node:
        while True:
            if self.accept(".", "?."):
                node = self.member(node)
            elif self.accept("["):
                node = self.indexed(node)
            elif self.at("(") and isinstance(node, syntax.Name):
                self.take()
                arguments, named = self.arguments()
                node = calls.function(node.name, arguments, named)
            else:
                return node

    def member(self, source: Node) -> Node:
        key = self.word()
        if key in _OVER_MEMBERS and self.at_closure():
            return self.over_members(source, key)
        if self.accept("("):
            arguments, named = self.arguments()
            return calls.method(source, key, arguments, named)
        return calls.entry(source, key)

    def indexed(self, source: Node) -> Node:
        with self.renaming("item", "item"):
            key = self.expression()
        self.expect("]")
        if isinstance(key, syntax.Comparison | syntax.And | syntax.Or | syntax.In | syntax.Call):
            return filtered(source, key)  # FEEL's own filter, in a text that is foreign elsewhere
        return calls.item(source, key)

    def at_closure(self) -> bool:
        """Whether a function without a name follows, perhaps in brackets."""
        texts = [self.ahead(place).text for place in range(5)]
        if texts[0] == "{":
            return True
        return texts[0] == "(" and (
            texts[1] == "{" or bool({"->", "=>"} & {texts[2], texts[4]}) or texts[1] == "lambda"
        )

    def over_members(self, source: Node, key: str) -> Node:
        bracketed = self.accept("(")
        braced = self.accept("{")
        variable = self.parameter()
        build, over_item = _OVER_MEMBERS[key]
        with self.renaming(variable, "item" if over_item else variable):
            body = self.expression()
        if braced:
            self.expect("}")
        if bracketed:
            self.expect(")")
        return build(variable, source, body)

    def parameter(self) -> str:
        """The name of a closure's one parameter; Groovy's ``it`` needn't be written."""
        bracketed = self.at("(") and self.ahead(2).text == ")"
        if self.ahead(3 if bracketed else 1).text not in {"->", "=>"}:
            return "it"
        if bracketed:
            self.take()
        variable = self.word()
        self.index += 2 if bracketed else 1
        return variable


def _some(variable: str, source: Node, body: Node) -> Node:
    return quantified(variable, source, body, every=False)


def _every(variable: str, source: Node, body: Node) -> Node:
    return quantified(variable, source, body, every=True)


def _kept(_: str, source: Node, body: Node) -> Node:
    return filtered(source, body)


def _first(_: str, source: Node, body: Node) -> Node:
    return at_index(filtered(source, body), literal(0))


_OVER_MEMBERS: Mapping[str, tuple[Callable[[str, Node, Node], Node], bool]] = {
    **dict.fromkeys(("any", "some", "anyMatch"), (_some, False)),
    **dict.fromkeys(("every", "all", "allMatch"), (_every, False)),
    "noneMatch": (lambda *of: negated(_some(*of)), False),
    **dict.fromkeys(("findAll", "filter"), (_kept, True)),
    "find": (_first, True),
    "count": (lambda *of: call("count", _kept(*of)), True),
    **dict.fromkeys(("collect", "map"), (iterated, False)),
    "sum": (lambda *of: call("sum", iterated(*of)), False),
}
"""What a closure is applied to each member for, and whether the member is then called ``item``."""
