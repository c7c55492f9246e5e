"""The connector ``email`` against a real mail server."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from engine.connectors import email
from engine.connectors.email import Email
from engine.connectors.work import Permanent, Rejected, Temporary, Work
from engine.model import Json
from engine.settings import MailSecurity, Smtp
from tests.unit.connectors.servers import MailServer, a_mail_server, trusting

LETTER: dict[str, Json] = {"to": "sari@contoh.id", "subject": "Permohonan Anda", "text": "Diterima.\n"}


def server(mail: MailServer, **more: Any) -> Smtp:
    return replace(Smtp("localhost", mail.port, "none", "paraf@instansi.go.id"), **more)


def send(mail: MailServer, **inputs: Json) -> Json:
    return Email(server(mail))(Work("kunci-1", "kasus-1", {**LETTER, **inputs}))


def test_a_message_reaches_everybody_with_what_the_process_says() -> None:
    with a_mail_server() as mail:
        result = send(mail, to=["sari@contoh.id", "budi@contoh.id"], cc="sari@contoh.id", subject="Izin – à")
    (sender, recipients, message) = mail.letters[0]
    assert sender == "paraf@instansi.go.id"
    assert recipients == ["sari@contoh.id", "budi@contoh.id"]
    assert message["Subject"] == "Izin – à"
    assert message["From"] == "paraf@instansi.go.id"
    assert message.get_content().strip() == "Diterima."
    assert result == {"messageId": "<kunci-1@instansi.go.id>", "refused": []}


def test_the_same_work_sent_twice_is_the_same_message() -> None:
    with a_mail_server() as mail:
        send(mail)
        send(mail)
    assert [message["Message-ID"] for _, _, message in mail.letters] == ["<kunci-1@instansi.go.id>"] * 2


@pytest.mark.parametrize(
    "inputs",
    [
        {"to": None},
        {"to": []},
        {"to": "bukan surel"},
        {"to": "sari@contoh.id\r\nBcc: x@y.id"},
        {"to": "sari@contoh.id, budi@contoh.id"},
        {"to": "Sari <sari@contoh.id>"},
        {"to": "sari@contoh"},
        {"to": 5},
        {"to": [5]},
        {"to": [f"p{n}@contoh.id" for n in range(51)]},
        {"cc": "x"},
        {"subject": "Halo\r\nBcc: x@y.id"},
        {"subject": "Halo\nBcc: x@y.id"},
        {"subject": "Halo\x0bBcc: x@y.id"},
        {"subject": "Halo\u2028Bcc: x@y.id"},
        {"subject": ""},
        {"subject": "a" * 300},
        {"text": None},
        {"bcc": "x@y.id"},
    ],
)
def test_wrong_inputs_are_named_and_nothing_is_sent(inputs: dict[str, Json]) -> None:
    mail = MailServer(port=1)
    with pytest.raises(Permanent):
        send(mail, **inputs)


def test_lines_of_the_text_are_only_text() -> None:
    with a_mail_server() as mail:
        send(mail, text="satu\r\n.\r\nMAIL FROM:<x@y.id>\r\n")
    ((_, _, message),) = mail.letters
    assert "MAIL FROM" in message.get_content()


def test_without_a_server_somebody_must_set_one() -> None:
    with pytest.raises(Permanent, match="PARAF_SMTP_HOST"):
        Email(None)(Work("k", "c", LETTER))


def test_a_recipient_that_the_server_never_takes_is_an_error_of_the_process() -> None:
    with a_mail_server() as mail:
        mail.refuses["sari@contoh.id"] = "550 tidak dikenal"
        with pytest.raises(Rejected, match="tidak dikenal") as caught:
            send(mail)
    assert caught.value.code == "email-550"


def test_those_that_the_server_takes_get_it_and_the_others_are_named() -> None:
    with a_mail_server() as mail:
        mail.refuses["sari@contoh.id"] = "550 tidak dikenal"
        result = send(mail, cc="budi@contoh.id")
    assert isinstance(result, dict)
    assert result["refused"] == ["sari@contoh.id"]
    assert [recipients for _, recipients, _ in mail.letters] == [["budi@contoh.id"]]


@pytest.mark.parametrize("recipient", ["sari@contoh.id", ""])
def test_a_server_that_is_busy_is_tried_again(recipient: str) -> None:
    with a_mail_server() as mail:
        mail.refuses[recipient] = "451 nanti saja"
        with pytest.raises(Temporary, match="451"):
            send(mail)


def test_a_message_that_the_server_refuses_is_an_error_of_the_process() -> None:
    with a_mail_server() as mail:
        mail.refuses[""] = "554 sampah"
        with pytest.raises(Rejected) as caught:
            send(mail)
    assert caught.value.code == "email-554"


def test_the_password_goes_only_over_tls_that_was_checked() -> None:
    with a_mail_server(starttls=True, password="rahasia") as mail:
        smtp = server(mail, security="starttls", user="paraf", password="rahasia")
        Email(smtp, trusting())(Work("k", "c", LETTER))
        assert mail.users == [("paraf", "rahasia")]
        with pytest.raises(Temporary):
            Email(smtp)(Work("k", "c", LETTER))
        assert mail.users == [("paraf", "rahasia")]


def test_a_server_without_starttls_gets_no_password() -> None:
    with a_mail_server() as mail:
        smtp = server(mail, security="starttls", user="paraf", password="rahasia")
        with pytest.raises(Temporary):
            Email(smtp, trusting())(Work("k", "c", LETTER))
        assert (mail.users, mail.letters) == ([], [])


def test_a_wrong_password_waits_for_the_operator_and_is_not_told() -> None:
    with a_mail_server(starttls=True, password="rahasia") as mail:
        smtp = server(mail, security="starttls", user="paraf", password="salah-sekali")
        with pytest.raises(Temporary) as caught:
            Email(smtp, trusting())(Work("k", "c", LETTER))
    assert "salah-sekali" not in str(caught.value)
    assert "salah-sekali" not in repr(smtp)


def test_nobody_there_is_tried_again() -> None:
    with a_mail_server() as mail:
        gone = mail
    with pytest.raises(Temporary, match="tidak dapat dihubungi"):
        send(gone)


PAUSE = threading.Event()
"""Never set: who waits for it waits for as long as they were told."""

SLOWLY: dict[MailSecurity, tuple[bytes, bytes]] = {
    "none": (b"", b"220-selamat datang "),
    "tls": (b"", b"\x16\x03\x03\x40\x00"),
    "starttls": (b"220 siap\r\n250-surel\r\n250 STARTTLS\r\n220 mulai\r\n", b"\x16\x03\x03\x40\x00"),
}
"""What a server says at once, and what it begins to say and never ends: a line, or a record of TLS."""


@pytest.mark.parametrize("security", SLOWLY)
def test_the_time_limit_holds_for_the_greeting_too(
    security: MailSecurity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(email, "LIMIT", 0.3)
    at_once, slowly = SLOWLY[security]
    hung_up = threading.Event()

    def drip(listener: socket.socket) -> None:
        with listener, listener.accept()[0] as client, suppress(OSError):
            client.sendall(at_once + slowly)
            for _ in range(1000):
                client.sendall(b"x")
                PAUSE.wait(0.01)
            return
        hung_up.set()

    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=drip, args=(listener,), daemon=True)
    thread.start()
    mail = MailServer(port=listener.getsockname()[1])
    with pytest.raises(Temporary):
        Email(server(mail, security=security), trusting())(Work("k", "c", LETTER))
    thread.join()
    assert hung_up.is_set()
