"""PRF-002: too many or too large files, or a file name that no definition has.

Asked before anything is read. A name holds letters, digits, “.”, “-” and “_”.

Severity: error.

Example (surat izin.bpmn):
    <definitions/>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.errors import Problem, Refused

ID = "PRF-002"
MAX_FILES = 200
MAX_FILE_BYTES = 4 * 1024 * 1024
MAX_BUNDLE_BYTES = 16 * 1024 * 1024

_PATH = re.compile(r"[\w-][\w.-]*\.(bpmn|dmn)|clauses\.json|forms/[\w-][\w.-]*\.form")


def refuse_what_is_out_of_bounds(sizes: Mapping[str, int]) -> None:
    """Look at the paths and sizes (in bytes) of a bundle's files.

    Raises:
        Refused: they are none that a bundle may have.
    """
    problems = [
        Problem(ID, "error", path, None, None, message, None, english)
        for path, message, english in _faults(sizes)
    ]
    if problems:
        raise Refused(problems)


def _faults(sizes: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    if len(sizes) > MAX_FILES:
        yield (
            "",
            f"Ada {len(sizes)} berkas; paling banyak {MAX_FILES}. Pecah prosesnya.",
            f"There are {len(sizes)} files; at most {MAX_FILES} are allowed. Split the process.",
        )
    if sum(sizes.values()) > MAX_BUNDLE_BYTES:
        yield (
            "",
            f"Seluruh berkas melebihi {MAX_BUNDLE_BYTES} bita. Kurangi isinya.",
            f"All files together exceed {MAX_BUNDLE_BYTES} bytes. Make them smaller.",
        )
    for path in sorted(sizes):
        if sizes[path] > MAX_FILE_BYTES:
            yield (
                path,
                f"Berkas melebihi {MAX_FILE_BYTES} bita. Pecah atau kurangi isinya.",
                f"The file exceeds {MAX_FILE_BYTES} bytes. Split it, or make it smaller.",
            )
        if not _PATH.fullmatch(path):
            yield (
                path,
                "Nama berkas hanya boleh memuat huruf, angka, titik, “-” dan “_”.",
                "A file's name may only hold letters, digits, “.”, “-” and “_”.",
            )
