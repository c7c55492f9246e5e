"""The engine as its callers meet it: commands in, views out."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Literal

from argon2 import PasswordHasher

from engine.accounts import Accounts, actor_of
from engine.clock import Clock, utc_now
from engine.commands import Command, Complete, Outcome, Retry, SendMessage
from engine.connectors import connectors
from engine.directory import Organisation, read_organisation
from engine.errors import Conflict, Invalid, Misconfigured, NotFound, ParafError
from engine.execute import Executor
from engine.jobs import Dispatcher, Routing, Worker
from engine.library import Library
from engine.messages import Messages
from engine.model import Account, Actor, Json, Receipt, Report, StoredFile
from engine.notices import Notices
from engine.policy import require_auditor, require_operator, task_access
from engine.publish import Publisher
from engine.queries import (
    CaseQueries,
    IncidentQueries,
    ListQueries,
    Reader,
    TaskQueries,
    TrailQueries,
    UntakenQueries,
)
from engine.replay import replay
from engine.settings import Settings
from engine.store import LockFile, Store
from engine.studio import Studio
from engine.tokens import Tokens
from engine.uploads import take_in
from engine.verify import verify, verify_case

LARGEST_DRAFT = 200_000
"""Characters of JSON that a draft may have."""

log = logging.getLogger(__name__)


class Engine:
    """One installation, open.

    Args:
        serve: this process works on the store alone: it takes the lock file, migrates, publishes the folders
            (where ``publish`` says so). Otherwise it only reads, beside a serving process.
        hasher: Argon2id with other costs, for tests.

    Raises:
        Unavailable: another process serves from the same data folder, or the schema is of another release.
        Misconfigured: ``organisation.json`` is wrong, or demo accounts exist outside demo mode.

    Attributes:
        studio: drafts and versions, for process owners.
        tokens: by which other systems are known.
        refused: definition key → why its folder was not published at start.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock = utc_now,
        *,
        serve: bool,
        publish: bool = True,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self.settings = settings
        self._clock = clock
        self.organisation: Organisation = read_organisation(settings.processes / "organisation.json")
        _require_data(settings, make=serve)
        self._lock = LockFile(settings.data / "paraf.lock") if serve else None
        self._store = Store(settings.database, migrate=serve)
        self._library = Library()
        self._accounts = Accounts(self._store, self.organisation, clock, hasher)
        self._executor = Executor(
            self._store,
            self._library,
            self.organisation,
            clock,
            cache_size=settings.cache_size,
            step_budget=settings.step_budget,
            message_life=settings.message_life,
            wake=self._wake,
        )
        reader = Reader(self._store, self._library, self.organisation, clock)
        notices = Notices(reader)
        self._answer(reader, notices)
        self._publisher = Publisher(self._store, self.organisation, clock, settings)
        self.studio = Studio(self._store, self._publisher)
        self.authenticate, self.add_account = self._accounts.authenticate, self._accounts.add
        self.tokens = Tokens(self._store, clock)
        self._messages = Messages(self._store, self.organisation, clock, settings.message_life)
        self.refused: Mapping[str, ParafError] = {}
        routing = Routing(self._store, self._library, self.organisation, clock)
        self.dispatcher = Dispatcher(self._store, routing, self.execute, clock)
        outside = connectors(settings, self.organisation.groups, notices.deliver)
        self.worker = Worker(self._store, self._library, outside, self.execute, clock)
        try:
            if serve:
                self._prepare(publish)
        except BaseException:
            self.close()
            raise

    def _answer(self, reader: Reader, notices: Notices) -> None:
        """Offer what people read."""
        lists, tasks, cases = ListQueries(reader), TaskQueries(reader), CaseQueries(reader)
        trails, incidents, untaken = TrailQueries(reader), IncidentQueries(reader), UntakenQueries(reader)
        self.inbox, self.cases, self.case_rows = lists.inbox, lists.cases, lists.case_rows
        self.recently_ended = lists.recently_ended
        self.definitions, self.case_columns = lists.definitions, lists.case_columns
        self.versions_of, self.clauses_of = lists.versions_of, lists.clauses_of
        self.task, self.start_view = tasks.task, tasks.start_view
        self.may_start, self.startables = tasks.may_start, tasks.startables
        self.case, self.diagram, self.file = cases.case, cases.diagram, cases.file
        self.trail, self.moments = trails.trail, trails.moments
        self.moment, self.seen_form = trails.moment, trails.seen_form
        self.incidents, self.incident_page = incidents.standing, incidents.page
        self.incident, self.incidents_like = incidents.find, incidents.like
        self.notices, self.read_notice = notices.unread, notices.read
        self.read_notices_until = notices.read_until
        self.untaken_messages, self.untaken_counts = untaken.page, untaken.counts

    @classmethod
    def open(cls, settings: Settings, clock: Clock = utc_now, *, serve: bool, publish: bool = True) -> Engine:
        """Open an installation; see the class."""
        return cls(settings, clock, serve=serve, publish=publish)

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what runs and let the next process in."""
        self.dispatcher.stop()
        self.worker.stop()
        self._store.close()
        if self._lock is not None:
            self._lock.release()

    def execute(self, command: Command) -> Outcome:
        """Carry a command out; see ``engine.commands`` and the errors of each.

        Raises:
            ParafError: nothing was changed; the sentence is for the person.
        """
        confirmed = False
        if isinstance(command, Complete) and command.password:
            self._accounts.confirm(command.actor, command.password)
            confirmed = True
        return self._executor.execute(command, confirmed=confirmed)

    def send(self, message: SendMessage) -> Receipt:
        """Take a message or signal in from outside; it is delivered right after.

        Raises:
            Forbidden, Invalid, Conflict: as ``engine.messages``.
        """
        receipt = self._messages.send(message)
        self._wake()
        return receipt

    def _wake(self) -> None:
        """Have what was just written looked at, where it may be due at once."""
        self.dispatcher.wake()
        self.worker.wake()

    def upload(self, actor: Actor, name: str, content: bytes) -> StoredFile:
        """Store a file that a form will name by its id.

        Raises:
            InvalidUpload: it is empty, too large, of another type, or not what its name says.
        """
        return take_in(self._store, actor, name, content, limit=self.settings.upload_limit, now=self._clock())

    def save_draft(self, actor: Actor, task: str, data: Mapping[str, Json]) -> None:
        """Keep what somebody has entered so far in a task that is before them.

        Raises:
            NotFound: the task isn't before them; where it is done meanwhile, nothing is kept.
            Invalid: it is too long to be kept.
        """
        if len(str(data)) > LARGEST_DRAFT:
            raise Invalid("Draf terlalu besar untuk disimpan.")
        with self._store.writing() as unit:
            found = unit.cases.find_task(task)
            if found is None or task_access(actor, found.task, self.organisation) is None:
                raise NotFound("Tugas ini tidak ada.")
            if found.closed_at is None:
                unit.people.save_draft(task, actor.id, data, self._clock())

    def now(self) -> datetime:
        """Return the present moment as the engine counts it, in UTC."""
        return self._clock()

    def has_role(self, actor: Actor, role: str) -> bool:
        """Tell whether a person has a role of ``organisation.json``: ``publish``, ``audit``, …"""
        return self.organisation.has_role(actor.groups, role)

    def actor(self, account: str) -> Actor | None:
        """Return who an account id stands for."""
        with self._store.reading() as unit:
            found = unit.people.find(account)
        return None if found is None else actor_of(found)

    def accounts(self) -> list[Account]:
        """Return every account, by username."""
        with self._store.reading() as unit:
            return unit.people.all()

    def retry(self, actor: Actor, jobs: Sequence[str]) -> int:
        """Let what came to rest after a failure be tried again, soon; return how much of it there was.

        Raises:
            Forbidden: the person is no operator.
        """
        require_operator(actor, self.organisation)
        return sum(self._retried(actor, job) for job in jobs)

    def _retried(self, actor: Actor, job: str) -> bool:
        try:
            self.execute(Retry(actor=actor, job=job))
        except Conflict:
            return False
        log.info("%s tries %s again", actor.username, job)
        return True

    def replay(self, case: str) -> Report:
        """Carry a case out again from its journal and compare.

        Raises:
            NotFound: there is no such case.
        """
        return self._replay(case, Library())

    def replay_all(self) -> Report:
        """Carry every case out again."""
        with self._store.reading() as unit:
            cases = unit.lists.all_cases()
        library = Library()
        reports = [self._replay(case, library) for case in cases]
        return Report(
            streams=len(reports),
            entries=sum(report.entries for report in reports),
            findings=[finding for report in reports for finding in report.findings],
        )

    def _replay(self, case: str, library: Library) -> Report:
        """Replay with versions read anew: what the engine keeps in memory is no witness."""
        with self._store.reading() as unit:
            return replay(unit, library, self.organisation, case, self.settings.step_budget)

    def proof(self, actor: Actor, case: str, check: Literal["replay", "verify"]) -> Report:
        """Carry a case out again, or check its chain, its version and its files, for an auditor.

        Raises:
            Forbidden: the person doesn't audit.
            NotFound: there is no such case.
        """
        require_auditor(actor, self.organisation)
        if check == "replay":
            return self.replay(case)
        with self._store.reading() as unit:
            found = unit.cases.find(case)
            if found is None:
                raise NotFound("Kasus ini tidak ada.")
            return verify_case(unit, found[0])

    def verify(self, stream: str | None = None) -> Report:
        """Check the chains of all streams, or of one."""
        with self._store.reading() as unit:
            return verify(unit, stream)

    def _prepare(self, publish: bool) -> None:
        with self._store.reading() as unit:
            demo = unit.people.any_demo()
        if demo and not self.settings.demo:
            raise Misconfigured(
                "Basis data ini memuat akun demo; Paraf tidak melayani produksi dengannya. "
                "Mulai dengan folder data baru (PARAF_DATA), atau jalankan mode demo (PARAF_DEMO=1)."
            )
        if self.settings.demo:
            self._accounts.add_demo()
        if publish:
            self.refused = self._publisher.publish_first()
        self._publisher.listen_again()


def _require_data(settings: Settings, *, make: bool) -> None:
    """Make the folder of the data where it may be missing, or refuse to go on without a database."""
    if make:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    elif not settings.database.exists():
        raise Misconfigured(f"Belum ada basis data di {settings.data}; jalankan Paraf sekali lebih dahulu.")
