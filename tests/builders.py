"""What tests are built from: an engine on a folder of its own, people by role, tiny files, a clock to set."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import orjson
from argon2 import PasswordHasher

from engine import Engine
from engine.commands import Complete, Outcome, Start
from engine.journal import Entry
from engine.library import Library
from engine.model import Actor, Json, TaskRow, VersionRow
from engine.replay import Rebuilt
from engine.settings import Settings
from engine.spiff import Program, Run
from engine.store import Store, Unit
from tests.unit.spiff import builders as bpmn

ROOT = Path(__file__).resolve().parent.parent
MONDAY = datetime(2026, 7, 13, 2, 0, tzinfo=UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

PROCEDURES = ROOT / "tests" / "procedures"
ORGANISATION: dict[str, Json] = orjson.loads((PROCEDURES / "processes" / "organisation.json").read_bytes())
PASSWORD = "paraf-demo"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class House:
    """An engine with its people and its clock.

    Args:
        folder: where ``processes``, ``forms`` and ``data`` are; the shipped ones where it has none.
        settings: further ones by name.
    """

    def __init__(
        self, folder: Path, *, cache_size: int = 1000, now: datetime = MONDAY, **settings: Any
    ) -> None:
        own = (folder / "processes").exists()
        self.clock = Clock(now)
        self.settings = Settings(
            data=folder / "data",
            processes=(folder if own else ROOT) / "processes",
            forms=(folder if own else ROOT) / "forms",
            demo=True,
            cache_size=cache_size,
            secure_cookies=False,
            **settings,
        )
        if not self.settings.database.exists():
            self.settings.data.mkdir(parents=True, exist_ok=True)
            begun, self.clock.now = (_migrated(), now) if own else _shipped(now)
            shutil.copy(begun, self.settings.database)
        self.engine = Engine(self.settings, self.clock, serve=True, hasher=CHEAP)
        self._library = Library()
        self.people: dict[str, Actor] = {
            account.username: actor
            for account in self.engine.accounts()
            if (actor := self.engine.actor(account.id)) is not None
        }

    def __enter__(self) -> House:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.close()

    def reopened(self) -> House:
        """The same house after a restart, at the same moment."""
        self.engine.close()
        return House(self.settings.data.parent, cache_size=self.settings.cache_size, now=self.clock.now)

    def start(
        self,
        who: str,
        definition: str = "permohonan",
        at: str = "mulai",
        data: Mapping[str, Json] | None = None,
        key: str | None = None,
    ) -> Outcome:
        self.clock.move(minutes=1)
        return self.engine.execute(
            Start(
                actor=self.people[who],
                definition=definition,
                start_event=at,
                key=key or f"key-{self.clock.now.timestamp()}",
                data=data or {},
            )
        )

    def tasks(self, who: str, case: str | None = None) -> list[TaskRow]:
        """What is before a person, in one case or in all."""
        rows = self.engine.inbox(self.people[who], size=100).items
        return [row for row in rows if case in {None, row.case_id}]

    def task(self, who: str, element: str, case: str | None = None) -> TaskRow:
        found = [row for row in self.tasks(who, case) if row.element == element]
        assert found, f"{element} is not before {who}: {[row.element for row in self.tasks(who, case)]}"
        return found[0]

    def complete(
        self,
        who: str,
        element: str,
        data: Mapping[str, Json] | None = None,
        *,
        case: str | None = None,
        password: str | None = None,
        seen: int | None = None,
    ) -> Outcome:
        self.clock.move(minutes=1)
        task = self.task(who, element, case).id
        if seen is None:
            seen = self.engine.task(self.people[who], task).seen
        return self.engine.execute(
            Complete(actor=self.people[who], task=task, data=data or {}, password=password, seen=seen)
        )

    @contextmanager
    def _reading(self) -> Iterator[Unit]:
        store = Store(self.settings.database, migrate=False)
        try:
            with store.reading() as unit:
                yield unit
        finally:
            store.close()

    def entries(self, case: str) -> list[Entry]:
        """A case's journal."""
        with self._reading() as unit:
            return unit.journal.entries(f"case:{case}")

    def program(self, case: str) -> Program:
        """The programme that a case runs on."""
        with self._reading() as unit:
            found = unit.cases.find(case)
            assert found is not None
            return self._library.get(unit, found[0].version).program

    def reexecuted(self, case: str) -> list[Mapping[str, Mapping[str, int]]]:
        """Where a case's tokens are after each of its entries, carried out again: scope → element → tokens."""
        with self._reading() as unit:
            found = unit.cases.find(case)
            assert found is not None
            definition = self._library.get(unit, found[0].version)
            rebuilt = Rebuilt(found[0], definition, self.engine.organisation, self.settings.step_budget)
            tokens = []
            for entry in unit.journal.entries(found[0].stream):
                assert list(rebuilt.apply(entry)) == []
                assert rebuilt.case is not None
                over = rebuilt.row.status != "active"
                tokens.append({} if over else rebuilt.case.run.tokens())
            return tokens

    def variables(self, case: str) -> Mapping[str, Json]:
        """The variables of a case's main scope."""
        program = self.program(case)
        with self._reading() as unit:
            found = unit.cases.find(case)
            assert found is not None
            run = Run.restore(program, found[1])
            return run.variables(run.main_scope)

    def versions(self) -> int:
        """How many versions are published."""
        with self._reading() as unit:
            return len(unit.definitions.all())

    def timers(self, case: str) -> list[str]:
        """The ids of the timers that a case waits for."""
        program = self.program(case)
        with self._reading() as unit:
            found = unit.cases.find(case)
            assert found is not None
            return [timer.id for timer in Run.restore(program, found[1]).timers()]

    def state_size(self, case: str) -> int:
        """How many bytes a case's stored position takes."""
        with self._reading() as unit:
            found = unit.cases.find(case)
            assert found is not None
            return len(found[1])

    def current(self, key: str = "permohonan") -> str:
        """The digest of the version that new cases begin on."""
        with self._reading() as unit:
            return unit.definitions.current()[key].digest

    def publish_folder(self, who: str, key: str = "permohonan", note: str = "") -> VersionRow | None:
        """Publish what lies in a definition's folders, over what is current now."""
        return self.engine.studio.publish_folder(self.people[who], key, note, self.current(key))

    def upload(self, who: str, name: str = "surat.pdf") -> str:
        return self.engine.upload(self.people[who], name, a_file(name)).id


@contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    """The database behind the engine's back, as somebody with the file could open it."""
    with closing(sqlite3.connect(database)) as connection, connection:
        yield connection


@cache
def _migrated() -> Path:
    """An empty database of today's schema, made once."""
    path = Path(mkdtemp(prefix="paraf-test-")) / "template.sqlite3"
    Store(path, migrate=True).close()
    return path


@cache
def _shipped(now: datetime) -> tuple[Path, datetime]:
    """A database with the shipped procedures as they are first published, made once a moment, and the moment after."""
    folder = Path(mkdtemp(prefix="paraf-test-"))
    (folder / "data").mkdir()
    shutil.copy(_migrated(), folder / "data" / "paraf.sqlite3")
    with House(folder, now=now) as house:
        return house.settings.database, house.clock.now


def a_file(name: str = "surat.pdf") -> bytes:
    """A tiny valid file of the type that its name says."""
    return a_docx() if name.endswith(".docx") else a_pdf()


def a_pdf(text: str = "Paraf") -> bytes:
    return f"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n% {text}\ntrailer << /Root 1 0 R >>\n%%EOF\n".encode()


def a_docx(**extra: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
        for name, content in extra.items():
            archive.writestr(f"word/{name}", content)
    return buffer.getvalue()


def a_folder(
    folder: Path,
    parts: Mapping[str, str],
    forms: Mapping[str, bytes] | None = None,
    *,
    key: str = "permohonan",
    clauses: Mapping[str, str] | None = None,
) -> Path:
    """Write a definition's files and an organisation; ``parts`` is process id → the process's inner XML."""
    (folder / "processes" / key).mkdir(parents=True, exist_ok=True)
    (folder / "forms" / key).mkdir(parents=True, exist_ok=True)
    (folder / "processes" / "organisation.json").write_bytes(orjson.dumps(ORGANISATION))
    (folder / "processes" / key / "clauses.json").write_bytes(
        orjson.dumps(dict(clauses or {"1": "Butir satu."}))
    )
    for process, inner in parts.items():
        content = bpmn.xml(
            f'<bpmn:process id="{process}" name="Permohonan" isExecutable="true">{inner}</bpmn:process>'
        )
        (folder / "processes" / key / f"{process}.bpmn").write_bytes(content)
    for form, content in (forms or {}).items():
        (folder / "forms" / key / f"{form}.form").write_bytes(content)
    return folder


def properties(**named: str) -> str:
    """``camunda:properties``; two underscores in a name stand for a colon, the next one for a blank."""
    written = "".join(
        f'<camunda:property name="{name.replace("__", ":").replace("_", " ")}" value="{value}"/>'
        for name, value in named.items()
    )
    return f"<camunda:properties>{written}</camunda:properties>"


def an_approval(folder: Path) -> Path:
    """Write the procedure of ``tests/procedures``: staff ask, a head approves or sends back, staff file it."""
    for part in ("processes", "forms"):
        shutil.copytree(PROCEDURES / part, folder / part)
    return folder
