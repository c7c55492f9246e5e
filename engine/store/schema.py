"""Bring a database to the schema this release expects, by ``migrations/``."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from engine.errors import Unavailable

HEAD = "0003"
"""The newest revision; a test holds it equal to what ``migrations/`` says."""

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def revision_of(connection: Connection) -> str | None:
    """Return the revision a database is at, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def upgrade(connection: Connection) -> None:
    """Migrate to ``HEAD``; nothing happens where the database is there already."""
    if revision_of(connection) == HEAD:
        return
    from alembic import command  # noqa: PLC0415 - a third of a second that most starts don't need
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def require_current(connection: Connection) -> None:
    """Refuse a database of another release.

    Raises:
        Unavailable: the sentence says which revision was found.
    """
    found = revision_of(connection)
    if found != HEAD:
        raise Unavailable(
            f"Skema basis data berada pada revisi {found or 'kosong'}, bukan {HEAD}; jalankan Paraf sekali "
            "agar skemanya dimutakhirkan."
        )
