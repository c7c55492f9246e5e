"""PRF-501: a form that isn't a JSON object, or whose ``id`` isn't its file's name.

Severity: error.

Example (forms/F01.form):
    {"id": "Form_0x1", "type": "default", "schemaVersion": 19, "components": []}
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_file
from engine.errors import Problem

ID = "PRF-501"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such form."""
    for form, schema in context.forms.items():
        path = context.bundle.forms[form]
        if schema is None:
            yield of_file(
                ID,
                "error",
                path,
                "Bukan objek JSON. Simpan ulang dari penyunting formulir.",
                "It isn't a JSON object. Save it anew from the form editor.",
            )
        elif schema.get("id") != form:
            yield of_file(
                ID,
                "error",
                path,
                f"“id” formulir harus sama dengan nama berkasnya, “{form}”. Ubah salah satunya.",
                f"The form's “id” must be the name of its file, “{form}”. Change one of the two.",
            )
