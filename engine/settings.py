"""What an installation sets, read once from the environment or given by a test."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from engine.errors import Misconfigured

MEBIBYTE = 1024 * 1024
LARGEST_MESSAGE = 64 * 1024
"""Bytes of JSON that a message from outside may bring."""

MOST_DAYS = 3650
"""Ten years: the longest that a message is kept, or a token valid."""

DEMO_PASSWORD = "paraf-demo"  # noqa: S105 - shown to everybody at start-up, and only in demo mode

MailSecurity = Literal["starttls", "tls", "none"]
MAIL_PORTS: Mapping[MailSecurity, int] = {"starttls": 587, "tls": 465, "none": 25}
WHOLE_NUMBER = re.compile("[0-9]{1,9}")
ADDRESS = re.compile(r"[^@\s<>]+@[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Smtp:
    """The organisation's mail server.

    Attributes:
        security: how the connection is protected; ``none`` only where it stays on this machine.
        sender: the address that messages come from.
        user: whom to log in as, "" for nobody.
    """

    host: str
    port: int
    security: MailSecurity
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


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
        message_life: how long a message is kept for those who don't wait for it yet, where nothing else says.
        http_targets: which systems a process may call; see ``engine.connectors.targets``.
        http_headers_file: a JSON file of what is sent to each of them: keys and passwords.
        smtp: the mail server, None where there is none.
    """

    data: Path
    processes: Path
    forms: Path
    demo: bool = False
    cache_size: int = 1000
    upload_limit: int = 20 * MEBIBYTE
    step_budget: int = 1000
    secure_cookies: bool = True
    message_life: timedelta = timedelta(days=7)
    http_targets: tuple[str, ...] = ()
    http_headers_file: Path | None = None
    smtp: Smtp | None = None

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
            message_life=_message_life(environ),
            http_targets=tuple(environ.get("PARAF_HTTP_TARGETS", "").replace(",", " ").split()),
            http_headers_file=_path(environ, "PARAF_HTTP_HEADERS_FILE"),
            smtp=_smtp(environ),
        )


def _message_life(environ: Mapping[str, str]) -> timedelta:
    days = _whole_number(environ, "PARAF_MESSAGE_DAYS", default=7)
    if not 1 <= days <= MOST_DAYS:
        raise Misconfigured(f"PARAF_MESSAGE_DAYS harus 1 sampai {MOST_DAYS} hari.")
    return timedelta(days=days)


def _smtp(environ: Mapping[str, str]) -> Smtp | None:
    host = environ.get("PARAF_SMTP_HOST")
    if not host:
        return None
    named = environ.get("PARAF_SMTP_SECURITY", "starttls")
    security = next((each for each in MAIL_PORTS if each == named), None)
    if security is None:
        raise Misconfigured(f"PARAF_SMTP_SECURITY harus salah satu dari {', '.join(MAIL_PORTS)}.")
    sender = environ.get("PARAF_SMTP_SENDER", "")
    if not ADDRESS.fullmatch(sender):
        raise Misconfigured("PARAF_SMTP_SENDER harus satu alamat surel.")
    user = environ.get("PARAF_SMTP_USER", "")
    if user and security == "none":
        raise Misconfigured("PARAF_SMTP_USER tidak dapat dipakai bila PARAF_SMTP_SECURITY=none.")
    return Smtp(
        host=host,
        port=_whole_number(environ, "PARAF_SMTP_PORT", default=MAIL_PORTS[security]),
        security=security,
        sender=sender,
        user=user,
        password=_secret(environ, "PARAF_SMTP_PASSWORD", "PARAF_SMTP_PASSWORD_FILE"),
    )


def _secret(environ: Mapping[str, str], name: str, file_name: str) -> str:
    """Read a secret that stands in the environment, or better in a file."""
    path = _path(environ, file_name)
    if path is None:
        return environ.get(name, "")
    try:
        return path.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{file_name}: {path} tidak dapat dibaca.") from error


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    return Path(value) if value else None


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
    if WHOLE_NUMBER.fullmatch(value):
        return int(value)
    raise Misconfigured(f"{name} harus bilangan bulat, bukan “{value}”.")
