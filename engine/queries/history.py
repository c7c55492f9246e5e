"""A journal entry as a person reads it, by what the entry itself says and the version it ran on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from engine.commands import SYSTEM
from engine.definition import Definition
from engine.errors import Damaged
from engine.forms import labelled
from engine.forms import papers as papers_in
from engine.journal import Entry
from engine.model import HistoryItem, Json, Labelled, Paper
from engine.projections import OUTSIDE
from engine.shapes import items, mapping


@contextmanager
def reading(entry: Entry) -> Iterator[None]:
    """Tell an entry that says what no command writes from a fault of this programme.

    Raises:
        Damaged: the entry is damaged.
    """
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Damaged(f"Entri {entry.n} pada jurnal ini rusak dan tidak dapat dibaca.") from error


def require_whole(entries: Sequence[Entry]) -> None:
    """Refuse a case's journal that has nothing in it, or a gap.

    Raises:
        Damaged: names the entry that isn't there.
    """
    missing = next((n for n, entry in enumerate(entries, 1) if entry.n != n), None if entries else 1)
    if missing is not None:
        raise Damaged(f"Entri {missing} kasus ini tidak ada dalam jurnal.")


def steps_of(entry: Entry) -> Iterator[Sequence[Json]]:
    """Yield what moved on the diagrams by an entry: ``[kind, element, process, scope, round]`` and values.

    Of an erased entry nothing is known.
    """
    if entry.payload is None:
        return iter(())
    return map(items, items(mapping(entry.content["outcome"])["steps"]))


def history_item(
    definition: Definition, entry: Entry, names: Mapping[str, str], *, entered: bool, errors: bool
) -> HistoryItem:
    """Return an entry as a person reads it.

    Args:
        names: display names by account id, for entries that don't say how somebody was called then.
        entered: whether the person may read what was entered.
        errors: whether the person may read what another system said as it refused.
    """
    with reading(entry):
        return _item(definition, entry, names, entered, errors)


def _item(
    definition: Definition, entry: Entry, names: Mapping[str, str], entered: bool, errors: bool
) -> HistoryItem:
    header, content = entry.fields, entry.content
    if entry.payload is None:
        return _erased(entry, _name(str(header["actor"]), None, names))
    command, outcome = mapping(content["command"]), mapping(content["outcome"])
    process = str(command.get("process", definition.key))
    element = command.get("element")
    fields, files = _entered(definition, process, element, command, outcome) if entered else ((), ())
    paraf = command.get("paraf")
    ended = [definition.element_name(definition.key, str(end)) for end in items(outcome["ended"])]
    actor_name = _name(str(header["actor"]), command.get("actor"), names)
    return HistoryItem(
        n=entry.n,
        digest=entry.hash,
        at=entry.at,
        kind=str(header["kind"]),
        actor_name=actor_name,
        capacity="definitif",
        element=None if element is None else str(element),
        element_name="" if element is None else definition.element_name(process, str(element)),
        connector=_connector(definition, process, element),
        round=int(str(command.get("round", 1))),
        item=None if command.get("item") is None else str(command["item"]),
        fields=fields,
        papers=files,
        reason=str(command.get("reason") or (command.get("message", "") if errors else "")),
        trigger=str(command.get("trigger", "")),
        event=str(command.get("name", "")),
        sender=_sender(mapping(command.get("source", {})), actor_name),
        sent=list(_thrown(entry)),
        failed=str(outcome.get("failed") or ""),
        opened=[
            definition.element_name(str(task["process"]), str(task["element"]))
            for task in map(mapping, items(outcome["opened"]))
        ],
        ended=", ".join(ended),
        paraf={k: str(v) for k, v in mapping(paraf["digests"]).items()} if isinstance(paraf, dict) else {},
        groups=[str(name) for name in items(command.get("names", command.get("groups", [])))],
    )


def _connector(definition: Definition, process: str, element: Json) -> str:
    return "" if element is None else definition.program.element(process, str(element)).connector or ""


def _name(actor: str, journaled: Json, names: Mapping[str, str]) -> str:
    if actor == SYSTEM.id:
        return SYSTEM.name
    return str(journaled["name"]) if isinstance(journaled, dict) else names.get(actor, f"akun {actor[:8]}")


def _sender(source: Mapping[str, Json], actor_name: str) -> str:
    """Return what the sender of a message or signal is called: a case by its number, else who sent it."""
    if "case" in source:
        return f"kasus {source['number'] or str(source['case'])[:8]}"
    return actor_name if "actor" in source else ""


def _thrown(entry: Entry) -> Iterator[str]:
    for step in steps_of(entry):
        values = mapping(step[5]) if step[0] == "thrown" else {}
        if values.get("event") in OUTSIDE:
            yield str(values["name"])


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
    definition: Definition,
    process: str,
    element: Json,
    command: Mapping[str, Json],
    outcome: Mapping[str, Json],
) -> tuple[Sequence[Labelled], Sequence[Paper]]:
    if "source" in command:
        return tuple(_brought(command["payload"])), ()
    if "result" in command:
        return tuple(_taken_over(definition, process, str(element), outcome)), ()
    data = command.get("data")
    if element is None or not isinstance(data, dict):
        return (), ()
    schema = definition.form(definition.program.element(process, str(element)))
    return ((), ()) if schema is None else (labelled(schema, data), papers_in(schema, data))


def _taken_over(
    definition: Definition, process: str, element: str, outcome: Mapping[str, Json]
) -> Iterator[Labelled]:
    """Yield what the process took over of a connector's answer; the rest of it is of use to nobody."""
    names = dict(definition.program.element(process, element).outputs)
    for values in map(mapping, mapping(outcome["variables"]).values()):
        yield from (Labelled(name, value) for name, value in values.items() if name in names)


def _brought(payload: Json) -> Iterator[Labelled]:
    """Yield what a message or a signal brought, its parts one by one where they have names."""
    if isinstance(payload, dict):
        yield from (Labelled(name, value) for name, value in payload.items())
    elif payload is not None:
        yield Labelled("Isi", payload)
