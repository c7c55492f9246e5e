"""PRF-323: a looping activity that doesn't say when it ends (BPMN 2.0 §10.2.8).

It has a ``loopCondition``, which it goes on by, or a ``loopMaximum``, a whole number from 1; and it isn't
multi-instance as well.

Severity: error.

Example:
    <bpmn:userTask id="periksa"><bpmn:standardLoopCharacteristics loopMaximum="0"/></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-323"
Sentence = tuple[str, str]


def check(context: Context) -> Iterator[Problem]:
    """Yield each faulty ``standardLoopCharacteristics``."""
    for loop in context.of("standardLoopCharacteristics"):
        label = Part(loop.file, loop.known_as).label
        for message, english in _faults(context, loop):
            yield loop.error(ID, f"{label}: {message}", f"{label}: {english}")


def _faults(context: Context, loop: Part) -> Iterator[Sentence]:
    maximum, condition = loop.attribute("loopMaximum"), loop.child("loopCondition")
    if maximum is not None and not (maximum.isdecimal() and int(maximum[:9]) > 0):
        yield (
            f"loopMaximum “{maximum}” harus bilangan bulat mulai 1.",
            f"the loopMaximum “{maximum}” must be a whole number from 1.",
        )
    if maximum is None and (condition is None or not condition.text):
        yield (
            "pengulangan ini tidak pernah berakhir. Tulis loopCondition atau loopMaximum.",
            "this loop never ends. Write a loopCondition or a loopMaximum.",
        )
    activity = loop.xml.getparent()
    if activity is not None and len(context.loops[activity]) > 1:
        yield (
            "pakai pengulangan atau multi-instance, bukan keduanya. Hapus salah satu.",
            "it can't be both looping and multi-instance. Delete one of the two.",
        )
