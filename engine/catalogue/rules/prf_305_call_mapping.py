"""PRF-305: a mapping of a call activity that doesn't say what crosses.

Each ``camunda:in`` and ``camunda:out`` is from one source to one named target, or ``variables="all"``.

Severity: error.

Example:
    <bpmn:callActivity id="panggil" calledElement="anak"><bpmn:extensionElements>
      <camunda:in businessKey="=case.number"/>
    </bpmn:extensionElements></bpmn:callActivity>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.names import maps_all
from engine.errors import Problem

ID = "PRF-305"
ATTRIBUTES = frozenset({"source", "sourceExpression", "target"})


def check(context: Context) -> Iterator[Problem]:
    """Yield each faulty mapping, and each second one to the same target."""
    for node in context.of("callActivity"):
        for direction in ("in", "out"):
            targets: set[str] = set()
            for mapping in node.extensions(direction):
                yield from _mapping(mapping)
                target = mapping.attribute("target")
                if target is not None and target in targets:
                    yield mapping.error(
                        ID,
                        f"Tujuan “{target}” dipetakan dua kali. Sisakan satu camunda:{direction}.",
                        f"The target “{target}” is mapped twice. Leave one camunda:{direction}.",
                    )
                targets |= {target} if target is not None else set()


def _mapping(mapping: Part) -> Iterator[Problem]:
    if maps_all(mapping):
        return
    extra = sorted(str(name) for name in mapping.xml.attrib if name not in ATTRIBUTES)
    sources = [name for name in ("source", "sourceExpression") if mapping.attribute(name)]
    if extra:
        yield mapping.error(
            ID,
            f"“{', '.join(extra)}” tidak dijalankan pada camunda:{mapping.tag}. "
            "Petakan tiap variabel: source dan target.",
            f"“{', '.join(extra)}” isn't run on camunda:{mapping.tag}. Map each variable: source and target.",
        )
    elif len(sources) != 1:
        yield mapping.error(
            ID,
            f"camunda:{mapping.tag} harus menyebut satu source atau satu sourceExpression.",
            f"camunda:{mapping.tag} must name one source or one sourceExpression.",
        )
    elif not mapping.attribute("target"):
        yield mapping.error(
            ID,
            f"camunda:{mapping.tag} tidak menyebut target. Tulis nama variabel tujuannya.",
            f"camunda:{mapping.tag} names no target. Write the name of the variable that it sets.",
        )
