"""What a bundle holds, as an editor offers it, also where its files are still faulty."""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from lxml import etree

from engine.catalogue.bundle import CLAUSES, Bundle
from engine.catalogue.document import BPMN, CAMUNDA
from engine.errors import Unrunnable
from engine.model import FormUse, Json
from engine.xml import read

_ASKED = ("{*}decision", "{*}decisionService")


def processes_in(bundle: Bundle) -> dict[str, dict[str, str]]:
    """Return path of each diagram → process id → name; nothing for a diagram that can't be read."""
    return {path: _processes(path, content) for path, content in bundle.bpmn.items()}


def forms_in(bundle: Bundle) -> dict[str, str]:
    """Return form id → what it is for: the first step that uses it, else its first label, else the id."""
    uses = form_uses_in(bundle)
    return {
        form: uses[form][0].name
        if form in uses
        else _first_label(_json(bundle.files[path]).get("components")) or form
        for form, path in bundle.forms.items()
    }


def form_uses_in(bundle: Bundle) -> dict[str, list[FormUse]]:
    """Return form id → the tasks and start events that use it, diagram by diagram."""
    uses: dict[str, list[FormUse]] = {}
    for path, content in bundle.bpmn.items():
        for element in _root(path, content).iter(f"{{{BPMN}}}userTask", f"{{{BPMN}}}startEvent"):
            form, id = element.get(f"{{{CAMUNDA}}}formRef"), element.get("id") or ""
            if form is not None:
                uses.setdefault(form, []).append(FormUse(path, id, element.get("name") or id))
    return uses


def decisions_in(bundle: Bundle) -> dict[str, str]:
    """Return id → name of what a business rule task may ask; nothing for a file that can't be read."""
    roots = [_root(path, content) for path, content in bundle.dmn.items()]
    found = [each for root in roots for each in root.iter(*_ASKED) if each.get("id")]
    return {each.get("id", ""): each.get("name", "") or each.get("id", "") for each in found}


def clauses_in(bundle: Bundle) -> dict[str, str]:
    """Return clause id → its words."""
    clauses = _json(bundle.files.get(CLAUSES, b"{}"))
    return {str(clause): str(words) for clause, words in clauses.items()}


def _processes(path: str, content: bytes) -> dict[str, str]:
    found = _root(path, content).findall(f"{{{BPMN}}}process")
    ids = [(process.get("id") or "", process.get("name") or "") for process in found]
    return {id: name or id for id, name in ids}


def _root(path: str, content: bytes) -> etree._Element:
    """Return the root element of a file; one without anything in it where it can't be read."""
    try:
        return read(path, content)
    except Unrunnable:
        return etree.Element("unreadable")


def _first_label(components: Json) -> str | None:
    for component in components if isinstance(components, list) else []:
        if isinstance(component, dict) and isinstance(component.get("label"), str):
            return str(component["label"])
    return None


def _json(content: bytes) -> Mapping[str, Json]:
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}
