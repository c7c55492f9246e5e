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
        try:
            server = self._connected(smtp)
        except (smtplib.SMTPException, OSError) as error:
            raise Temporary(f"{where} tidak dapat dihubungi ({type(error).__name__}).") from error
        with Limit(LIMIT, lambda: server.sock):
            try:
                self._greeted(server, smtp)
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

    def _connected(self, smtp: Smtp) -> smtplib.SMTP:
        own_name = socket.gethostname()
        if smtp.security == "tls":
            return smtplib.SMTP_SSL(
                smtp.host, smtp.port, own_name, timeout=LIMIT, context=self._tls or system_tls()
            )
        return smtplib.SMTP(smtp.host, smtp.port, own_name, timeout=LIMIT)

    def _greeted(self, server: smtplib.SMTP, smtp: Smtp) -> None:
        if smtp.security == "starttls":
            server.starttls(context=self._tls or system_tls())
        if smtp.user:
            server.login(smtp.user, smtp.password)


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
