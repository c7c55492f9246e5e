"""What the migrations make is what the code expects."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from engine.errors import Unavailable
from engine.store import Store
from engine.store.schema import HEAD, MIGRATIONS, require_current
from engine.store.tables import metadata


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "paraf.sqlite3"
    Store(path, migrate=True).close()
    return path


def test_the_migrated_schema_is_the_one_the_code_declares(database: Path) -> None:
    with create_engine(f"sqlite:///{database}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_the_code_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_journal_has_its_rails(database: Path) -> None:
    with create_engine(f"sqlite:///{database}").connect() as connection:
        triggers = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
    assert {"entry_no_update", "entry_no_delete", "entry_dense"} <= set(triggers)


def test_migrating_twice_changes_nothing(database: Path) -> None:
    before = database.read_bytes()
    Store(database, migrate=True).close()
    assert database.read_bytes() == before


def test_a_database_of_another_release_is_refused_and_says_which(database: Path) -> None:
    with create_engine(f"sqlite:///{database}").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(Unavailable, match="9999"):
            require_current(connection)
