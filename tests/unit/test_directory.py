"""``organisation.json``: read, or refused with the place that is wrong."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.directory import read_organisation
from engine.errors import Misconfigured
from tests.builders import ORGANISATION, ROOT


def written(folder: Path, content: object) -> Path:
    path = folder / "organisation.json"
    path.write_bytes(orjson.dumps(content))
    return path


def test_the_shipped_organisation_is_sound() -> None:
    organisation = read_organisation(ROOT / "processes" / "organisation.json")
    assert {"mitra", "kaban", "sekba", "tu", "pemilik", "auditor", "admin"} <= organisation.groups.keys()


def broken(**changes: Any) -> dict[str, Any]:
    content = copy.deepcopy(ORGANISATION) | changes
    return {key: value for key, value in content.items() if value is not None}


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (broken(groups=None), "groups"),
        (broken(lanes=[]), "lanes"),
        (broken(lanes={"Staf": "tidak-ada"}), "tidak-ada"),
        (broken(groups=[{"id": "staf", "name": "Staf", "kind": "aneh"}]), "aneh"),
        (broken(roles={"publish": []}), "audit"),
        ([], "objek"),
    ],
)
def test_a_wrong_organisation_is_refused_and_the_sentence_names_the_place(
    tmp_path: Path, content: object, names: str
) -> None:
    with pytest.raises(Misconfigured, match=names):
        read_organisation(written(tmp_path, content))


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"organisation\.json"):
        read_organisation(tmp_path / "organisation.json")
    (tmp_path / "organisation.json").write_text("{")
    with pytest.raises(Misconfigured, match="bukan JSON"):
        read_organisation(tmp_path / "organisation.json")


def test_a_partner_is_not_internal_and_an_auditor_is(tmp_path: Path) -> None:
    organisation = read_organisation(written(tmp_path, ORGANISATION))
    assert organisation.is_internal(frozenset({"auditor"}))
    assert not organisation.is_internal(frozenset({"mitra"}))
    assert not organisation.is_internal(frozenset())
