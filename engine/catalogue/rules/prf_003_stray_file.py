"""PRF-003: a file in the definition's folder that no definition has.

Programs are refused: nothing of a process is derived in code. Anything else is only not taken along.

Severity: error for a program, else warning.

Example (hitung.py):
    print("halo")
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_file
from engine.errors import Problem

ID = "PRF-003"
PROGRAMS = (".py", ".pyc", ".js", ".mjs", ".sh", ".rb", ".groovy", ".jar", ".so", ".exe", "__pycache__")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem a file."""
    for path in context.bundle.strays:
        if path.lower().endswith(PROGRAMS):
            yield of_file(
                ID,
                "error",
                path,
                f"“{path}” adalah program. Hapus; yang dihitung ditulis sebagai FEEL di diagram.",
                f"“{path}” is a program. Delete it; what is computed is written as FEEL in the diagram.",
            )
        else:
            yield of_file(
                ID,
                "warning",
                path,
                f"“{path}” bukan bagian proses dan tidak ikut terbit. Pindahkan atau hapus.",
                f"“{path}” is no part of the process and isn't published. Move or delete it.",
            )
