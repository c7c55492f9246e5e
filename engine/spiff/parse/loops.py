"""Activities that run several times: standard loops and multi-instance (BPMN 2.0, 10.3.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from engine.spiff.elements import AdHocText, Element, LoopText
from engine.spiff.parse.data import Data
from engine.spiff.parse.events import Unreadable
from engine.spiff.parse.text import bpmn, camunda, children, feel, flag, local, reference_in, text_of

LOOPS = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"})
_MULTI_INSTANCE = frozenset(
    {
        *("loopCardinality", "completionCondition", "extensionElements"),
        *("loopDataInputRef", "inputDataItem", "loopDataOutputRef", "outputDataItem"),
    }
)


def loop_of(node: etree._Element) -> LoopText | None:
    """Return an activity's standard loop.

    Raises:
        Unreadable: nothing says when it ends, or it is multi-instance too.
    """
    loop = node.find(bpmn("standardLoopCharacteristics"))
    if loop is None:
        return None
    if node.find(bpmn("multiInstanceLoopCharacteristics")) is not None:
        raise Unreadable("Aktivitas tidak dapat sekaligus berulang (standardLoop) dan multi-instance.")
    maximum = loop.get("loopMaximum")
    if maximum is not None and not (maximum.isdecimal() and int(maximum) > 0):
        raise Unreadable(f"loopMaximum “{maximum}” harus bilangan bulat mulai 1.")
    condition = feel(text_of(loop, "loopCondition")) or None
    if condition is None and maximum is None:
        raise Unreadable("Pengulangan harus punya loopCondition atau loopMaximum.")
    return LoopText(condition, flag(loop, "testBefore"), int(maximum) if maximum else None)


def ad_hoc_of(node: etree._Element) -> AdHocText:
    """Return how an ad-hoc subprocess goes on.

    Raises:
        Unreadable: it has no such ordering.
    """
    ordering = node.get("ordering", "Parallel")
    if ordering not in {"Parallel", "Sequential"}:
        raise Unreadable(f"ordering “{ordering}” harus Parallel atau Sequential.")
    return AdHocText(
        feel(text_of(node, "completionCondition")) or None,
        ordering == "Sequential",
        flag(node, "cancelRemainingInstances", True),
    )


def multi_instance_faults(node: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield what of an activity's multi-instance isn't run: the part, and the sentence."""
    loop = node.find(bpmn("multiInstanceLoopCharacteristics"))
    if loop is None:
        return
    if loop.get("behavior", "All") != "All":
        yield loop, "Multi-instance yang melempar event (behavior) tidak dapat dijalankan."
    for child in children(loop):
        if local(child) not in _MULTI_INSTANCE:
            yield child, f"“{local(child)}” tidak dapat dijalankan."


def with_multi_instance(node: etree._Element, element: Element, data: Data) -> Element:
    """Return an activity with its multi-instance, where it has one.

    Raises:
        Unreadable: not exactly one thing says how many instances there are, or it says only half of what
            comes of them.
    """
    loop = node.find(bpmn("multiInstanceLoopCharacteristics"))
    if loop is None:
        return element
    brought: Mapping[str, str] = dict((*element.inputs, *element.call_in))
    items = data.name(reference_in(loop, "loopDataInputRef"))
    collection = feel(loop.get(camunda("collection"))) or brought.get(items, items)
    cardinality = feel(text_of(loop, "loopCardinality"))
    if bool(collection) == bool(cardinality):
        raise Unreadable("Multi-instance harus punya camunda:collection atau loopCardinality.")
    item = loop.find(bpmn("inputDataItem"))
    named = None if item is None else item.get("name")
    return replace(
        _with_results(node, loop, element, data),
        multi_instance=True,
        sequential=flag(loop, "isSequential"),
        element_variable=loop.get(camunda("elementVariable")) or named,
        collection=collection or None,
        cardinality=cardinality or None,
        completion_condition=feel(text_of(loop, "completionCondition")) or None,
    )


def _with_results(node: etree._Element, loop: etree._Element, element: Element, data: Data) -> Element:
    """What associations take from the collection is taken once, from the whole (BPMN 2.0, table 10.29)."""
    item, referring = loop.find(bpmn("outputDataItem")), loop.find(bpmn("loopDataOutputRef"))
    if item is None and referring is None:
        return element
    collection = reference_in(loop, "loopDataOutputRef")
    if item is None or not data.name(item.get("id", "")) or not data.name(collection):
        raise Unreadable("Hasil multi-instance harus punya outputDataItem dan loopDataOutputRef ke data.")
    collected = (*data.taken_from(node, collection),)
    return replace(
        element,
        result_item=data.name(item.get("id", "")),
        result_collection=data.name(collection),
        collected=collected,
        outputs=(*(pair for pair in element.outputs if pair not in collected),),
        call_out=(*(pair for pair in element.call_out if pair not in collected),),
    )
