"""PRF-105: an attribute or element of the namespace ``camunda`` that Paraf doesn't read there.

Example:
    ``<bpmn:userTask id="periksa" camunda:asyncBefore="true">`` or a ``camunda:executionListener``
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.catalogue.constructs import CONSTRUCTS, Values, listed
from engine.catalogue.context import Context
from engine.catalogue.document import CAMUNDA, Part
from engine.errors import Problem

ID = "PRF-105"

INSTEAD = {
    "formKey": "Pakai camunda:formRef dengan id formulir.",
    "initiator": "Pakai camunda:outputParameter dengan nama actor.",
    "resultVariable": "Pakai camunda:outputParameter.",
    "candidateStarterGroups": "Pakai camunda:property starterGroups pada event mulai.",
    "calledElementBinding": "Proses yang dipanggil selalu dari terbitan yang sama; tulis "
    "“deployment” atau hapus.",
    "formRefBinding": "Formulir selalu dari terbitan yang sama; tulis “deployment” atau hapus.",
    "decisionRefBinding": "Keputusan selalu dari terbitan yang sama; tulis “deployment” atau hapus.",
    "formData": "Pakai camunda:formRef dengan berkas .form.",
}
WITHIN = {
    "properties": frozenset({"property"}),
    "inputOutput": frozenset({"inputParameter", "outputParameter"}),
}


def check(context: Context) -> Iterator[Problem]:
    """Yield each ``camunda:`` attribute and element outside the construct's allow-list."""
    for part in context.constructs:
        yield from _attributes(part)
        yield from _extensions(part)


def _attributes(part: Part) -> Iterator[Problem]:
    known = CONSTRUCTS[part.tag].camunda
    for attribute in sorted(str(name) for name in part.xml.attrib):
        qualified = etree.QName(attribute)
        name = qualified.localname
        if qualified.namespace != CAMUNDA:
            continue
        values = known.get(name)
        if name not in known or (values is not None and part.camunda(name) not in values):
            advice = INSTEAD.get(name) or _readable(part.tag, values)
            yield part.error(ID, f"camunda:{name}=“{part.camunda(name)}” tidak dibaca di sini. {advice}")


def _readable(tag: str, values: Values) -> str:
    if values is not None:
        return f"Yang dibaca: {listed(values)}."
    readable = listed(f"camunda:{name}" for name in CONSTRUCTS[tag].camunda) or "tidak ada"
    return f"Hapus; yang dibaca pada <{tag}>: {readable}."


def _extensions(part: Part) -> Iterator[Problem]:
    known = CONSTRUCTS[part.tag].extensions
    for extension in part.extensions("*"):
        if extension.tag not in known:
            advice = INSTEAD.get(extension.tag, "Hapus elemen itu.")
            yield extension.error(ID, f"<camunda:{extension.tag}> tidak dibaca pada <{part.tag}>. {advice}")
            continue
        for inner in (Part(part.file, xml) for xml in extension.xml.iterdescendants("*")):
            above = next(inner.xml.iterancestors())
            known_inside = WITHIN.get(etree.QName(above).localname, frozenset())
            if inner.namespace != CAMUNDA or inner.tag not in known_inside:
                yield inner.error(
                    ID, f"<{inner.tag}> tidak dibaca di dalam <camunda:{extension.tag}>. Hapus elemen itu."
                )
