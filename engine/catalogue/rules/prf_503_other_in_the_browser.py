"""PRF-503: an expression that the browser answers otherwise than the server (a warning).

What a form shows while it is filled in is evaluated in the browser, and so is whether initials are asked for;
the server decides afterwards. ``engine.catalogue.browser`` knows where the two differ.

Example:
    ``"conditional": {"hide": "=date(akhir) < today()"}``
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.catalogue.browser import differences_in
from engine.catalogue.context import Context
from engine.catalogue.expressions import ON_THE_SERVER_ONLY, FormField
from engine.catalogue.names import fields_seen_by
from engine.errors import Problem
from engine.forms import LOCAL_NAMES, expressions_of, fields_of

ID = "PRF-503"
INITIALS = "paraf"


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem a construct, at the field or the task where the expression stands."""
    for form, schema in context.forms.items():
        keys = LOCAL_NAMES.union(field.path[0] for field in fields_of(schema)) if schema else LOCAL_NAMES
        for expression in expressions_of(schema) if schema else ():
            if not expression.property.startswith(ON_THE_SERVER_ONLY):
                place = FormField(context.bundle.forms[form], expression.path)
                for message in _messages(expression.text, expression.property, keys):
                    yield place.warning(ID, message)
    for node in context.nodes:
        for item in node.properties():
            if item.attribute("name") == INITIALS:
                text = (item.attribute("value") or "").lstrip().removeprefix("=")
                for message in _messages(text, "properti “paraf”", fields_seen_by(context, node) or ()):
                    yield item.warning(ID, message)


def _messages(text: str, what: str, names: Collection[str]) -> Iterator[str]:
    for known in differences_in(text, names):
        yield (
            f"“{text}” pada {what} memakai {known.construct}, yang di peramban tidak sama dengan di peladen: "
            f"{known.browser}. Tulis: {known.instead}."
        )
