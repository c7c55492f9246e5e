"""The FEEL texts of one file: compiled, and remembered for the static check."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from engine import feel
from engine.dmn.elements import Place
from engine.dmn.evaluation import Code, Evaluation, Scope
from engine.errors import Fault
from engine.feel import Expression, FeelError, FeelNameError, Function, Run, Type, UnaryTests, Value

_UNKNOWN_NAMES = 50
"""How many names of a member's entries one text may use."""


class Names(NamedTuple):
    """The names in scope at a boxed expression.

    Attributes:
        open: names that aren't known may be entries of the member that a filter looks at.
    """

    known: frozenset[str]
    open: bool = False

    def also(self, names: Collection[str], *, open_: bool = False) -> Names:
        """Return these names and others."""
        return Names(self.known.union(names), self.open or open_)


class _Text(NamedTuple):
    """A text and the names in scope at it; the cells of a table are often the same."""

    text: str
    names: frozenset[str]
    tests: bool


class Texts:
    """Compiles the texts of a file.

    Args:
        types: that they may name.
        entries: names that contexts' entries may have.
        functions: that are handed in.

    Attributes:
        noted: faults that show only where texts are compiled.
    """

    def __init__(
        self, types: Mapping[str, Type], entries: Collection[str], functions: Mapping[str, Function]
    ) -> None:
        self._types = types
        self._entries = frozenset(entries)
        self._functions = functions
        self.noted: list[Fault] = []
        self._seen: dict[_Text, list[Place]] = {}
        self._tests: dict[_Text, UnaryTests | FeelError] = {}

    def expression(self, place: Place, text: str, names: Names) -> Expression | FeelError:
        """Compile an expression, or return why it can't be; what it names and isn't there is null."""
        known = self._opened(text, names) if names.open else names.known
        self._seen.setdefault(_Text(text, known, tests=False), []).append(place)
        try:
            return feel.compile(
                text, known, self._functions, types=self._types, entries=self._entries, lenient=True
            )
        except FeelError as error:
            return error

    def tests(self, place: Place, text: str, names: frozenset[str]) -> UnaryTests | FeelError:
        """Compile a table's cell, or return why it can't be."""
        seen = _Text(text, names, tests=True)
        self._seen.setdefault(seen, []).append(place)
        if seen not in self._tests:
            self._tests[seen] = self._compiled_tests(text, names)
        return self._tests[seen]

    def _compiled_tests(self, text: str, names: frozenset[str]) -> UnaryTests | FeelError:
        try:
            return feel.compile_unary_tests(
                text, names, self._functions, types=self._types, entries=self._entries, lenient=True
            )
        except FeelError as error:
            return error

    def code(self, place: Place, text: str, names: Names) -> Code:
        """Compile an expression to what evaluates it; one that can't be compiled is null."""
        expression = self.expression(place, text, names)
        if isinstance(expression, FeelError):
            return void(place, str(expression))
        evaluate = expression.evaluate_values

        def evaluated(scope: Scope, run: Evaluation) -> Value:
            value, reasons = evaluate(scope, run)
            if reasons:
                run.note_all(place, reasons)
            return value

        return evaluated

    def faults(self, hints: Mapping[str, str]) -> Iterator[Fault]:
        """Yield what is certainly wrong with the texts that were compiled, and what was noted.

        Args:
            hints: what to say of a name that isn't known, where more can be said.
        """
        yield from self.noted
        run = Run()
        for seen, places in self._seen.items():
            found = list(self._wrong(seen, hints, run))
            yield from (place.fault(message) for place in places for message in found)

    def _wrong(self, seen: _Text, hints: Mapping[str, str], run: Run) -> Iterator[str]:
        text, names, tests = seen
        try:
            errors = feel.check(
                text, names, self._functions, types=self._types, entries=self._entries, tests=tests, run=run
            )
        except FeelError as error:
            yield str(error)
            return
        for found in errors:
            if isinstance(found, FeelNameError):
                drawn = f"Gambar data masukan “{found.name}” dan hubungkan dengan keputusan ini."
                yield hints.get(found.name) or f"{found} {drawn}"
            else:
                yield str(found)

    def _opened(self, text: str, names: Names) -> frozenset[str]:
        """The names in scope, and those that can only be entries of the member looked at."""
        known = names.known | self._entries
        for _ in range(_UNKNOWN_NAMES):
            try:
                feel.compile(text, known, self._functions, types=self._types, entries=self._entries)
            except FeelNameError as error:
                known |= {error.name}
            except FeelError:
                break
            else:
                break
        return known


def void(place: Place, reason: str) -> Code:
    """What gives null, and says why."""

    def nothing(scope: Scope, run: Evaluation) -> Value:
        return run.note(place, reason)

    return nothing
