"""Who gets in, who doesn't, and what the session is made of."""

from __future__ import annotations

import stat
from datetime import timedelta
from typing import Any

import pytest

from app import create_app
from engine.errors import Throttled
from engine.settings import Settings
from tests.web.conftest import JSON, Browser, Site, raising, token
from web.auth import local_path


def test_the_right_password_leads_to_the_inbox(site: Site) -> None:
    answer = site.browser().log_in("staf-1")
    assert (answer.status_code, answer.location) == (303, "/inbox")


def test_a_wrong_password_is_said_and_the_name_is_kept(site: Site) -> None:
    answer = site.browser().log_in("staf-1", "salah")
    assert answer.status_code == 401
    assert "Nama pengguna atau kata sandi salah." in answer.text
    assert 'value="staf-1"' in answer.text
    assert "salah" not in answer.text.replace("sandi salah", "")


def test_too_many_attempts_are_told_when_to_come_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site.engine, "authenticate", raising(Throttled("Tunggu 30 detik.", 30)))
    answer = site.browser().log_in("staf-1")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "30"
    assert "Tunggu 30 detik." in answer.text


def test_a_log_in_leads_to_the_page_that_was_asked_for(site: Site) -> None:
    browser = site.browser()
    sent = browser.get("/cases?q=lokakarya")
    assert sent.status_code == 303
    assert sent.location == "/account/login?next=/cases?q%3Dlokakarya"
    page = browser.get(sent.location)
    assert 'name="next" value="/cases?q=lokakarya"' in page.text
    assert browser.log_in("staf-1", next="/cases?q=lokakarya").location == "/cases?q=lokakarya"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://jahat.example/",
        "//jahat.example",
        "/\\jahat.example",
        "javascript:alert(1)",
        "/\t/jahat.example",
        "",
    ],
)
def test_a_log_in_never_leads_to_another_site(site: Site, elsewhere: str) -> None:
    assert local_path(elsewhere) is None
    assert site.browser().log_in("staf-1", next=elsewhere).location == "/inbox"


def test_nothing_of_the_session_before_a_log_in_lives_on(site: Site) -> None:
    browser = site.browser()
    with browser.client.session_transaction() as session:
        session["ditanam"] = "penyerang"
    before = token(browser.get("/account/login"))
    browser.log_in("staf-1")
    with browser.client.session_transaction() as session:
        assert "ditanam" not in session
    assert browser.post("/account/logout", headers={"X-CSRFToken": before}).status_code == 400


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    cookie = site.browser().log_in("staf-1").headers["Set-Cookie"]
    assert {"HttpOnly", "Secure", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


def test_cookies_go_over_plain_http_only_where_the_settings_say_so(settings: Settings, site: Site) -> None:
    plain = Settings(
        data=settings.data, processes=settings.processes, forms=settings.forms, secure_cookies=False
    )
    browser = Browser(create_app(plain, site.engine).test_client())
    assert "Secure" not in browser.log_in("staf-1").headers["Set-Cookie"]


def test_the_key_of_sessions_is_made_once_and_readable_by_its_owner_alone(
    settings: Settings, site: Site
) -> None:
    path = settings.data / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == 32
    assert create_app(settings, site.engine).config["SECRET_KEY"] == site.app.config["SECRET_KEY"]


def test_logging_out_is_a_post_and_ends_the_session(applicant: Browser) -> None:
    assert applicant.get("/account/logout").status_code == 405
    assert applicant.post("/account/logout").location == "/account/login"
    assert applicant.get("/inbox").status_code == 303


def test_a_session_ends_after_a_working_day(site: Site, applicant: Browser) -> None:
    assert applicant.get("/inbox").status_code == 200
    site.app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(seconds=-1)
    assert applicant.get("/inbox").status_code == 303


def test_an_account_that_is_gone_is_logged_out(site: Site, applicant: Browser, monkeypatch: Any) -> None:
    monkeypatch.setattr(site.engine, "actor", lambda account_id: None)
    assert applicant.get("/inbox").status_code == 303


@pytest.mark.parametrize(
    "url", ["/", "/inbox", "/start", "/start/permohonan/mulai", "/cases", "/cases/x", "/tasks/x"]
)
def test_every_page_needs_a_log_in(site: Site, url: str) -> None:
    assert site.browser().get(url).location.startswith("/account/login")


def test_a_script_whose_session_is_over_is_told_where_to_log_in(site: Site, task: str) -> None:
    answer = site.browser().post(task, headers=JSON)
    assert answer.status_code == 401
    assert answer.json == {"message": "Sesi Anda sudah berakhir.", "login": f"/account/login?next={task}"}


def test_demo_accounts_are_offered_by_role_and_only_where_there_are_some(
    site: Site, monkeypatch: Any
) -> None:
    assert "Kepala 1" in site.browser().get("/account/login").text
    monkeypatch.setattr(site.engine, "accounts", list)
    assert "Akun demo" not in site.browser().get("/account/login").text
