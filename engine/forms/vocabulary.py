"""What of form-js is known to run right: an allow-list of component types and their properties.

Source: form-js, schemaVersion 19 (the viewer's own components and its Validator). Whatever is not here
would be shown in the browser and ignored by the server, or the other way round, so it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from engine.model import Json

Component = Mapping[str, Json]
Schema = Mapping[str, Json]

SCHEMA_VERSION = 19

TEXTS = frozenset({"textfield", "textarea"})
SINGLE_CHOICES = frozenset({"radio", "select"})
MULTIPLE_CHOICES = frozenset({"checklist", "taglist"})
CHOICES = SINGLE_CHOICES | MULTIPLE_CHOICES
INPUTS = TEXTS | CHOICES | {"number", "checkbox", "datetime", "filepicker"}
KEYED = INPUTS | {"expression"}

LONGEST_TEXT = 10_000
MOST_ROWS = 200
MOST_FILES = 20
MOST_UPLOADS = 100
BIGGEST_NUMBER = 2**53

SUBTYPES = ("date", "time", "datetime")
LOCAL_NAMES = frozenset({"value", "this", "parent", "i"})
"""Names that a form's expressions see beside keys and context: see ``schema.expressions_of``."""

_ANY = frozenset({"id", "type", "layout", "conditional"})
_INPUT = _ANY | {"key", "label", "description", "validate", "properties", "disabled", "readonly"}
_GROUP = _ANY | {"label", "path", "components", "showOutline", "verticalAlignment"}
_LIST = {"isRepeating", "allowAddRemove", "defaultRepetitions", "nonCollapsedItems", "disableCollapse"}
_OPTIONS = {"defaultValue", "values", "valuesExpression"}
_CLOCK = {"timeInterval", "timeSerializingFormat", "use24h"}

PROPERTIES: Mapping[str, frozenset[str]] = {
    "textfield": _INPUT | {"appearance", "defaultValue"},
    "textarea": _INPUT | {"defaultValue"},
    "number": _INPUT | {"appearance", "decimalDigits", "defaultValue", "increment"},
    "checkbox": _INPUT | {"defaultValue"},
    "radio": _INPUT | _OPTIONS,
    "select": _INPUT | _OPTIONS | {"searchable"},
    "checklist": _INPUT | _OPTIONS,
    "taglist": _INPUT | _OPTIONS,
    "datetime": _INPUT
    | _CLOCK
    | {"dateLabel", "defaultValue", "disallowPassedDates", "subtype", "timeLabel"},
    "filepicker": _INPUT - {"description", "disabled", "readonly"} | {"accept", "multiple"},
    "expression": _ANY | {"key", "expression", "computeOn"},
    "text": _ANY | {"text"},
    "separator": _ANY,
    "spacer": _ANY | {"height"},
    "group": _GROUP,
    "dynamiclist": _GROUP | _LIST | {"properties"},
}

_LENGTHS = {"minLength", "maxLength", "pattern", "patternErrorMessage", "validationType"}
VALIDATIONS: Mapping[str, frozenset[str]] = {
    "textfield": frozenset({"required"} | _LENGTHS),
    "textarea": frozenset({"required", "minLength", "maxLength"}),
    "number": frozenset({"required", "min", "max"}),
}
"""Keys of ``validate`` by type; every other input knows ``required`` alone."""

RULES = frozenset({"rule", "ruleMessage", "requiredWhen"})
CUSTOM_PROPERTIES: Mapping[str, frozenset[str]] = {
    "filepicker": RULES | {"maxSizeMB"},
    "dynamiclist": frozenset({"rule", "ruleMessage", "minRows", "maxRows"}),
}
"""Keys of ``properties`` by type; every other input knows the rules alone."""


class Language(Protocol):
    """Answers FEEL: handed in, so that forms know nothing of calendars and clocks."""

    def value(self, text: str, names: Mapping[str, Json]) -> Json:
        """Return the value of ``text`` (no leading ``=``) where ``names`` are known."""
        ...


def members(component: Component, name: str) -> Mapping[str, Json]:
    """Return the object under ``name`` (``validate``, ``properties``, ``conditional``), empty if none."""
    found = component.get(name)
    return found if isinstance(found, dict) else {}


def children(component: Component) -> Sequence[Component]:
    """Return the components inside a form, a group or a list."""
    found = component.get("components")
    return [child for child in found if isinstance(child, dict)] if isinstance(found, list) else []


def text_of(component: Component, name: str) -> str:
    """Return the text under ``name``, empty if there is none."""
    found = component.get(name)
    return found if isinstance(found, str) else ""


def number_of(value: Json) -> int | float | None:
    """Return a number, also one written as text (form-js keeps custom properties as text)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value) if len(value) <= len(str(BIGGEST_NUMBER)) else None
    return None


def expression_in(value: Json) -> str | None:
    """Return the FEEL behind a leading ``=``, None where ``value`` is a constant."""
    return value[1:].strip() if isinstance(value, str) and value.startswith("=") else None
