"""PRF-105: an attribute or element of the namespace ``camunda`` that Paraf doesn't read there.

Severity: error; warning, for files outside of a definition's folder, for what says who, which form, which
programme or when to commit, as every export has it: without it a process runs the same.

Example:
    <bpmn:userTask id="periksa" camunda:asyncBefore="true"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.constructs import CONSTRUCTS, Values, listed
from engine.catalogue.context import Context
from engine.catalogue.document import CAMUNDA, Part
from engine.errors import Problem
from engine.spiff.parse.elsewhere import attribute_changes_nothing, extension_changes_nothing

ID = "PRF-105"
CONNECTORS = (
    "Pakai camunda:property connector, dan camunda:inputParameter sebagai masukannya.",
    "Use a camunda:property connector, with camunda:inputParameter as its inputs.",
)
SAME_VERSION = (
    "selalu dari terbitan yang sama; tulis “deployment” atau hapus.",
    "always of the same version; write “deployment” or delete it.",
)
INSTEAD = {
    "formKey": ("Pakai camunda:formRef dengan id formulir.", "Use camunda:formRef with the form's id."),
    "formData": ("Pakai camunda:formRef dengan berkas .form.", "Use camunda:formRef with a .form file."),
    "initiator": (
        "Pakai camunda:outputParameter dengan nama actor.",
        "Use a camunda:outputParameter of the name actor.",
    ),
    "resultVariable": ("Pakai camunda:outputParameter.", "Use a camunda:outputParameter."),
    "candidateStarterGroups": (
        "Pakai camunda:property starterGroups pada event mulai.",
        "Use a camunda:property starterGroups on the start event.",
    ),
    "calledElementBinding": (
        f"Proses yang dipanggil {SAME_VERSION[0]}",
        f"The called process is {SAME_VERSION[1]}",
    ),
    "formRefBinding": (f"Formulir {SAME_VERSION[0]}", f"The form is {SAME_VERSION[1]}"),
    "decisionRefBinding": (f"Keputusan {SAME_VERSION[0]}", f"The decision is {SAME_VERSION[1]}"),
    **dict.fromkeys(
        ("class", "delegateExpression", "expression", "topic", "type", "connector", "field"), CONNECTORS
    ),
}
DELETE = ("Hapus elemen itu.", "Delete it.")
WITHIN = {
    "properties": frozenset({"property"}),
    "inputOutput": frozenset({"inputParameter", "outputParameter"}),
}


def check(context: Context) -> Iterator[Problem]:
    """Yield each ``camunda:`` attribute and element outside the construct's allow-list."""
    for part in context.constructs:
        yield from _attributes(context, part)
        if part.tag == "extensionElements":
            yield from _extensions(context, part)


def _attributes(context: Context, part: Part) -> Iterator[Problem]:
    known = CONSTRUCTS[part.tag].camunda
    for attribute, value in part.attributes():
        namespace, _, name = attribute.rpartition("}")
        if namespace[1:] != CAMUNDA:
            continue
        values = known.get(name)
        if name not in known or (values is not None and value not in values):
            advice, english = INSTEAD.get(name) or _readable(part.tag, values)
            tell = part.warning if context.loose and attribute_changes_nothing(part.xml, name) else part.error
            yield tell(
                ID,
                f"camunda:{name}=“{value}” tidak dibaca di sini. {advice}",
                f"camunda:{name}=“{value}” isn't read here. {english}",
            )


def _readable(tag: str, values: Values) -> tuple[str, str]:
    if values is not None:
        return f"Yang dibaca: {listed(values)}.", f"What is read: {listed(values)}."
    readable = listed(f"camunda:{name}" for name in CONSTRUCTS[tag].camunda)
    return (
        f"Hapus; yang dibaca pada <{tag}>: {readable or 'tidak ada'}.",
        f"Delete it; what is read on <{tag}>: {readable or 'nothing'}.",
    )


def _extensions(context: Context, block: Part) -> Iterator[Problem]:
    of = block.xml.getparent()
    tag = "" if of is None else Part(block.file, of).tag
    known = CONSTRUCTS[tag].extensions
    for extension in block.at("*"):
        if extension.tag not in known:
            advice, english = INSTEAD.get(extension.tag, DELETE)
            tell = (
                extension.warning
                if context.loose and extension_changes_nothing(extension.xml)
                else extension.error
            )
            yield tell(
                ID,
                f"<camunda:{extension.tag}> tidak dibaca pada <{tag}>. {advice}",
                f"<camunda:{extension.tag}> isn't read on <{tag}>. {english}",
            )
            continue
        for inner in (Part(block.file, xml) for xml in extension.xml.iterdescendants("*")):
            above = next(inner.xml.iterancestors())
            known_inside = WITHIN.get(Part(block.file, above).tag, frozenset())
            if inner.namespace != CAMUNDA or inner.tag not in known_inside:
                yield inner.error(
                    ID,
                    f"<{inner.tag}> tidak dibaca di dalam <camunda:{extension.tag}>. Hapus elemen itu.",
                    f"<{inner.tag}> isn't read inside <camunda:{extension.tag}>. Delete it.",
                )
