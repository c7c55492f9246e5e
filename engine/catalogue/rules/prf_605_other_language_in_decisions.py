"""PRF-605: a text of a decision that is written in another language than FEEL.

Severity: error.

Example (tarif.dmn):
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="d">
      <decision id="tarif" name="tarif"><variable name="tarif"/>
        <literalExpression><text>${jumlah &gt; 10}</text></literalExpression></decision>
    </definitions>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_file
from engine.catalogue.foreign import how_feel_says_it, in_feel, looks_foreign
from engine.errors import Problem
from engine.feel import FeelError, compile_unary_tests

ID = "PRF-605"
MOST = 100
"""Hints for one bundle: more are the same mistake."""
SHOWN = 60
"""Characters of a text that a sentence repeats."""


def check(context: Context) -> Iterator[Problem]:
    """Yield each such text, with the FEEL that was probably meant."""
    found = (
        (place, text)
        for model in context.models.values()
        for place, text in model.texts()
        if looks_foreign(text) and not _is_feel(text)
    )
    for (place, text), _ in zip(found, range(MOST), strict=False):
        meant = next((guess for guess in in_feel(text) if _is_feel(guess)), None)
        guess = f"Mungkin maksudnya: {meant}", f"Perhaps this is meant: {meant}"
        hint, english = how_feel_says_it(text) if meant is None else guess
        shown = text.strip()[:SHOWN]
        yield of_file(
            ID,
            "error",
            place.file,
            f"“{shown}” bukan FEEL. {hint}",
            f"“{shown}” isn't FEEL. {english}",
            element=place.element,
            line=place.line,
        )


def _is_feel(text: str) -> bool:
    try:
        compile_unary_tests(text, (), lenient=True)
    except FeelError:
        return False
    return True
