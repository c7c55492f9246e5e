"""Take a group's task for oneself, and give it back. Nothing moves on the diagram."""

from __future__ import annotations

from engine import policy
from engine.commands import Claim, Release
from engine.directory import Organisation
from engine.errors import Conflict, Forbidden
from engine.handlers.case import Change, actor_value, named
from engine.projections import TaskRecord


def claim(task: TaskRecord, command: Claim, organisation: Organisation) -> Change:
    """Take a task.

    Raises:
        Forbidden: it isn't for this person.
        Conflict: somebody else holds it.
    """
    if task.claimed_by == command.actor.id:
        raise Conflict("Tugas ini sudah Anda ambil.")
    if task.claimed_by is not None:
        raise Conflict("Tugas ini sudah diambil orang lain.")
    access = policy.task_access(command.actor, task, organisation)
    if access is None or not access.claim:
        raise Forbidden("Tugas ini bukan untuk Anda.")
    return Change("claimed", {**named(task), "actor": actor_value(command.actor)}, task=task.id)


def release(task: TaskRecord, command: Release, organisation: Organisation) -> Change:
    """Give a task back to its group; an administrator may do it for somebody who is away.

    Raises:
        Conflict: nobody holds it.
        Forbidden: it isn't for this person, or somebody else holds it.
    """
    administers = organisation.has_role(command.actor.groups, "administer")
    if not administers and policy.task_access(command.actor, task, organisation) is None:
        raise Forbidden("Tugas ini bukan untuk Anda.")
    if task.claimed_by is None:
        raise Conflict("Tugas ini tidak sedang dipegang siapa pun.")
    if task.claimed_by != command.actor.id and not administers:
        raise Forbidden("Tugas ini tidak sedang Anda pegang.")
    return Change("released", {**named(task), "actor": actor_value(command.actor)}, task=task.id)
