"""Patterns step by step, for those that RE2 can't express and for where it isn't installed.

A program of few instructions runs over the text with its own stack. Without groups that are matched again it
is never twice at one instruction and position, so its time grows with the text times the pattern; with them
only the evaluation's budget bounds it, for nothing else can.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from engine.feel.budget import Run
from engine.feel.errors import FeelFault
from engine.feel.regex.sets import Set, variants_of
from engine.feel.regex.syntax import Again, Character, Choice, Group, Parsed, Repeat, Row, Start, Tree

_MOST_INSTRUCTIONS = 5_000
_STEPS_AN_INSTRUCTION = 3
_STEPS_WITH_GROUPS = 8

Groups = tuple[int, ...]
"""Start and end of each group, the match's own first; -1 where it has none."""


class _One(NamedTuple):
    """Take one character of a set."""

    of: Set


class _Either(NamedTuple):
    """Go on at one place, and where that fails at another."""

    first: int
    second: int


class _Save(NamedTuple):
    """Remember where a group starts or ends."""

    place: int


class _Assert(NamedTuple):
    """Go on only at a start, or an end."""

    start: bool


class _Take(NamedTuple):
    """Take what a group took."""

    number: int


_Instruction = _One | _Either | _Save | _Assert | _Take


class Stepping:
    """A pattern as a program.

    Raises:
        FeelFault: it is too large.
    """

    def __init__(self, parsed: Parsed, flags: str) -> None:
        self._ignores_case = "i" in flags
        self._lines = "m" in flags
        self._program: list[_Instruction] = []
        self._groups = parsed.groups
        self._again = False
        self._compile(Group(parsed.tree, 0), counted=True)

    def finds(self, string: str, run: Run) -> bool:
        """Whether the pattern is found anywhere."""
        return self._search(string, 0, run) is not None

    def pieces(self, string: str, run: Run) -> Iterator[tuple[str, list[str] | None]]:
        """Yield what stands before each match, and its groups, the match itself first; last the rest."""
        end = 0
        while (groups := self._search(string, end, run)) is not None:
            found = [
                string[groups[n] : groups[n + 1]] if groups[n + 1] >= 0 else ""
                for n in range(0, len(groups), 2)
            ]
            yield string[end : groups[0]], found
            end = groups[1]
        yield string[end:], None

    # --- to a program -------------------------------------------------------------------------------

    def _add(self, instruction: _Instruction) -> int:
        if len(self._program) >= _MOST_INSTRUCTIONS:
            raise FeelFault("pola terlalu besar")
        self._program.append(instruction)
        return len(self._program) - 1

    def _compile(self, tree: Tree, *, counted: bool = False) -> None:
        if isinstance(tree, Character):
            self._add(_One(tree.of))
        elif isinstance(tree, Row):
            for part in tree.parts:
                self._compile(part)
        elif isinstance(tree, Choice):
            self._choice(tree)
        elif isinstance(tree, Group):
            if tree.number or counted:
                self._add(_Save(2 * tree.number))
            self._compile(tree.inner)
            if tree.number or counted:
                self._add(_Save(2 * tree.number + 1))
        elif isinstance(tree, Repeat):
            self._repeat(tree)
        elif isinstance(tree, Again):
            self._again = True
            self._add(_Take(tree.number))
        else:
            self._add(_Assert(isinstance(tree, Start)))

    def _choice(self, tree: Choice) -> None:
        ends = []
        for branch in tree.branches[:-1]:
            fork = self._add(_Either(0, 0))
            self._compile(branch)
            ends.append(self._add(_Either(0, 0)))
            self._program[fork] = _Either(fork + 1, len(self._program))
        self._compile(tree.branches[-1])
        for end in ends:
            self._program[end] = _Either(len(self._program), len(self._program))

    def _repeat(self, tree: Repeat) -> None:
        for _ in range(tree.least):
            self._compile(tree.inner)
        if tree.most is None:
            fork = self._add(_Either(0, 0))
            self._compile(tree.inner)
            self._add(_Either(fork, fork))
            self._program[fork] = self._either(fork + 1, len(self._program), tree.lazy)
            return
        forks = []
        for _ in range(tree.most - tree.least):
            forks.append(self._add(_Either(0, 0)))
            self._compile(tree.inner)
        for fork in forks:
            self._program[fork] = self._either(fork + 1, len(self._program), tree.lazy)

    @staticmethod
    def _either(inside: int, behind: int, lazy: bool) -> _Either:
        return _Either(behind, inside) if lazy else _Either(inside, behind)

    # --- over a text --------------------------------------------------------------------------------

    def _search(self, text: str, begin: int, run: Run) -> Groups | None:
        """The first match from a position on."""
        seen: set[object] = set()
        for start in range(begin, len(text) + 1):
            groups = self._match(text, start, run, seen)
            if groups is not None:
                return groups
        return None

    def _match(self, text: str, start: int, run: Run, seen: set[object]) -> Groups | None:
        program, last = self._program, len(self._program)
        cost = _STEPS_WITH_GROUPS if self._again else _STEPS_AN_INSTRUCTION
        waiting: list[tuple[int, int, Groups]] = [(0, start, (-1,) * (2 * self._groups + 2))]
        while waiting:
            place, position, groups = waiting.pop()
            while place < last:
                run.charge(cost)
                state = (place, position, groups) if self._again else position * last + place
                if state in seen:
                    break
                seen.add(state)
                instruction = program[place]
                place += 1
                if isinstance(instruction, _Either):
                    place = instruction.first
                    if instruction.second != instruction.first:
                        waiting.append((instruction.second, position, groups))
                elif isinstance(instruction, _Save):
                    kept = instruction.place
                    groups = (*groups[:kept], position, *groups[kept + 1 :])
                else:
                    length = self._length(instruction, text, position, groups)
                    if length is None:
                        break
                    position += length
            else:
                return groups
        return None

    def _length(
        self, instruction: _One | _Assert | _Take, text: str, position: int, groups: Groups
    ) -> int | None:
        """How many characters an instruction takes at a position; None where it doesn't hold there."""
        if isinstance(instruction, _One):
            if position == len(text):
                return None
            sign = text[position]
            return 1 if instruction.of.has(variants_of(sign) if self._ignores_case else (sign,)) else None
        if isinstance(instruction, _Assert):
            return 0 if self._stands(text, position, instruction.start) else None
        again = text[groups[2 * instruction.number] : groups[2 * instruction.number + 1]]
        return len(again) if self._same(again, text[position : position + len(again)]) else None

    def _same(self, left: str, right: str) -> bool:
        if not self._ignores_case:
            return left == right
        pairs = zip(left, right, strict=False)
        return len(left) == len(right) and all(a in variants_of(b) or b in variants_of(a) for a, b in pairs)

    def _stands(self, text: str, position: int, start: bool) -> bool:
        """Whether a position is a start or an end: of the text, or of a line where lines count."""
        if start:
            after_line = position > 0 and text[position - 1] == "\n" and position < len(text)
            return position == 0 or (self._lines and after_line)
        return position == len(text) or (self._lines and text[position] == "\n")
