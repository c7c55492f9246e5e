"""Values: constants, names, lists, maps, calls' arguments, and the forms that begin with a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from engine.catalogue.foreign import calls
from engine.catalogue.foreign.cursor import Cursor
from engine.catalogue.foreign.tokens import NAME, NUMBER, STRING, TEMPLATE
from engine.catalogue.foreign.trees import (
    Untranslatable,
    call,
    chosen,
    entries_of,
    filtered,
    iterated,
    listed,
    literal,
    name,
    quantified,
)
from engine.feel.syntax import Node

_CONSTANTS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "None", "nil", "undefined", "NULL"), None),
}
_UNSAYABLE = frozenset({"lambda", "def", "import", "class", "typeof", "await", "function", "while", "try"})
_LONGEST_PHRASE = 5
"""Words of the longest name of a FEEL function."""


class ValueParser(Cursor):
    """Reads what operators stand between."""

    def expression(self) -> Node:
        """Read an expression; the operators are a layer above."""
        raise NotImplementedError

    def operand(self) -> Node:
        """Read an expression that ``if`` and ``?`` end."""
        raise NotImplementedError

    def template(self, text: str) -> Node:
        """Read a text in which ``${…}`` stand for values."""
        raise NotImplementedError

    def primary(self) -> Node:
        """Read a value, without what follows it."""
        token = self.take()
        if token.kind == NUMBER:
            return literal(Decimal(token.text))
        if token.kind == STRING:
            return literal(token.text)
        if token.kind == TEMPLATE:
            return self.template(token.text)
        if token.kind == NAME:
            return self._named(token.text)
        readers: dict[str, Callable[[], Node]] = {
            "(": self._bracketed,
            "[": self._list_or_map,
            "{": lambda: self._map_up_to("}"),
            "${": lambda: self._closed("}"),
            "#{": lambda: self._closed("}"),
        }
        if token.text not in readers:
            raise Untranslatable
        return readers[token.text]()

    def _named(self, text: str) -> Node:
        if text in _UNSAYABLE:
            raise Untranslatable
        if text in _CONSTANTS:
            return literal(_CONSTANTS[text])
        if text == "new":
            return self._made()
        if text == "if":
            return self._conditional()
        if text == "for" or (text in {"some", "every"} and self.ahead().text == "in"):
            return self._loop(text)
        return self._phrase(text) or name(self.renamed.get(text, text))

    def _made(self) -> Node:
        """``new Date()`` and its like, known by the class's last name."""
        class_ = self.word()
        while self.accept("."):
            class_ = self.word()
        self.expect("(")
        return calls.function(class_, *self.arguments())

    def _phrase(self, first: str) -> Node | None:
        """A FEEL function of several words, in a text that is foreign elsewhere."""
        words = [first]
        while len(words) < _LONGEST_PHRASE and self.ahead(len(words) - 1).kind == NAME:
            words.append(self.ahead(len(words) - 1).text)
            if " ".join(words) in calls.IN_FEEL and self.ahead(len(words) - 1).text == "(":
                self.index += len(words)
                return call(" ".join(words), *self.arguments()[0])
        return None

    def _conditional(self) -> Node:
        """``if c then a else b`` (FEEL) or ``if (c) { a } else { b }`` (Groovy)."""
        condition = self.expression()
        self.accept("then")
        first = self._branch()
        self.expect("else")
        return chosen(condition, first, self._branch())

    def _branch(self) -> Node:
        braced = self.accept("{")
        self.accept("return")
        value = self.expression()
        self.accept(";")
        if braced:
            self.expect("}")
        return value

    def _loop(self, kind: str) -> Node:
        """FEEL's ``for``, ``some`` and ``every`` over one list."""
        variable = self.word()
        self.expect("in")
        domain = self.operand()
        self.expect("return" if kind == "for" else "satisfies")
        body = self.expression()
        if kind == "for":
            return iterated(variable, domain, body)
        return quantified(variable, domain, body, every=kind == "every")

    def _closed(self, bracket: str) -> Node:
        node = self.expression()
        self.expect(bracket)
        return node

    def _bracketed(self) -> Node:
        """An expression in brackets, or a tuple (Python)."""
        first = self.generated(self.expression())
        members = [first]
        while self.accept(","):
            if self.at(")"):
                break
            members.append(self.expression())
        self.expect(")")
        return first if len(members) == 1 else listed(*members)

    def _list_or_map(self) -> Node:
        if self.at(":") or (self.next.kind in {NAME, STRING} and self.ahead().text == ":"):
            return self._map_up_to("]")
        members: list[Node] = []
        while not self.accept("]"):
            member = self.expression()
            if self.at("for"):
                found = self.generated(member)
                self.expect("]")
                return found
            members.append(member)
            if not self.at("]"):
                self.expect(",")
        return listed(*members)

    def _map_up_to(self, closing: str) -> Node:
        """``{'a': 1}``, or Groovy's ``[a: 1]``."""
        entries: list[tuple[str, Node]] = []
        if self.accept(":"):
            self.expect(closing)
            return entries_of(entries)
        while not self.accept(closing):
            if self.next.kind not in {NAME, STRING}:
                raise Untranslatable
            key = self.take().text
            self.expect(":")
            entries.append((key, self.expression()))
            if not self.at(closing):
                self.expect(",")
        return entries_of(entries)

    def arguments(self) -> tuple[list[Node], dict[str, Node]]:
        """What stands up to the closing bracket: by place, and by name."""
        found: list[Node] = []
        named: dict[str, Node] = {}
        while not self.accept(")"):
            if self.next.kind == NAME and self.ahead().text == "=":
                key = self.take().text
                self.take()
                named[key] = self.expression()
            else:
                found.append(self.generated(self.expression()))
            if not self.at(")"):
                self.expect(",")
        return found, named

    def generated(self, body: Node) -> Node:
        """``body for x in xs if condition``, where that follows (Python)."""
        if not self.accept("for"):
            return body
        variable = self.word()
        self.expect("in")
        domain = self.operand()
        if self.accept("if"):
            with self.renaming(variable, "item"):
                domain = filtered(domain, self.operand())
        return domain if body == name(variable) else iterated(variable, domain, body)
