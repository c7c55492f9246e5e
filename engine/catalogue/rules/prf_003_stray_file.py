"""PRF-003: a file in the definition's folder that no definition has.

Programs are refused: nothing of a process is derived in code. Anything else is only not taken along.

Example:
    ``processes/cuti/hitung.py``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-003"
PROGRAMS = (".py", ".pyc", ".js", ".mjs", ".sh", ".rb", ".groovy", ".jar", ".so", ".exe", "__pycache__")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem a file: an error for a program, else a warning."""
    for path in context.bundle.strays:
        if path.lower().endswith(PROGRAMS):
            message = f"“{path}” adalah program. Hapus; yang dihitung ditulis sebagai FEEL di diagram."
            yield Problem(ID, "error", path, None, None, message)
        else:
            message = f"“{path}” bukan bagian proses dan tidak ikut terbit. Pindahkan atau hapus."
            yield Problem(ID, "warning", path, None, None, message)
