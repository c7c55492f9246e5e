"""A version's decisions: its DMN files as business rule tasks use them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine import dmn
from engine.errors import ProcessFault
from engine.expressions import FUNCTIONS, MOST_REASONS, Expressions, Moment, Vocabulary, at_moment
from engine.feel import FeelError, to_json
from engine.model import Json

CALLABLE = {name: function for name, function in FUNCTIONS.items() if name != "register"}
"""The engine's own functions that a decision may call: registers are read only where a form is shown."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a business rule task decided.

    Attributes:
        value: as its ``camunda:mapDecisionResult`` asks for it.
        evidence: what the journal keeps: ``decision`` and ``name``, the ``inputs`` that it saw, its
            ``result``, the ``tables`` that were asked, each with ``file``, ``decision`` and its ``name``,
            ``table``, ``policy`` and the ``rules`` that applied (``number`` from 1, ``id``), and ``reasons``
            why something was null.
    """

    value: Json
    evidence: dict[str, Json]


def read_model(path: str, files: Mapping[str, bytes]) -> dmn.Model:
    """Read one of a bundle's DMN files, which may import the others.

    Args:
        files: all of them, path → content.

    Raises:
        Unrunnable: it can't be read.
    """
    others = {other: content for other, content in files.items() if other != path}
    return dmn.read(path, files[path], others, CALLABLE)


class Decisions:
    """The decisions of a bundle, by id.

    Args:
        files: path inside the bundle → content; files of other kinds are left alone.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = {path: content for path, content in files.items() if path.endswith(".dmn")}

    @cached_property
    def _by_id(self) -> Mapping[str, tuple[dmn.Model, dmn.Invocable]]:
        """What can be decided, by id; of two with one id the first file's."""
        return {
            each.id: (model, each)
            for model in reversed([*self.models.values()])
            for each in reversed(model.invocables())
        }

    @cached_property
    def models(self) -> Mapping[str, dmn.Model]:
        """Path → the model that stands there.

        Raises:
            Unrunnable: a file can't be read.
        """
        return {path: read_model(path, self._files) for path in self._files}

    def find(self, decision: str) -> dmn.Invocable | None:
        """Return a decision or decision service by its id, None where no file has it."""
        found = self._by_id.get(decision)
        return None if found is None else found[1]

    def decide(self, decision: str, mapping: str, context: Mapping[str, Json]) -> Decided:
        """Evaluate a decision.

        Args:
            mapping: a key of ``MAPPINGS``.
            context: the values of its inputs by name.

        Raises:
            KeyError: there is no such decision; ``find`` tells.
            ProcessFault: its result can't be had as ``mapping`` asks for it.
            FeelError: it takes too much.
        """
        model, found = self._by_id[decision]
        outcome = model.evaluate(found.id, context, json=True)
        result = to_json(outcome.value)
        evidence: dict[str, Json] = {
            "decision": found.id,
            "name": found.name,
            "inputs": {name: context.get(name) for name in found.inputs},
            "result": result,
            "tables": [self._evidence(match) for match in outcome.matched],
            "reasons": [reason.message for reason in outcome.reasons[:MOST_REASONS]],
        }
        return Decided(MAPPINGS[mapping](_rows(found, result)), evidence)

    def _evidence(self, match: dmn.Match) -> dict[str, Json]:
        node = self.models[match.file].find(match.node)
        return {
            "file": match.file,
            "decision": match.node,
            "name": match.node if node is None else node.name,
            "table": match.table,
            "policy": match.policy,
            "rules": [{"number": hit.number, "id": hit.id} for hit in match.hits],
        }

    def table(self, file: str, node: str, id: str | None) -> dmn.Table | None:
        """Return the table that the journal names; None where no file has it."""
        model = self.models.get(file)
        tables = [] if model is None else model.tables()
        return next(
            (each for each in tables if (each.place.file, each.node, each.id) == (file, node, id)), None
        )


class DecidingExpressions(Expressions):
    """Evaluates one version's expressions and decisions at one moment."""

    def __init__(
        self, vocabulary: Vocabulary, decisions: Decisions, moment: Moment, ambient: Mapping[str, Json]
    ) -> None:
        super().__init__(vocabulary, moment, ambient)
        self._decisions = decisions

    def decide(self, decision: str, mapping: str, names: Mapping[str, Json]) -> Decided:
        """Evaluate a decision over the names that it needs.

        Raises:
            ProcessFault: there is no such decision, it takes too much, or its result doesn't fit ``mapping``.
        """
        found = self._decisions.find(decision)
        if found is None:
            raise ProcessFault(f"Keputusan “{decision}” tidak ada.")
        try:
            with at_moment(self.moment):
                return self._decisions.decide(decision, mapping, self.context(found.inputs, names))
        except FeelError as error:
            raise ProcessFault(f"Keputusan “{found.name}” tidak dapat dihitung: {error}") from error


def _rows(decision: dmn.Invocable, result: Json) -> list[dict[str, Json]]:
    """Return a result as rows of named outputs, one for each rule that applied."""
    table = decision.table
    many = table is not None and table.policy not in dmn.SINGLE and not table.aggregation
    results = result if many and isinstance(result, list) else [] if result is None else [result]
    if table is not None and len(table.outputs) > 1:
        return [row if isinstance(row, dict) else {} for row in results]
    name = table.outputs[0].name if table is not None else None
    return [{name or decision.name: value} for value in results]


def _single_result(rows: Sequence[dict[str, Json]]) -> Json:
    if len(rows) > 1:
        raise ProcessFault("lebih dari satu aturan memberi hasil, padahal diminta satu saja.")
    return rows[0] if rows else None


def _single_entry(rows: Sequence[dict[str, Json]]) -> Json:
    row = _single_result(rows)
    return _only(row) if isinstance(row, dict) else None


def _only(row: Mapping[str, Json]) -> Json:
    if len(row) != 1:
        raise ProcessFault("aturan memberi lebih dari satu hasil, padahal diminta satu nilai saja.")
    return next(iter(row.values()))


MAPPINGS: Mapping[str, Callable[[Sequence[dict[str, Json]]], Json]] = {
    "singleEntry": _single_entry,
    "singleResult": _single_result,
    "collectEntries": lambda rows: [_only(row) for row in rows],
    "resultList": lambda rows: [*rows],
}
"""``camunda:mapDecisionResult``: what is made of the rows that a decision gives."""

UNMAPPED = "resultList"
"""What a business rule task asks for that doesn't say."""
