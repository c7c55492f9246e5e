"""What came to nothing, as an operator sees it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from engine import policy
from engine.errors import NotFound, ParafError
from engine.handlers import place_of
from engine.model import Actor, Incident, Page
from engine.queries.reader import Reader
from engine.shapes import mapping
from engine.store import JobRecord, Unit

PAGE_SIZE = 50


class IncidentQueries:
    """Answers for the operator's page."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def standing(self) -> list[Incident]:
        """Return what an operator must look at, the newest first."""
        with self._reader.store.reading() as unit:
            found = [self._incident(unit, job) for job in unit.incidents.standing()]
        return [incident for incident in found if incident.rests]

    def page(self, actor: Actor, page: int) -> Page[Incident]:
        """Return a page of what failed, the newest first; what is being tried again is among it.

        Raises:
            Forbidden: the person is no operator.
        """
        policy.require_operator(actor, self._reader.organisation)
        with self._reader.store.reading() as unit:
            jobs = unit.incidents.standing((page - 1) * PAGE_SIZE, PAGE_SIZE)
            found = [self._incident(unit, job) for job in jobs]
            resting = Counter(_place(incident) for incident in found if incident.rests)
            rows = [replace(incident, alike=resting[_place(incident)]) for incident in found]
            return Page(rows, page, PAGE_SIZE, unit.incidents.count())

    def find(self, actor: Actor, job: str) -> Incident | None:
        """Return one of them; None where it is settled.

        Raises:
            Forbidden: the person is no operator.
        """
        policy.require_operator(actor, self._reader.organisation)
        with self._reader.store.reading() as unit:
            found = unit.incidents.find(job)
            return None if found is None else self._incident(unit, found)

    def like(self, actor: Actor, job: str) -> list[str]:
        """Return the ids of all that rest at the same element as one of them, itself among them.

        What has no place is like what is of the same kind and about the same.

        Raises:
            Forbidden: the person is no operator.
            NotFound: it is settled.
        """
        one = self.find(actor, job)
        if one is None:
            raise NotFound("Insiden ini sudah tidak ada.")
        return [incident.id for incident in self.standing() if _place(incident) == _place(one)]

    def _incident(self, unit: Unit, job: JobRecord) -> Incident:
        incident = Incident(
            id=job.id,
            kind=job.kind,
            case_id=job.case,
            subject=job.subject,
            error=job.error,
            attempts=job.attempts,
            at=job.due_at,
            rests=job.rests,
        )
        try:
            return self._placed(unit, job, incident)
        except ParafError:
            # A case that can't be read is an incident all the same.
            return incident

    def _placed(self, unit: Unit, job: JobRecord, incident: Incident) -> Incident:
        """Say where on which diagram it is."""
        found = None if job.case is None else unit.cases.find(job.case)
        if found is None:
            return self._of_definition(unit, job, incident)
        seen = self._reader.see(unit, *found)
        process, element = place_of(job, seen.case.run)
        return replace(
            incident,
            definition=seen.definition.name,
            case_number=seen.row.number,
            case_title=seen.row.title,
            process=process,
            element=element,
            element_name=seen.definition.element_name(process, element) if element else "",
        )

    def _of_definition(self, unit: Unit, job: JobRecord, incident: Incident) -> Incident:
        start = self._start_of(unit, job)
        if start is None:
            return incident
        definition = self._reader.library.latest(unit, start[0])
        return replace(
            incident,
            definition=definition.name,
            process=definition.key,
            element=start[1],
            element_name=definition.element_name(definition.key, start[1]),
        )

    def _start_of(self, unit: Unit, job: JobRecord) -> tuple[str, str] | None:
        """Return the definition and the start event at which a job begins a case."""
        content = mapping(job.content) if isinstance(job.content, dict) else {}
        key = None if content.get("definition") is None else str(content["definition"])
        if job.kind == "start":
            return str(key), job.subject
        if content.get("start") is not None:
            return str(key), str(content["start"])
        return next(iter(self._reader.library.started_by(unit, job.kind, job.subject, key)), None)


def _place(incident: Incident) -> tuple[str, str, str]:
    if not incident.element:
        return incident.kind, "", incident.subject
    return incident.definition, incident.process, incident.element
