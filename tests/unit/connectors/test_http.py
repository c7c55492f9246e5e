"""The connector ``http`` against a real server: what is sent, what comes back, what is refused."""

from __future__ import annotations

import gzip
import logging
import os
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import orjson
import pytest

from engine.connectors.http import LARGEST, Http
from engine.connectors.targets import AllowList, Target, read_headers, read_targets
from engine.connectors.work import Permanent, Rejected, Temporary, Work
from engine.model import Json
from tests.unit.connectors.servers import TLS_NAME, Peer, a_peer, trusting

SECRET = "kunci-rahasia-8d1f"
SECRET_NAMES = [
    *("Authorization", "Cookie", "proxy-authorization", "Proxy-Key", "X-Api-Key", "Api-Key", "apikey"),
    *("X-Auth-Token", "Client-Secret", "X-Password", " authorization "),
]


def ask(peer: Peer, path: str = "/", headers: Mapping[str, str] | None = None, **inputs: Json) -> Json:
    """Ask a server that the operator allows; ``headers`` are the operator's own."""
    allowed = AllowList(read_targets([peer.url]), {Target("http", "127.0.0.1", peer.port): headers or {}})
    return Http(allowed)(Work("kunci-1", "kasus-1", {"url": peer.url + path, **inputs}))


def gives(peer: Peer, status: int = 200, content: bytes = b"{}", **headers: str) -> None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    peer.replies["/"] = (status, {"Content-Type": "application/json", **named}, content)


def test_a_request_carries_what_the_process_says_and_the_idempotency_key(peer: Peer) -> None:
    ask(peer, "/pegawai?nip=1", method="POST", body={"nama": "Sari"}, headers={"X-Unit": "tu"})
    (asked,) = peer.asked
    assert (asked.method, asked.path) == ("POST", "/pegawai?nip=1")
    assert orjson.loads(asked.body) == {"nama": "Sari"}
    assert asked.headers["idempotency-key"] == "kunci-1"
    assert asked.headers["x-unit"] == "tu"
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["host"] == f"127.0.0.1:{peer.port}"


def test_json_comes_back_as_a_value_with_the_status_and_few_headers(peer: Peer) -> None:
    gives(peer, 201, b'{"nilai": [1, null]}', ETag='"a"', Set_Cookie="sesi=1", X_More="x")
    assert ask(peer) == {
        "status": 201,
        "headers": {"content-type": "application/json", "etag": '"a"'},
        "body": {"nilai": [1, None]},
    }


@pytest.mark.parametrize(
    ("media", "content", "body"),
    [
        ("text/plain; charset=iso-8859-1", "é".encode("latin-1"), "é"),
        ("application/problem+json", b"[true]", [True]),
        ("application/xml", b"<a/>", "<a/>"),
        ("text/plain", b"\xff", "�"),
        ("application/octet-stream", b"", None),
    ],
)
def test_text_and_json_of_every_kind_are_understood(
    peer: Peer, media: str, content: bytes, body: Json
) -> None:
    gives(peer, 200, content, Content_Type=media)
    answer = ask(peer)
    assert isinstance(answer, dict)
    assert answer["body"] == body


def test_numbers_of_an_answer_are_taken_in_digit_for_digit(peer: Peer) -> None:
    gives(peer, 200, b'{"nip": 198001012005011001, "kode": "12345678901234567890123", "x": 1.5e300}')
    answer = ask(peer)
    assert isinstance(answer, dict)
    assert answer["body"] == {"nip": 198001012005011001, "kode": "12345678901234567890123", "x": 1.5e300}


@pytest.mark.parametrize(
    ("media", "content"),
    [
        ("image/png", b"\x89PNG"),
        ("application/json", b"{"),
        ("application/json", b"[12345678901234567890123]"),
        ("application/json", b"-9223372036854775808"),
        ("text/plain; charset=hex", b"00"),
        ("application/json", b" " * (LARGEST + 1)),
    ],
)
def test_an_answer_that_is_no_text_or_too_large_is_for_a_person_to_look_at(
    peer: Peer, media: str, content: bytes
) -> None:
    gives(peer, 200, content, Content_Type=media)
    with pytest.raises(Permanent):
        ask(peer)


def test_an_answer_is_measured_unpacked(peer: Peer) -> None:
    gives(peer, 200, gzip.compress(b" " * 50 * LARGEST), Content_Encoding="gzip")
    with pytest.raises(Permanent, match="lebih besar"):
        ask(peer)


@pytest.mark.parametrize("status", [400, 401, 404, 409, 422, 451])
def test_a_refusal_is_an_error_of_the_process_that_says_why(peer: Peer, status: int) -> None:
    gives(peer, status, b'{"pesan": "NIP tidak dikenal"}')
    with pytest.raises(Rejected, match="NIP tidak dikenal") as caught:
        ask(peer)
    assert caught.value.code == f"http-{status}"


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_trouble_on_the_other_side_is_tried_again(peer: Peer, status: int) -> None:
    gives(peer, status, Retry_After="90")
    with pytest.raises(Temporary) as caught:
        ask(peer)
    assert caught.value.after == 90


@pytest.mark.parametrize("waits", ["9" * 5000, "besok", "-1", ""])
def test_a_pause_that_is_no_number_is_none(peer: Peer, waits: str) -> None:
    gives(peer, 503, Retry_After=waits)
    with pytest.raises(Temporary) as caught:
        ask(peer)
    assert caught.value.after == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_wherever_it_leads(peer: Peer, status: int) -> None:
    with a_peer() as other:
        gives(peer, status, b"", Location=f"{other.url}/dalam")
        with pytest.raises(Rejected, match="mengalihkan") as caught:
            ask(peer)
        assert caught.value.code == f"http-{status}"
        assert other.asked == []
    assert len(peer.asked) == 1


def test_what_is_not_on_the_list_is_not_called(peer: Peer) -> None:
    for targets in ([], ["https://contoh.go.id"], [f"https://127.0.0.1:{peer.port}"]):
        with pytest.raises(Permanent, match="PARAF_HTTP_TARGETS"):
            Http(AllowList(read_targets(targets)))(Work("k", "c", {"url": peer.url}))
    assert peer.asked == []


def test_a_name_that_resolves_to_this_machine_is_not_called_though_it_is_on_the_list(peer: Peer) -> None:
    name = f"http://api.contoh.test:{peer.port}"
    allowed = AllowList(read_targets([name]), resolve=lambda *_: ["127.0.0.1"])
    with pytest.raises(Permanent, match="bukan alamat publik"):
        Http(allowed)(Work("k", "c", {"url": name}))
    assert peer.asked == []


def test_a_name_is_resolved_once_and_the_checked_address_connected_to(peer: Peer) -> None:
    name = f"http://api.contoh.test:{peer.port}"
    answers = iter([["127.0.0.1"]])
    allowed = AllowList(read_targets([name, peer.url]), resolve=lambda *_: next(answers))
    Http(allowed)(Work("k", "c", {"url": f"{name}/a"}))
    (asked,) = peer.asked
    assert asked.headers["host"] == f"api.contoh.test:{peer.port}"


def test_the_next_address_of_a_name_is_tried_where_one_is_not_reached(peer: Peer) -> None:
    name = f"http://api.contoh.test:{peer.port}"
    here = [f"http://127.0.0.{n}:{peer.port}" for n in (1, 2)]
    allowed = AllowList(read_targets([name, *here]), resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
    Http(allowed)(Work("k", "c", {"url": name}))
    assert len(peer.asked) == 1


def test_tls_is_asked_for_and_checked_by_the_systems_own_name() -> None:
    with a_peer(tls=True) as peer:
        name = f"https://{TLS_NAME}:{peer.port}"
        listed = read_targets([name, f"https://127.0.0.1:{peer.port}"])
        allowed = AllowList(listed, resolve=lambda *_: ["127.0.0.1"])
        Http(allowed, trusting())(Work("k", "c", {"url": name}))
        assert peer.names == [TLS_NAME]
        assert peer.asked[0].headers["host"] == f"{TLS_NAME}:{peer.port}"


@pytest.mark.parametrize("why", ["another name", "an unknown issuer"])
def test_a_server_that_cannot_prove_who_it_is_gets_no_request(why: str) -> None:
    with a_peer(tls=True) as peer:
        name = (
            f"https://lain.contoh.test:{peer.port}"
            if why == "another name"
            else f"https://{TLS_NAME}:{peer.port}"
        )
        listed = read_targets([name, f"https://127.0.0.1:{peer.port}"])
        allowed = AllowList(listed, resolve=lambda *_: ["127.0.0.1"])
        http = Http(allowed, trusting()) if why == "another name" else Http(allowed)
        with pytest.raises(Temporary, match="CERTIFICATE_VERIFY_FAILED"):
            http(Work("k", "c", {"url": name}))
        assert peer.asked == []


def test_proxies_of_the_environment_are_not_used(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_peer() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setitem(os.environ, name, proxy.url)
        ask(peer)
        assert (len(peer.asked), proxy.asked) == (1, [])


def test_keys_and_passwords_come_from_the_operator_alone(peer: Peer) -> None:
    ask(peer, headers={"authorization": f"Bearer {SECRET}"})
    assert peer.asked[0].headers["authorization"] == f"Bearer {SECRET}"
    for name in SECRET_NAMES:
        with pytest.raises(Permanent, match="PARAF_HTTP_HEADERS_FILE"):
            http_with(peer, {"headers": {name: "x"}})
    assert len(peer.asked) == 1


def test_what_the_operator_sends_comes_before_what_the_process_sends(peer: Peer) -> None:
    target = Target("http", "127.0.0.1", peer.port)
    allowed = AllowList([target], {target: {"x-unit": "operator", "content-type": "text/csv"}})
    said: dict[str, Json] = {"X-Unit": "proses", "Content-Type": "text/plain", "X-Lain": "proses"}
    Http(allowed)(Work("k", "c", {"url": peer.url, "headers": said}))
    sent = peer.asked[0].headers
    assert (sent["x-unit"], sent["content-type"], sent["x-lain"]) == ("operator", "text/csv", "proses")


def http_with(peer: Peer, inputs: Mapping[str, Json]) -> Json:
    return Http(AllowList(read_targets([peer.url])))(Work("k", "c", {"url": peer.url, **inputs}))


@pytest.mark.parametrize("status", [200, 400, 503])
def test_a_secret_that_is_repeated_by_the_other_side_goes_no_further(
    peer: Peer, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    gives(peer, status, f'{{"diterima": "{SECRET}"}}'.encode(), ETag=SECRET, Location=SECRET)
    said = ""
    with caplog.at_level(logging.DEBUG):
        try:
            said = str(ask(peer, headers={"authorization": f"Bearer {SECRET}"}))
        except (Rejected, Temporary) as error:
            said = str(error)
    assert said
    assert SECRET not in said + caplog.text


@pytest.mark.parametrize(
    ("value", "repeated"),
    [
        ("Bearer k7Qp", "k7Qp"),
        ("basic k7Qp", "k7Qp"),
        ('kunci"rahasia\\8d1f', r"kunci\"rahasia\\8d1f"),
        ("Basic a2Vi/WE+/w==", r"a2Vi\/WE+\/w=="),
    ],
)
def test_a_secret_is_known_again_when_it_is_short_or_escaped(peer: Peer, value: str, repeated: str) -> None:
    gives(peer, 200, f'{{"diterima": "{repeated}"}}'.encode())
    answer = ask(peer, headers={"authorization": value})
    assert isinstance(answer, dict)
    assert answer["body"] == {"diterima": "•••"}


def test_headers_of_the_operator_that_are_no_secrets_leave_the_answer_as_it_is(peer: Peer) -> None:
    gives(peer, 200, b'{"versi": 1, "jenis": "application/json"}')
    answer = ask(peer, headers={"accept": "application/json", "x-version": "1"})
    assert isinstance(answer, dict)
    assert answer["body"] == {"versi": 1, "jenis": "application/json"}


@pytest.mark.parametrize(
    "headers",
    [
        {"X-A": "satu\r\nX-B: dua"},
        {"X-A": "satu\ndua"},
        {"X-A\r\nX-B": "dua"},
        {"X-A:": "dua"},
        {"X A": "dua"},
        {"": "dua"},
        {"X-A": "nul\x00"},
        {"X-A": "é"},
        {"X-A": 1},
        {"Host": "lain.test"},
        {"Content-Length": "0"},
        {"transfer-encoding": "chunked"},
        {"Idempotency-Key": "punya saya"},
        {"X-A": "a" * 3000},
    ],
)
def test_a_header_cannot_bring_another_one_or_change_how_the_request_is_read(
    peer: Peer, headers: dict[str, Json]
) -> None:
    with pytest.raises(Permanent):
        http_with(peer, {"headers": headers})
    assert peer.asked == []


@pytest.mark.parametrize(
    "inputs",
    [
        {"method": "CONNECT"},
        {"method": "GET /x HTTP/1.1\r\nX: "},
        {"timeout": 31},
        {"timeout": 0},
        {"timeout": "PT5S"},
        {"timeout": True},
        {"headers": ["X-A: b"]},
        {"bodi": {}},
        {"url": None},
        {"url": 1},
        {"url": "/hanya/jalur"},
    ],
)
def test_wrong_inputs_are_named_and_nothing_is_called(peer: Peer, inputs: dict[str, Json]) -> None:
    with pytest.raises(Permanent):
        http_with(peer, inputs)
    assert peer.asked == []


def test_a_path_cannot_break_out_of_its_line(peer: Peer) -> None:
    with pytest.raises(Permanent):
        http_with(peer, {"url": f"{peer.url}/a HTTP/1.1\r\nX-A: b"})
    assert peer.asked == []


def test_nobody_there_is_tried_again() -> None:
    with a_peer() as peer:
        gone = peer
    with pytest.raises(Temporary, match="tidak dapat dihubungi"):
        ask(gone)


def test_a_name_without_an_address_is_tried_again() -> None:
    def unknown(name: str, port: int) -> list[str]:
        raise OSError(name, port)

    allowed = AllowList(read_targets(["https://tidak-ada.contoh.test"]), resolve=unknown)
    with pytest.raises(Temporary, match="tidak dapat ditemukan"):
        Http(allowed)(Work("k", "c", {"url": "https://tidak-ada.contoh.test"}))


SILENT = threading.Event()
"""Never set: who waits for it waits for as long as they were told."""


def silent(handler: BaseHTTPRequestHandler) -> None:
    SILENT.wait(1)


def trickling_headers(handler: BaseHTTPRequestHandler) -> None:
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for n in range(100):
            handler.wfile.write(f"X-{n}: 1\r\n".encode())
            SILENT.wait(0.01)
    except OSError:
        pass


def trickling_body(handler: BaseHTTPRequestHandler) -> None:
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"x")
            SILENT.wait(0.01)
    except OSError:
        pass


@pytest.mark.parametrize("slow", [silent, trickling_headers, trickling_body])
def test_the_time_limit_holds_for_all_of_an_answer(peer: Peer, slow: Mapping[str, str]) -> None:
    peer.replies["/"] = slow  # type: ignore[assignment]
    with pytest.raises(Temporary, match=r"tidak menjawab dalam 0\.2 detik"):
        ask(peer, timeout=0.2)


@pytest.mark.parametrize(
    "answer", [b"", b"bukan HTTP\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"]
)
def test_an_answer_that_breaks_off_is_tried_again(peer: Peer, answer: bytes) -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer)

    peer.replies["/"] = broken
    with pytest.raises(Temporary, match="memutuskan hubungan"):
        ask(peer)


def test_the_operators_headers_are_read_by_target(tmp_path: Path) -> None:
    file = tmp_path / "kepala.json"
    file.write_text('{"https://*.go.id": {"X-A": "1", "X-B": "1"}, "https://api.go.id": {"x-b": "2"}}')
    allowed = AllowList([], read_headers(file))
    assert allowed.headers_for(Target("https", "api.go.id", 443)) == {"x-a": "1", "x-b": "2"}
    assert allowed.headers_for(Target("https", "api.go.id", 8443)) == {}
    assert allowed.headers_for(Target("http", "api.go.id", 80)) == {}
