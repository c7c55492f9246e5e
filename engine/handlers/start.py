"""Begin a case at one of its start events: by a person, or because of an event."""

from __future__ import annotations

from datetime import datetime

from engine import policy
from engine.commands import Begin, Start
from engine.definition import Definition
from engine.errors import Conflict, Forbidden, InvalidSubmission, NotFound
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
from engine.handlers.events import carried
from engine.model import Actor, Json
from engine.projections import MailRecord
from engine.shapes import mapping
from engine.spiff import Element, Process, Run


def start_element(definition: Definition, start_event: str) -> Element:
    """Return a start event of the procedure itself that people may use.

    Raises:
        NotFound: there is none with this id.
    """
    element = definition.program.main.elements.get(start_event)
    if element is None or start_event not in definition.program.main.starts:
        raise NotFound(f"Prosedur ini tidak mempunyai awal “{start_event}”.")
    return element


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


def begin(
    definition: Definition, command: Begin, mail: MailRecord | None, case_id: str, key: str, tools: Tools
) -> tuple[Case, Change]:
    """Set the first token at a start event because what it waits for has happened.

    Args:
        mail: the message or signal; None for a timer.
        key: the idempotency key of the case.

    Raises:
        Conflict: the version that new cases begin on has no such start event any more.
    """
    main = definition.program.main
    name = None if mail is None else mail.name
    element, now = main.elements.get(command.start_event), tools.moment.now
    if element is None or not _waits_for(main, element, command.trigger, name):
        raise Conflict(f"Prosedur ini tidak lagi mempunyai awal “{command.start_event}” untuk event ini.")
    brought: dict[str, Json] = {"actor": None} if mail is None else carried(mail)
    names = submission_names(definition.form(element), {}, None, None)
    seen = {**names, "message": brought.get("payload")}
    expressions = expressions_for(definition, tools.moment, case_id, now)
    content: dict[str, Json] = {
        **brought,
        "element": element.id,
        "key": key,
        "correlation": brought.get("key"),
        "trigger": command.trigger,
        "data": {},
        "assign": allocate_numbers(element, seen, expressions, tools, definition.key),
    }
    return restart(definition, content, case_id, tools.moment, now, tools.step_budget)


def _waits_for(main: Process, start: Element, kind: str, name: str | None) -> bool:
    """Tell whether a start event still is what it was when its event was addressed to it."""
    known = {(event.kind, None if event.timer else event.name) for event in start.events}
    return start.id in main.triggers and (kind, name) in known


def restart(
    definition: Definition, content: dict[str, Json], case_id: str, moment: Moment, now: datetime, budget: int
) -> tuple[Case, Change]:
    """Carry a journaled ``started`` out again, or one that an event caused for the first time."""
    expressions = expressions_for(definition, moment, case_id, now)
    schema = definition.form(definition.program.main.elements[str(content["element"])])
    name = content.get("name")
    run, steps = Run.start(
        definition.program,
        case_id,
        str(content["element"]),
        expressions,
        now,
        assign=mapping(content["assign"]),
        names=submission_names(schema, mapping(content["data"]), content["actor"], None),
        budget=budget,
        payload=content.get("payload"),
        cause=(str(content.get("trigger")), None if name is None else str(name)),
    )
    return Case(case_id, definition, run, now), Change("started", content, steps)
