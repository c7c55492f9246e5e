"""Begin a case at one of its start events."""

from __future__ import annotations

from datetime import datetime

from engine import policy
from engine.commands import Start
from engine.definition import Definition
from engine.errors import Forbidden, InvalidSubmission, NotFound
from engine.expressions import Expressions, Moment
from engine.forms import check_submission
from engine.handlers.case import (
    Case,
    Change,
    Tools,
    actor_value,
    allocate_numbers,
    expressions_for,
    submission_names,
)
from engine.model import Actor, Json
from engine.shapes import mapping
from engine.spiff import Element, Run


def start_element(definition: Definition, start_event: str) -> Element:
    """Return a start event of the procedure itself.

    Raises:
        NotFound: there is none with this id.
    """
    if start_event not in definition.program.main.starts:
        raise NotFound(f"Prosedur ini tidak mempunyai awal “{start_event}”.")
    return definition.program.main.elements[start_event]


def start_context(element: Element, actor: Actor, expressions: Expressions) -> dict[str, Json]:
    """Return what a start form begins with: the element's input parameters over ``actor``."""
    names: dict[str, Json] = {"actor": actor_value(actor)}
    return {name: expressions.value(text, names) for name, text in element.inputs}


def start(definition: Definition, command: Start, case_id: str, tools: Tools) -> tuple[Case, Change]:
    """Check the start form and set the first token.

    Raises:
        Forbidden: the person may not start here.
        InvalidSubmission: the form is filled in wrongly.
    """
    element = start_element(definition, command.start_event)
    now = tools.moment.now
    expressions = expressions_for(definition, tools.moment, case_id, now)
    actor = actor_value(command.actor)
    if not policy.may_start(command.actor, element, expressions, {"actor": actor}):
        raise Forbidden("Anda tidak dapat memulai prosedur ini.")
    schema = definition.form(element)
    data: dict[str, Json] = {}
    if schema is not None:
        context = start_context(element, command.actor, expressions)
        submission = check_submission(schema, command.data, context, tools.files, expressions)
        if submission.errors:
            raise InvalidSubmission(submission.errors)
        data = dict(submission.clean)
    names = submission_names(schema, data, actor, None)
    assign = allocate_numbers(element, names, expressions, tools, definition.key)
    run, steps = Run.start(
        definition.program,
        case_id,
        element.id,
        expressions,
        now,
        assign=assign,
        names=names,
        budget=tools.step_budget,
    )
    change = Change(
        kind="started",
        command={"element": element.id, "key": command.key, "data": data, "actor": actor, "assign": assign},
        steps=steps,
    )
    return Case(case_id, definition, run, now), change


def restart(
    definition: Definition, content: dict[str, Json], case_id: str, moment: Moment, now: datetime, budget: int
) -> tuple[Case, Change]:
    """Carry a journaled ``started`` out again."""
    expressions = expressions_for(definition, moment, case_id, now)
    schema = definition.form(definition.program.main.elements[str(content["element"])])
    run, steps = Run.start(
        definition.program,
        case_id,
        str(content["element"]),
        expressions,
        now,
        assign=mapping(content["assign"]),
        names=submission_names(schema, mapping(content["data"]), content["actor"], None),
        budget=budget,
    )
    return Case(case_id, definition, run, now), Change("started", content, steps)
