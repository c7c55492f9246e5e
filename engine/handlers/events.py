"""What reaches a case from other cases and from outside: messages, signals, the results of connectors."""

from __future__ import annotations

from collections.abc import Mapping

from engine.errors import Conflict
from engine.handlers.case import Case, Change, Tools, expressions_for
from engine.model import Json
from engine.projections import MailRecord
from engine.spiff import Job


def receive(case: Case, wait_id: str, mail: MailRecord, tools: Tools) -> Change:
    """Bring a message to the element that waits for it.

    Raises:
        Conflict: it doesn't wait any more.
    """
    wait = next((wait for wait in case.run.waits() if wait.id == wait_id), None)
    if wait is None:
        raise Conflict("Pesan ini sudah tidak ditunggu.")
    where: dict[str, Json] = {"wait": wait.id, "element": wait.element, "process": wait.process}
    return receive_again(case, {**where, **carried(mail)}, tools)


def receive_again(case: Case, content: Mapping[str, Json], tools: Tools) -> Change:
    """Carry a journaled ``message_received`` out, for the first time or again."""
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    steps = case.run.receive(
        str(content["wait"]), content["payload"], expressions, tools.moment.now, budget=tools.step_budget
    )
    return Change("message_received", content, steps)


def hear(case: Case, mail: MailRecord, tools: Tools) -> Change:
    """Bring a signal to everything in the case that waits for it.

    Raises:
        Conflict: nothing does any more.
    """
    return hear_again(case, carried(mail), tools)


def hear_again(case: Case, content: Mapping[str, Json], tools: Tools) -> Change:
    """Carry a journaled ``signal_heard`` out, for the first time or again."""
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    steps = case.run.hear(
        str(content["name"]), content["payload"], expressions, tools.moment.now, budget=tools.step_budget
    )
    return Change("signal_heard", content, steps)


def finish_work(case: Case, work: str, result: Json, tools: Tools) -> Change:
    """Take in what a connector gave back.

    Raises:
        Conflict: the case doesn't wait for it any more.
    """
    return finish_work_again(case, {**_about(case, work), "result": result}, tools)


def finish_work_again(case: Case, content: Mapping[str, Json], tools: Tools) -> Change:
    """Carry a journaled ``work_done`` out, for the first time or again."""
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    steps = case.run.finish(
        str(content["work"]), content["result"], expressions, tools.moment.now, budget=tools.step_budget
    )
    return Change("work_done", content, steps)


def fail_work(case: Case, work: str, code: str, message: str, tools: Tools) -> Change:
    """Let the process handle the error that a connector's work came to.

    Raises:
        Conflict: the case doesn't wait for it any more, or doesn't handle this error.
    """
    return fail_work_again(case, {**_about(case, work), "code": code, "message": message}, tools)


def fail_work_again(case: Case, content: Mapping[str, Json], tools: Tools) -> Change:
    """Carry a journaled ``work_failed`` out, for the first time or again."""
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    steps = case.run.fail(
        str(content["work"]),
        str(content["code"]),
        str(content["message"]),
        expressions,
        tools.moment.now,
        budget=tools.step_budget,
    )
    return Change("work_failed", content, steps)


def carried(mail: MailRecord) -> dict[str, Json]:
    """Return what an entry says of the message or signal that led to it."""
    return {
        "name": mail.name,
        "key": mail.key,
        "payload": mail.payload,
        "source": dict(mail.source),
        "actor": mail.source.get("actor"),
    }


def _about(case: Case, work: str) -> dict[str, Json]:
    job: Job | None = next((job for job in case.run.jobs() if job.id == work), None)
    if job is None:
        raise Conflict("Pekerjaan ini sudah tidak ditunggu.")
    return {
        "work": job.id,
        "element": job.element,
        "process": job.process,
        "round": job.round,
        "item": job.item,
    }
