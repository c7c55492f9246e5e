"""A schema as a list of fields: groups dissolved into paths, lists holding the fields of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.forms.paths import Path, put_at, value_at
from engine.forms.vocabulary import (
    CHOICES,
    KEYED,
    MOST_UPLOADS,
    MULTIPLE_CHOICES,
    Component,
    Schema,
    children,
    expression_in,
    members,
    number_of,
    text_of,
)
from engine.model import Json, Labelled, Paper, StoredFile


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values a choice may have, and its words."""

    label: str
    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Attributes:
        path: names from the form's root; of a field in a list, from its row.
        label: what stands beside it on screen.
        type: the form-js type, e.g. ``textfield``.
        component: the form-js component itself.
        hides: FEEL of its own and its groups' ``conditional.hide``; any that is true hides it.
        rows: the fields of one row, where the type is ``dynamiclist``.
    """

    path: tuple[str, ...]
    label: str
    type: str
    component: Component
    hides: tuple[str, ...] = ()
    rows: tuple[Field, ...] = ()

    @property
    def key(self) -> str:
        """The field's own name, the last of its path."""
        return self.path[-1]

    @property
    def fixed(self) -> bool:
        """Whether its value comes from the case and not from the person."""
        return bool(self.component.get("readonly") or self.component.get("disabled"))


@dataclass(frozen=True, slots=True)
class Place:
    """A field at one place of a submission: in a list it has one place a row.

    Attributes:
        path: from the root, with list indices.
        row: path of the row it is in, empty at the root.
    """

    field: Field
    path: Path
    row: Path


def fields_of(schema: Schema) -> list[Field]:
    """Return the fields of a checked schema in the order of the form."""
    return list(_fields(schema, (), ()))


def _fields(parent: Component, path: tuple[str, ...], hides: tuple[str, ...]) -> Iterator[Field]:
    for component in children(parent):
        kind = text_of(component, "type")
        hide = expression_in(members(component, "conditional").get("hide"))
        hidden_by = (*hides, hide) if hide is not None else hides
        names = tuple(name for name in text_of(component, "path").split(".") if name)
        if kind == "group":
            yield from _fields(component, path + names, hidden_by)
        elif kind == "dynamiclist" and names:
            rows = tuple(_fields(component, (), ()))
            yield Field(path + names, _label(component), kind, component, hidden_by, rows)
        elif kind in KEYED and text_of(component, "key"):
            own_path = (*path, text_of(component, "key"))
            yield Field(own_path, _label(component), kind, component, hidden_by)


def _label(component: Component) -> str:
    return next(
        (found for name in ("label", "dateLabel", "timeLabel") if (found := text_of(component, name))), ""
    )


def places(fields: Iterable[Field], tree: Mapping[str, Json], row: Path = ()) -> Iterator[Place]:
    """Return every place that the fields have in ``tree``: a list first, then the fields of its rows."""
    for field in fields:
        path = row + field.path
        yield Place(field, path, row)
        rows = value_at(tree, path) if field.rows else None
        for index in range(len(rows) if isinstance(rows, list) else 0):
            yield from places(field.rows, tree, (*path, index))


def options_in(values: Json) -> list[Option]:
    """Read a list of options as form-js does: plain values, or objects with ``label`` and ``value``."""
    options = []
    for entry in values if isinstance(values, list) else []:
        value = entry.get("value") if isinstance(entry, dict) else entry
        label = entry.get("label") if isinstance(entry, dict) else None
        if isinstance(value, str | int | float) and value != "":
            options.append(Option(label if isinstance(label, str) and label else str(value), value))
    return options


def label_of(field: Field, value: Json, options: Sequence[Option] = ()) -> Json:
    """Return ``value`` in the words of the form: a choice's label instead of its value.

    Args:
        options: those of a choice whose options are an expression, where the caller knows them.
    """
    if field.type not in CHOICES:
        return value
    known = [*options, *options_in(field.component.get("values"))]
    if isinstance(value, list):
        return [label_of(field, entry, options) for entry in value]
    return next((option.label for option in known if same(option.value, value)), value)


def same(one: Json, other: Json) -> bool:
    """Whether two JSON values are equal; unlike Python's ``==``, true isn't 1."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def labelled(schema: Schema, values: Mapping[str, Json]) -> list[Labelled]:
    """Return a submission under the form's labels, without empty fields and without files."""
    return [Labelled(label, value) for label, value in _labelled(fields_of(schema), values)]


def _labelled(fields: Iterable[Field], values: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    for field in fields:
        value = value_at(values, field.path)
        if value is None or value in ("", []) or field.type in ("filepicker", "expression"):
            continue
        if field.rows and isinstance(value, list):
            yield field.label, [dict(_labelled(field.rows, row)) for row in value if isinstance(row, dict)]
        else:
            yield field.label, label_of(field, value)


def papers(schema: Schema, values: Mapping[str, Json]) -> list[Paper]:
    """Return the files of a checked submission under the form's labels."""
    found = []
    for place in places(fields_of(schema), values):
        value = value_at(values, place.path) if place.field.type == "filepicker" else None
        for entry in value if isinstance(value, list) else [value]:
            file = StoredFile.from_json(entry)
            if file is not None:
                found.append(Paper(place.field.label, file))
    return found


def upload_ids(schema: Schema, data: Mapping[str, Json]) -> list[str]:
    """Return the ids of uploads that a submission names, at most ``MOST_UPLOADS`` of them.

    Args:
        data: as it was sent; whatever is not an id is passed over here and refused by the check.
    """
    found: dict[str, None] = {}
    for place in places(fields_of(schema), data):
        value = value_at(data, place.path) if place.field.type == "filepicker" else None
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, str) and entry and len(found) < MOST_UPLOADS:
                found[entry] = None
    return list(found)


def empty_value(field: Field) -> Json:
    """Return what an untouched field holds: ``[]``, False or None."""
    if field.type in MULTIPLE_CHOICES or field.rows or field.component.get("multiple") is True:
        return []
    return False if field.type == "checkbox" else None


def initial_data(schema: Schema, context: Mapping[str, Json]) -> dict[str, Json]:
    """Return what the form starts with, as the browser fills it in: context, else default, else empty.

    A file can't be put into a browser's form, so file fields start empty; expressions have no initial
    value.
    """
    return _initial(fields_of(schema), context)


def _initial(fields: Iterable[Field], context: Mapping[str, Json]) -> dict[str, Json]:
    data: dict[str, Json] = {}
    for field in fields:
        known = value_at(context, field.path)
        value = field.component.get("defaultValue") if known is None else known
        if field.type == "filepicker" or value is None:
            value = empty_value(field)
        if field.type == "expression":
            continue
        if field.rows:
            value = _initial_rows(field, known)
        put_at(data, field.path, value)
    return data


def _initial_rows(field: Field, known: Json) -> Json:
    if not isinstance(known, list):
        wanted = number_of(field.component.get("defaultRepetitions"))
        known = [{} for _ in range(int(1 if wanted is None else wanted))]
    return [_initial(field.rows, row if isinstance(row, dict) else {}) for row in known]
