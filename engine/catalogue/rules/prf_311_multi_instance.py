"""PRF-311: a multi-instance activity that doesn't say how many (BPMN 2.0 §10.2.8).

Either a collection (``camunda:collection`` or ``loopDataInputRef``), each of whose items one instance is for,
or a number. What comes of the instances (``outputDataItem``) goes to one list (``loopDataOutputRef``).

Severity: error; warning for what only reads otherwise than it runs.

Example:
    <bpmn:userTask id="periksa"><bpmn:multiInstanceLoopCharacteristics/></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.names import element_variable
from engine.catalogue.rules.prf_326_data_association import HOLDING
from engine.errors import Problem

ID = "PRF-311"
Sentence = tuple[str, str]


def check(context: Context) -> Iterator[Problem]:
    """Yield each faulty ``multiInstanceLoopCharacteristics``."""
    for loop in context.of("multiInstanceLoopCharacteristics"):
        above = loop.xml.getparent()
        label = loop.label if above is None else Part(loop.file, above).label
        for message, english in _faults(context, loop):
            yield loop.error(ID, f"{label}: {message}", f"{label}: {english}")
        for message, english in _doubts(loop):
            yield loop.warning(ID, f"{label}: {message}", f"{label}: {english}")


def _faults(context: Context, loop: Part) -> Iterator[Sentence]:
    cardinality, data = loop.child("loopCardinality"), loop.child("loopDataInputRef")
    results, item = loop.child("loopDataOutputRef"), loop.child("outputDataItem")
    collection = loop.camunda("collection") is not None or data is not None
    if collection == (cardinality is not None):
        yield (
            "tulis salah satu: camunda:collection atau loopCardinality.",
            "write one of the two: camunda:collection or loopCardinality.",
        )
    for reference in filter(None, (data, results)):
        if context.named(loop.file, reference.text, *HOLDING) is None:
            yield (
                f"{reference.tag} “{reference.text}” bukan data di berkas ini. Sambungkan ulang.",
                f"the {reference.tag} “{reference.text}” is no data of this file. Reconnect it.",
            )
    if (results is None) != (item is None) or (item is not None and item.attribute("id") is None):
        yield (
            "hasilnya harus punya loopDataOutputRef dan outputDataItem ber-id. Tulis keduanya.",
            "what comes of it needs a loopDataOutputRef and an outputDataItem with an id. Write both.",
        )
    for body in loop.children("loopCardinality", "completionCondition"):
        if not body.text:
            yield f"{body.tag} kosong. Isi dengan FEEL atau hapus.", f"{body.tag} is empty. Write FEEL."
    if cardinality is not None and cardinality.text.startswith("-"):
        yield "loopCardinality tidak boleh negatif.", "loopCardinality may not be negative."


def _doubts(loop: Part) -> Iterator[Sentence]:
    collection, variable = loop.camunda("collection"), element_variable(loop)
    if collection is not None and not collection.startswith("="):
        yield (
            "camunda:collection dibaca sebagai FEEL. Awali dengan “=”, misalnya “=unitTerlibat”.",
            "camunda:collection is read as FEEL. Begin it with “=”, as in “=unitTerlibat”.",
        )
    if collection is not None and variable is None:
        yield (
            "tiap pengerjaan tidak tahu untuk butir yang mana. Tambahkan camunda:elementVariable.",
            "no instance knows which item it is for. Add a camunda:elementVariable.",
        )
