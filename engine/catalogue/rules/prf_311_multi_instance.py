"""PRF-311: a multi-instance activity that doesn't say how many (BPMN 2.0 §10.2.8).

Either a collection (``camunda:collection`` or ``loopDataInputRef``), each of whose items one instance is for,
or a number.

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
    collection = loop.camunda("collection") is not None or data is not None
    if collection == (cardinality is not None):
        yield (
            "tulis salah satu: camunda:collection atau loopCardinality.",
            "write one of the two: camunda:collection or loopCardinality.",
        )
    if data is not None and context.named(data.file, data.text, *HOLDING) is None:
        yield (
            f"loopDataInputRef “{data.text}” bukan data di berkas ini. Sambungkan ulang.",
            f"the loopDataInputRef “{data.text}” is no data of this file. Reconnect it.",
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
