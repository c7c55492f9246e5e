"""What an installation may set of the outside world, and that a slip stops the start."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from engine.connectors import Work, connectors
from engine.connectors.work import Permanent
from engine.errors import Misconfigured
from engine.settings import Settings, Smtp

MAIL = {"PARAF_SMTP_HOST": "surel.contoh.id", "PARAF_SMTP_SENDER": "paraf@contoh.id"}


def test_without_settings_nothing_may_be_called_and_no_mail_sent() -> None:
    settings = Settings.from_environment({})
    assert (settings.http_targets, settings.http_headers_file, settings.smtp) == ((), None, None)
    made = connectors(settings, {"tu"}, lambda _: None)
    assert set(made) == {"http", "email", "notify"}
    for name, inputs in (
        ("http", {"url": "https://contoh.id"}),
        ("email", {"to": "a@b.id", "subject": "s", "text": "t"}),
    ):
        with pytest.raises(Permanent):
            made[name](Work("k", "c", {**inputs}))


def test_targets_are_told_apart_by_blanks_and_commas() -> None:
    given = {"PARAF_HTTP_TARGETS": " https://a.id, https://b.id\nhttp://10.0.0.1:80 "}
    assert Settings.from_environment(given).http_targets == (
        "https://a.id",
        "https://b.id",
        "http://10.0.0.1:80",
    )


@pytest.mark.parametrize(
    ("more", "port", "security"),
    [
        ({}, 587, "starttls"),
        ({"PARAF_SMTP_SECURITY": "tls"}, 465, "tls"),
        ({"PARAF_SMTP_PORT": "2525"}, 2525, "starttls"),
    ],
)
def test_a_mail_server_is_spoken_to_over_tls_unless_that_is_refused(
    more: dict[str, str], port: int, security: str
) -> None:
    smtp = Settings.from_environment({**MAIL, **more}).smtp
    assert smtp is not None
    assert (smtp.host, smtp.port, smtp.security) == ("surel.contoh.id", port, security)


def test_a_password_is_read_from_a_file_without_its_last_line_end(tmp_path: Path) -> None:
    file = tmp_path / "kata sandi"
    file.write_text(" rahasia \n")
    smtp = Settings.from_environment(
        {**MAIL, "PARAF_SMTP_USER": "paraf", "PARAF_SMTP_PASSWORD_FILE": str(file)}
    ).smtp
    assert isinstance(smtp, Smtp)
    assert smtp.password == " rahasia "
    assert "rahasia" not in repr(smtp)


@pytest.mark.parametrize(
    ("named", "value"),
    [
        ("PARAF_SMTP_SECURITY", "ssl"),
        ("PARAF_SMTP_SENDER", "Paraf <paraf@contoh.id>"),
        ("PARAF_SMTP_SENDER", ""),
        ("PARAF_SMTP_PORT", "smtp"),
        ("PARAF_SMTP_PORT", "9" * 5000),
        ("PARAF_SMTP_PASSWORD_FILE", "/tidak/ada"),
    ],
)
def test_a_slip_in_the_mail_settings_stops_the_start_and_is_named(named: str, value: str) -> None:
    with pytest.raises(Misconfigured, match=named):
        Settings.from_environment({**MAIL, named: value})


def test_no_password_goes_to_a_server_that_is_not_spoken_to_over_tls() -> None:
    with pytest.raises(Misconfigured, match="PARAF_SMTP_USER"):
        Settings.from_environment({**MAIL, "PARAF_SMTP_SECURITY": "none", "PARAF_SMTP_USER": "paraf"})


@pytest.mark.parametrize("name", ["http_targets", "http_headers_file"])
def test_a_list_that_cannot_be_read_stops_the_start(tmp_path: Path, name: str) -> None:
    wrong = {"http_targets": ("contoh.id",), "http_headers_file": tmp_path / "tidak-ada.json"}
    settings = Settings(tmp_path, tmp_path, tmp_path, **{name: wrong[name]})  # type: ignore[arg-type]
    with pytest.raises(Misconfigured):
        connectors(settings, (), lambda _: None)


def test_a_message_is_kept_for_as_many_days_as_are_set() -> None:
    assert Settings.from_environment({"PARAF_MESSAGE_DAYS": "3650"}).message_life == timedelta(days=3650)


@pytest.mark.parametrize("days", ["0", "3651", "999999999", "9" * 5000, "-1", "tujuh"])
def test_a_message_is_kept_for_a_day_to_ten_years(days: str) -> None:
    with pytest.raises(Misconfigured, match="PARAF_MESSAGE_DAYS"):
        Settings.from_environment({"PARAF_MESSAGE_DAYS": days})
