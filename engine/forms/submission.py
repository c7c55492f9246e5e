"""The authority on a submission: what of it counts, and what is wrong with it.

The browser hides, requires and bounds for the person's comfort; here all of it is decided again, from the
schema of the case's own version and the case's own context.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.forms.fields import Field, Place, fields_of, places
from engine.forms.paths import Path, dotted, put_at, value_at
from engine.forms.reading import Reading, read
from engine.forms.rules import Demand
from engine.forms.vocabulary import Language, Schema
from engine.model import Json, StoredFile


@dataclass(frozen=True, slots=True)
class Submission:
    """A checked submission.

    Attributes:
        clean: the visible fields' values, nested as the form is: empty text, number, date, choice and file
            are None, lists ``[]``, a checkbox False; fixed fields that the case doesn't know yet are left
            out. Worth something only where there are no errors.
        errors: sentences by dotted path, in the order of the form; values without a field come first.
        names: ``clean`` and None for every other field that a person could have filled in: what
            expressions see by the form's keys.
    """

    clean: dict[str, Json]
    errors: dict[str, list[str]]
    names: dict[str, Json]


def check_submission(
    schema: Schema,
    data: Mapping[str, Json],
    context: Mapping[str, Json],
    files: Mapping[str, StoredFile],
    language: Language,
) -> Submission:
    """Check what a person sent against the form they were shown.

    Args:
        schema: a form that ``check_schema`` finds nothing wrong with.
        data: the fields by key; a file field holds the id of an upload, or ids.
        context: variables and the element's inputs: names for FEEL, values of read-only fields.
        files: the person's uploads by id.
        language: answers the form's FEEL.

    Raises:
        ParafError: only what ``language`` raises, for an expression that is itself at fault.
    """
    fields = fields_of(schema)
    reading = read(fields, data, context, files)
    form = _settle(fields, reading.values, context, language)
    errors = {dotted(path): [sentence] for path, sentence in reading.unknown.items()}
    for place in form.visible:
        if sentences := _faults(place, reading, form, language):
            errors.setdefault(dotted(place.path), []).extend(sentences)
    clean = _tree(form.visible, reading.values)
    asked = {field.path[0]: None for field in fields if not field.fixed}
    return Submission(clean, errors, {**asked, **clean})


def _faults(place: Place, reading: Reading, form: _Form, language: Language) -> Sequence[str]:
    if place.field.fixed or place.field.type == "expression":
        return ()
    if place.path in reading.faults:
        return (reading.faults[place.path],)
    value = value_at(reading.values, place.path)
    return Demand(place.field, value, form.names_at(place.row), language).faults()


@dataclass(frozen=True, slots=True)
class _Form:
    """The form as it stands with one set of fields hidden.

    Attributes:
        visible: every place that is not hidden.
        names: context, fields by key (None where hidden or empty).
    """

    visible: Sequence[Place]
    names: Mapping[str, Json]

    def names_at(self, row: Path) -> Mapping[str, Json]:
        """Return what FEEL sees in a row: the form's names and, as in form-js, this, parent and i."""
        if not row:
            return self.names
        number = int(row[-1]) + 1
        return {**self.names, "this": value_at(self.names, row), "parent": dict(self.names), "i": [number]}


def _settle(
    fields: Sequence[Field], values: dict[str, Json], context: Mapping[str, Json], language: Language
) -> _Form:
    """Find the fields that stay visible, filling in computed ones.

    Conditions may depend on each other's fields, so they are asked again until nothing changes, at most
    as often as there are fields: conditions that chase each other in a circle stop there.
    """
    everywhere = list(places(fields, values))
    hidden: frozenset[Path] = frozenset()
    for _ in range(len(fields) + 1):
        form = _form(everywhere, hidden, values, context)
        if _compute(form, values, language):
            form = _form(everywhere, hidden, values, context)
        before, hidden = hidden, _hidden(everywhere, form, language)
        if hidden == before:
            break
    return _form(everywhere, hidden, values, context)


def _form(
    everywhere: Iterable[Place], hidden: frozenset[Path], values: dict[str, Json], context: Mapping[str, Json]
) -> _Form:
    visible = [
        place
        for place in everywhere
        if place.path not in hidden and (not place.row or place.row[:-1] not in hidden)
    ]
    roots = [place for place in everywhere if not place.row]
    known: dict[str, Json] = {place.field.path[0]: None for place in roots}
    asked: dict[str, Json] = {place.field.path[0]: None for place in roots if not place.field.fixed}
    return _Form(visible, {**known, **context, **asked, **_tree(visible, values)})


def _tree(visible: Iterable[Place], values: dict[str, Json]) -> dict[str, Json]:
    """Build a submission of the visible places only."""
    tree: dict[str, Json] = {}
    for place in visible:
        value = value_at(values, place.path)
        if place.field.fixed and value is None:
            continue
        if place.field.rows and isinstance(value, list):
            value = [{} for _ in value]
        put_at(tree, place.path, value)
    return tree


def _compute(form: _Form, values: dict[str, Json], language: Language) -> bool:
    """Fill in the expression fields; whatever was sent for them was never read."""
    computed = [place for place in form.visible if place.field.type == "expression"]
    for place in computed:
        text = str(place.field.component["expression"]).removeprefix("=")
        put_at(values, place.path, language.value(text, form.names_at(place.row)))
    return bool(computed)


def _hidden(everywhere: Iterable[Place], form: _Form, language: Language) -> frozenset[Path]:
    """Return the places of which a condition is true; one that is null hides nothing."""
    return frozenset(
        place.path
        for place in everywhere
        if any(language.value(hide, form.names_at(place.row)) is True for hide in place.field.hides)
    )
