"""Journal → state → differences: carry a case out again, and compare with everything that was recorded.

After every entry: tokens, tasks, variables, what is waited for, outcome. At the end: the stored position and
every row derived from the case, so that the journal alone is shown to be the truth. Never SpiffWorkflow's
own blob, which may change with the library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from engine import policy
from engine.arrivals import as_thrown
from engine.definition import Definition, files_in
from engine.directory import Organisation
from engine.errors import NotFound, ParafError
from engine.expressions import Moment
from engine.handlers import HOLDING, NOTING, Case, reenact
from engine.journal import Entry
from engine.library import Library
from engine.model import Finding, Json, Report, StoredFile
from engine.projections import CaseRecord, TaskRecord, closed_tasks, opened_tasks
from engine.recording import summarised
from engine.shapes import items, mapping
from engine.spiff import Run
from engine.store import Unit

RECORDED_SINCE = {"tokens": 2, "waits": 3, "begun": 3, "failed": 3}
"""Parts of an outcome that the first kind of entry didn't have, and the kind that brought each."""

FIRST_STEP_SIZE = 5
"""How many values a step had at first: kind, element, process, scope, round."""


def replay(unit: Unit, library: Library, organisation: Organisation, case_id: str, budget: int) -> Report:
    """Carry a case out again from its journal and compare it with what was recorded.

    Raises:
        NotFound: there is no such case.
    """
    found = unit.cases.find(case_id)
    if found is None:
        raise NotFound("Kasus ini tidak ada.")
    row, state = found
    entries = unit.journal.entries(row.stream)
    try:
        definition = library.get(unit, row.version)
    except (ParafError, KeyError, ValueError) as error:
        unreadable = Finding(row.stream, None, f"versi {row.version[:12]} tidak terbaca: {error}")
        return Report(1, len(entries), [unreadable])
    rebuilt = Rebuilt(row, definition, organisation, budget)
    findings = [finding for entry in entries for finding in rebuilt.apply(entry)]
    if rebuilt.case is None or rebuilt.broken:
        findings = findings or [Finding(row.stream, None, "kasus tidak mempunyai entri")]
    else:
        findings += _state_differences(unit, row, state, rebuilt)
        findings += _file_differences(unit, row, entries)
        findings += _sender_differences(unit, row, entries)
    return Report(1, len(entries), findings)


class Rebuilt:
    """A case as its journal alone makes it, entry by entry.

    Attributes:
        case: the live position, None before the first entry.
        row: the case's row as the entries give it.
        tasks: the open tasks' rows.
        broken: an entry could not be carried out again, so that what follows means nothing.
    """

    def __init__(
        self, row: CaseRecord, definition: Definition, organisation: Organisation, budget: int
    ) -> None:
        self.case: Case | None = None
        self.row = replace(
            row,
            status="active",
            n=0,
            head="",
            outcome="",
            registers={},
            parties=(),
            columns={},
            partner="",
            clauses=(),
        )
        self.tasks: dict[str, TaskRecord] = {}
        self.broken = False
        self._definition = definition
        self._organisation = organisation
        self._budget = budget

    def apply(self, entry: Entry) -> Iterator[Finding]:
        """Carry an entry out again; yield where it comes out differently."""
        if self.broken:
            return
        stream = self.row.stream
        if entry.payload is None:
            self.broken = True
            yield Finding(stream, entry.n, "isi entri sudah dihapus, sehingga kasus tidak dapat diulang")
            return
        try:
            header, content = entry.fields, entry.content
            self.case, outcome = reenact(
                self.case, entry, self._definition, self.row.id, self._organisation, self._budget
            )
            self._project(entry, header, content, outcome)
            recorded = mapping(content["outcome"])
            outcome = _as_recorded(outcome, int(str(header.get("kind_version"))))
        except (ParafError, KeyError, TypeError, ValueError) as error:
            self.broken = True
            yield Finding(stream, entry.n, f"entri tidak dapat diulang: {error}")
            return
        if header.get("definition") != self._definition.digest:
            yield Finding(stream, entry.n, "entri berjalan pada versi lain daripada yang tercatat pada kasus")
        for key in outcome:
            if outcome[key] != recorded.get(key):
                difference = _difference(recorded.get(key), outcome[key])
                yield Finding(stream, entry.n, f"{key} berbeda: {difference}")

    def _project(
        self, entry: Entry, header: Mapping[str, Json], content: Mapping[str, Json], outcome: dict[str, Json]
    ) -> None:
        """Derive from an entry the rows that a command derives."""
        case, kind, at = self.case, str(header["kind"]), entry.at
        if case is None:
            return
        command = mapping(content["command"])
        updated_at = at if self.row.status == "active" else self.row.updated_at
        self.row = replace(self.row, n=entry.n, head=entry.hash, updated_at=updated_at)
        if kind == "started":
            self.row = replace(self.row, started_by=str(header["actor"]), started_at=at)
        if kind in HOLDING:
            self._hold(kind, str(command["task"]), header, entry)
            return
        if kind in NOTING:
            return
        moment = Moment(at, mapping(content["lookups"]))
        self.row = summarised(self.row, case, outcome, moment)
        for task in closed_tasks(outcome):
            self.tasks.pop(task, None)
        name_of = self._definition.element_name
        for opened in opened_tasks(self.row.id, outcome, at, name_of, policy.due_moment):
            self.tasks[opened.id] = opened

    def _hold(self, kind: str, task_id: str, header: Mapping[str, Json], entry: Entry) -> None:
        task = self.tasks[task_id]
        if kind == "escalated":
            self.tasks[task_id] = replace(task, escalated_at=entry.at)
        else:
            holder = str(header["actor"]) if kind == "claimed" else None
            self.tasks[task_id] = replace(task, claimed_by=holder)


def _as_recorded(outcome: Mapping[str, Json], kind_version: int) -> dict[str, Json]:
    """Return an outcome as entries of an earlier kind hold it: without what they didn't record yet."""
    later = {key for key, since in RECORDED_SINCE.items() if since > kind_version}
    recorded = {key: value for key, value in outcome.items() if key not in later}
    if kind_version == 1:
        recorded["steps"] = [items(step)[:FIRST_STEP_SIZE] for step in items(outcome["steps"])]
    return recorded


def _state_differences(unit: Unit, row: CaseRecord, state: bytes, rebuilt: Rebuilt) -> Iterator[Finding]:
    """Compare the stored position and the rows with what the journal leads to."""
    case = rebuilt.case
    if case is None:
        return
    try:
        stored = Run.restore(case.definition.program, state).position()
    except Exception:  # whatever a damaged blob makes the library raise
        yield Finding(row.stream, row.n, "keadaan tersimpan tidak terbaca")
        return
    pairs: list[tuple[str, Json, Json]] = [
        ("keadaan tersimpan", stored, case.run.position()),
        ("prosedur", row.definition, case.definition.key),
    ]
    pairs += [
        (
            f"baris kasus, {field.name}",
            _plain(getattr(row, field.name)),
            _plain(getattr(rebuilt.row, field.name)),
        )
        for field in fields(CaseRecord)
    ]
    pairs.append(("identitas mitra", [*unit.cases.parties(row.id)], [*sorted(rebuilt.row.parties)]))
    listed = {task.id: task for task in unit.cases.open_tasks(row.id)}
    for task_id in sorted(listed.keys() | rebuilt.tasks.keys()):
        pairs.append((f"tugas {task_id}", _task(listed.get(task_id)), _task(rebuilt.tasks.get(task_id))))
        refs = rebuilt.tasks[task_id].refs() if task_id in rebuilt.tasks else []
        pairs.append((f"yang menemukan tugas {task_id}", [*unit.cases.refs(task_id)], [*sorted(set(refs))]))
    pairs += _what_it_waits_for(unit, row, case)
    for what, recorded, replayed in pairs:
        if recorded != replayed:
            yield Finding(row.stream, row.n, f"{what} berbeda: {_difference(recorded, replayed)}")


def _what_it_waits_for(unit: Unit, row: CaseRecord, case: Case) -> Iterator[tuple[str, Json, Json]]:
    """Yield what is stored and what is right of the rows by which events and results find a case."""
    run, active = case.run, row.status == "active"
    # What failed and was put off is due when somebody, or the dispatcher, said so.
    put_off = {timer for timer, due in unit.schedule.timers(row.id).items() if due is None}
    due = {timer.id: None if timer.id in put_off else timer.due_at for timer in run.timers() if active}
    yield "pengatur waktu", _plain(unit.schedule.timers(row.id)), _plain(due)
    waits = [asdict(wait) for wait in sorted(run.waits(), key=lambda wait: wait.id) if active]
    stored = [asdict(wait) for wait in unit.mail.waits(row.id)]
    yield "event yang ditunggu", _plain(_without(stored, "case")), _plain(_without(waits, "scope"))
    jobs = [asdict(job) for job in sorted(run.jobs(), key=lambda job: job.id) if active]
    work = [asdict(work) for work in unit.work.of_case(row.id)]
    yield "pekerjaan penghubung", _plain(_without(work, "case", "attempts", "forgiven")), _plain(jobs)


def _without(rows: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


def _file_differences(unit: Unit, row: CaseRecord, entries: list[Entry]) -> Iterator[Finding]:
    """Compare the files that the entries name with those that are stored."""
    for entry in entries:
        entered = mapping(entry.content["command"]).get("data")
        files = [file for value in mapping(entered).values() for file in _files(value)] if entered else []
        stored = unit.files.find([file.id for file in files])
        for file in files:
            upload = stored.get(file.id)
            if upload is None or upload.file != file or upload.case != row.id:
                yield Finding(row.stream, entry.n, f"berkas {file.name} tidak tersimpan sebagaimana tercatat")


def _sender_differences(unit: Unit, row: CaseRecord, entries: list[Entry]) -> Iterator[Finding]:
    """Compare the messages and signals that reached a case with what the journals of their senders say."""
    for entry in entries:
        command = mapping(entry.content["command"])
        if "source" not in command:
            continue
        begun = entry.fields["kind"] == "started"
        heard = entry.fields["kind"] == "signal_heard" or command.get("trigger") == "signal"
        kind, key = "signal" if heard else "message", command["correlation" if begun else "key"]
        source = mapping(command["source"])
        if not as_thrown(unit, kind, command["name"], key, command["payload"], source):
            yield Finding(row.stream, entry.n, "pesan atau sinyal berbeda dari yang dikirim kasus asalnya")


def _files(value: Json) -> list[StoredFile]:
    """Return the files that a submitted value holds, however deep."""
    if found := files_in(value):
        return found
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [file for item in inner for file in _files(item)]


def _plain(value: object) -> Json:
    """Return a row's value as JSON, so that it can be compared and shown."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _task(task: TaskRecord | None) -> Json:
    return None if task is None else {field.name: _plain(getattr(task, field.name)) for field in fields(task)}


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
