"""What an installation sets, read once from the environment or given by a test."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Misconfigured

MEBIBYTE = 1024 * 1024
DEMO_PASSWORD = "paraf-demo"  # noqa: S105 - shown to everybody at start-up, and only in demo mode


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation.

    Attributes:
        data: the folder of the database, its lock file and the secret key.
        processes: the folder of definitions and ``organisation.json``.
        forms: the folder of form-js schemas, one sub-folder a definition.
        demo: make the demo accounts; production refuses to start on a store that has them.
        cache_size: how many live cases are kept as objects; 0 turns the cache off.
        upload_limit: the largest accepted file, in bytes.
        step_budget: how many engine steps one command may take.
        secure_cookies: send the session cookie over HTTPS only.
    """

    data: Path
    processes: Path
    forms: Path
    demo: bool = False
    cache_size: int = 1000
    upload_limit: int = 20 * MEBIBYTE
    step_budget: int = 1000
    secure_cookies: bool = True

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "paraf.sqlite3"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read ``PARAF_DATA``, ``PARAF_DEMO``, …; the checkout is the default place.

        Raises:
            Misconfigured: a value is not of its kind; the sentence names the variable.
        """
        root = Path(__file__).resolve().parent.parent
        return cls(
            data=Path(environ.get("PARAF_DATA", root / "data")),
            processes=Path(environ.get("PARAF_PROCESSES", root / "processes")),
            forms=Path(environ.get("PARAF_FORMS", root / "forms")),
            demo=_flag(environ, "PARAF_DEMO", default=False),
            cache_size=_whole_number(environ, "PARAF_CACHE_SIZE", default=1000),
            secure_cookies=_flag(environ, "PARAF_SECURE_COOKIES", default=True),
        )


def _flag(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name)
    if value is None:
        return default
    if value in {"0", "1"}:
        return value == "1"
    raise Misconfigured(f"{name} harus 0 atau 1, bukan “{value}”.")


def _whole_number(environ: Mapping[str, str], name: str, *, default: int) -> int:
    value = environ.get(name)
    if value is None:
        return default
    if value.isascii() and value.isdigit():
        return int(value)
    raise Misconfigured(f"{name} harus bilangan bulat, bukan “{value}”.")
