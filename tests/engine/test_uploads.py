"""What is taken in as a file, and who gets it back."""

from __future__ import annotations

import hashlib

import pytest

from engine.errors import InvalidUpload, NotFound
from engine.uploads import clean_name
from tests.builders import House, a_docx, a_pdf


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("surat.pdf", b""),
        ("surat.pdf", b"bukan pdf"),
        ("surat.pdf", b"%PDF-1.7 terpotong"),
        ("surat.docx", a_pdf()),
        ("surat.docx", a_docx(**{"vbaProject.bin": b"x"})),
        ("surat.pdf", a_docx()),
        ("surat.exe", b"MZ"),
        ("surat", a_pdf()),
        ("surat.html", b"<script>alert(1)</script>"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_by_name(house: House, name: str, content: bytes) -> None:
    with pytest.raises(InvalidUpload, match=name) as refused:
        house.engine.upload(house.people["staf-1"], name, content)
    assert refused.value.file_name == name


def test_a_file_that_is_too_large_is_refused(house: House) -> None:
    with pytest.raises(InvalidUpload, match="lebih besar dari 20 MB"):
        house.engine.upload(house.people["staf-1"], "besar.pdf", a_pdf() + b" " * house.settings.upload_limit)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/surat.pdf", "surat.pdf"),
        ("C:\\temp\\surat.pdf", "surat.pdf"),
        ("su\x00rat\n.pdf", "surat.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_files_name_loses_what_could_do_harm(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_cases_file_comes_back_byte_for_byte_to_those_who_may_see_the_case(house: House, case: str) -> None:
    paper = house.engine.case(house.people["staf-1"], case).papers[0]
    file, content = house.engine.file(house.people["mitra-1"], case, paper.file.id)
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert content == a_pdf()


def test_a_file_is_not_found_by_those_who_may_not_see_its_case_nor_under_another_case(
    house: House, case: str
) -> None:
    paper = house.engine.case(house.people["staf-1"], case).papers[0]
    other = house.start("staf-1", data={"judul": "Permohonan lain", "surat": house.upload("staf-1")}).case
    for who, where, file in [
        ("mitra-2", case, paper.file.id),
        ("staf-1", other, paper.file.id),
        ("staf-1", case, "tidak-ada"),
    ]:
        with pytest.raises(NotFound):
            house.engine.file(house.people[who], where, file)


def test_somebody_who_only_hands_in_files_is_stopped_before_the_disk_is_full(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.uploads.MOST_UNUSED", 1)
    large = a_pdf("x" * (house.settings.upload_limit * 2 // 3))
    house.engine.upload(house.people["mitra-1"], "besar.pdf", large)
    with pytest.raises(InvalidUpload, match="belum terpakai"):
        house.engine.upload(house.people["mitra-1"], "besar.pdf", large)
    assert house.engine.upload(house.people["mitra-2"], "surat.pdf", a_pdf()).size
