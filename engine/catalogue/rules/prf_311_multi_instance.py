"""PRF-311: a multi-instance activity that doesn't say how many (BPMN 2.0 §10.2.8).

Either a collection, each of whose items one instance is for, or a number.

Example:
    ``<bpmn:multiInstanceLoopCharacteristics camunda:collection="unitTerlibat">`` (without the leading ``=``)
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-311"


def check(context: Context) -> Iterator[Problem]:
    """Yield each faulty ``multiInstanceLoopCharacteristics``."""
    for node in context.nodes:
        for loop in node.children("multiInstanceLoopCharacteristics"):
            for sentence in _faults(loop):
                yield loop.error(ID, f"{node.label}: {sentence}")


def _faults(loop: Part) -> Iterator[str]:
    collection, variable = loop.camunda("collection"), loop.camunda("elementVariable")
    cardinality = loop.child("loopCardinality")
    if (collection is None) == (cardinality is None):
        yield "tulis salah satu: camunda:collection atau loopCardinality."
    if collection is not None and not collection.startswith("="):
        yield "camunda:collection harus FEEL yang diawali “=”, misalnya “=unitTerlibat”."
    if collection is not None and variable is None:
        yield "camunda:collection memerlukan camunda:elementVariable, nama butir koleksinya."
    if collection is None and variable is not None:
        yield "camunda:elementVariable hanya berarti bersama camunda:collection."
    for body in loop.children("loopCardinality", "completionCondition"):
        if not body.text:
            yield f"{body.tag} kosong. Isi dengan FEEL atau hapus."
    if cardinality is not None and cardinality.text.startswith("-"):
        yield "loopCardinality tidak boleh negatif."
