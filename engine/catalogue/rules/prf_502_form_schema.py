"""PRF-502: a form that browser and server would not run alike, as ``engine.forms`` says.

Severity: error, or warning, as it says.

Example (forms/F01.form):
    {"id": "F01", "type": "default", "schemaVersion": 19, "components": [{"type": "html", "id": "a"}]}
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_file
from engine.errors import Problem
from engine.forms import check_schema

ID = "PRF-502"


def check(context: Context) -> Iterator[Problem]:
    """Yield what the check of each form's schema finds."""
    for form, schema in context.forms.items():
        for finding in check_schema(schema) if schema is not None else ():
            yield of_file(
                ID,
                finding.severity,
                context.bundle.forms[form],
                finding.message,
                f"Browser and server would not run this form alike. In Indonesian: {finding.message}",
                element=finding.path or None,
            )
