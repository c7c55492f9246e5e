"""PRF-331: an ``ioSpecification`` whose sets don't fit its data (BPMN 2.0 §10.4.1).

It has at least one ``inputSet`` and one ``outputSet``; each names its own data only, and each of its data is
in one. Paraf moves data by their associations alone, so this changes nothing of what runs.

Severity: warning.

Example:
    <bpmn:userTask id="periksa"><bpmn:ioSpecification>
      <bpmn:dataInput id="berkas"/>
      <bpmn:inputSet><bpmn:dataInputRefs>terhapus</bpmn:dataInputRefs></bpmn:inputSet>
      <bpmn:outputSet/>
    </bpmn:ioSpecification></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-331"
SETS = (("inputSet", "dataInput", "dataInputRefs"), ("outputSet", "dataOutput", "dataOutputRefs"))


def check(context: Context) -> Iterator[Problem]:
    """Yield what is wrong with each set, and each that is missing."""
    for specification in context.of("ioSpecification"):
        for tag, data, references in SETS:
            yield from _sets(specification, tag, data, references)


def _sets(specification: Part, tag: str, data: str, references: str) -> Iterator[Problem]:
    own = {part.attribute("id"): part for part in specification.children(data)}
    sets = specification.children(tag)
    named = {reference.refers_to: reference for each in sets for reference in each.children(references)}
    if not sets:
        yield specification.warning(
            ID,
            f"ioSpecification tidak punya {tag}. Tambahkan satu, boleh kosong.",
            f"The ioSpecification has no {tag}. Add one, which may be empty.",
        )
    for id, reference in named.items():
        if id not in own:
            yield reference.warning(
                ID,
                f"{tag} menyebut “{reference.text}”, yang bukan {data} di sini. Hapus, atau betulkan.",
                f"The {tag} names “{reference.text}”, which is no {data} here. Delete or correct it.",
            )
    for part in (own[id] for id in own.keys() - named.keys()) if sets else ():
        yield part.warning(
            ID,
            f"{data} {part.label} tidak ada di {tag} mana pun. Sebutkan di {references}.",
            f"The {data} {part.label} is in no {tag}. Name it in its {references}.",
        )
