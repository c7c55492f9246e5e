"""The tables, as SQLAlchemy Core knows them. ``migrations/`` makes them; a test holds the two equal.

Moments are stored as microseconds since 1970 (UTC) and met in Python as aware datetimes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from engine.errors import Damaged
from engine.model import Json

UNREADABLE = "Basis data memuat baris yang rusak dan tidak dapat dibaca."
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored as whole microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: D102
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: D102
        return None if value is None else EPOCH + timedelta(microseconds=value)


class JsonText(TypeDecorator[Json]):
    """A JSON value, stored as text: what is read is byte for byte what was written."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Json, dialect: Dialect) -> str:  # noqa: D102
        return orjson.dumps(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Json:  # noqa: D102
        try:
            result: Json = orjson.loads(value)
        except (orjson.JSONDecodeError, TypeError) as error:
            raise Damaged(UNREADABLE) from error
        return result


@contextmanager
def reading_row() -> Iterator[None]:
    """Tell a row that holds what nobody here wrote from a fault of this programme.

    Raises:
        Damaged: it holds that.
    """
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(UNREADABLE) from error


def as_bytes(stored: bytes | str | None) -> bytes | None:
    """Return a blob as bytes even where somebody wrote text into its column, so that it can be verified."""
    return stored.encode() if isinstance(stored, str) else stored


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

version = Table(
    "version",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("definition", String(100), nullable=False),
    Column("number", Integer, nullable=False),
    Column("manifest", JsonText, nullable=False),
    Column("name", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("published_by", String(64), nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("definition", "number"),
)

release = Table(
    "release",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("definition", String(100), nullable=False),
    Column("digest", String(64), ForeignKey("version.digest"), nullable=False),
    Column("released_at", Moment, nullable=False),
    Column("released_by", String(64), nullable=False),
    Column("note", Text, nullable=False),
    Index(None, "definition"),
)

folder = Table(
    "folder",
    metadata,
    Column("definition", String(100), primary_key=True),
    Column("digest", String(64), ForeignKey("version.digest"), nullable=False),
)

save = Table(
    "save",
    metadata,
    Column("definition", String(100), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("base", String(64), ForeignKey("version.digest")),
    Column("files", LargeBinary, nullable=False),
    Column("saved_by", String(32), nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("done", Boolean, nullable=False),
)

pen = Table(
    "pen",
    metadata,
    Column("definition", String(100), primary_key=True),
    Column("holder", String(32), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("username", String(100), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("email", String(254), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("groups", JsonText, nullable=False),
    Column("unit", String(50)),
    Column("demo", Boolean, nullable=False),
)

Index("ix_account_email", account.c.email, unique=True, sqlite_where=account.c.email != "")

throttle = Table(
    "throttle",
    metadata,
    Column("subject", String(200), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("blocked_until", Moment, nullable=False),
)

instance = Table(
    "instance",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("definition", String(100), nullable=False),
    Column("version", String(64), ForeignKey("version.digest"), nullable=False),
    Column("idempotency_key", String(200), nullable=False, unique=True),
    Column("status", String(20), nullable=False),
    Column("n", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("columns", JsonText, nullable=False),
    Column("search", Text, nullable=False),
    Column("registers", JsonText, nullable=False),
    Column("parties", JsonText, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("clauses", Text, nullable=False),
    Column("started_by", String(32), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index(None, "updated_at"),
    Index(None, "number"),
    Index(None, "definition", "status"),
)

party = Table(
    "party",
    metadata,
    Column("identity", String(254), primary_key=True),
    Column("instance", String(32), ForeignKey("instance.id"), primary_key=True),
)

register = Table(
    "register",
    metadata,
    Column("definition", String(100), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("instance", String(32), ForeignKey("instance.id"), primary_key=True),
    Column("content", JsonText, nullable=False),
    Column("until", String(10)),
)

entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("stream", String(120), nullable=False),
    Column("n", Integer, nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("payload", LargeBinary),
    Column("salt", LargeBinary),
    UniqueConstraint("stream", "n"),
)

task = Table(
    "task",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("instance", String(32), ForeignKey("instance.id"), nullable=False),
    Column("element", String(200), nullable=False),
    Column("process", String(200), nullable=False),
    Column("scope", String(36), nullable=False),
    Column("name", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("item", JsonText, nullable=False),
    Column("assignment", JsonText, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("escalates", Boolean, nullable=False),
    Column("claimed_by", String(32)),
    Column("escalated_at", Moment),
    Column("closed_at", Moment),
    Column("done_by", String(32)),
    Index(None, "instance"),
)
Index(
    "ix_task_overdue",
    task.c.due_at,
    sqlite_where=task.c.escalates & task.c.closed_at.is_(None) & task.c.escalated_at.is_(None),
)

candidate = Table(
    "candidate",
    metadata,
    Column("ref", String(260), primary_key=True),
    Column("task", String(36), ForeignKey("task.id"), primary_key=True),
    Index(None, "task"),
)

draft = Table(
    "draft",
    metadata,
    Column("task", String(36), ForeignKey("task.id"), primary_key=True),
    Column("account", String(32), primary_key=True),
    Column("content", JsonText, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

job = Table(
    "job",
    metadata,
    Column("id", String(320), primary_key=True),
    Column("instance", String(32), ForeignKey("instance.id")),
    Column("kind", String(20), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("content", JsonText, nullable=False),
    Column("expires_at", Moment),
    Column("lease", Moment),
    Column("worker", String(64)),
    Column("forgiven", Integer, nullable=False, default=0),
    Column("sent_at", Moment),
    Column("sender", String(32)),
    Column("key", Text),
    Column("found", JsonText, nullable=False, default={}),
    Index(None, "state", "due_at", "id"),
    Index(None, "instance"),
)
Index("ix_job_work", job.c.state, job.c.due_at, job.c.id, sqlite_where=job.c.kind == "work")
Index("ix_job_kept", job.c.state, job.c.subject, job.c.key, sqlite_where=job.c.state == "kept")
Index("ix_job_sender", job.c.sender, job.c.state, sqlite_where=job.c.sender.is_not(None))

wait = Table(
    "wait",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("instance", String(32), ForeignKey("instance.id"), nullable=False),
    Column("element", String(200), nullable=False),
    Column("process", String(200), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("name", Text, nullable=False),
    Column("key", Text),
    Column("message_key", Text),
    Column("since", Moment, nullable=False),
    Column("place", Integer, nullable=False),
    Index(None, "kind", "name", "key"),
    Index(None, "instance"),
)
Index("ix_wait_message_key", wait.c.name, wait.c.message_key, sqlite_where=wait.c.message_key.is_not(None))

token = Table(
    "token",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account", String(32), ForeignKey("account.id"), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("label", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)

notice = Table(
    "notice",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("instance", String(32), ForeignKey("instance.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
)

addressee = Table(
    "addressee",
    metadata,
    Column("ref", String(260), primary_key=True),
    Column("notice", String(64), ForeignKey("notice.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "notice"),
    Index(None, "ref", "at"),
)

notice_read = Table(
    "notice_read",
    metadata,
    Column("notice", String(64), ForeignKey("notice.id"), primary_key=True),
    Column("account", String(32), primary_key=True),
)

notice_mark = Table(
    "notice_mark",
    metadata,
    Column("account", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("value", Integer, nullable=False),
)

upload = Table(
    "upload",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sha256", String(64), ForeignKey("blob.sha256"), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("uploaded_by", String(32), nullable=False),
    Column("uploaded_at", Moment, nullable=False),
    Column("instance", String(32), ForeignKey("instance.id", deferrable=True, initially="DEFERRED")),
    Index(None, "instance"),
)
