"""Other systems on this machine: a web server and a mail server that note what they are asked."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

TLS = Path(__file__).parent / "tls"
TLS_NAME = "api.contoh.test"


def server_tls() -> ssl.SSLContext:
    """The identity of ``api.contoh.test`` and ``localhost``, signed by itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "cert.pem", TLS / "key.pem")
    return context


def trusting() -> ssl.SSLContext:
    """A client that trusts that identity."""
    return ssl.create_default_context(cafile=str(TLS / "cert.pem"))


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


Reply = tuple[int, Mapping[str, str], bytes]


@dataclass
class Peer:
    """A web server.

    Attributes:
        replies: path → what is answered; a function writes to the connection itself.
        asked: the requests that came, in order.
        names: the names that TLS clients asked for.
    """

    port: int
    replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def a_peer(*, tls: bool = False) -> Iterator[Peer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    peer = Peer(server.server_port)
    server.peer = peer  # type: ignore[attr-defined]
    if tls:
        context = server_tls()
        context.sni_callback = lambda _sock, name, _context: peer.names.append(name)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        # A client that doesn't trust the server hangs up; that is none of the test's output.
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Handler(BaseHTTPRequestHandler):
    server: Any

    def answer(self) -> None:
        peer: Peer = self.server.peer
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        peer.asked.append(Asked(self.command, self.path, headers, body))
        reply = peer.replies.get(self.path.partition("?")[0], (200, {}, b""))
        if callable(reply):
            reply(self)
            return
        status, sent, content = reply
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **sent}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass
class MailServer:
    """A mail server.

    Attributes:
        refuses: recipient, or "" for every message → the reply.
        letters: (sender, recipients, message), in order.
        users: whom clients logged in as.
    """

    port: int = 0
    refuses: dict[str, str] = field(default_factory=dict)
    letters: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    users: list[tuple[str, str]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        if "" in self.refuses:
            return self.refuses[""]
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.letters.append((envelope.mail_from or "", [*envelope.rcpt_tos], message))
        return "250 OK"


class OnAnyPort(Controller):
    """The library asks its own server whether it is there; on port 0 it must learn first where that is."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def a_mail_server(*, starttls: bool = False, password: str | None = None) -> Iterator[MailServer]:
    mail = MailServer()

    def authenticated(_server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        mail.users.append((given.login.decode(), given.password.decode()))
        return AuthResult(success=given.password.decode() == password, handled=False)

    controller = OnAnyPort(
        mail,
        hostname="127.0.0.1",
        port=0,
        tls_context=server_tls() if starttls else None,
        require_starttls=starttls,
        authenticator=authenticated,
        auth_required=password is not None,
    )
    controller.start()
    mail.port = controller.port
    try:
        yield mail
    finally:
        controller.stop()
