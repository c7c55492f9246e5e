"""Do a task: check the form, ask for initials where they are due, map the outputs, let the tokens run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

import rfc8785

from engine.commands import Complete
from engine.definition import Definition
from engine.errors import Conflict, InvalidSubmission, ProcessFault, TaskNotOpen
from engine.expressions import Expressions
from engine.forms import check_submission
from engine.handlers.case import (
    Case,
    Change,
    Tools,
    actor_value,
    allocate_numbers,
    asked_names,
    case_names,
    expressions_for,
    named,
    submission_names,
)
from engine.journal import Entry, instant
from engine.model import Json, ParafRequest
from engine.shapes import mapping
from engine.spiff import Element

PARAF = "paraf"
PARAF_VERSION = "paraf:version"
DIGEST_OF_NULL = hashlib.sha256(b"null").hexdigest()


def complete(case: Case, command: Complete, tools: Tools) -> Change:
    """Do an open task with what the person entered.

    Raises:
        InvalidSubmission: the form is filled in wrongly, or initials are due and not confirmed.
    """
    task = case.task(command.task)
    if task is None:
        raise TaskNotOpen("Tugas ini sudah tidak terbuka.")
    element = case.element(task)
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    names = case_names(case, task)
    schema = case.definition.form(element)
    data: dict[str, Json] = {}
    errors: dict[str, list[str]] = {}
    if schema is not None:
        context = form_context(case.definition, element, names, expressions, actor_value(command.actor))
        submission = check_submission(schema, command.data, context, tools.files, expressions)
        data, errors = dict(submission.clean), dict(submission.errors)
    paraf = None
    if not errors:
        paraf = _paraf(element, names, asked_names(schema) | data, command, expressions, tools)
        if paraf == {}:
            errors["password"] = ["Paraf dibubuhkan dengan mengetik kata sandi Anda."]
    if errors:
        raise InvalidSubmission(errors)
    actor = actor_value(command.actor)
    extra = submission_names(schema, data, actor, paraf)
    assign = allocate_numbers(element, {**names, **extra}, expressions, tools, case.definition.key)
    steps = case.run.complete(
        task.id, expressions, tools.moment.now, assign=assign, names=extra, budget=tools.step_budget
    )
    return Change(
        kind="completed",
        command={
            **named(task),
            "data": data,
            "actor": actor,
            "assign": assign,
            "paraf": paraf,
        },
        steps=steps,
        task=task.id,
    )


def form_context(
    definition: Definition, element: Element, names: Mapping[str, Json], expressions: Expressions, actor: Json
) -> dict[str, Json]:
    """Return what a form begins with and its expressions see: the element's inputs, and the variables.

    A field begins with a value only where an input parameter says so: a variable of the same name would
    put an earlier round's decision before the official.
    """
    seen: dict[str, Json] = {**names, "actor": actor}
    inputs = {name: expressions.value(text, seen) for name, text in element.inputs}
    fields = definition.field_names(element)
    return {name: value for name, value in names.items() if name not in fields} | inputs


def paraf_request(
    element: Element, names: Mapping[str, Json], expressions: Expressions
) -> ParafRequest | None:
    """Return what initials at this task would bind now; None where it asks for none."""
    condition = element.properties.get(PARAF)
    if condition is None:
        return None
    subjects = {label: digest_of(expressions.value(text, names)) for label, text in _paraf_subjects(element)}
    version = element.properties.get(PARAF_VERSION)
    return ParafRequest(
        condition=condition.lstrip().removeprefix("="),
        subjects=subjects,
        version=None if version is None else expressions.value(version, names),
    )


def require_unchanged(
    case: Case,
    element: Element,
    command: Complete,
    tools: Tools,
    last: int,
    entries_after: Callable[[int], list[Entry]],
) -> None:
    """Refuse initials under something that changed since the person saw it.

    Args:
        last: the number of the case's last entry.
        entries_after: gives the case's journal entries above a number.

    Raises:
        Conflict: a subject of the initials has another value than the page showed.
    """
    if PARAF not in element.properties or command.seen == last:
        return
    if command.seen is None or not 1 <= command.seen <= last:
        raise Conflict("Halaman ini sudah usang; muat ulang dan periksa lagi sebelum membubuhkan paraf.")
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    bound = {name for _, text in _paraf_subjects(element) for name in expressions.compiled(text).names}
    for entry in entries_after(command.seen):
        changed = mapping(mapping(entry.content["outcome"])["variables"])
        for variables in changed.values():
            if bound & mapping(variables).keys():
                raise Conflict(
                    "Naskah yang diparaf berubah sejak halaman ini dibuka; muat ulang dan periksa lagi."
                )


def digest_of(value: Json) -> str:
    """Return what initials bind: a file's SHA-256, else that of the value's canonical JSON (RFC 8785).

    Raises:
        ProcessFault: a whole number of the value is too long for canonical JSON.
    """
    if isinstance(value, dict) and isinstance(value.get("sha256"), str):
        return str(value["sha256"])
    try:
        return hashlib.sha256(rfc8785.dumps(value)).hexdigest()
    except rfc8785.CanonicalizationError as error:
        raise ProcessFault("Naskah yang diparaf memuat bilangan terlalu panjang; pakai teks.") from error


def _require_same_paraf(
    element: Element, names: Mapping[str, Json], expressions: Expressions, paraf: Json
) -> None:
    """Refuse to carry initials out again that bind something else than what the case held."""
    request = paraf_request(element, names, expressions)
    digests = mapping(paraf)["digests"] if paraf is not None else None
    if digests is not None and (request is None or dict(request.subjects) != digests):
        raise ProcessFault(
            f"{element.title}: paraf mengikat sidik lain daripada yang ada pada kasus.", element.id
        )


def recomplete(case: Case, content: Mapping[str, Json], tools: Tools) -> Change:
    """Carry a journaled ``completed`` out again."""
    element = case.definition.program.element(str(content["process"]), str(content["element"]))
    schema = case.definition.form(element)
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    task = case.task(str(content["task"]))
    if task is None:
        raise TaskNotOpen("Tugas ini tidak terbuka.")
    _require_same_paraf(element, case_names(case, task), expressions, content["paraf"])
    steps = case.run.complete(
        task.id,
        expressions,
        tools.moment.now,
        assign=mapping(content["assign"]),
        names=submission_names(schema, mapping(content["data"]), content["actor"], content["paraf"]),
        budget=tools.step_budget,
    )
    return Change("completed", content, steps, task=str(content["task"]))


def _paraf(
    element: Element,
    names: Mapping[str, Json],
    data: Mapping[str, Json],
    command: Complete,
    expressions: Expressions,
    tools: Tools,
) -> dict[str, Json] | None:
    """Return the initials to be journaled; None where none are due, {} where due and not confirmed."""
    request = paraf_request(element, names, expressions)
    if request is None or not expressions.condition(request.condition, {**names, **data}):
        return None
    if missing := [label for label, digest in request.subjects.items() if digest == DIGEST_OF_NULL]:
        raise ProcessFault(f"{element.title}: {', '.join(missing)} yang diparaf belum ada.", element.id)
    if not tools.confirmed:
        return {}
    return {
        "by": command.actor.id,
        "name": command.actor.name,
        "capacity": "definitif",
        "at": instant(tools.moment.now),
        "version": request.version,
        "digests": dict(request.subjects),
    }


def _paraf_subjects(element: Element) -> Iterator[tuple[str, str]]:
    prefix = f"{PARAF}:"
    for name, text in element.properties.items():
        if name.startswith(prefix) and name != PARAF_VERSION:
            yield name.removeprefix(prefix), text
