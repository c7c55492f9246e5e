"""PRF-101: a BPMN element that Paraf doesn't run, or not at this place.

What can't be run is refused by name and never ignored. Only what stands in ``constructs.py`` is known to run.

Example:
    ``<bpmn:sendTask id="kirim"/>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.constructs import CONSTRUCTS, EVENT_DEFINITIONS
from engine.catalogue.context import Context
from engine.catalogue.document import Part, event_definitions
from engine.errors import Problem

ID = "PRF-101"

INSTEAD = {
    "serviceTask": "Hitung nilainya dengan scriptTask (FEEL); layanan luar belum dijalankan.",
    "task": "Ubah menjadi userTask, sehingga jelas siapa yang mengerjakannya.",
    "manualTask": "Ubah menjadi userTask, sehingga tercatat siapa yang mengerjakannya.",
    "standardLoopCharacteristics": "Gambar putarannya dengan gateway eksklusif.",
    "messageFlow": "Hapus; pesan antarpartisipan belum dijalankan.",
    "dataInputAssociation": "Hapus; data dibaca lewat camunda:inputParameter.",
    "dataOutputAssociation": "Hapus; data ditulis lewat camunda:outputParameter.",
    "conditionExpression": "Syarat hanya ada pada alur (sequenceFlow).",
}


def check(context: Context) -> Iterator[Problem]:
    """Yield the outermost element of each part that isn't run."""
    for document in context.documents:
        yield from _below(document)


def _below(parent: Part) -> Iterator[Problem]:
    allowed = CONSTRUCTS[parent.tag].children
    judged_elsewhere = (
        {part.xml for part in event_definitions(parent)} if parent.tag in EVENT_DEFINITIONS else set()
    )
    for part in parent.children():
        if part.tag in allowed:
            yield from _below(part)
        elif part.xml not in judged_elsewhere:
            advice = INSTEAD.get(part.tag, "Hapus atau ganti dengan elemen yang didukung.")
            yield part.error(ID, f"Elemen <{part.tag}> tidak dijalankan di sini. {advice}")
