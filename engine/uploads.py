"""Take in a file: its size, its type, and whether its content is what its name says."""

from __future__ import annotations

import io
import unicodedata
import uuid
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath

from engine.errors import InvalidUpload
from engine.model import Actor, StoredFile
from engine.settings import MEBIBYTE
from engine.store import Store

LONGEST_NAME = 200
MOST_UNUSED = 10
"""How many files of the largest size one person may have handed in that no case uses yet."""

MOST_ZIP_ENTRIES = 5000
LARGEST_UNZIPPED = 200 * MEBIBYTE
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def take_in(
    store: Store, actor: Actor, name: str, content: bytes, *, limit: int, now: datetime
) -> StoredFile:
    """Store a file that a person hands in.

    Args:
        limit: the largest accepted size, in bytes.

    Raises:
        InvalidUpload: it is empty, too large, of another type, or not what its name says; or the person
            has too many unused ones.
    """
    cleaned = clean_name(name)
    media_type = checked_type(cleaned, content, limit)
    with store.writing() as unit:
        if unit.files.unused_bytes(actor.id) + len(content) > MOST_UNUSED * limit:
            raise InvalidUpload(
                "Terlalu banyak berkas Anda belum terpakai; selesaikan dahulu isiannya.", cleaned
            )
        return unit.files.add(uuid.uuid4().hex, cleaned, media_type, content, actor.id, now)


def clean_name(name: str) -> str:
    """Return a file's name without folders and control characters, NFC, at most 200 characters long."""
    base = PurePosixPath(name.replace("\\", "/")).name
    text = "".join(
        char for char in unicodedata.normalize("NFC", base) if unicodedata.category(char)[0] != "C"
    )
    stem, dot, suffix = text.strip().rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}{dot}{suffix}" if stem else text.strip()[:LONGEST_NAME]


def checked_type(name: str, content: bytes, limit: int) -> str:
    """Return the media type of a file.

    Raises:
        InvalidUpload: as ``take_in`` says.
    """
    if not content:
        raise InvalidUpload(f"Berkas “{name}” kosong.", name)
    if len(content) > limit:
        raise InvalidUpload(f"Berkas “{name}” lebih besar dari {limit // MEBIBYTE} MB.", name)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in CHECKS:
        raise InvalidUpload(f"Berkas “{name}” harus berupa PDF atau DOCX.", name)
    media_type, check = CHECKS[suffix]
    fault = check(content)
    if fault:
        raise InvalidUpload(f"Berkas “{name}” tidak dapat diterima: {fault}.", name)
    return media_type


def _pdf_fault(content: bytes) -> str:
    if not content.startswith(b"%PDF-"):
        return "isinya bukan PDF"
    return "" if b"%%EOF" in content[-2048:] else "isinya terpotong"


def _docx_fault(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError):
        return "isinya bukan DOCX"
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        return "isinya bukan DOCX"
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        return "memuat makro"
    if len(entries) > MOST_ZIP_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNZIPPED:
        return "isinya terlalu besar setelah dibuka"
    return ""


CHECKS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    ".pdf": (PDF, _pdf_fault),
    ".docx": (DOCX, _docx_fault),
}
