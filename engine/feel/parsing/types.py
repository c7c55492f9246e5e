"""Types as ``instance of`` and parameters name them (DMN 1.5, grammar rules 54 to 56)."""

from __future__ import annotations

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
            FeelNameError: it is none of FEEL's.
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
        for words, name in _LONGEST_FIRST:
            if all(self.ahead(n).text == word for n, word in enumerate(words)):
                self.step(len(words))
                return TYPE_NAMES[name]
        if self.next.kind != "name":
            raise self.unexpected("tipe")
        words = [self.ahead(n).text for n in range(word_count(self.tokens, self.index))]
        raise self.unknown(" ".join(words), self.next.start)

    def _entry_types(self) -> list[tuple[str, TypeNode]]:
        entries = []
        while not self.accept(">"):
            name = self.new_name(":")
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
