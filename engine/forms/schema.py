"""Whether a form-js schema is one that browser and server run alike; whatever isn't is refused by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import re2

from engine.forms.fields import Field, fields_of, options_in, same
from engine.forms.paths import Path, dotted
from engine.forms.reading import Unreadable, read_value
from engine.forms.vocabulary import (
    CHOICES,
    CUSTOM_PROPERTIES,
    INPUTS,
    KEYED,
    LOCAL_NAMES,
    LONGEST_TEXT,
    MOST_ROWS,
    PROPERTIES,
    RULES,
    SCHEMA_VERSION,
    SUBTYPES,
    VALIDATIONS,
    Component,
    Schema,
    children,
    expression_in,
    members,
    number_of,
    text_of,
)
from engine.model import Json


@dataclass(frozen=True, slots=True)
class SchemaFinding:
    """What is wrong with a form.

    Attributes:
        path: dotted path of keys to the component, its ``id`` where it has no key, empty for the form.
        severity: an error keeps the form from being published.
        message: what is wrong and what to do.
    """

    path: str
    severity: Literal["error", "warning"]
    message: str


@dataclass(frozen=True, slots=True)
class FormExpression:
    """A FEEL expression of a form.

    Attributes:
        path: of the component, as in ``SchemaFinding``.
        property: where it stands, e.g. ``conditional.hide``.
        text: without the leading ``=``.
        locals: names it sees beside the form's keys and the context.
    """

    path: str
    property: str
    text: str
    locals: frozenset[str] = frozenset()


_ROOT = frozenset({"id", "type", "schemaVersion", "components", "versionTag"})
_ROOT_TOOLS = frozenset({"exporter", "executionPlatform", "executionPlatformVersion"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ACCEPT = re.compile(r"\s*(\.[A-Za-z0-9]+|[a-z]+/(\*|[A-Za-z0-9.+-]+))\s*")
_FEEL_WORDS = frozenset(
    {"true", "false", "null", "and", "or", "not", "if", "then", "else", "for", "in", "return", "some"}
    | {"every", "satisfies", "between", "instance", "of", "function", "item"}
)
_RESERVED = LOCAL_NAMES | _FEEL_WORDS
_BOUNDS = ("min", "max", "minLength", "maxLength")
_MOST_COMPONENTS = 500
_DEEPEST = 6
_REFUSED = {
    "html": "HTML tidak diizinkan; pakai “text”.",
    "iframe": "halaman lain tidak dapat disisipkan.",
    "image": "gambar dari luar tidak diizinkan.",
    "button": "tombol kirim disediakan oleh halaman.",
    "documentPreview": "berkas perkara ditampilkan oleh halaman.",
    "table": "tampilkan tabel dengan “note:<label>” pada tugasnya.",
}


def check_schema(schema: Json) -> list[SchemaFinding]:
    """Return what is wrong with a form-js schema, in the order of the form; never raises.

    Source: form-js schema version 19; the supported part stands in ``vocabulary.py``.
    """
    if not isinstance(schema, dict):
        return [SchemaFinding("", "error", "Formulir harus berupa objek JSON.")]
    if not _is_small(schema, _DEEPEST):
        return [
            SchemaFinding(
                "",
                "error",
                f"Formulir terlalu besar: paling banyak {_MOST_COMPONENTS} komponen sedalam {_DEEPEST}.",
            )
        ]
    findings = [SchemaFinding("", "error", message) for message in _root(schema)]
    for component, path, in_row in _walk(schema, (), in_row=False):
        findings += [SchemaFinding(dotted(path), "error", text) for text in _component(component, in_row)]
    return findings + _clashes(schema)


def _is_small(parent: Component, levels: int) -> bool:
    inside = list(_walk_raw(parent, levels))
    return None not in inside and len(inside) <= _MOST_COMPONENTS


def _walk_raw(parent: Component, levels: int) -> Iterator[Component | None]:
    for component in children(parent):
        yield component
        if levels:
            yield from _walk_raw(component, levels - 1)
        else:
            yield None


def _walk(parent: Component, path: Path, *, in_row: bool) -> Iterator[tuple[Component, Path, bool]]:
    for component in children(parent):
        kind = text_of(component, "type")
        name = text_of(component, "key") if kind in KEYED else text_of(component, "path")
        where = (*path, name) if name else path
        yield component, where if name else (*path, text_of(component, "id") or kind), in_row
        yield from _walk(component, where, in_row=in_row or kind == "dynamiclist")


def _root(schema: Schema) -> Iterator[str]:
    version = schema.get("schemaVersion")
    if schema.get("type") != "default":
        yield "“type” formulir harus “default”."
    if not text_of(schema, "id"):
        yield "Formulir harus mempunyai “id”."
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= SCHEMA_VERSION:
        yield f"“schemaVersion” harus bilangan 1 sampai {SCHEMA_VERSION}."
    for name in sorted(set(schema) - _ROOT - _ROOT_TOOLS):
        yield f"Sifat “{name}” pada formulir tidak didukung."
    yield from _components(schema)


def _components(parent: Component) -> Iterator[str]:
    inside = parent.get("components")
    if not isinstance(inside, list) or not all(isinstance(child, dict) for child in inside):
        yield "“components” harus berupa daftar komponen."


def _component(component: Component, in_row: bool) -> Iterator[str]:
    kind = text_of(component, "type")
    if kind not in PROPERTIES:
        yield f"Komponen “{kind}” tidak didukung: " + _REFUSED.get(kind, "jenisnya tidak dikenal.")
        return
    for name in sorted(set(component) - PROPERTIES[kind]):
        yield f"Sifat “{name}” pada “{kind}” tidak didukung."
    yield from _condition(component)
    yield from _templates(component)
    if kind in KEYED:
        yield from _key(component)
    if kind in INPUTS:
        yield from _input(component, in_row)
    if kind in _BY_TYPE:
        yield from _BY_TYPE[kind](component)
    if kind == "dynamiclist" and in_row:
        yield "Daftar di dalam daftar tidak didukung."


def _condition(component: Component) -> Iterator[str]:
    if "conditional" not in component:
        return
    condition = members(component, "conditional")
    if set(condition) != {"hide"} or not expression_in(condition.get("hide")):
        yield "“conditional” harus berisi “hide” dengan FEEL yang diawali “=”."


def _templates(component: Component) -> Iterator[str]:
    for name in ("label", "description", "dateLabel", "timeLabel", "text"):
        text = component.get(name, "")
        if not isinstance(text, str):
            yield f"“{name}” harus berupa teks."
        elif "{{" in text or (text.startswith("=") and name != "text"):
            yield f"“{name}” tidak boleh berisi FEEL atau templat."


def _key(component: Component) -> Iterator[str]:
    key = text_of(component, "key")
    if not _NAME.fullmatch(key) or key in _RESERVED:
        yield f"“key” “{key}” tidak sah: huruf, angka, dan garis bawah, diawali huruf, bukan kata FEEL."


def _input(component: Component, in_row: bool) -> Iterator[str]:
    kind = text_of(component, "type")
    if not any(text_of(component, name) for name in ("label", "dateLabel", "timeLabel")):
        yield "Isian harus mempunyai label."
    for name in ("readonly", "disabled"):
        if not isinstance(component.get(name, False), bool):
            yield f"“{name}” harus true atau false, bukan FEEL."
        elif component.get(name) and in_row:
            yield f"“{name}” di dalam daftar tidak didukung."
    yield from _validate(component, VALIDATIONS.get(kind, frozenset({"required"})))
    yield from _rules(component)
    if kind in CHOICES:
        yield from _options(component)
    if "defaultValue" in component:
        yield from _default(component)


def _validate(component: Component, supported: frozenset[str]) -> Iterator[str]:
    if "validate" not in component:
        return
    validate = members(component, "validate")
    for name in sorted(set(validate) - supported):
        yield f"“validate.{name}” pada “{component['type']}” tidak didukung."
    if not isinstance(validate.get("required", False), bool):
        yield "“validate.required” harus true atau false."
    for name in _BOUNDS:
        bound = validate.get(name, 0)
        number = number_of(bound)
        if not expression_in(bound) and (number is None or isinstance(bound, str)):
            yield f"“validate.{name}” harus berupa angka atau FEEL yang diawali “=”."
        elif number is not None and name.endswith("Length") and not 0 <= number <= 10 * LONGEST_TEXT:
            yield f"“validate.{name}” harus antara 0 dan {10 * LONGEST_TEXT}."
    if validate.get("validationType", "") not in ("", "custom", "email", "phone"):
        yield "“validate.validationType” harus “email” atau “phone”."
    if "pattern" in validate and not _compiles(validate["pattern"]):
        yield "“validate.pattern” bukan ekspresi reguler yang didukung (RE2)."


def _compiles(pattern: Json) -> bool:
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except (re2.error, TypeError, UnicodeError):
        return False
    return True


def _rules(component: Component) -> Iterator[str]:
    if "properties" not in component:
        return
    properties = members(component, "properties")
    supported = CUSTOM_PROPERTIES.get(text_of(component, "type"), RULES)
    for name in sorted(set(properties) - supported):
        yield f"“properties.{name}” tidak dikenal."
    for name in ("rule", "requiredWhen"):
        if name in properties and not expression_in(properties[name]):
            yield f"“properties.{name}” harus FEEL yang diawali “=”."
    if ("rule" in properties) != bool(text_of(properties, "ruleMessage")):
        yield "“properties.rule” dan “properties.ruleMessage” harus ada bersama."
    for name in ("maxSizeMB", "minRows", "maxRows"):
        number = number_of(properties.get(name, 1))
        if number is None or not 0 <= number <= MOST_ROWS:
            yield f"“properties.{name}” harus bilangan 0 sampai {MOST_ROWS}."


def _options(component: Component) -> Iterator[str]:
    values, expression = component.get("values"), component.get("valuesExpression")
    if (values is None) == (expression is None):
        yield "Pilihan harus punya salah satu dari “values” atau “valuesExpression”."
    elif expression is not None:
        if not expression_in(expression):
            yield "“valuesExpression” harus FEEL yang diawali “=”."
    else:
        options = options_in(values)
        if not options or not isinstance(values, list) or len(options) != len(values):
            yield "“values” harus daftar pilihan, masing-masing dengan “label” dan “value”."
        if any(same(one.value, other.value) for n, one in enumerate(options) for other in options[:n]):
            yield "“values” berisi nilai yang sama lebih dari sekali."


def _default(component: Component) -> Iterator[str]:
    default = component["defaultValue"]
    try:
        value = read_value(Field(("",), "", text_of(component, "type"), component), default)
    except Unreadable as fault:
        yield f"“defaultValue” tidak sah: {fault}"
        return
    options = options_in(component.get("values"))
    chosen = value if isinstance(value, list) else [value]
    if options and not all(any(same(option.value, one) for option in options) for one in chosen):
        yield "“defaultValue” tidak ada di antara pilihannya."


def _number(component: Component) -> Iterator[str]:
    digits, step = component.get("decimalDigits", 0), component.get("increment", 1)
    if isinstance(digits, bool) or not isinstance(digits, int) or not 0 <= digits <= 15:  # noqa: PLR2004
        yield "“decimalDigits” harus bilangan bulat 0 sampai 15."
    if isinstance(step, str) or not (number_of(step) or 0) > 0:
        yield "“increment” harus bilangan lebih besar daripada 0."


def _datetime(component: Component) -> Iterator[str]:
    if component.get("subtype", "date") not in SUBTYPES:
        yield "“subtype” harus “date”, “time”, atau “datetime”."
    if component.get("timeSerializingFormat", "no_timezone") not in ("no_timezone", "utc_offset"):
        yield "“timeSerializingFormat” harus “no_timezone” atau “utc_offset”."
    if not isinstance(component.get("disallowPassedDates", False), bool):
        yield "“disallowPassedDates” harus true atau false."


def _filepicker(component: Component) -> Iterator[str]:
    accept = component.get("accept", ".pdf")
    if not isinstance(accept, str) or not all(_ACCEPT.fullmatch(entry) for entry in accept.split(",")):
        yield "“accept” harus daftar akhiran berkas atau jenis media, misalnya “.pdf,.docx”."
    if not isinstance(component.get("multiple", False), bool):
        yield "“multiple” harus true atau false, bukan FEEL."


def _expression(component: Component) -> Iterator[str]:
    if not expression_in(component.get("expression")):
        yield "“expression” harus FEEL yang diawali “=”."
    if component.get("computeOn", "change") not in ("change", "presubmit"):
        yield "“computeOn” harus “change” atau “presubmit”."


def _group(component: Component) -> Iterator[str]:
    path = component.get("path", "")
    if path != "" and not (isinstance(path, str) and all(map(_is_name, path.split(".")))):
        yield f"“path” “{path}” tidak sah: nama-nama yang dipisah titik."
    yield from _components(component)


def _list(component: Component) -> Iterator[str]:
    if not _is_name(component.get("path")):
        yield "“path” daftar harus satu nama: huruf, angka, dan garis bawah, diawali huruf."
    if component.get("isRepeating") is not True:
        yield "“isRepeating” pada daftar harus true."
    repetitions = number_of(component.get("defaultRepetitions", 1))
    if repetitions is None or not 0 <= repetitions <= MOST_ROWS:
        yield f"“defaultRepetitions” harus bilangan 0 sampai {MOST_ROWS}."
    if not any(text_of(child, "type") in KEYED for child in children(component)):
        yield "Daftar harus mempunyai isian."
    yield from _components(component)
    yield from _rules(component)


def _is_name(name: Json) -> bool:
    return isinstance(name, str) and bool(_NAME.fullmatch(name)) and name not in _RESERVED


_BY_TYPE: Mapping[str, Callable[[Component], Iterator[str]]] = {
    "number": _number,
    "datetime": _datetime,
    "filepicker": _filepicker,
    "expression": _expression,
    "group": _group,
    "dynamiclist": _list,
}


def _clashes(schema: Schema) -> list[SchemaFinding]:
    """Find keys used twice, and a key that is also the path of others."""
    findings = []
    fields = fields_of(schema)
    for group in [fields, *(field.rows for field in fields)]:
        seen: list[tuple[str, ...]] = []
        for field in group:
            if any(field.path[: len(one)] == one or one[: len(field.path)] == field.path for one in seen):
                message = f"Nama “{dotted(field.path)}” dipakai lebih dari sekali."
                findings.append(SchemaFinding(dotted(field.path), "error", message))
            seen.append(field.path)
    return findings


def expressions_of(schema: Schema) -> list[FormExpression]:
    """Return every FEEL expression of a form, so that they can be compiled before it is published."""
    found = []
    for component, path, in_row in _walk(schema, (), in_row=False):
        local = frozenset({"this", "parent", "i"}) if in_row else frozenset()
        for where, value in _values(component):
            text = expression_in(value)
            if text is not None:
                names = local | {"value"} if where == "properties.rule" else local
                found.append(FormExpression(dotted(path), where, text, names))
    return found


def _values(component: Component) -> Iterator[tuple[str, Json]]:
    yield "conditional.hide", members(component, "conditional").get("hide")
    for name in ("valuesExpression", "expression", "text"):
        yield name, component.get(name)
    for name in _BOUNDS:
        yield f"validate.{name}", members(component, "validate").get(name)
    for name in ("requiredWhen", "rule"):
        yield f"properties.{name}", members(component, "properties").get(name)
