"""``POST /api/messages``: who may send what, how often, and what they are answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from tests.between import a_supplier, deliver
from tests.builders import House, opened
from web.api import views

PLACE = "/api/messages"
ORDER = {"id": "pesanan-1", "name": "Pesanan", "payload": {"nomor": "PO-7"}}

UNKNOWN_LENGTH = {"CONTENT_LENGTH": "", "wsgi.input_terminated": True}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house whose heads may send messages."""
    a_supplier(tmp_path)
    organisation = tmp_path / "processes" / "organisation.json"
    content = orjson.loads(organisation.read_bytes())
    content["roles"]["message"] = ["kepala"]
    organisation.write_bytes(orjson.dumps(content))
    with House(tmp_path) as house:
        yield house


@pytest.fixture
def client(house: House) -> FlaskClient:
    app = create_app(house.settings, house.engine)
    app.testing = True
    return app.test_client()


def token(house: House, username: str = "kepala-1", days: int = 30) -> str:
    account = next(each for each in house.engine.accounts() if each.username == username)
    return house.engine.tokens.add(account, "uji", days)


def post(client: FlaskClient, bearer: str | None, content: Any = ORDER, **options: Any) -> TestResponse:
    headers = {} if bearer is None else {"Authorization": f"Bearer {bearer}"}
    data = content if isinstance(content, bytes) else json.dumps(content)
    return client.post(PLACE, data=data, headers=headers, **options)


def told(answer: TestResponse) -> dict[str, Any]:
    assert isinstance(answer.json, dict), answer.text
    return answer.json


def test_a_message_is_taken_in_and_begins_a_case(house: House, client: FlaskClient) -> None:
    answer = post(client, token(house))
    assert (answer.status_code, told(answer)) == (
        202,
        {"id": "pesanan-1", "state": "pending", "repeated": False},
    )
    deliver(house)
    (case,) = house.engine.cases(house.people["auditor-1"]).items
    begun = house.engine.case(house.people["auditor-1"], case.id).history[0]
    assert (begun.actor_name, begun.sender, begun.event) == ("Kepala 1", "Kepala 1", "Pesanan")
    assert house.engine.replay_all().findings == []
    assert house.engine.verify().findings == []


def test_the_same_id_again_is_the_same_message(house: House, client: FlaskClient) -> None:
    bearer = token(house)
    post(client, bearer)
    deliver(house)
    answer = post(client, bearer)
    assert (answer.status_code, told(answer)["state"], told(answer)["repeated"]) == (202, "done", True)
    deliver(house)
    assert house.engine.cases(house.people["auditor-1"]).total == 1
    other = post(client, bearer, {**ORDER, "payload": {"nomor": "PO-8"}})
    assert other.status_code == 409
    assert "sudah dipakai" in told(other)["message"]


def test_ids_of_different_systems_do_not_meet(house: House, client: FlaskClient) -> None:
    for username in ("kepala-1", "kepala-2"):
        assert told(post(client, token(house, username)))["repeated"] is False


def test_nobody_without_a_token_that_holds_is_heard(house: House, client: FlaskClient) -> None:
    good = token(house)
    revoked = token(house)
    house.engine.tokens.revoke(revoked.split("_")[1])
    old = token(house, days=1)
    house.clock.move(days=2)
    wrong = [None, "", "paraf", good[:-1], f"{good}x", good.replace(good[-43:], "A" * 43), revoked, old]
    for bearer in wrong:
        answer = post(client, bearer)
        assert answer.status_code == 401, bearer
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert "oken" in told(answer)["message"]
    assert post(client, good).status_code == 202


def test_a_log_in_s_session_means_nothing_here(house: House, client: FlaskClient) -> None:
    page = client.get("/account/login").text
    csrf = page.split('name="csrf_token" value="')[1].split('"')[0]
    login = {"csrf_token": csrf, "username": "kepala-1", "password": "paraf-demo"}
    assert client.post("/account/login", data=login).status_code == 303
    assert post(client, None).status_code == 401


def test_no_cookie_is_set(house: House, client: FlaskClient) -> None:
    for bearer in (None, token(house)):
        assert "Set-Cookie" not in post(client, bearer).headers


def test_who_lacks_the_role_is_told_so(house: House, client: FlaskClient) -> None:
    answer = post(client, token(house, "staf-1"))
    assert answer.status_code == 403
    assert "tidak boleh" in told(answer)["message"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan json",
        b"[]",
        {},
        {"id": "a"},
        {"name": "Pesanan"},
        {**ORDER, "id": 5},
        {**ORDER, "name": ""},
        {**ORDER, "name": "x" * 201},
        {**ORDER, "key": ["a"]},
        {**ORDER, "key": True},
        {**ORDER, "kind": "lain"},
        {**ORDER, "payloads": 1},
        {**ORDER, "payload": json.loads("[" * 40 + "]" * 40)},
    ],
    ids=lambda content: str(content)[:60],
)
def test_what_is_no_message_is_refused_in_a_sentence(
    house: House, client: FlaskClient, content: object
) -> None:
    answer = post(client, token(house), content)
    assert answer.status_code == 422
    assert told(answer)["message"]
    with opened(house.settings.database) as connection:
        assert connection.execute("SELECT count(*) FROM job").fetchone() == (0,)


def test_a_number_as_a_key_is_written_as_the_process_would(house: House, client: FlaskClient) -> None:
    assert post(client, token(house), {**ORDER, "key": 7}).status_code == 202
    with opened(house.settings.database) as connection:
        assert connection.execute("SELECT key FROM job").fetchall() == [("7",)]


def test_what_is_too_large_is_refused_with_and_without_its_length(house: House, client: FlaskClient) -> None:
    large = json.dumps({**ORDER, "payload": "x" * 70_000}).encode()
    assert post(client, token(house), large).status_code == 413
    unknown = post(client, token(house), large, environ_overrides=UNKNOWN_LENGTH)
    assert unknown.status_code == 413
    assert "terlalu besar" in told(unknown)["message"]


def test_too_many_in_a_minute_are_told_to_wait(
    house: House, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "A_MINUTE", 3)
    bearer, other = token(house), token(house, "kepala-2")
    for number in range(3):
        assert post(client, bearer, {**ORDER, "id": str(number)}).status_code == 202
    answer = post(client, bearer)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert post(client, other).status_code == 202
    house.clock.move(minutes=1)
    assert post(client, bearer).status_code == 202


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_other_methods_are_answered_as_json(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)(PLACE)
    assert answer.status_code == 405
    assert told(answer)["message"]


def test_other_addresses_of_the_api_are_answered_as_json(client: FlaskClient) -> None:
    answer = client.post("/api/tidak-ada")
    assert answer.status_code == 404
    assert told(answer)["message"]
