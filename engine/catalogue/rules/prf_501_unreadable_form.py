"""PRF-501: a form that isn't a JSON object, or whose ``id`` isn't its file's name.

Example:
    ``forms/cuti/F01.form`` with ``{"id": "Form_0x1", …}``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-501"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such form."""
    for form, schema in context.forms.items():
        path = context.bundle.forms[form]
        if schema is None:
            yield Problem(
                ID, "error", path, None, None, "Bukan objek JSON. Simpan ulang dari penyunting formulir."
            )
        elif schema.get("id") != form:
            message = f"“id” formulir harus sama dengan nama berkasnya, “{form}”. Ubah salah satunya."
            yield Problem(ID, "error", path, None, None, message)
