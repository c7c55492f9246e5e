"""PRF-401: an expression in another language: JUEL, Groovy, Python, JavaScript.

Paraf evaluates FEEL and nothing else.

Example:
    ``<bpmn:conditionExpression>${jumlah &gt; 1 &amp;&amp; setuju == true}</bpmn:conditionExpression>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.expressions import Site, sites
from engine.catalogue.foreign import in_feel, looks_foreign
from engine.errors import Problem

ID = "PRF-401"
LANGUAGE_ATTRIBUTES = ("language", "scriptFormat", "expressionLanguage")


def check(context: Context) -> Iterator[Problem]:
    """Yield each such expression, and each element that names another language."""
    for part in context.constructs:
        for name in LANGUAGE_ATTRIBUTES:
            language = part.attribute(name)
            if language is not None and "feel" not in language.lower():
                yield part.error(
                    ID, f"Bahasa “{language}” tidak dijalankan. Tulis sebagai FEEL; hapus {name}."
                )
    for site in sites(context):
        if is_foreign(site):
            yield site.place.error(ID, f"“{site.text}” pada {site.what} bukan FEEL.{_hint(site)}")


def is_foreign(site: Site) -> bool:
    """Whether a text is wrong because of its language; PRF-402 and PRF-403 leave it alone then."""
    wrong = site.fault is not None or (site.constant and "{" in site.text)
    return wrong and looks_foreign(site.text)


def _hint(site: Site) -> str:
    meant = in_feel(site.text)
    if looks_foreign(meant) or not site.compiles(meant):
        return " Tulis ulang sebagai FEEL."
    return f" Mungkin maksudnya: {'=' if site.constant else ''}{meant}"
