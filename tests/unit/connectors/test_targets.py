"""Which systems and which addresses may be called, however they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.connectors.targets import AllowList, read_headers, read_targets, read_url
from engine.connectors.work import Permanent, Temporary
from engine.errors import Misconfigured


def reached(listed: str, url: str, *addresses: str) -> list[str]:
    """The addresses that a call would connect to."""
    allowed = AllowList(read_targets(listed.split()), resolve=lambda *_: addresses)
    target, _ = read_url(url)
    allowed.require(target)
    return [str(address) for address in allowed.addresses(target)]


@pytest.mark.parametrize(
    ("listed", "url"),
    [
        ("https://api.go.id", "https://api.go.id/a?b"),
        ("https://api.go.id", "HTTPS://API.GO.ID:443/a"),
        ("https://API.go.id/", "https://api.go.id./"),
        ("https://api.go.id:8443", "https://api.go.id:8443"),
        ("https://*.go.id", "https://a.b.go.id"),
        ("http://api.go.id", "http://api.go.id"),
        ("https://[2606:4700::1111]", "https://[2606:4700:0:0::1111]/"),
    ],
)
def test_a_system_on_the_list_may_be_called(listed: str, url: str) -> None:
    assert reached(listed, url, "8.8.8.8", "2606:4700::1111") == ["8.8.8.8", "2606:4700::1111"]


@pytest.mark.parametrize(
    ("listed", "url"),
    [
        ("https://api.go.id", "http://api.go.id"),
        ("https://api.go.id", "https://api.go.id:8443"),
        ("https://api.go.id", "https://api.go.id.jahat.test"),
        ("https://api.go.id", "https://xapi.go.id"),
        ("https://*.go.id", "https://go.id"),
        ("https://*.go.id", "https://jahatgo.id"),
        ("https://*.go.id", "https://a.go.id:8443"),
        ("https://api.go.id", "https://api.go.id@jahat.test"),
        ("https://api.go.id", "https://jahat.test\\@api.go.id"),
        ("https://api.go.id", "https://jahat.test#@api.go.id"),
        ("https://api.go.id", "https://jahat.test?@api.go.id"),
        ("https://api.go.id", "https://api.go.id\t"),
        ("https://api.go.id", "https://аpi.go.id"),
        ("https://api.go.id", "ftp://api.go.id"),
        ("https://api.go.id", "//api.go.id"),
        ("https://api.go.id", "https://"),
        ("https://api.go.id", "https://api.go.id:99999"),
    ],
)
def test_whatever_else_it_looks_like_may_not(listed: str, url: str) -> None:
    with pytest.raises(Permanent):
        reached(listed, url, "8.8.8.8")


NOT_PUBLIC = """
    127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 169.254.169.254
    100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1 198.18.0.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    ::1 :: fe80::1 fe80::1%1 fc00::1 fd00:ec2::254 fec0::1 ff02::1 2001:db8::1 2001::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:7f00:1 ::127.0.0.1
    2002:7f00:1:: 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_an_address_that_is_not_public_is_not_connected_to(address: str) -> None:
    for addresses in ([address], ["8.8.8.8", address], [address, "8.8.8.8"]):
        with pytest.raises(Permanent, match="bukan alamat publik"):
            reached("https://*.go.id", "https://api.go.id", *addresses)


@pytest.mark.parametrize(
    ("listed", "address"),
    [
        ("https://10.1.2.3", "10.1.2.3"),
        ("https://10.1.2.3", "::ffff:10.1.2.3"),
        ("https://[fd00::5]", "fd00::5"),
    ],
)
def test_a_private_address_may_be_called_where_the_list_names_it_itself(listed: str, address: str) -> None:
    assert reached(f"https://dalam.go.id {listed}", "https://dalam.go.id", address)


@pytest.mark.parametrize(
    "listed", ["http://10.1.2.3", "https://10.1.2.3:8443", "https://10.1.2.4", "https://*.2.3"]
)
def test_naming_another_address_scheme_or_port_does_not_help(listed: str) -> None:
    with pytest.raises(Permanent, match="bukan alamat publik"):
        reached(f"https://dalam.go.id {listed}", "https://dalam.go.id", "10.1.2.3")


def test_other_spellings_of_an_address_are_not_the_one_on_the_list() -> None:
    for url in ("http://2130706433", "http://0x7f.1", "http://127.1", "http://0177.0.0.1"):
        with pytest.raises(Permanent):
            reached("http://127.0.0.1", url, "127.0.0.1")


def test_a_name_that_the_resolver_cannot_read_is_not_found() -> None:
    allowed = AllowList(read_targets(["https://*.go.id"]))
    target, _ = read_url(f"https://{'a' * 70}.go.id")
    with pytest.raises(Temporary, match="tidak dapat ditemukan"):
        allowed.addresses(target)


@pytest.mark.parametrize(
    "listed",
    [
        "api.go.id",
        "https://",
        "ftp://api.go.id",
        "https://api.go.id/v1",
        "https://u:p@api.go.id",
        "*",
        "https://*",
        "https://api.*.id",
        "https://api.go.id?a",
        "https://api.go.id:x",
    ],
)
def test_a_list_that_does_not_say_what_it_means_stops_the_start(listed: str) -> None:
    with pytest.raises(Misconfigured):
        read_targets([listed])


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"https://a.go.id": []}',
        '{"a": {}}',
        '{"https://a.go.id": {"X": 1}}',
        '{"https://a.go.id": {"X": "a\\r\\nY: b"}}',
        '{"https://a.go.id": {"X Y": "a"}}',
        '{"https://a.go.id": {"Host": "b.go.id"}}',
        '{"https://a.go.id": {"content-length": "1"}}',
        '{"https://a.go.id": {"Idempotency-Key": "k"}}',
    ],
)
def test_a_file_of_headers_that_is_none_stops_the_start(tmp_path: Path, content: str) -> None:
    file = tmp_path / "kepala.json"
    file.write_text(content)
    with pytest.raises(Misconfigured):
        read_headers(file)
    with pytest.raises(Misconfigured):
        read_headers(tmp_path / "tidak-ada.json")
