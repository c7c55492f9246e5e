"""What reaches other systems and people on a case's behalf: ``http``, ``email``, ``notify``.

A connector knows nothing of cases, transactions or retries: it is given one piece of work and either returns
its result or says in which of three ways it came to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from engine.connectors.email import Email
from engine.connectors.http import Http, keeps_no_secret
from engine.connectors.notify import Notice, Notify
from engine.connectors.targets import AllowList, read_headers, read_targets
from engine.connectors.work import Connector, Permanent, Rejected, Temporary, Work
from engine.model import Json
from engine.settings import Settings

__all__ = [
    "Connector",
    "Notice",
    "Permanent",
    "Rejected",
    "Temporary",
    "Work",
    "connectors",
    "refused_inputs",
]


def connectors(
    settings: Settings, groups: Container[str], deliver: Callable[[Notice], None]
) -> Mapping[str, Connector]:
    """Return the connectors by name, as the installation's settings make them.

    Raises:
        Misconfigured: the allow-list or the file of headers is wrong.
    """
    allowed = AllowList(read_targets(settings.http_targets), read_headers(settings.http_headers_file))
    return {"http": Http(allowed), "email": Email(settings.smtp), "notify": Notify(groups, deliver)}


def refused_inputs(connector: str, inputs: Mapping[str, Json]) -> str | None:
    """Say why a connector's inputs may not even be recorded; None where they may."""
    try:
        if connector == "http":
            keeps_no_secret(inputs)
    except Permanent as refusal:
        return str(refusal)
    return None
