import hashlib
import json
from pathlib import Path

import pytest

from engine.catalogue import Bundle, definition_keys, read_folder
from engine.catalogue.bounds import MAX_FILE_BYTES, MAX_FILES
from engine.errors import NotFound, Refused


def folder(root: Path, **files: str) -> tuple[Path, Path]:
    """``processes/cuti`` with these files (``_`` stands for a dot), and ``forms/cuti/F01.form``."""
    processes, forms = root / "processes", root / "forms"
    (processes / "cuti").mkdir(parents=True)
    (forms / "cuti").mkdir(parents=True)
    (forms / "cuti" / "F01.form").write_text("{}")
    for name, text in files.items():
        (processes / "cuti" / name.replace("_", ".")).write_text(text)
    return processes, forms


def test_a_folder_is_read_with_its_forms_and_without_its_explanation(tmp_path: Path) -> None:
    processes, forms = folder(tmp_path, cuti_bpmn="<a/>", clauses_json="{}", README_md="Cuti")
    (processes / "cuti" / "cases").mkdir()

    bundle = read_folder(processes, forms, "cuti")

    assert dict(bundle.files) == {"clauses.json": b"{}", "cuti.bpmn": b"<a/>", "forms/F01.form": b"{}"}
    assert bundle.strays == ()
    assert bundle.forms == {"F01": "forms/F01.form"}


def test_what_belongs_to_no_bundle_is_named_and_not_taken(tmp_path: Path) -> None:
    processes, forms = folder(tmp_path, cuti_bpmn="<a/>", hitung_py="")
    (forms / "cuti" / "catatan.txt").write_text("")
    (processes / "cuti" / "folder.bpmn").mkdir()

    bundle = read_folder(processes, forms, "cuti")

    assert list(bundle.files) == ["cuti.bpmn", "forms/F01.form"]
    assert bundle.strays == ("folder.bpmn", "forms/catatan.txt", "hitung.py")


def test_definitions_are_the_folders_that_hold_a_diagram(tmp_path: Path) -> None:
    processes, _ = folder(tmp_path, cuti_bpmn="<a/>", kedua_bpmn="<a/>")
    (processes / "kosong").mkdir()
    (processes / "organisation.json").write_text("{}")

    assert definition_keys(processes) == ["cuti"]


@pytest.mark.parametrize("key", ["tidak_ada", "..", "../cuti", "", "cuti/.."])
def test_a_key_that_is_no_folder_is_not_found(tmp_path: Path, key: str) -> None:
    processes, forms = folder(tmp_path, cuti_bpmn="<a/>")

    with pytest.raises(NotFound):
        read_folder(processes, forms, key)


def test_the_digest_is_that_of_the_canonical_manifest() -> None:
    bundle = Bundle("cuti", {"b.bpmn": b"B", "a.bpmn": b"A"})
    manifest = {"a.bpmn": hashlib.sha256(b"A").hexdigest(), "b.bpmn": hashlib.sha256(b"B").hexdigest()}

    assert bundle.manifest() == manifest
    canonical = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    assert bundle.digest == hashlib.sha256(canonical).hexdigest()


def test_the_digest_changes_with_a_byte_and_with_a_name_and_not_with_the_order() -> None:
    files = {"a.bpmn": b"A", "forms/F01.form": b"{}"}
    digest = Bundle("cuti", files).digest

    assert Bundle("cuti", dict(reversed(files.items()))).digest == digest
    assert Bundle("cuti", files | {"a.bpmn": b"a"}).digest != digest
    assert Bundle("cuti", {"b.bpmn": b"A", "forms/F01.form": b"{}"}).digest != digest


@pytest.mark.parametrize(
    "path",
    ["../a.bpmn", "a b.bpmn", "/a.bpmn", ".bpmn", "a.py", "forms/../x.form", "F01.form", "forms/a/b.form"],
)
def test_a_path_that_no_bundle_has_is_refused(path: str) -> None:
    with pytest.raises(Refused) as refused:
        Bundle("cuti", {path: b""})

    assert [(problem.id, problem.file) for problem in refused.value.problems] == [("PRF-002", path)]


def test_too_many_files_are_refused() -> None:
    with pytest.raises(Refused, match="PRF-002"):
        Bundle("cuti", {f"forms/F{number}.form": b"{}" for number in range(MAX_FILES + 1)})


def test_a_file_that_is_too_large_is_refused_by_name_before_it_is_read(tmp_path: Path) -> None:
    processes, forms = folder(tmp_path, cuti_bpmn="<a/>")
    with (processes / "cuti" / "besar.bpmn").open("wb") as sparse:
        sparse.truncate(MAX_FILE_BYTES + 1)

    with pytest.raises(Refused) as refused:
        read_folder(processes, forms, "cuti")

    assert [problem.file for problem in refused.value.problems] == ["besar.bpmn"]


def test_files_that_are_too_large_together_are_refused() -> None:
    with pytest.raises(Refused, match="PRF-002"):
        Bundle("cuti", {f"{name}.bpmn": bytes(MAX_FILE_BYTES) for name in "abcde"})
