"""What the data folder says afterwards, read without the server."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

from engine import Engine
from engine.settings import Settings


class Records:
    """The journal and the rows of an installation."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def cases(self) -> dict[str, str]:
        """Idempotency key as the browser sent it → case."""
        rows = self._rows("SELECT idempotency_key, id FROM instance")
        return {key.rpartition(":")[2]: case for key, case in rows}

    def completions(self) -> list[tuple[str, str]]:
        """(task, username of who did it), once for every such entry of the journal, in the order of writing."""
        return [(command["task"], command["actor"]["username"]) for command in self.commands("completed")]

    def starts(self) -> list[str]:
        """The idempotency key of every journaled start."""
        return [command["key"] for command in self.commands("started")]

    def require_whole(self) -> None:
        """Every chain is whole, and every case carried out again comes to where it stands."""
        with Engine.open(self._settings, serve=False) as engine:
            assert engine.verify().findings == []
            assert engine.replay_all().findings == []

    def kinds(self) -> dict[str, list[str]]:
        """Case → the kinds of its entries, in order."""
        found: dict[str, list[str]] = {}
        for stream, header in self._rows("SELECT stream, header FROM entry ORDER BY seq"):
            if stream.startswith("case:"):
                found.setdefault(stream, []).append(json.loads(header)["kind"])
        return found

    def jobs(self, state: str) -> int:
        """How many jobs are in a state."""
        ((count,),) = self._rows(f"SELECT count(*) FROM job WHERE state = '{state}'")
        return int(count)

    def commands(self, kind: str) -> list[dict[str, Any]]:
        """What every entry of a kind says of its command, in the order of writing."""
        rows = self._rows("SELECT header, payload FROM entry ORDER BY seq")
        return [
            json.loads(payload)["command"] for header, payload in rows if json.loads(header)["kind"] == kind
        ]

    def _rows(self, sql: str) -> list[Any]:
        with closing(sqlite3.connect(self._settings.database)) as connection:
            return connection.execute(sql).fetchall()
