"""How files take their places in what a form sends."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.errors import InvalidSubmission
from engine.model import Json
from tests.web.conftest import Site, part
from web.submission import submitted


def read(site: Site, answers: Json, **parts: Any) -> dict[str, Json]:
    sent = {"data": json.dumps(answers), **{f"file:files::{key}": files for key, files in parts.items()}}
    with site.app.test_request_context("/tasks/x", method="POST", data=sent):
        return submitted(site.engine, site.house.people["staf-1"])


def test_a_file_stands_by_its_id_wherever_its_key_stood(site: Site) -> None:
    data = read(site, {"judul": "files", "lampiran": [{"surat": "files::a"}]}, a=part())
    rows: Any = data["lampiran"]
    assert data["judul"] == "files"
    assert len(rows[0]["surat"]) == 32


def test_several_files_under_one_key_are_a_list_of_ids(site: Site) -> None:
    data = read(site, {"foto": "files::b"}, b=[part("1.pdf"), part("2.docx")])
    assert isinstance(data["foto"], list)
    assert len(set(map(str, data["foto"]))) == 2


def test_a_key_without_its_file_is_left_for_the_form_s_own_check(site: Site) -> None:
    assert read(site, {"catatan": "files::c"}) == {"catatan": "files::c"}


def test_a_refused_file_is_said_at_each_field_that_names_it(site: Site) -> None:
    with pytest.raises(InvalidSubmission) as refused:
        read(site, {"lampiran": [{"surat": "files::a"}]}, a=part("surat.exe", b"MZ"))
    assert list(refused.value.fields) == ["lampiran.0.surat"]
