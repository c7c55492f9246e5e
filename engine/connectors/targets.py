"""Which systems a process may call, and at which addresses: the operator names them.

A name is resolved once, every address that it has is checked, and the very addresses that were checked are
connected to: a name that answers differently the next time leads nowhere else.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Literal

import orjson
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from engine.connectors.work import Permanent, Temporary
from engine.errors import Misconfigured
from engine.model import Json
from engine.shapes import mapping

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Iterable[str]]
"""(name, port) → its addresses; OSError where it has none."""

PORTS = {"http": 80, "https": 443}
ANY_BELOW = "*."
NO_TARGET = "“{}” bukan sistem berbentuk https://nama atau https://nama:porta."
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
LONGEST_HEADER = 2_000
OURS = frozenset(
    [
        *("connection", "content-length", "expect", "host", "idempotency-key", "keep-alive", "te"),
        *("trailer", "transfer-encoding", "upgrade"),
    ]
)
"""Headers that neither the process nor the operator sets."""

NOT_PUBLIC = tuple(
    ip_network(net)
    # What ``is_global`` lets pass: metadata services of two clouds, tunnels into other networks, examples.
    for net in ("192.0.0.0/24", "168.63.129.16/32", "2002::/16", "64:ff9b::/96", "3fff::/20")
)


@dataclass(frozen=True, slots=True)
class Target:
    """A system by scheme, host and port; ``*.`` before a host stands for every name below it."""

    scheme: Literal["http", "https"]
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    def covers(self, other: Target) -> bool:
        """Tell whether calling ``other`` is calling this."""
        if (self.scheme, self.port) != (other.scheme, other.port):
            return False
        if self.host.startswith(ANY_BELOW):
            return other.host.endswith(self.host[1:])
        return self.host == other.host


def system_resolver(name: str, port: int) -> list[str]:
    """Return a name's addresses as this machine knows them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class AllowList:
    """What may be called.

    Attributes:
        headers: what is sent to a target besides what the process sends: its keys and passwords.
    """

    targets: Sequence[Target]
    headers: Mapping[Target, Mapping[str, str]] = field(default_factory=dict, repr=False)
    resolve: Resolve = system_resolver

    def require(self, target: Target) -> None:
        """Refuse what isn't on the list.

        Raises:
            Permanent: as said.
        """
        if not any(allowed.covers(target) for allowed in self.targets):
            raise Permanent(f"{target} tidak ada di daftar sistem yang boleh dipanggil (PARAF_HTTP_TARGETS).")

    def headers_for(self, target: Target) -> Mapping[str, str]:
        """Return what the operator adds to calls of a target, the nearest description's last."""
        return {
            name: value
            for described in sorted(self.headers, key=lambda each: len(each.host))
            if described.covers(target)
            for name, value in self.headers[described].items()
        }

    def addresses(self, target: Target) -> list[Address]:
        """Return the addresses to connect to, in the resolver's order.

        Raises:
            Temporary: the name can't be resolved now.
            Permanent: one of its addresses isn't public, and the list doesn't name it.
        """
        try:
            found = dict.fromkeys(map(_address, self.resolve(target.host, target.port)))
        except (OSError, UnicodeError) as error:
            raise Temporary(f"Nama {target.host} tidak dapat ditemukan di jaringan.") from error
        for address in found:
            if not (_is_public(address) or self._names(target, address)):
                raise Permanent(
                    f"{target.host} beralamat {address}, yang bukan alamat publik; alamat itu sendiri "
                    "tidak ada di daftar sistem yang boleh dipanggil (PARAF_HTTP_TARGETS)."
                )
        return list(found)

    def _names(self, target: Target, address: Address) -> bool:
        return Target(target.scheme, str(address), target.port) in self.targets


def read_targets(texts: Iterable[str]) -> list[Target]:
    """Read the allow-list's entries: ``https://api.contoh.go.id``, ``http://10.1.2.3:8080``, ``https://*.go.id``.

    Raises:
        Misconfigured: one is no scheme, host and port.
    """
    return [_described(text) for text in texts]


def read_headers(path: Path | None) -> dict[Target, dict[str, str]]:
    """Read the file of what is sent to each target: a JSON object of objects.

    Raises:
        Misconfigured: it can't be read, or is none.
    """
    if path is None:
        return {}
    try:
        content: Json = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise Misconfigured(f"PARAF_HTTP_HEADERS_FILE: {path} tidak terbaca sebagai JSON.") from error
    if not isinstance(content, dict) or not all(isinstance(each, dict) for each in content.values()):
        raise Misconfigured(f"PARAF_HTTP_HEADERS_FILE: {path} harus memuat objek: sistem → kepala → nilai.")
    read = {_described(target): mapping(headers) for target, headers in content.items()}
    for target, headers in read.items():
        for name, value in headers.items():
            if name.lower() in OURS or not isinstance(value, str) or not is_header(name, value):
                raise Misconfigured(f"PARAF_HTTP_HEADERS_FILE: kepala {name} untuk {target} tidak sah.")
    return {
        target: {name.lower(): str(value) for name, value in headers.items()}
        for target, headers in read.items()
    }


def is_header(name: str, value: str) -> bool:
    """Tell whether a header's name and value are one line that can't be read as two (RFC 9110, 5.5)."""
    return bool(
        TOKEN.fullmatch(name) and value.isascii() and value.isprintable() and len(value) <= LONGEST_HEADER
    )


def read_url(text: str) -> tuple[Target, str]:
    """Return whom a URL calls, and for what: the path and the query.

    Raises:
        Permanent: it is no plain absolute URL.
    """
    try:
        url = parse_url(text)
        return _target(url, text), url.request_uri
    except (LocationParseError, ValueError) as error:
        raise Permanent("Masukan url bukan alamat http atau https yang utuh dan sah.") from error


def _described(text: str) -> Target:
    """Read a target as the operator writes it; the star is no part of a URL's grammar."""
    scheme, separator, host = text.partition("://")
    below = host.startswith(ANY_BELOW)
    try:
        url = parse_url(f"{scheme}{separator}{host.removeprefix(ANY_BELOW)}")
        target = _target(url, text)
    except (LocationParseError, ValueError) as error:
        raise Misconfigured(NO_TARGET.format(text)) from error
    if url.request_uri != "/" or "*" in target.host:
        raise Misconfigured(NO_TARGET.format(text))
    return Target(target.scheme, ANY_BELOW + target.host, target.port) if below else target


def _target(url: Url, text: str) -> Target:
    """Return a URL's target, one spelling for each.

    Raises:
        ValueError: it isn't absolute, holds a password, or characters that some read otherwise.
    """
    if url.auth is not None or not url.host or not text.isascii() or not text.isprintable():
        raise ValueError(text)
    if " " in text or "\\" in text:
        raise ValueError(text)
    host = url.host.strip("[]").rstrip(".")
    if ":" in host:
        host = str(_address(host))
    match url.scheme:
        case "http":
            return Target("http", host, url.port or PORTS["http"])
        case "https":
            return Target("https", host, url.port or PORTS["https"])
    raise ValueError(text)


def _address(text: str) -> Address:
    """Read an address; an IPv4 address inside an IPv6 one (RFC 4291, 2.5.5.2) is that IPv4 address."""
    address = ip_address(text)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_public(address: Address) -> bool:
    """Tell whether an address is anybody's on the internet, not of this machine, network or cloud."""
    local = isinstance(address, IPv6Address) and address.is_site_local
    special = address.is_multicast or address.is_reserved or local
    return address.is_global and not special and not any(address in net for net in NOT_PUBLIC)
