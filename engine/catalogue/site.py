"""One text that is, or should be, FEEL: where it stands, what it may use, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from engine.catalogue.document import of_file
from engine.catalogue.patience import Patience, offered
from engine.errors import Problem
from engine.expressions import FUNCTIONS
from engine.feel import FeelCompileError, FeelError, FeelNameError, FeelTypeError, kind_of, parse, syntax

EVERY_FUNCTION = frozenset(FUNCTIONS)
ANYWHERE_CALLABLE = EVERY_FUNCTION - {"register"}
NONE: frozenset[str] = frozenset()
CALLED = re.compile(r"(\w+)\s*\(")
"""A word where a call may begin: most texts have none and needn't be parsed."""
SHOWN = 120
"""Characters of an expression that a sentence quotes."""


class Place(Protocol):
    """What a problem can be found at."""

    def error(self, rule: str, message: str, english: str) -> Problem:
        """Say that a publish must be refused because of it."""

    def warning(self, rule: str, message: str, english: str) -> Problem:
        """Say that something about it is probably not meant."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A component of a form, as a place for problems."""

    file: str
    path: str

    def error(self, rule: str, message: str, english: str) -> Problem:
        """Say that a publish must be refused because of this component."""
        return of_file(rule, "error", self.file, message, english, element=self.path or None)

    def warning(self, rule: str, message: str, english: str) -> Problem:
        """Say that something about this component is probably not meant."""
        return of_file(rule, "warning", self.file, message, english, element=self.path or None)


@dataclass(frozen=True, slots=True)
class Words:
    """How a sentence calls a place, in both languages."""

    indonesian: str
    english: str

    @classmethod
    def same(cls, words: str) -> Words:
        """What both languages call alike."""
        return cls(words, words)


@dataclass(frozen=True, eq=False)
class Site:
    """A text that is, or should be, FEEL.

    Attributes:
        what: how a sentence calls where it stands.
        text: without its leading ``=``.
        names: what it may use.
        functions: the engine's own that it may call.
        constant: it isn't marked as an expression, so it stands for itself.
        condition: it must give true or false.
        first_line: of the text in its file, counted from 1, where that is known.
        harmless: of a loose file, and only about who does what by when: it is tried without.
        patience: shared with the other expressions of its bundle.
    """

    place: Place
    what: Words
    text: str
    names: frozenset[str]
    functions: frozenset[str] = ANYWHERE_CALLABLE
    constant: bool = False
    condition: bool = False
    first_line: int | None = None
    harmless: bool = False
    patience: Patience = field(default_factory=Patience)

    @property
    def shown(self) -> str:
        """The text as a sentence quotes it."""
        return f"“{self.text if len(self.text) <= SHOWN else self.text[:SHOWN] + '…'}”"

    @cached_property
    def faults(self) -> Sequence[FeelError]:
        """What is certainly wrong with it; nothing for a constant."""
        return () if self.constant else self.faults_of(self.text)

    @property
    def compiles(self) -> bool:
        """Whether it can be evaluated at all."""
        return all(isinstance(fault, FeelTypeError) for fault in self.faults)

    def faults_of(self, text: str) -> Sequence[FeelError]:
        """What would be certainly wrong with another text here."""
        return self.patience.examined(text, self.names, self.functions)

    def suits(self, text: str) -> bool:
        """Whether a text would be right here, as far as can be told."""
        return not self.faults_of(text) and not (self.condition and gives_no_truth(self.tree_of(text)))

    @cached_property
    def called(self) -> frozenset[str]:
        """The unknown names that it calls as functions: no variable can be one."""
        suspected = self.unknown.intersection(CALLED.findall(self.text)) - EVERY_FUNCTION
        tree = self.tree if suspected else None
        return suspected.intersection(_called(tree)) if tree is not None else NONE

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The names that it can't use here."""
        return frozenset(fault.name for fault in self.faults if isinstance(fault, FeelNameError))

    @property
    def tree(self) -> syntax.Node | None:
        """Its syntax tree, where nothing is wrong with it but its names; None for a constant."""
        if self.constant or not all(isinstance(fault, FeelNameError) for fault in self.faults):
            return None
        try:
            return parse(self.text, self.names | self.unknown, offered(self.functions))
        except FeelError:
            return None

    def tree_of(self, text: str) -> syntax.Node:
        """A faultless text's syntax tree."""
        return parse(text, self.names, offered(self.functions))

    def error(self, rule: str, message: str, english: str, fault: FeelError | None = None) -> Problem:
        """Say that a publish must be refused because of a fault, on the line on which it is."""
        tell = self.place.warning if self.harmless else self.place.error
        problem = tell(rule, message, english)
        if self.first_line is None or not isinstance(fault, FeelCompileError):
            return problem
        return replace(problem, line=self.first_line + fault.line - 1)


def _called(tree: syntax.Node) -> Iterator[str]:
    if isinstance(tree, syntax.Call | syntax.NamedCall) and isinstance(tree.function, syntax.Name):
        yield tree.function.name
    for child in syntax.children(tree):
        yield from _called(child)


def gives_no_truth(tree: syntax.Node) -> bool:
    """Whether an expression certainly gives neither true nor false."""
    if isinstance(tree, syntax.Literal) and tree.value is None:
        return True
    return isinstance(tree, syntax.Arithmetic | syntax.Negation) or kind_of(tree) not in {None, "boolean"}
