"""PRF-603: an input of a decision that nothing gives: it would always be null.

What gives one is a variable of the process of that name, or a ``camunda:inputParameter`` of the task.

Severity: error.

Example (tarif.dmn):
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="d">
      <inputData id="nilai" name="nilai"><variable name="nilai"/></inputData>
      <decision id="tarif" name="tarif"><variable name="tarif"/>
        <informationRequirement id="r"><requiredInput href="#nilai"/></informationRequirement>
        <literalExpression><text>nilai + 1</text></literalExpression></decision>
    </definitions>

Example:
    <bpmn:businessRuleTask id="tentukan" camunda:decisionRef="tarif" camunda:resultVariable="hasil"/>
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from engine.catalogue.context import Context
from engine.catalogue.names import AT_AN_ELEMENT, inputs_of, items_seen_by, variables_of
from engine.errors import Problem

ID = "PRF-603"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such input, at the task that asks the decision."""
    for process in context.processes.values():
        known = variables_of(context, process) | AT_AN_ELEMENT
        tasks = process.part.below("businessRuleTask")
        for task in (process.part, *tasks) if process.part.kind == "businessRuleTask" else tasks:
            decision = context.decision_of(task)
            seen = known | inputs_of(task) | items_seen_by(context, task)
            for name in sorted(set(decision.inputs) - seen) if decision is not None else ():
                alike = get_close_matches(name, seen, n=1)
                hint = f"; mungkin dari variabel “{alike[0]}”" if alike else ""
                english = f", perhaps from the variable “{alike[0]}”" if alike else ""
                yield task.error(
                    ID,
                    f"Masukan “{name}” keputusan {task.label} tidak pernah terisi. "
                    f"Beri camunda:inputParameter bernama “{name}”{hint}.",
                    f"Nothing ever gives the input “{name}” of the decision {task.label}. "
                    f"Add a camunda:inputParameter “{name}”{english}.",
                )
