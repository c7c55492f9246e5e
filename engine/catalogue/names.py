"""Which names an expression sees, by where it stands: the variables of its process and what the engine adds.

A variable is *known* in a process when something of the process sets it: an output, an automatic number, the
result of a script or a decision, or a mapping of a call into it or out of one it makes. Known but not yet set
means null.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES, TASKS, Part, Scope
from engine.forms import fields_of

NUMBER = "number:"
WITH_A_RESULT = frozenset({"scriptTask", "businessRuleTask"})
"""What gives one value, which goes to its ``camunda:resultVariable``."""

ANYWHERE = frozenset({"case"})
AT_AN_ELEMENT = ANYWHERE | {"round"}
SHOWN_TO_A_PERSON = AT_AN_ELEMENT | {"actor"}
ENTERED_BY_A_PERSON = SHOWN_TO_A_PERSON | {"paraf", "submission"}
IN_A_NUMBER = ENTERED_BY_A_PERSON | {"number", "year"}
BEFORE_A_CASE = frozenset({"actor"})
IN_A_DECISION_RESULT = frozenset({"decisionResult"})
IN_A_FORM = frozenset({"round"})


def variables_of(context: Context, process: Scope) -> frozenset[str]:
    """The variables known in a process."""
    found = set(_set_inside(process.part))
    for scope in context.processes.values():
        for call in scope.part.below("callActivity"):
            if call.attribute("calledElement") == process.part.attribute("id"):
                found |= {name for mapping in call.extensions("in") if (name := mapping.attribute("target"))}
    return frozenset(found)


def _set_inside(process: Part) -> Iterator[str]:
    for setter in setters_of(process):
        name = name_set_by(setter)
        if name:
            yield name


def setters_of(process: Part) -> Iterator[Part]:
    """What sets a variable in a process: outputs, numbers, scripts, decisions, mappings out of calls."""
    for part in process.below("*"):
        yield from part.extensions("inputOutput", "outputParameter")
        yield from part.extensions("out")
        yield from (item for item in part.properties() if (item.attribute("name") or "").startswith(NUMBER))
        if part.tag in WITH_A_RESULT:
            yield part


def name_set_by(setter: Part) -> str | None:
    """The variable that one of ``setters_of`` sets; None where it names none."""
    if setter.tag in WITH_A_RESULT:
        return setter.camunda("resultVariable")
    if setter.tag == "out":
        return setter.attribute("target")
    return (setter.attribute("name") or "").removeprefix(NUMBER)


def items_seen_by(part: Part) -> frozenset[str]:
    """The element variables of the multi-instance activities that a part is, or lies in."""
    around = (Part(part.file, xml) for xml in (part.xml, *part.xml.iterancestors()))
    activities = (above for above in around if above.tag in TASKS | SUBPROCESSES)
    loops = (loop for above in activities for loop in above.children("multiInstanceLoopCharacteristics"))
    return frozenset(name for loop in loops if (name := loop.camunda("elementVariable")))


def fields_seen_by(context: Context, node: Part) -> frozenset[str] | None:
    """The outermost names of the fields of a node's form; None where its form isn't known or not readable."""
    form = node.camunda("formRef")
    if form is None:
        return frozenset()
    schema = context.forms.get(form)
    return None if schema is None else frozenset(field.path[0] for field in fields_of(schema))


def inputs_of(node: Part) -> frozenset[str]:
    """The names that a node's inputs give its form, or its decision."""
    return frozenset(
        name
        for entry in node.extensions("inputOutput", "inputParameter")
        if (name := entry.attribute("name"))
    )
