"""Which names an expression sees, by where it stands: the variables of its process and what the engine adds.

A variable is *known* in a process when something of the process sets it: an output, an automatic number, the
result of a script, a decision or a connector, a data association, the code of an error that was caught, or a
mapping of a call into it or out of one it makes; and where it is the name of its data. Known but not yet set
means null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.catalogue.context import Context, remembered, walk
from engine.catalogue.document import Part, Scope, called_by
from engine.forms import fields_of

NUMBER = "number:"
WORD = re.compile(r"[A-Za-z_]\w*")
WITH_A_RESULT = frozenset({"scriptTask", "businessRuleTask", "serviceTask", "sendTask"})
"""What gives one value, which goes to its ``camunda:resultVariable``."""
WITH_CODES = frozenset({"errorEventDefinition", "escalationEventDefinition"})
CODE_VARIABLES = ("errorCodeVariable", "errorMessageVariable", "escalationCodeVariable")
"""Where the code and the message of what was caught go."""
DATA = frozenset(
    {"dataObject", "dataObjectReference", "dataStoreReference", "property", "dataInput", "dataOutput"}
)
"""What holds data: the variable of its name (BPMN 2.0 §10.4.1)."""
CATCHING = frozenset({"startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask"})
WITH_A_CONNECTOR = frozenset({"serviceTask", "sendTask", "intermediateThrowEvent"})

ANYWHERE = frozenset({"case"})
AT_AN_ELEMENT = ANYWHERE | {"round"}
SHOWN_TO_A_PERSON = AT_AN_ELEMENT | {"actor"}
ENTERED_BY_A_PERSON = SHOWN_TO_A_PERSON | {"paraf", "submission"}
IN_A_NUMBER = ENTERED_BY_A_PERSON | {"number", "year"}
BEFORE_A_CASE = frozenset({"actor"})
IN_A_DECISION_RESULT = frozenset({"decisionResult"})
OF_A_MESSAGE = frozenset({"message"})
OF_A_CONNECTOR = frozenset({"result"})
OF_A_ROUND = frozenset({"loopCounter"})
OF_INSTANCES = OF_A_ROUND | {
    *("numberOfInstances", "numberOfActiveInstances", "numberOfCompletedInstances"),
    *("numberOfTerminatedInstances", "nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances"),
}
"""Of BPMN 2.0 itself (tables 10.30 to 10.32), and as Camunda calls them."""
OF_A_COMPLEX_GATEWAY = frozenset({"activationCount", "waitingForStart"})
IN_A_FORM = frozenset({"round"})


def variables_of(context: Context, process: Scope) -> frozenset[str]:
    """The variables known in a process."""
    return _variables(context).get(process.part.attribute("id") or "", frozenset())


@remembered
def _variables(context: Context) -> dict[str, frozenset[str]]:
    own = {}
    for id, process in context.processes.items():
        data = {variable_of(part) for part in process.part.below(*DATA)} - {""}
        own[id] = context.mapped_into(id).union(_set_inside(process.part), data)
    shared = _sharing_all(context)
    return {id: own[id].union(*(own[other] for other in walk(shared, id))) for id in own}


def _sharing_all(context: Context) -> dict[str, set[str]]:
    """Process → those whose variables all cross into it, by a call of it or by one that it makes."""
    found: dict[str, set[str]] = {id: set() for id in context.processes}
    for id, process in context.processes.items():
        for call in process.part.below("callActivity"):
            called = called_by(call)
            if called in found and any(map(maps_all, call.extensions("in"))):
                found[called].add(id)
            if called in found and any(map(maps_all, call.extensions("out"))):
                found[id].add(called)
    return found


def maps_all(mapping: Part) -> bool:
    """Whether a ``camunda:in`` or ``camunda:out`` lets every variable cross."""
    return mapping.attribute("variables") == "all"


def _set_inside(process: Part) -> Iterator[str]:
    for setter in setters_of(process):
        yield from filter(None, names_set_by(setter))


def setters_of(process: Part) -> Iterator[Part]:
    """What sets a variable in a process: outputs, numbers, scripts, decisions, mappings out of calls, …"""
    for part in (process, *process.below("extensionElements", *WITH_A_RESULT, *WITH_CODES)):
        if part.tag == "extensionElements":
            yield from part.at("inputOutput", "outputParameter")
            yield from part.at("out")
            properties = part.at("properties", "property")
            yield from (item for item in properties if (item.attribute("name") or "").startswith(NUMBER))
        elif part.kind in WITH_A_RESULT or part.tag in WITH_CODES:
            yield part


def names_set_by(setter: Part) -> list[str | None]:
    """The variables that one of ``setters_of`` sets; None where it names none."""
    if setter.tag in WITH_CODES:
        return [setter.camunda(name) for name in CODE_VARIABLES if setter.camunda(name) is not None]
    if setter.kind in WITH_A_RESULT:
        return [setter.camunda("resultVariable")]
    if setter.tag == "out":
        return [setter.attribute("target")]
    return [(setter.attribute("name") or "").removeprefix(NUMBER)]


def variable_of(data: Part) -> str:
    """The variable of a data object or property: its name, or its id where that is no plain word."""
    name = (data.attribute("name") or "").strip()
    return name if WORD.fullmatch(name) else data.attribute("id") or ""


def items_seen_by(context: Context, part: Part) -> frozenset[str]:
    """What instances see of the multi-instance and looping activities that a part is, or lies in."""
    found: frozenset[str] = frozenset()
    for xml in (part.xml, *part.xml.iterancestors()):
        for loop in context.loops.get(xml, ()):
            found |= OF_A_ROUND.union(names_of_an_instance(loop))
    return found


def names_of_an_instance(loop: Part) -> list[str]:
    """What only the instances of a multi-instance activity see: the item of each, and what comes of it."""
    result = loop.child("outputDataItem")
    return [*filter(None, [element_variable(loop), "" if result is None else variable_of(result)])]


def element_variable(loop: Part) -> str | None:
    """The name by which an instance sees its item."""
    item = loop.child("inputDataItem")
    return loop.camunda("elementVariable") or (None if item is None else item.attribute("name"))


def fields_seen_by(context: Context, node: Part) -> frozenset[str] | None:
    """The outermost names of the fields of a node's form; None where its form isn't known or not readable."""
    form = node.camunda("formRef")
    if form is None:
        return frozenset()
    schema = context.forms.get(form)
    return None if schema is None else frozenset(field.path[0] for field in fields_of(schema))


def inputs_of(node: Part) -> frozenset[str]:
    """The names that a node's inputs and data associations give its form, or its decision."""
    given = (entry.attribute("name") for entry in node.extensions("inputOutput", "inputParameter"))
    brought = [data for io in node.children("ioSpecification") for data in io.children("dataInput")]
    return frozenset(filter(None, [*given, *map(variable_of, brought)]))
