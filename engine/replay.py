"""Journal → state → differences: carry a case out again and compare after every entry; check every chain.

What is compared is what the engine means by a case: tokens, open tasks, variables, timers and outcomes;
never SpiffWorkflow's own blob, which may change with the library.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.definition import Definition
from engine.directory import Organisation
from engine.errors import NotFound, ParafError
from engine.handlers import Case, reenact
from engine.journal import Entry, Link, verify_stream
from engine.library import Library
from engine.model import Finding, Json, Report
from engine.projections import CaseRecord
from engine.shapes import mapping
from engine.spiff import Run
from engine.store import Unit


def replay(unit: Unit, library: Library, organisation: Organisation, case_id: str, budget: int) -> Report:
    """Carry a case out again from its journal and compare it with what was recorded.

    Raises:
        NotFound: there is no such case.
    """
    found = unit.cases.find(case_id)
    if found is None:
        raise NotFound("Kasus ini tidak ada.")
    row, state = found
    entries = unit.cases.entries(row.stream)
    definition = library.get(unit, row.version)
    return Report(
        1, len(entries), list(_differences(unit, row, state, entries, definition, organisation, budget))
    )


def _differences(
    unit: Unit,
    row: CaseRecord,
    state: bytes,
    entries: list[Entry],
    definition: Definition,
    organisation: Organisation,
    budget: int,
) -> Iterator[Finding]:
    case: Case | None = None
    for entry in entries:
        if entry.payload is None:
            yield Finding(row.stream, entry.n, "isi entri sudah dihapus, sehingga kasus tidak dapat diulang")
            return
        try:
            case, outcome = reenact(case, entry, definition, row.id, organisation, budget)
        except (ParafError, KeyError, TypeError, ValueError) as error:
            yield Finding(row.stream, entry.n, f"entri tidak dapat diulang: {error}")
            return
        recorded = mapping(entry.content["outcome"])
        for key in outcome:
            if outcome[key] != recorded.get(key):
                yield Finding(
                    row.stream, entry.n, f"{key} berbeda: {_difference(recorded.get(key), outcome[key])}"
                )
    if case is None:
        yield Finding(row.stream, None, "kasus tidak mempunyai entri")
        return
    yield from _state_differences(unit, row, state, case, definition)


def _state_differences(
    unit: Unit, row: CaseRecord, state: bytes, case: Case, definition: Definition
) -> Iterator[Finding]:
    """Compare the stored position and the rows with what the journal leads to."""
    try:
        stored = Run.restore(definition.program, state).position()
    except Exception as error:  # whatever a damaged blob makes the library raise
        yield Finding(row.stream, row.n, f"keadaan tersimpan tidak terbaca: {type(error).__name__}")
        return
    replayed = case.run.position()
    if stored != replayed:
        yield Finding(row.stream, row.n, f"keadaan tersimpan berbeda: {_difference(stored, replayed)}")
    open_now = {task.id for task in case.run.open_tasks()} if row.status == "active" else set()
    listed = {task.id for task in unit.cases.open_tasks(row.id)}
    for task in sorted(open_now ^ listed):
        where = "tidak ada di daftar" if task in open_now else "ada di daftar tetapi tidak terbuka"
        yield Finding(row.stream, row.n, f"tugas {task} {where}")


def _difference(recorded: Json, replayed: Json, path: str = "") -> str:
    """Say where two values first differ."""
    if isinstance(recorded, dict) and isinstance(replayed, dict):
        for key in sorted(recorded.keys() | replayed.keys()):
            if recorded.get(key) != replayed.get(key):
                return _difference(recorded.get(key), replayed.get(key), f"{path}.{key}")
    if isinstance(recorded, list) and isinstance(replayed, list) and len(recorded) == len(replayed):
        for index, (one, other) in enumerate(zip(recorded, replayed, strict=True)):
            if one != other:
                return _difference(one, other, f"{path}[{index}]")
    return f"{path.lstrip('.') or 'nilai'} tercatat {recorded!r:.200}, diulang {replayed!r:.200}"


def verify(unit: Unit, stream: str | None = None) -> Report:
    """Check the chains of all streams, or of one, against their entries and their recorded ends."""
    streams = unit.cases.streams() if stream is None else [stream]
    heads = unit.cases.heads()
    if stream is None:
        streams = sorted({*streams, *heads})
    findings: list[Finding] = []
    count = 0
    for name in streams:
        entries = unit.cases.entries(name)
        count += len(entries)
        head = heads.get(name)
        findings += verify_stream(name, entries, Link(*head) if head is not None else None)
    return Report(len(streams), count, findings)
