"""What the token game moves: tokens inside nodes, the instances of processes around them, what they wait for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.oracle.graph import Graph, Node


@dataclass(eq=False)
class Wait:
    """Something that must come from outside before a token goes on.

    Attributes:
        number: counts all waits of the case, in the order in which they began.
        kind: ``task`` (somebody completes it), ``job`` (a connector's work), ``timer`` or ``message``.
        happens: what then happens.
        activity: whose wait it is, None for the start event of an event subprocess.
        item: the number of the instance, of a multi-instance task.
        due: when a timer is due.
        times: how often it has happened.
    """

    number: int
    kind: str
    node: Node
    happens: Callable[[Wait], None]
    activity: Activity | None = None
    item: int | None = None
    due: datetime | None = None
    times: int = 0


@dataclass(eq=False)
class Scope:
    """An instance of a process, subprocess, called process or event subprocess.

    Attributes:
        holder: the activity it is an instance of, None for the case's own process.
        flows: how many tokens wait on a sequence flow before a join.
        waits: the start events of its event subprocesses.
        interrupted: by one of its event subprocesses.
        completing: nothing but event subprocesses still runs in it.
    """

    graph: Graph
    holder: Activity | None
    flows: Counter[tuple[str, str]] = field(default_factory=Counter)
    activities: list[Activity] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    interrupted: bool = False
    completing: bool = False

    @property
    def is_main(self) -> bool:
        """Whether it is the case's own process, or an event subprocess of it."""
        holder = self.holder
        return holder is None or (holder.node.kind == "handler" and holder.scope.is_main)


@dataclass(eq=False)
class Activity:
    """A token inside a node: a task, subprocess, call, event subprocess, catch event or event gateway.

    Attributes:
        waits: the task's, the event's, and the boundary events'.
        inner: the instances that run, of a subprocess.
        total: how many instances there are at most, and how many were ``begun`` and ``done``.
    """

    node: Node
    scope: Scope
    waits: list[Wait] = field(default_factory=list)
    inner: list[Scope] = field(default_factory=list)
    total: int = 1
    begun: int = 0
    done: int = 0
