"""The connector ``email``: one message to some people, handed to the organisation's mail server (SMTP)."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from engine.connectors.inputs import Inputs, line, only, text, texts
from engine.connectors.limit import LIMIT, Limit
from engine.connectors.tls import system_tls
from engine.connectors.work import Permanent, Rejected, Temporary, Work
from engine.model import Json
from engine.settings import Smtp

KNOWN = frozenset({"to", "cc", "subject", "text"})
MOST_RECIPIENTS = 50
LONGEST_SUBJECT = 200
LONGEST_TEXT = 100_000
LONGEST_ADDRESS = 254
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
PERMANENT = 500
"""From here on an SMTP reply is for good (RFC 5321, 4.2.1)."""
READY = 220


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as the process wants it."""

    to: Sequence[str]
    cc: Sequence[str]
    subject: str
    text: str


class Email:
    """Sends messages.

    Args:
        smtp: the mail server, None where the operator has named none.
        tls: which certificates are trusted; the system's where None.
    """

    def __init__(self, smtp: Smtp | None, tls: ssl.SSLContext | None = None) -> None:
        self._smtp = smtp
        self._tls = tls

    def __call__(self, work: Work) -> Json:
        """Send a message, and return ``{messageId, refused}``: the addresses that the server didn't take.

        Raises:
            Rejected: the server refuses the message, its sender or everybody it is for, as ``email-<reply>``.
            Temporary: the server can't be reached, or asks to try again.
            Permanent: no server is set, or the inputs are wrong.
        """
        if self._smtp is None:
            raise Permanent("Server surel belum diatur (PARAF_SMTP_HOST).")
        letter = read_letter(work.inputs)
        message = written(letter, work.key, self._smtp.sender)
        refused = self._sent(self._smtp, message, [*letter.to, *letter.cc])
        return {"messageId": message["Message-ID"], "refused": [*sorted(refused)]}

    def _sent(self, smtp: Smtp, message: EmailMessage, recipients: Sequence[str]) -> Mapping[str, object]:
        where = f"Server surel {smtp.host}"
        server = Client(smtp, self._tls or system_tls())
        with Limit(LIMIT, lambda: server.line):
            try:
                server.reach()
                server.introduce()
                return server.send_message(message, smtp.sender, recipients)
            except smtplib.SMTPRecipientsRefused as error:
                raise _refusal(where, *max(error.recipients.values())) from error
            except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
                raise _refusal(where, error.smtp_code, error.smtp_error) from error
            except (smtplib.SMTPException, OSError) as error:
                raise Temporary(f"{where} tidak menerima pesannya ({type(error).__name__}).") from error
            finally:
                # The message has been taken or not by now; how they part changes nothing.
                with suppress(smtplib.SMTPException, OSError):
                    server.quit()
                server.close()


class Client(smtplib.SMTP):
    """A connection that can be ended at any moment, also while the server greets or changes to TLS.

    Attributes:
        line: what it runs over, whatever has taken its socket over since; None before there is one.
    """

    def __init__(self, smtp: Smtp, tls: ssl.SSLContext) -> None:
        super().__init__(local_hostname=socket.gethostname(), timeout=LIMIT)
        self._host = smtp.host  # whose certificate STARTTLS asks for
        self._smtp = smtp
        self._tls = tls
        self.line: socket.socket | None = None

    def reach(self) -> None:
        """Connect and hear the greeting.

        Raises:
            Temporary: there is none.
        """
        try:
            code, reply = self.connect(self._smtp.host, self._smtp.port)
            if code != READY:
                raise smtplib.SMTPConnectError(code, reply)
        except (smtplib.SMTPException, OSError) as error:
            reason = type(error).__name__
            raise Temporary(f"Server surel {self._smtp.host} tidak dapat dihubungi ({reason}).") from error

    def introduce(self) -> None:
        """Change to TLS and log in, as the settings say."""
        if self._smtp.security == "starttls":
            self.starttls(context=self._tls)
        if self._smtp.user:
            self.login(self._smtp.user, self._smtp.password)

    def close(self) -> None:
        """Give the connection back."""
        super().close()
        if self.line is not None:
            self.line.close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        opened = socket.create_connection((host, port), timeout)
        self.line = opened.dup()
        return self._tls.wrap_socket(opened, server_hostname=host) if self._smtp.security == "tls" else opened


def read_letter(inputs: Inputs) -> Letter:
    """Read what the process wants to be sent.

    Raises:
        Permanent: an input is missing or wrong, or there are too many recipients.
    """
    only(inputs, KNOWN)
    to, cc = _addresses(inputs, "to"), _addresses(inputs, "cc")
    cc = [address for address in cc if address not in to]
    if not to:
        raise Permanent("Masukan to harus memuat sedikitnya satu alamat surel.")
    if len(to) + len(cc) > MOST_RECIPIENTS:
        raise Permanent(f"Surel paling banyak untuk {MOST_RECIPIENTS} penerima.")
    return Letter(to, cc, line(inputs, "subject", LONGEST_SUBJECT), text(inputs, "text", LONGEST_TEXT))


def _addresses(inputs: Inputs, name: str) -> list[str]:
    addresses = [*dict.fromkeys(texts(inputs, name))]
    for address in addresses:
        if len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address):
            raise Permanent(f"Masukan {name}: “{address[:LONGEST_ADDRESS]}” bukan alamat surel.")
    return addresses


def written(letter: Letter, key: str, sender: str) -> EmailMessage:
    """Write a message; sent twice it has one id, so that it can be shown once (RFC 5322, 3.6.4)."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = Address(addr_spec=sender)
    message["To"] = [Address(addr_spec=address) for address in letter.to]
    if letter.cc:
        message["Cc"] = [Address(addr_spec=address) for address in letter.cc]
    message["Subject"] = letter.subject
    message["Message-ID"] = f"<{key}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _refusal(where: str, code: int, reply: bytes | str) -> Rejected | Temporary:
    said = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    message = f"{where} menjawab {code}: {' '.join(said.split())[:200]}"
    return Rejected(f"email-{code}", message) if code >= PERMANENT else Temporary(message)
