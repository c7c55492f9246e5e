"""PRF-503: an expression that the browser answers otherwise than the server.

What a form shows while it is filled in is evaluated in the browser, and so is whether initials are asked for;
the server decides afterwards. ``engine.catalogue.browser`` knows where the two differ.

Severity: warning.

Example (forms/F01.form):
    {"id": "F01", "type": "default", "schemaVersion": 19, "components": [{"type": "textfield", "id": "a",
     "key": "a", "label": "A", "conditional": {"hide": "=today() > date(a)"}}]}
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.catalogue.browser import differences_in
from engine.catalogue.context import Context
from engine.catalogue.expressions import ON_THE_SERVER_ONLY
from engine.catalogue.names import fields_seen_by
from engine.catalogue.site import FormField, Words
from engine.errors import Problem
from engine.forms import LOCAL_NAMES, fields_of

ID = "PRF-503"
INITIALS = "paraf"
Sentence = tuple[str, str]


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem a construct, at the field or the task where the expression stands."""
    for form, expressions in context.form_expressions.items():
        schema = context.forms[form] or {}
        keys = LOCAL_NAMES.union(field.path[0] for field in fields_of(schema))
        for expression in expressions:
            if not expression.property.startswith(ON_THE_SERVER_ONLY):
                place = FormField(context.bundle.forms[form], expression.path)
                for sentence in _sentences(expression.text, Words.same(expression.property), keys):
                    yield place.warning(ID, *sentence)
    for node in context.nodes:
        for item in node.properties():
            if item.attribute("name") == INITIALS:
                text = (item.attribute("value") or "").lstrip().removeprefix("=")
                what = Words("properti “paraf”", "the property “paraf”")
                for sentence in _sentences(text, what, fields_seen_by(context, node) or ()):
                    yield item.warning(ID, *sentence)


def _sentences(text: str, what: Words, names: Collection[str]) -> Iterator[Sentence]:
    for known in differences_in(text, names):
        yield (
            f"“{text}” pada {what.indonesian} memakai {known.construct}, yang di peramban tidak sama dengan "
            f"di peladen: {known.browser}. Tulis: {known.instead}.",
            f"“{text}” in {what.english} uses {known.english}, which the browser answers otherwise than the "
            "server. Have only the server compute it (properties.rule, requiredWhen), or write it otherwise.",
        )
