"""A journal entry as a person reads it, by what the entry itself says and the version it ran on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.commands import SYSTEM
from engine.definition import Definition
from engine.forms import labelled
from engine.forms import papers as papers_in
from engine.journal import Entry
from engine.model import HistoryItem, Json, Labelled, Paper
from engine.shapes import items, mapping


def history_item(
    definition: Definition, entry: Entry, names: Mapping[str, str], *, entered: bool
) -> HistoryItem:
    """Return an entry as a person reads it.

    Args:
        names: display names by account id, for entries that don't say how somebody was called then.
        entered: whether the person may read what was entered.
    """
    header, content = entry.fields, entry.content
    if entry.payload is None:
        return _erased(entry, _name(str(header["actor"]), None, names))
    command, outcome = mapping(content["command"]), mapping(content["outcome"])
    process = str(command.get("process", definition.key))
    element = command.get("element")
    fields, files = _entered(definition, process, element, command) if entered else ((), ())
    paraf = command.get("paraf")
    ended = [definition.element_name(definition.key, str(end)) for end in items(outcome["ended"])]
    return HistoryItem(
        n=entry.n,
        digest=entry.hash,
        at=entry.at,
        kind=str(header["kind"]),
        actor_name=_name(str(header["actor"]), command.get("actor"), names),
        capacity="definitif",
        element=None if element is None else str(element),
        element_name="" if element is None else definition.element_name(process, str(element)),
        round=int(str(command.get("round", 1))),
        item=None if command.get("item") is None else str(command["item"]),
        fields=fields,
        papers=files,
        reason=str(command.get("reason", "")),
        opened=[
            definition.element_name(str(task["process"]), str(task["element"]))
            for task in map(mapping, items(outcome["opened"]))
        ],
        ended=", ".join(ended),
        paraf={k: str(v) for k, v in mapping(paraf["digests"]).items()} if isinstance(paraf, dict) else {},
        groups=[str(name) for name in items(command.get("names", []))],
    )


def _name(actor: str, journaled: Json, names: Mapping[str, str]) -> str:
    if actor == SYSTEM.id:
        return SYSTEM.name
    return str(journaled["name"]) if isinstance(journaled, dict) else names.get(actor, actor)


def _erased(entry: Entry, actor_name: str) -> HistoryItem:
    return HistoryItem(
        n=entry.n,
        at=entry.at,
        kind=str(entry.fields["kind"]),
        actor_name=actor_name,
        capacity="definitif",
        element=None,
        element_name="",
        round=1,
        item=None,
        erased=True,
        digest=entry.hash,
    )


def _entered(
    definition: Definition, process: str, element: Json, command: Mapping[str, Json]
) -> tuple[Sequence[Labelled], Sequence[Paper]]:
    data = command.get("data")
    if element is None or not isinstance(data, dict):
        return (), ()
    schema = definition.form(definition.program.element(process, str(element)))
    return ((), ()) if schema is None else (labelled(schema, data), papers_in(schema, data))
