"""The engine as its callers meet it: commands in, views out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import TracebackType

from argon2 import PasswordHasher

from engine.accounts import Accounts, actor_of
from engine.catalogue import read_folder
from engine.clock import Clock, utc_now
from engine.commands import Command, Complete, Outcome
from engine.directory import Organisation, read_organisation
from engine.errors import Invalid, Misconfigured, NotFound, Refused
from engine.execute import Executor
from engine.jobs import Dispatcher
from engine.library import Library
from engine.model import Account, Actor, Incident, Json, Report, StoredFile
from engine.policy import task_access
from engine.publish import publish, publish_folders
from engine.queries import CaseQueries, ListQueries, Reader, TaskQueries
from engine.replay import replay
from engine.settings import Settings
from engine.store import LockFile, Store, VersionRecord
from engine.uploads import take_in
from engine.verify import verify

LARGEST_DRAFT = 200_000
"""Characters of JSON that a draft may have."""


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
        if serve:
            settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not settings.database.exists():
            raise Misconfigured(
                f"Belum ada basis data di {settings.data}; jalankan Paraf sekali lebih dahulu."
            )
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
        )
        reader = Reader(self._store, self._library, self.organisation, clock)
        lists, tasks, cases = ListQueries(reader), TaskQueries(reader), CaseQueries(reader)
        self.inbox, self.cases = lists.inbox, lists.cases
        self.recently_ended = lists.recently_ended
        self.definitions, self.case_columns = lists.definitions, lists.case_columns
        self.task, self.start_view = tasks.task, tasks.start_view
        self.may_start, self.startables = tasks.may_start, tasks.startables
        self.case, self.diagram, self.file = cases.case, cases.diagram, cases.file
        self.authenticate = self._accounts.authenticate
        self.add_account = self._accounts.add
        self.refused: Mapping[str, Refused] = {}
        self.dispatcher = Dispatcher(self._store, self.execute, clock)
        try:
            if serve:
                self._prepare(publish)
        except BaseException:
            self.close()
            raise

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

    def actor(self, account: str) -> Actor | None:
        """Return who an account id stands for."""
        with self._store.reading() as unit:
            found = unit.people.find(account)
        return None if found is None else actor_of(found)

    def accounts(self) -> list[Account]:
        """Return every account, by username."""
        with self._store.reading() as unit:
            return unit.people.all()

    def publish(self, key: str, actor: Actor, note: str = "") -> VersionRecord | None:
        """Publish a definition's folder; None where nothing changed.

        Raises:
            NotFound, Forbidden, Refused: as their sentences say.
        """
        bundle = read_folder(self.settings.processes, self.settings.forms, key)
        return publish(self._store, self.organisation, self._clock, bundle, actor, note)

    def incidents(self) -> list[Incident]:
        """Return what an operator must look at, the newest first."""
        with self._store.reading() as unit:
            return unit.schedule.incidents()

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
            self.refused = publish_folders(self._store, self.organisation, self._clock, self.settings)
