"""The connector ``http``: one request to a system that the operator allows; its answer is JSON or text.

Redirects are never followed, proxies of the environment never used. The TLS certificates that are trusted
are the system's (``SSL_CERT_FILE`` names others).
"""

from __future__ import annotations

import json
import logging
import re
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException

import orjson
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as Urllib3Timeout
from urllib3.response import HTTPResponse

from engine.connectors.inputs import Inputs, line, only
from engine.connectors.limit import LIMIT, Limit
from engine.connectors.targets import OURS, Address, AllowList, Target, is_header, read_url
from engine.connectors.tls import system_tls
from engine.connectors.work import Permanent, Rejected, Temporary, Work
from engine.feel import LARGEST_WHOLE
from engine.model import Json

KNOWN = frozenset({"method", "url", "headers", "body", "timeout"})
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
LARGEST = 1_000_000
"""Bytes of an answer, unpacked."""

LONGEST_URL = 4_000
EXCERPT = 300
"""Characters of what a system answers to a request that it rejects."""

KEPT = ("content-type", "etag", "last-modified", "location", "retry-after")
SECRET = re.compile(r"authorization|cookie|proxy-.*|.*(key|password|secret|token)")
"""Names of headers that hold one, in lower case."""

WHERE_SECRETS_BELONG = (
    "Rahasia tidak boleh ditulis di proses; operator menaruhnya di PARAF_HTTP_HEADERS_FILE."
)
AUTHORITY_END = re.compile(r"[/?#\\]")
HARMLESS = frozenset({"accept", "accept-encoding", "accept-language", "content-type", "user-agent"})
SCHEMES = frozenset({"basic", "bearer", "token"})
SHORTEST_SECRET, SHORTEST_AFTER_A_SCHEME = 8, 4
REDIRECT, CLIENT_ERROR, SERVER_ERROR = 300, 400, 500
TRY_AGAIN = frozenset({408, 425, 429})
MANY_DIGITS = re.compile(rb"[0-9]{19}")
SECONDS = re.compile(r"[0-9]{1,9}")
LONGEST_PAUSE = 3600
HIDDEN = "•••"

# It would warn of headers that it can't read with the whole URL.
logging.getLogger("urllib3").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Call:
    """A request as the process wants it.

    Attributes:
        path: with the query.
        headers: by name in lower case.
        timeout: in seconds, for all of it.
    """

    method: str
    target: Target
    path: str
    headers: Mapping[str, str]
    body: bytes | None
    timeout: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, ``content`` unpacked; ``headers`` the few that are kept."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Http:
    """Calls other systems.

    Args:
        tls: which certificates are trusted; the system's where None.
    """

    def __init__(self, allowed: AllowList, tls: ssl.SSLContext | None = None) -> None:
        self._allowed = allowed
        self._tls = tls

    def __call__(self, work: Work) -> Json:
        """Ask, and return ``{status, headers, body}``.

        Raises:
            Rejected: it answered with a redirect, or 4xx, as ``http-<status>``.
            Temporary: it can't be reached, takes too long, or answered 408, 425, 429 or 5xx.
            Permanent: it may not be asked, the inputs are wrong, or its answer can't be taken.
        """
        call = read_call(work.inputs)
        self._allowed.require(call.target)
        secrets = self._allowed.headers_for(call.target)
        headers = {**call.headers, **secrets, "idempotency-key": work.key, "host": _host(call.target)}
        until = time.monotonic() + call.timeout
        connection = self._connect(call.target, self._allowed.addresses(call.target), until)
        try:
            answer = _asked(connection, call, headers, until)
        finally:
            connection.close()
        return _judged(call.target, _without(answer, secrets))

    def _connect(self, target: Target, addresses: Sequence[Address], until: float) -> HTTPConnection:
        """Connect to the first address that can be reached."""
        reason = "namanya tidak mempunyai alamat"
        for address in addresses:
            connection = self._connection(target, address, max(0.1, until - time.monotonic()))
            try:
                connection.connect()
            except ssl.SSLError as error:
                reason = f"sambungan amannya gagal ({error.reason or type(error).__name__})"
            except (HTTPError, HTTPException, OSError) as error:
                reason = type(error).__name__
            else:
                return connection
            connection.close()
        raise Temporary(f"{target} tidak dapat dihubungi: {reason}.")

    def _connection(self, target: Target, address: Address, timeout: float) -> HTTPConnection:
        """Name the checked address to the connection, and the system's own name to its TLS."""
        if target.scheme == "http":
            return HTTPConnection(str(address), target.port, timeout=timeout)
        tls = self._tls or system_tls()
        return HTTPSConnection(
            str(address), target.port, timeout=timeout, ssl_context=tls, server_hostname=target.host
        )


def read_call(inputs: Inputs) -> Call:
    """Read what the process wants.

    Raises:
        Permanent: an input is missing, wrong, or not the process's to say.
    """
    only(inputs, KNOWN)
    keeps_no_secret(inputs)
    method = str(inputs.get("method") or "GET").upper()
    if method not in METHODS:
        raise Permanent(f"Masukan method harus salah satu dari {', '.join(sorted(METHODS))}.")
    target, path = read_url(line(inputs, "url", LONGEST_URL))
    headers, body = _headers(inputs.get("headers")), inputs.get("body")
    if body is not None:
        headers = {"content-type": "application/json"} | headers
    return Call(method, target, path, headers, None if body is None else orjson.dumps(body), _timeout(inputs))


def keeps_no_secret(inputs: Inputs) -> None:
    """Refuse inputs that would stand in the journal with a secret in them, in words that don't repeat it.

    Raises:
        Permanent: a header or the URL holds one.
    """
    url, headers = inputs.get("url"), inputs.get("headers")
    if isinstance(url, str) and "@" in AUTHORITY_END.split(url.partition("//")[2], maxsplit=1)[0]:
        raise Permanent(f"Masukan url memuat nama pengguna atau kata sandi. {WHERE_SECRETS_BELONG}")
    for name in headers if isinstance(headers, dict) else ():
        written = name.strip().lower()
        if SECRET.fullmatch(written) and written not in OURS:
            raise Permanent(f"Kepala {name} memuat rahasia. {WHERE_SECRETS_BELONG}")


def _timeout(inputs: Inputs) -> float:
    value = inputs.get("timeout")
    if value is None:
        return LIMIT
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LIMIT:
        raise Permanent(f"Masukan timeout harus bilangan detik, paling banyak {LIMIT:.0f}.")
    return float(value)


def _headers(value: Json) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Permanent("Masukan headers harus berupa context: nama kepala → nilainya.")
    for name, content in value.items():
        if name.lower() in OURS:
            raise Permanent(f"Kepala {name} tidak dapat diisi oleh proses.")
        if not isinstance(content, str) or not is_header(name, content):
            raise Permanent(f"Kepala “{name}” atau nilainya bukan teks ASCII satu baris.")
    return {name.lower(): str(content) for name, content in value.items()}


def _host(target: Target) -> str:
    return str(target).partition("://")[2]


def _asked(connection: HTTPConnection, call: Call, headers: Mapping[str, str], until: float) -> Answer:
    """Send the request and read the answer, all of it before the time is up."""
    sock = connection.sock
    with Limit(until - time.monotonic(), lambda: sock) as limit:
        try:
            connection.request(call.method, call.path, call.body, headers, preload_content=False)
            response = connection.getresponse()
            content = _content(response, call.target)
        except (HTTPError, HTTPException, OSError) as error:
            if not limit.passed and not isinstance(error, TimeoutError | Urllib3Timeout):
                raise Temporary(f"{call.target} memutuskan hubungan ({type(error).__name__}).") from error
            limit.passed = True
    if limit.passed:
        raise Temporary(f"{call.target} tidak menjawab dalam {call.timeout:g} detik.")
    kept = {name: response.headers[name] for name in KEPT if name in response.headers}
    return Answer(response.status, kept, content)


def _content(response: HTTPResponse, target: Target) -> bytes:
    content = bytearray()
    while part := response.read1(LARGEST, decode_content=True):
        content += part
        if len(content) > LARGEST:
            raise Permanent(f"Jawaban {target} lebih besar dari {LARGEST} byte.")
    return bytes(content)


def _without(answer: Answer, secrets: Mapping[str, str]) -> Answer:
    """Take the operator's secrets out of an answer: some systems repeat what they were sent."""
    hidden = {word for name, value in secrets.items() if name not in HARMLESS for word in _words(value)}
    headers, content = dict(answer.headers), answer.content
    for secret in sorted(hidden, key=len, reverse=True):
        headers = {name: value.replace(secret, HIDDEN) for name, value in headers.items()}
        content = content.replace(secret.encode(), HIDDEN.encode())
    return Answer(answer.status, headers, content)


def _words(value: str) -> Iterator[str]:
    """Yield a header's secret as an answer may repeat it; JSON may escape it, and many escape its slashes.

    A scheme's name ("Bearer") is none, nor is a version number: they would be taken out of everything.
    """
    scheme, _, word = value.rpartition(" ")
    if len(word) >= (SHORTEST_AFTER_A_SCHEME if scheme.lower() in SCHEMES else SHORTEST_SECRET):
        escaped = json.dumps(word)[1:-1]
        yield from (word, escaped, escaped.replace("/", r"\/"))


def _judged(target: Target, answer: Answer) -> Json:
    """Return what an answer means to the process."""
    if answer.status in TRY_AGAIN or answer.status >= SERVER_ERROR:
        raise Temporary(f"{target} menjawab {answer.status}.", _pause(answer.headers))
    if answer.status >= REDIRECT:
        raise Rejected(f"http-{answer.status}", _rejection(target, answer))
    return {"status": answer.status, "headers": dict(answer.headers), "body": _body(target, answer)}


def _body(target: Target, answer: Answer) -> Json:
    if not answer.content:
        return None
    described = Message()
    described["Content-Type"] = answer.headers.get("content-type", "text/plain")
    media = described.get_content_type()
    try:
        if media.endswith(("/json", "+json")):
            return _read_json(target, answer.content)
        if media.startswith("text/") or media.endswith(("/xml", "+xml")):
            return answer.content.decode(described.get_content_charset("utf-8"), "replace")
    except (ValueError, LookupError, RecursionError) as error:
        raise Permanent(f"Jawaban {target} tidak terbaca sebagai {media}.") from error
    raise Permanent(f"Jawaban {target} bukan JSON atau teks.")


def _read_json(target: Target, content: bytes) -> Json:
    """Read JSON; orjson would round a whole number of more than 64 bits without a word."""
    read: Json = orjson.loads(content)
    if MANY_DIGITS.search(content):
        json.loads(content, parse_int=lambda digits: _exact(target, int(digits)))
    return read


def _exact(target: Target, number: int) -> int:
    if abs(number) > LARGEST_WHOLE:
        raise Permanent(f"Jawaban {target} memuat bilangan bulat yang terlalu panjang untuk disimpan persis.")
    return number


def _rejection(target: Target, answer: Answer) -> str:
    if answer.status < CLIENT_ERROR:
        location = answer.headers.get("location", "alamat lain")
        return f"{target} mengalihkan ke {location}; pengalihan tidak diikuti."
    try:
        body = _body(target, answer)
    except Permanent:
        body = None
    said = body if isinstance(body, str) else orjson.dumps(body).decode() if body is not None else ""
    said = " ".join(said.split())[:EXCERPT]
    return f"{target} menjawab {answer.status}" + (f": {said}" if said else ".")


def _pause(headers: Mapping[str, str]) -> float:
    """Return the seconds that a system asks to wait (RFC 9110, 10.2.3), where it gives them as a number."""
    asked = headers.get("retry-after", "")
    return min(int(asked), LONGEST_PAUSE) if SECONDS.fullmatch(asked) else 0
