"""Types as ``instance of`` and parameters name them (DMN 1.5, grammar rule 52)."""

from __future__ import annotations

from engine.feel.lexer import NAME
from engine.feel.parsing.cursor import Cursor
from engine.feel.parsing.names import word_count
from engine.feel.syntax import TypeNode

TYPE_NAMES = {
    name: name
    for name in (
        "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
        "years and months duration", "list", "context", "range", "function", "Any", "Null",
    )
} | {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "day time duration": "days and time duration",
    "year month duration": "years and months duration",
}  # fmt: skip
"""What a type may be called, and what it is called here."""

_LONGEST_FIRST = sorted(((name.split(), name) for name in TYPE_NAMES), key=lambda entry: -len(entry[0]))


class TypeParser(Cursor):
    """Reads types."""

    def type(self) -> TypeNode:
        """Read one type.

        Raises:
            FeelNameError: it is none of FEEL's or the caller's.
        """
        self.enter()
        at = self.next.start
        name = self._type_name()
        node = TypeNode(at, name)
        if name in {"list", "range"} and self.accept("<"):
            node = TypeNode(at, name, [self.type()])
            self.expect(">")
        elif name == "context" and self.accept("<"):
            node = TypeNode(at, name, entries=self._entry_types())
        elif name == "function" and self.accept("<"):
            parameters = self._parameter_types()
            self.expect("->")
            node = TypeNode(at, name, parameters, result=self.type())
        self.leave()
        return node

    def _type_name(self) -> str:
        defined = self.names.find_type(self.texts, self.index)
        for words, name in _LONGEST_FIRST:
            if defined is not None and defined[1] >= len(words):
                break
            if self.texts[self.index : self.index + len(words)] == words:
                self.step(len(words))
                return TYPE_NAMES[name]
        if defined is None:
            return self._unknown_type()
        self.step(defined[1])
        return defined[0]

    def _unknown_type(self) -> str:
        if self.next.kind != NAME:
            raise self.unexpected("tipe")
        length = word_count(self.tokens, self.index)
        name = " ".join(self.texts[self.index : self.index + length])
        self.unknown(name, self.next.start)
        self.step(length)
        return name

    def _entry_types(self) -> list[tuple[str, TypeNode]]:
        entries = []
        while not self.accept(">"):
            name = self.key()
            self.expect(":")
            entries.append((name, self.type()))
            if not self.accept(","):
                self.expect(">")
                break
        return entries

    def _parameter_types(self) -> list[TypeNode]:
        types = []
        while not self.accept(">"):
            types.append(self.type())
            if not self.accept(","):
                self.expect(">")
                break
        return types
