"""What of BPMN 2.0 Paraf runs as the standard says: the allow-list that publishing holds to.

Whatever isn't named here is refused by name (PRF-101 to PRF-105). To widen it, make ``engine.spiff`` run the
construct, prove it there, and add it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.decisions import MAPPINGS
from engine.spiff.structure import POSITIONS

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
        f"incoming outgoing auditing monitoring {children}",
        camunda,
        f"properties inputOutput {extensions}",
        **fixed,
    )


def _activity(
    attributes: str = "", children: str = "", camunda: str = "", extensions: str = "", **fixed: str
) -> Construct:
    return _flow_node(
        f"default {attributes}",
        "ioSpecification property dataInputAssociation dataOutputAssociation "
        f"multiInstanceLoopCharacteristics standardLoopCharacteristics {children}",
        camunda,
        extensions,
        **_ONCE,
        **fixed,
    )


def _catching(attributes: str = "", camunda: str = "", **fixed: str) -> Construct:
    children = "property dataOutput dataOutputAssociation outputSet"
    return _flow_node(attributes, children, camunda, parallelMultiple=_BOOLEAN, **fixed)


def _throwing() -> Construct:
    return _flow_node(children="property dataInput dataInputAssociation inputSet")


def _global_task(attributes: str = "", children: str = "", camunda: str = "") -> Construct:
    inside = f"ioSpecification supportedInterfaceRef {children}"
    return _construct(attributes, inside, camunda, "properties inputOutput")


_CAMUNDA_VALUES: Mapping[str, Values] = {
    "formRefBinding": frozenset({"deployment"}),
    "calledElementBinding": frozenset({"deployment"}),
    "decisionRefBinding": frozenset({"deployment", "latest"}),
    "mapDecisionResult": frozenset(MAPPINGS),
}
_ARTIFACTS = "textAnnotation association group"
_DATA = "dataObject dataObjectReference dataStoreReference"
_INSIDE = (
    "sequenceFlow startEvent endEvent intermediateThrowEvent intermediateCatchEvent boundaryEvent "
    "task userTask manualTask scriptTask businessRuleTask serviceTask sendTask receiveTask "
    "callActivity subProcess adHocSubProcess transaction exclusiveGateway inclusiveGateway parallelGateway "
    f"eventBasedGateway complexGateway laneSet property auditing monitoring {_ARTIFACTS} {_DATA}"
)
_BOOLEAN = "true false"
BOOLEAN = frozenset(_BOOLEAN.split())
"""What ``xsd:boolean`` means; ``1`` and ``0`` are other ways to write it."""
_ONCE = {"startQuantity": "1", "completionQuantity": "1", "isForCompensation": _BOOLEAN}
_DIRECTIONS = "Unspecified Converging Diverging Mixed"
_PERSON = "formRef formRefBinding assignee candidateGroups candidateUsers dueDate priority"
_DECISION = "decisionRef decisionRefBinding resultVariable mapDecisionResult"

TIMES = ("timeDate", "timeDuration", "timeCycle")
REFERENCES = (
    *("flowNodeRef", "incoming", "outgoing", "eventDefinitionRef", "interfaceRef", "endPointRef"),
    *("supportedInterfaceRef", "operationRef", "inMessageRef", "outMessageRef", "errorRef"),
    *("dataInputRefs", "optionalInputRefs", "whileExecutingInputRefs", "outputSetRefs"),
    *("dataOutputRefs", "optionalOutputRefs", "whileExecutingOutputRefs", "inputSetRefs"),
    *("sourceRef", "targetRef", "loopDataInputRef", "loopDataOutputRef", "source", "target"),
)
"""Elements that only name another."""

CONSTRUCTS: Mapping[str, Construct] = {
    "definitions": _construct(
        "targetNamespace expressionLanguage typeLanguage exporter exporterVersion",
        "import extension relationship process collaboration category message signal error escalation "
        "itemDefinition dataStore resource interface endPoint partnerEntity partnerRole "
        "messageEventDefinition signalEventDefinition errorEventDefinition escalationEventDefinition "
        "timerEventDefinition conditionalEventDefinition terminateEventDefinition linkEventDefinition "
        "cancelEventDefinition compensateEventDefinition "
        "globalTask globalManualTask globalUserTask globalScriptTask globalBusinessRuleTask",
    ),
    "import": _construct("importType location namespace"),
    "extension": _construct("definition", mustUnderstand="false"),
    "relationship": _construct("type direction", "source target"),
    "collaboration": _construct("", f"participant messageFlow {_ARTIFACTS} {_DATA}", isClosed=_BOOLEAN),
    "participant": _construct("processRef", "interfaceRef endPointRef participantMultiplicity"),
    "participantMultiplicity": _construct("minimum maximum"),
    "messageFlow": _construct("sourceRef targetRef messageRef"),
    "category": _construct("", "categoryValue"),
    "categoryValue": _construct("value"),
    "message": _construct("itemRef"),
    "signal": _construct("structureRef"),
    "error": _construct("errorCode structureRef"),
    "escalation": _construct("escalationCode structureRef"),
    "itemDefinition": _construct("structureRef itemKind", isCollection=_BOOLEAN),
    "dataStore": _construct("capacity itemSubjectRef", "dataState", isUnlimited=_BOOLEAN),
    "resource": _construct("", "resourceParameter"),
    "resourceParameter": _construct("type", isRequired=_BOOLEAN),
    "interface": _construct("implementationRef", "operation"),
    "operation": _construct("implementationRef", "inMessageRef outMessageRef errorRef"),
    "endPoint": _construct(),
    "partnerEntity": _construct("", "participantRef"),
    "partnerRole": _construct("", "participantRef"),
    "participantRef": _construct(),
    "process": _construct(
        "processType definitionalCollaborationRef",
        f"supportedInterfaceRef ioSpecification {_INSIDE}",
        "historyTimeToLive versionTag",
        "properties",
        isExecutable=_BOOLEAN,
        isClosed=_BOOLEAN,
    ),
    "globalTask": _global_task(),
    "globalManualTask": _global_task(),
    "globalUserTask": _global_task("implementation", "rendering", _PERSON),
    "globalScriptTask": _global_task("scriptFormat scriptLanguage", "script", "resultVariable"),
    "globalBusinessRuleTask": _global_task("implementation", "", _DECISION),
    "laneSet": _construct("", "lane"),
    "childLaneSet": _construct("", "lane"),
    "lane": _construct("partitionElementRef", "flowNodeRef childLaneSet partitionElement"),
    "partitionElement": _construct(),
    "sequenceFlow": _construct(
        "sourceRef targetRef", "conditionExpression auditing monitoring", isImmediate="true"
    ),
    "conditionExpression": _construct("language evaluatesToTypeRef"),
    "startEvent": _catching(camunda="formRef formRefBinding", isInterrupting=_BOOLEAN),
    "endEvent": _throwing(),
    "intermediateThrowEvent": _throwing(),
    "intermediateCatchEvent": _catching(),
    "boundaryEvent": _catching("attachedToRef", cancelActivity=_BOOLEAN),
    "task": _activity(),
    "manualTask": _activity(),
    "userTask": _activity("implementation", "rendering", _PERSON),
    "serviceTask": _activity("implementation operationRef", "", "resultVariable"),
    "sendTask": _activity("implementation operationRef messageRef", "", "resultVariable"),
    "receiveTask": _activity("implementation operationRef messageRef", instantiate=_BOOLEAN),
    "rendering": _construct(),
    "scriptTask": _activity("scriptFormat", "script", "resultVariable"),
    "script": _construct(),
    "businessRuleTask": _activity("implementation", "", _DECISION),
    "callActivity": _activity("calledElement", "", "calledElementBinding", "in out"),
    "subProcess": _activity("", _INSIDE, triggeredByEvent=_BOOLEAN),
    "adHocSubProcess": _activity(
        "",
        f"completionCondition {_INSIDE}",
        triggeredByEvent="false",
        ordering="Parallel Sequential",
        cancelRemainingInstances=_BOOLEAN,
    ),
    "transaction": _activity("method", _INSIDE, triggeredByEvent="false"),
    "exclusiveGateway": _flow_node("default", gatewayDirection=_DIRECTIONS),
    "inclusiveGateway": _flow_node("default", gatewayDirection=_DIRECTIONS),
    "parallelGateway": _flow_node(gatewayDirection=_DIRECTIONS),
    "complexGateway": _flow_node("default", "activationCondition", gatewayDirection=_DIRECTIONS),
    "eventBasedGateway": _flow_node(
        gatewayDirection=_DIRECTIONS, instantiate=_BOOLEAN, eventGatewayType="Exclusive Parallel"
    ),
    "activationCondition": _construct("language evaluatesToTypeRef"),
    "multiInstanceLoopCharacteristics": _construct(
        "oneBehaviorEventRef noneBehaviorEventRef",
        "loopCardinality completionCondition loopDataInputRef inputDataItem loopDataOutputRef outputDataItem",
        "collection elementVariable",
        isSequential=_BOOLEAN,
        behavior="All",
    ),
    "standardLoopCharacteristics": _construct("loopMaximum", "loopCondition", testBefore=_BOOLEAN),
    "loopCardinality": _construct("language evaluatesToTypeRef"),
    "loopCondition": _construct("language evaluatesToTypeRef"),
    "completionCondition": _construct("language evaluatesToTypeRef"),
    "inputDataItem": _construct("itemSubjectRef", "dataState", isCollection=_BOOLEAN),
    "outputDataItem": _construct("itemSubjectRef", "dataState", isCollection=_BOOLEAN),
    "messageEventDefinition": _construct("messageRef", "operationRef"),
    "signalEventDefinition": _construct("signalRef"),
    "errorEventDefinition": _construct("errorRef", "", "errorCodeVariable errorMessageVariable"),
    "escalationEventDefinition": _construct("escalationRef", "", "escalationCodeVariable"),
    "timerEventDefinition": _construct("", " ".join(TIMES)),
    **dict.fromkeys(TIMES, _construct("language evaluatesToTypeRef")),
    "conditionalEventDefinition": _construct("", "condition"),
    "condition": _construct("language evaluatesToTypeRef"),
    "terminateEventDefinition": _construct(),
    "cancelEventDefinition": _construct(),
    "linkEventDefinition": _construct("", "source target"),
    "compensateEventDefinition": _construct("activityRef", waitForCompletion="true"),
    "textAnnotation": _construct("textFormat", "text"),
    "text": _construct(),
    "association": _construct("sourceRef targetRef", associationDirection="None One Both"),
    "group": _construct("categoryValueRef"),
    "dataObject": _construct("itemSubjectRef", "dataState", isCollection=_BOOLEAN),
    "dataObjectReference": _construct("dataObjectRef itemSubjectRef", "dataState"),
    "dataStoreReference": _construct("dataStoreRef itemSubjectRef", "dataState"),
    "dataState": _construct(),
    "property": _construct("itemSubjectRef", "dataState"),
    "ioSpecification": _construct("", "dataInput dataOutput inputSet outputSet"),
    "dataInput": _construct("itemSubjectRef", "dataState", isCollection=_BOOLEAN),
    "dataOutput": _construct("itemSubjectRef", "dataState", isCollection=_BOOLEAN),
    "inputSet": _construct("", "dataInputRefs optionalInputRefs whileExecutingInputRefs outputSetRefs"),
    "outputSet": _construct("", "dataOutputRefs optionalOutputRefs whileExecutingOutputRefs inputSetRefs"),
    "dataInputAssociation": _construct("", "sourceRef targetRef transformation assignment"),
    "dataOutputAssociation": _construct("", "sourceRef targetRef transformation assignment"),
    "transformation": _construct("language evaluatesToTypeRef"),
    "assignment": _construct("", "from to"),
    "from": _construct("language evaluatesToTypeRef"),
    "to": _construct("language evaluatesToTypeRef"),
    "auditing": _construct(),
    "monitoring": _construct(),
    "documentation": _construct("textFormat"),
    "extensionElements": _construct(),
    **dict.fromkeys(REFERENCES, _construct()),
}
"""By the element's name; BPMN 2.0 §8–10 gives their meaning."""


def definition_tag(kind: str) -> str:
    """Return the tag of an event's definition; the standard calls one of them otherwise than its event."""
    return f"{'compensate' if kind == 'compensation' else kind}EventDefinition"


EVENT_DEFINITIONS: Mapping[str, frozenset[str]] = {
    position: frozenset(map(definition_tag, kinds)) for position, kinds in POSITIONS.items()
}
"""What an event at each position may wait for or throw (BPMN 2.0 §10.5, table 10.93)."""

IN_AN_EVENT_SUBPROCESS = "start of an event subprocess"
"""The position of a start event there, among ``EVENT_DEFINITIONS``."""

NEEDS_A_DEFINITION = frozenset({"intermediateCatchEvent", "boundaryEvent"})
"""Events that mean nothing without something to wait for."""


def listed(names: Iterable[str]) -> str:
    """Join names for a sentence, sorted."""
    return ", ".join(sorted(names))
