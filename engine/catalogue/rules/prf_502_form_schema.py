"""PRF-502: a form that browser and server would not run alike, as ``engine.forms`` says.

Example:
    a component of type ``html``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem
from engine.forms import check_schema

ID = "PRF-502"


def check(context: Context) -> Iterator[Problem]:
    """Yield what the check of each form's schema finds."""
    for form, schema in context.forms.items():
        for finding in check_schema(schema) if schema is not None else ():
            path = context.bundle.forms[form]
            yield Problem(ID, finding.severity, path, finding.path or None, None, finding.message)
