"""One case: where it stands, what it knows, and what happened, entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from engine import policy
from engine.definition import Definition
from engine.errors import NotFound
from engine.journal import Entry
from engine.model import Actor, CaseView, Diagram, StoredFile
from engine.queries.awaiting import awaited, stops_of
from engine.queries.history import history_item, reading, require_whole, steps_of
from engine.queries.lists import case_row
from engine.queries.reader import Reader, Seen
from engine.queries.tasks import facts, papers
from engine.store import Upload


class CaseQueries:
    """Answers for the case page."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def case(self, actor: Actor, case_id: str) -> CaseView:
        """Return everything about a case that a person may see.

        Raises:
            NotFound: it isn't there, or isn't theirs to see.
        """
        reader = self._reader
        with reader.store.reading() as unit:
            seen = reader.see_case(unit, actor, case_id)
            names = unit.people.names()
            entries = unit.journal.entries(seen.row.stream)
            active = seen.row.status == "active"
            stops = stops_of(unit, [case_id] if active else [])[case_id]
        require_whole(entries)
        tasks = [reader.task_row(actor, task, seen.row, names) for task in stops.tasks]
        definition, run = seen.definition, seen.case.run
        others = awaited(definition, stops) if active else []
        withdrawable = policy.may_withdraw(
            actor,
            seen.row,
            definition.program.main,
            run.entered(),
            seen.expressions,
            run.variables(run.main_scope),
        )
        return CaseView(
            row=case_row(seen.row, [task.name for task in tasks], others, definition.number),
            definition_name=definition.name,
            digest=definition.digest,
            started_by=names.get(seen.row.started_by, ""),
            facts=facts(seen),
            papers=papers(seen),
            tasks=tasks,
            history=[
                history_item(
                    definition,
                    entry,
                    names,
                    entered=self._sees_what_was_entered(actor, entry),
                    errors=policy.may_see_errors(actor, reader.organisation),
                )
                for entry in entries
            ],
            diagrams=list(_diagrams(seen, entries)),
            can_withdraw=withdrawable,
            can_cancel=policy.may_cancel(actor, seen.row, reader.organisation),
        )

    def diagram(self, actor: Actor, case_id: str, process: str) -> bytes:
        """Return the BPMN file that shows a process of a case's version, byte for byte.

        Raises:
            NotFound: the case or the process isn't there.
        """
        with self._reader.store.reading() as unit:
            row, _ = self._reader.find_case(unit, actor, case_id)
            definition = self._reader.library.get(unit, row.version)
        if process not in definition.program.processes:
            raise NotFound("Diagram ini tidak ada.")
        return definition.bpmn_of(process)

    def file(self, actor: Actor, case_id: str, file_id: str) -> tuple[StoredFile, bytes]:
        """Return a file of a case.

        Raises:
            NotFound: the case or the file isn't there, or isn't theirs to see.
        """
        with self._reader.store.reading() as unit:
            row, state = self._reader.find_case(unit, actor, case_id)
            upload = unit.files.find([file_id]).get(file_id)
            if upload is None or upload.case != case_id:
                raise NotFound("Berkas ini tidak ada.")
            if not (self._reads_all(actor, upload) or _is_paper(self._reader.see(unit, row, state), upload)):
                raise NotFound("Berkas ini tidak ada.")
            content = unit.files.content(upload.file.sha256)
            if content is None:
                raise NotFound("Isi berkas ini tidak tersimpan lagi.")
            return upload.file, content

    def _reads_all(self, actor: Actor, upload: Upload) -> bool:
        """Tell whether a person reads a file whatever it is to the case: officials all, others their own."""
        return self._reader.organisation.is_internal(actor.groups) or upload.by == actor.id

    def _sees_what_was_entered(self, actor: Actor, entry: Entry) -> bool:
        """Tell whether a person reads what an entry holds; a partner only that of its own steps."""
        return self._reader.organisation.is_internal(actor.groups) or entry.fields["actor"] == actor.id


def _is_paper(seen: Seen, upload: Upload) -> bool:
    return any(paper.file.id == upload.file.id for paper in papers(seen))


def _diagrams(seen: Seen, entries: Sequence[Entry]) -> Iterator[Diagram]:
    """Yield where a case stands on the diagram of each process it has been in, its own first."""
    definition = seen.definition
    steps = [step for entry in entries for step in _steps(definition, entry)]
    active = seen.row.status == "active"
    seen_processes = dict.fromkeys([definition.key, *(process for _, _, process in steps)])
    for process in seen_processes:
        moved = [(kind, element) for kind, element, where in steps if where == process]
        entered = Counter(element for kind, element in moved if kind == "entered")
        done = Counter(element for kind, element in moved if kind == "completed")
        left = done + Counter(element for kind, element in moved if kind == "cancelled")
        yield Diagram(
            process=process,
            name=definition.program.processes[process].name or process,
            called_by=definition.caller_of(process),
            active=dict(entered - left) if active else {},
            done=dict(done),
            names={
                element.id: element.name
                for element in definition.program.processes[process].elements.values()
                if element.name
            },
            flows=list(dict.fromkeys(element for kind, element in moved if kind == "taken")),
        )


def _steps(definition: Definition, entry: Entry) -> Iterator[tuple[str, str, str]]:
    with reading(entry):
        for step in steps_of(entry):
            kind, element, process = map(str, step[:3])
            yield kind, element, definition.program.processes[process].id
