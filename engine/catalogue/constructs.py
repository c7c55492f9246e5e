"""What of BPMN 2.0 Paraf runs as the standard says: the allow-list that publishing holds to.

Whatever isn't named here is refused by name (PRF-101 to PRF-105). To widen it, make ``engine.spiff`` run the
construct, prove it there, and add it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.decisions import MAPPINGS

Values = frozenset[str] | None
"""The values that an attribute may have; None for any."""


@dataclass(frozen=True, slots=True)
class Construct:
    """An element that runs, with what may stand on and in it.

    Attributes:
        attributes: BPMN's own, which have no namespace.
        children: BPMN elements directly below it; event definitions are in ``EVENT_DEFINITIONS``.
        camunda: attributes of the namespace ``camunda``.
        extensions: ``camunda:`` elements directly below its ``extensionElements``.
    """

    attributes: Mapping[str, Values]
    children: frozenset[str]
    camunda: Mapping[str, Values]
    extensions: frozenset[str]


def _construct(
    attributes: str = "",
    children: str = "",
    camunda: str = "",
    extensions: str = "",
    **fixed: str,
) -> Construct:
    """Words are names of any value; ``fixed`` gives the values that a BPMN attribute may have."""
    own: dict[str, Values] = dict.fromkeys(["id", "name", *attributes.split()])
    own |= {name: frozenset(values.split()) for name, values in fixed.items()}
    return Construct(
        attributes=own,
        children=frozenset(["documentation", "extensionElements", *children.split()]),
        camunda={name: _CAMUNDA_VALUES.get(name) for name in camunda.split()},
        extensions=frozenset(extensions.split()),
    )


def _flow_node(
    attributes: str = "",
    children: str = "",
    camunda: str = "",
    extensions: str = "",
    **fixed: str,
) -> Construct:
    return _construct(
        attributes,
        f"incoming outgoing {children}",
        camunda,
        f"properties inputOutput {extensions}",
        **fixed,
    )


_CAMUNDA_VALUES: Mapping[str, Values] = {
    "formRefBinding": frozenset({"deployment"}),
    "calledElementBinding": frozenset({"deployment"}),
    "decisionRefBinding": frozenset({"deployment", "latest"}),
    "mapDecisionResult": frozenset(MAPPINGS),
}
_INSIDE = (
    "sequenceFlow startEvent endEvent intermediateThrowEvent intermediateCatchEvent "
    "boundaryEvent userTask scriptTask businessRuleTask callActivity "
    "subProcess exclusiveGateway inclusiveGateway parallelGateway textAnnotation association group "
    "dataObject dataObjectReference dataStoreReference"
)
_ONCE = {"startQuantity": "1", "completionQuantity": "1", "isForCompensation": "false"}
_DIRECTIONS = "Unspecified Converging Diverging Mixed"

CONSTRUCTS: Mapping[str, Construct] = {
    "definitions": _construct(
        "targetNamespace expressionLanguage typeLanguage exporter exporterVersion",
        "process collaboration category",
    ),
    "collaboration": _construct(
        "isClosed",
        "participant textAnnotation association group dataObject dataObjectReference dataStoreReference",
    ),
    "participant": _construct("processRef"),
    "category": _construct("", "categoryValue"),
    "categoryValue": _construct("value"),
    "process": _construct(
        "isExecutable processType isClosed",
        f"laneSet {_INSIDE}",
        "historyTimeToLive versionTag",
        "properties",
    ),
    "laneSet": _construct("", "lane"),
    "lane": _construct("", "flowNodeRef"),
    "flowNodeRef": _construct(),
    "incoming": _construct(),
    "outgoing": _construct(),
    "sequenceFlow": _construct("sourceRef targetRef", "conditionExpression", isImmediate="true"),
    "conditionExpression": _construct("language"),
    "startEvent": _flow_node(
        "", "", "formRef formRefBinding", isInterrupting="true", parallelMultiple="false"
    ),
    "endEvent": _flow_node(),
    "intermediateThrowEvent": _flow_node(),
    "intermediateCatchEvent": _flow_node(parallelMultiple="false"),
    "boundaryEvent": _flow_node("attachedToRef", cancelActivity="true false", parallelMultiple="false"),
    "userTask": _flow_node(
        "implementation default",
        "multiInstanceLoopCharacteristics",
        "formRef formRefBinding assignee candidateGroups candidateUsers dueDate priority",
        **_ONCE,
    ),
    "scriptTask": _flow_node(
        "scriptFormat default",
        "script multiInstanceLoopCharacteristics",
        "resultVariable",
        **_ONCE,
    ),
    "script": _construct(),
    "businessRuleTask": _flow_node(
        "implementation default",
        "multiInstanceLoopCharacteristics",
        "decisionRef decisionRefBinding resultVariable mapDecisionResult",
        **_ONCE,
    ),
    "callActivity": _flow_node(
        "calledElement default",
        "multiInstanceLoopCharacteristics",
        "calledElementBinding",
        "in out",
        **_ONCE,
    ),
    "subProcess": _flow_node(
        "default", f"multiInstanceLoopCharacteristics {_INSIDE}", triggeredByEvent="false", **_ONCE
    ),
    "exclusiveGateway": _flow_node("default", gatewayDirection=_DIRECTIONS),
    "inclusiveGateway": _flow_node("default", gatewayDirection=_DIRECTIONS),
    "parallelGateway": _flow_node(gatewayDirection=_DIRECTIONS),
    "multiInstanceLoopCharacteristics": _construct(
        "isSequential", "loopCardinality completionCondition", "collection elementVariable", behavior="All"
    ),
    "loopCardinality": _construct("language"),
    "completionCondition": _construct("language"),
    "timerEventDefinition": _construct("", "timeDate timeDuration"),
    "timeDate": _construct("language"),
    "timeDuration": _construct("language"),
    "terminateEventDefinition": _construct(),
    "textAnnotation": _construct("textFormat", "text"),
    "text": _construct(),
    "association": _construct("sourceRef targetRef associationDirection"),
    "dataObject": _construct("isCollection itemSubjectRef"),
    "dataObjectReference": _construct("dataObjectRef"),
    "dataStoreReference": _construct("dataStoreRef"),
    "group": _construct("categoryValueRef"),
    "documentation": _construct("textFormat"),
    "extensionElements": _construct(),
}
"""By the element's name; BPMN 2.0 §8–10 gives their meaning."""

EVENT_DEFINITIONS: Mapping[str, frozenset[str]] = {
    "startEvent": frozenset(),
    "endEvent": frozenset({"terminateEventDefinition"}),
    "intermediateThrowEvent": frozenset(),
    "intermediateCatchEvent": frozenset({"timerEventDefinition"}),
    "boundaryEvent": frozenset({"timerEventDefinition"}),
}
"""What an event at each position may wait for or throw (BPMN 2.0 §10.5, table 10.93)."""

NEEDS_A_DEFINITION = frozenset({"intermediateCatchEvent", "boundaryEvent"})
"""Events that mean nothing without something to wait for."""


def listed(names: Iterable[str]) -> str:
    """Join names for a sentence, sorted."""
    return ", ".join(sorted(names))
