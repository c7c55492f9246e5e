"""PRF-401: an expression in another language: JUEL, Groovy, Python, JavaScript.

Paraf evaluates FEEL and nothing else.

Severity: error; warning for the language that a file only names for all of its expressions, or that a literal
time names, and for files outside of a definition's folder where it only says who does something by when.

Example:
    <bpmn:userTask id="periksa" camunda:assignee="${pemohon}"/>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from engine.catalogue.constructs import TIMES
from engine.catalogue.context import Context, remembered
from engine.catalogue.document import Part
from engine.catalogue.expressions import site_at, sites
from engine.catalogue.foreign import has_template, how_feel_says_it, in_feel, looks_foreign, script_in_feel
from engine.catalogue.site import Site
from engine.errors import Problem
from engine.feel import FeelCallError, FeelNameError, FeelTypeError

ID = "PRF-401"
MOST_HINTS = 100
"""Of one bundle: whoever has more to write again has seen how, and nobody waits for the rest."""
STRING = re.compile(r'"(?:\\.|[^"\\])*"')
"""A text of FEEL; an address in it, ``https://…``, is no comment."""

Sentence = tuple[str, str]
AGAIN: Sentence = (" Tulis ulang sebagai FEEL.", " Write it anew in FEEL.")
LANGUAGE_ATTRIBUTES = ("language", "scriptFormat", "scriptLanguage", "expressionLanguage")
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
TYPES = frozenset({"tExpression", "tFormalExpression"})
"""BPMN's own types of expressions (BPMN 2.0 §8.3.6); others are a vendor's language."""


def check(context: Context) -> Iterator[Problem]:
    """Yield each such expression, and each element that names another language."""
    hints = count(1)
    for part in context.constructs:
        for name, language in _other_languages(part):
            site = site_at(context).get((part.child("script") or part).xml)
            hint = meant_by(site) if site is not None and next(hints) <= MOST_HINTS else AGAIN
            tell = part.warning if _evaluates_nothing(part) else part.error
            yield tell(
                ID,
                f"Bahasa “{language}” tidak dijalankan; hapus {name}.{hint[0]}",
                f"The language “{language}” isn't run; delete {name}.{hint[1]}",
            )
    for site in sites(context):
        if is_foreign(site) and not _names_its_language(site):
            hint = meant_by(site) if next(hints) <= MOST_HINTS else AGAIN
            yield site.error(
                ID,
                f"{site.shown} pada {site.what.indonesian} bukan FEEL.{hint[0]}",
                f"{site.shown} in {site.what.english} isn't FEEL.{hint[1]}",
            )


def _evaluates_nothing(part: Part) -> bool:
    """Whether no text is evaluated in the language that a part names: a literal time has none."""
    literal = part.tag in TIMES and not part.text.startswith("=") and not has_template(part.text)
    return literal or part.tag == "definitions"


@remembered
def is_foreign(site: Site) -> bool:
    """Whether a text is wrong because of its language; the rules on FEEL leave it alone then."""
    if _names_its_language(site):
        return True
    if site.constant:
        return has_template(site.text)
    if looks_foreign(site.text) and not site.compiles:
        return True
    if not site.faults:
        return _seems_to_divide(site.text) and _first_that_suits(site) is not None
    about_values = isinstance(site.faults[0], FeelCallError | FeelTypeError)
    return not about_values and _first_that_suits(site) is not None


def meant_by(site: Site) -> Sentence:
    """Return the FEEL that was probably meant, or how FEEL says such things, as a sentence after another."""
    if isinstance(site.place, Part) and site.place.tag == "script":
        return _meant_by_script(site)
    meant = _first_that_suits(site)
    if meant is not None:
        text = f"{'=' if site.constant else ''}{meant}"
        return f" Mungkin maksudnya: {text}", f" Perhaps this is meant: {text}"
    return _why_nothing_suits(site, next(iter(in_feel(site.text)), None))


def _first_that_suits(site: Site) -> str | None:
    return next((text for text in in_feel(site.text, condition=site.condition) if site.suits(text)), None)


def _meant_by_script(site: Site) -> Sentence:
    script = script_in_feel(site.text)
    if script is None or not site.suits(script.text):
        return _why_nothing_suits(site, script.text if script is not None else None)
    if script.variable is None:
        return f" Mungkin maksudnya: {script.text}", f" Perhaps this is meant: {script.text}"
    return (
        f" Mungkin maksudnya, dengan camunda:resultVariable “{script.variable}”: {script.text}",
        f" Perhaps this is meant, with the camunda:resultVariable “{script.variable}”: {script.text}",
    )


def _why_nothing_suits(site: Site, guess: str | None) -> Sentence:
    """Tell the unknown name where that is all that a guess fails by; else how FEEL says it."""
    faults = [] if guess is None else site.faults_of(guess)
    if not faults or not isinstance(faults[0], FeelNameError):
        how, english = how_feel_says_it(site.text)
        return f" {how}", f" {english}"
    name, alike = faults[0].name, next(iter(faults[0].expected), None)
    return (
        f" Tulis ulang sebagai FEEL; nama “{name}” tidak dikenal di sini"
        + (f"; mungkin maksudnya “{alike}”." if alike else "."),
        f" Write it anew in FEEL; the name “{name}” isn't known here"
        + (f"; perhaps “{alike}” is meant." if alike else "."),
    )


def _seems_to_divide(text: str) -> bool:
    """Whether the end of a line would be a comment in FEEL, and is a division in Python."""
    return "//" in STRING.sub("", text) and "\n" not in text


def _names_its_language(site: Site) -> bool:
    if not isinstance(site.place, Part):
        return False
    around = site.place.xml.getparent() if site.place.tag == "script" else None
    parts = [site.place] if around is None else [site.place, Part(site.place.file, around)]
    return any(True for part in parts for _ in _other_languages(part))


def _other_languages(part: Part) -> Iterator[tuple[str, str]]:
    """The attributes that name a language other than FEEL, and what they name."""
    for name in LANGUAGE_ATTRIBUTES:
        language = part.attribute(name)
        if language and "feel" not in language.lower():
            yield name, language
    type_ = part.xml.get(TYPE)
    if type_ is not None and type_.rpartition(":")[2] not in TYPES:
        yield "xsi:type", type_
