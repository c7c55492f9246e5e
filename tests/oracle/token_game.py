"""An independent executor of processes: tokens on a graph, moved as BPMN 2.0.2, chapter 13, says.

It knows nothing of ``engine`` and is so small that one can hold it against the standard; the clause stands
beside each rule. It settles between commands only: gateways that join and processes that end are looked at
when every token has come to rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from tests.oracle.graph import Graph, Node


@dataclass(eq=False)
class Wait:
    """Something that must come from outside before a token goes on.

    Attributes:
        number: of all waits of the case, this was the so-manieth.
        kind: ``task`` (somebody completes it), ``timer`` or ``message``.
        happens: what then happens.
        item: the number of the instance, of a multi-instance task.
        due: when a timer is due.
        times: how often it has happened.
    """

    number: int
    kind: str
    node: Node
    happens: Callable[[Wait], None]
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
    """

    graph: Graph
    holder: Activity | None
    flows: Counter[tuple[str, str]] = field(default_factory=Counter)
    activities: list[Activity] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    interrupted: bool = False


@dataclass(eq=False)
class Activity:
    """A token inside a node: a task, subprocess, call, event subprocess, catch event or event gateway.

    Attributes:
        waits: the task's, the event's, and the boundary events'.
        inner: the instances that run, of a subprocess.
        total: how many instances there are to be, and how many were ``begun`` and ``done``.
    """

    node: Node
    scope: Scope
    waits: list[Wait] = field(default_factory=list)
    inner: list[Scope] = field(default_factory=list)
    total: int = 1
    begun: int = 0
    done: int = 0


class TokenGame:
    """One case.

    Attributes:
        decisions: what each condition and each loop cardinality is at this moment.
        now: the clock.
        scopes: those that run, in the order in which they began.
        ends: the end events reached in the main process and its event subprocesses.
        failed: the code of the error that nobody caught.
        passed: the nodes that a token has left or ended in.
    """

    def __init__(self, graph: Graph, decisions: Mapping[str, int], now: datetime) -> None:
        self.decisions = decisions
        self.now = now
        self.numbers = count()
        self.scopes: list[Scope] = []
        self.ends: list[str] = []
        self.failed: str | None = None
        self.passed: set[str] = set()
        self.begin(graph, None)
        self.settle()

    # What one sees

    @property
    def over(self) -> bool:
        return not self.scopes

    def waits(self) -> Iterator[Wait]:
        """All that the case waits for, scope by scope, in the order in which it began to wait."""
        for scope in self.scopes:
            found = scope.waits + [wait for activity in scope.activities for wait in activity.waits]
            yield from sorted(found, key=lambda wait: wait.number)

    def tokens(self) -> Counter[str]:
        """How many tokens are in each node or wait before it."""
        found: Counter[str] = Counter()
        for scope in self.scopes:
            found.update(activity.node.id for activity in scope.activities)
            for (_, target), count in scope.flows.items():
                found[target] += count
        return +found

    # What one does

    def happen(self, wait: Wait, now: datetime) -> None:
        """Complete a task, let a timer fire, deliver a message."""
        self.now = now
        wait.happens(wait)
        self.settle()

    def settle(self) -> None:
        while self.step():
            pass

    def step(self) -> bool:
        """Let one gateway fire or one scope complete; says whether there was one."""
        for scope in self.scopes:
            for node in {target for _, target in +scope.flows}:
                if self.fires(scope, node):
                    for flow in set(scope.flows) & set(scope.graph.incoming(node)):
                        scope.flows[flow] -= 1
                    scope.flows = +scope.flows
                    self.leave(scope, scope.graph.nodes[node])
                    return True
            if not scope.flows and not scope.activities:
                self.complete(scope)
                return True
        return False

    # Gateways

    def fires(self, scope: Scope, node: str) -> bool:
        incoming = scope.graph.incoming(node)
        empty = [flow for flow in incoming if not scope.flows[flow]]
        if scope.graph.nodes[node].kind == "and":
            return not empty  # 13.4.1: at least one token on each incoming flow
        # 13.4.3: no token elsewhere can come to an empty incoming flow, unless it can as well to one that has one
        reaches_empty = self.before(scope, empty)
        reaches_full = self.before(scope, [flow for flow in incoming if scope.flows[flow]])
        elsewhere = {activity.node.id for activity in scope.activities}
        elsewhere |= {target for _, target in scope.flows if target != node}
        return not (elsewhere & (reaches_empty - reaches_full))

    def before(self, scope: Scope, flows: list[tuple[str, str]]) -> set[str]:
        return set().union(*(scope.graph.before(flow) for flow in flows))

    def leave(self, scope: Scope, node: Node) -> None:
        """Put a token on the outgoing flows: on all, or on those that a gateway chooses."""
        self.passed.add(node.id)
        ways = [(target, condition) for source, target, condition in scope.graph.edges if source == node.id]
        targets = [target for target, condition in ways if condition is None or self.decisions[condition]]
        if node.kind in {"xor", "or"}:
            true = [target for target, condition in ways if condition and self.decisions[condition]]
            targets = true or [target for target, condition in ways if condition is None]
        if node.kind == "xor":
            targets = targets[:1]  # 13.4.2: the first that is true, else the default; 13.4.3: all that are
        for target in targets:
            self.enter(scope, node.id, scope.graph.nodes[target])

    def enter(self, scope: Scope, source: str, node: Node) -> None:
        """A token comes to a node."""
        match node.kind:
            case "xor":
                self.leave(scope, node)
            case "and" | "or":
                scope.flows[source, node.id] += 1
            case "end":
                self.end(scope, node)
            case "catch":
                self.wait_for(scope, node, [node])
            case "gate":
                targets = [target for source, target, _ in scope.graph.edges if source == node.id]
                self.wait_for(scope, node, [scope.graph.nodes[target] for target in targets])
            case _:
                self.perform(scope, node)

    # Events

    def wait_for(self, scope: Scope, node: Node, events: list[Node]) -> None:
        """13.5.2, and 13.4.4 for the event gateway: the first event to happen goes on, the others are dropped."""
        activity = Activity(node, scope)
        scope.activities.append(activity)

        def goes_on(wait: Wait) -> None:
            self.passed.add(node.id)
            self.cancel(activity)
            self.leave(scope, wait.node)

        activity.waits += [self.wait(event, goes_on) for event in events]

    def wait(self, node: Node, happens: Callable[[Wait], None]) -> Wait:
        due = self.now + timedelta(minutes=node.minutes) if node.event == "timer" else None
        return Wait(next(self.numbers), node.event or "task", node, happens, due=due)

    def again(self, wait: Wait, waits: list[Wait]) -> None:
        """10.5.5: an event that doesn't interrupt listens on; of a timer, until its cycle is through."""
        wait.times += 1
        if wait.due and wait.times >= wait.node.times:
            waits.remove(wait)
        elif wait.due:
            wait.due += timedelta(minutes=wait.node.minutes)

    def end(self, scope: Scope, node: Node) -> None:
        """13.5.6: a token is consumed; a terminate event ends all else in its scope, an error is thrown."""
        self.passed.add(node.id)
        if self.is_main(scope):
            self.ends.append(node.id)
        if node.event == "terminate":
            self.clear(scope)
        if node.event == "error":
            self.throw(scope, node.code or "")

    def is_main(self, scope: Scope) -> bool:
        holder = scope.holder
        return holder is None or (holder.node.kind == "handler" and self.is_main(holder.scope))

    def throw(self, scope: Scope, code: str) -> None:
        """10.5.1: the innermost scope around with an error event subprocess or boundary event catches it."""
        for handler in [] if scope.interrupted else scope.graph.handlers:
            start = handler.inner.start if handler.inner else handler
            if start.event == "error" and start.code in {code, None}:
                self.handle(scope, handler)
                return
        activity = scope.holder
        if activity is None:
            self.failed = code
            self.clear(scope)
            return
        for event in activity.node.boundary:
            if event.event == "error" and event.code in {code, None}:
                self.cancel(activity)
                self.leave(activity.scope, event)
                return
        self.throw(activity.scope, code)

    # Activities

    def perform(self, scope: Scope, node: Node) -> None:
        """13.3.2: the activity runs; its boundary events listen as long as it does."""
        activity = Activity(node, scope)
        scope.activities.append(activity)
        if node.loop:
            activity.total = self.decisions[node.cardinality]
        if not activity.total:
            self.finish(activity)  # 13.3.7: no instance, completed at once
            return
        for event in node.boundary:
            if event.event != "error":
                activity.waits.append(self.wait(event, self.on_boundary(activity, event)))
        for _ in range(activity.total if node.loop == "parallel" else 1):
            self.begin_instance(activity)

    def on_boundary(self, activity: Activity, event: Node) -> Callable[[Wait], None]:
        """13.5.3: an interrupting one cancels the activity, all instances; the other lets it run on."""

        def happens(wait: Wait) -> None:
            if event.interrupting:
                self.cancel(activity)
            else:
                self.again(wait, activity.waits)
            self.leave(activity.scope, event)

        return happens

    def begin_instance(self, activity: Activity) -> None:
        number, activity.begun = activity.begun, activity.begun + 1
        if activity.node.inner:
            self.begin(activity.node.inner, activity)
        else:
            wait = self.wait(activity.node, lambda wait: self.done(activity, wait))
            wait.item = number if activity.node.loop else None
            activity.waits.append(wait)

    def done(self, activity: Activity, instance: Wait | None = None) -> None:
        """13.3.7: after the last instance, or when the completion condition is true, the activity completes."""
        if instance:
            activity.waits.remove(instance)
        activity.done += 1
        enough = activity.node.completes and self.decisions[activity.node.completes]
        if enough or activity.done == activity.total:
            self.finish(activity)
        elif activity.node.loop == "sequential":
            self.begin_instance(activity)

    def finish(self, activity: Activity) -> None:
        self.cancel(activity)
        self.leave(activity.scope, activity.node)

    def cancel(self, activity: Activity) -> None:
        """Take the token out of a node, with all that runs inside it."""
        for scope in list(activity.inner):
            self.drop(scope)
        activity.waits.clear()
        activity.scope.activities.remove(activity)

    # Scopes

    def begin(self, graph: Graph, holder: Activity | None) -> Scope:
        """13.3.4: a token starts at the start event; 13.5.4: the event subprocesses listen."""
        scope = Scope(graph, holder)
        self.scopes.append(scope)
        if holder:
            holder.inner.append(scope)
        for handler in graph.handlers:
            if handler.inner and handler.inner.start.event != "error":
                scope.waits.append(self.wait(handler.inner.start, self.on_start(scope, handler)))
        self.leave(scope, graph.start)
        return scope

    def on_start(self, scope: Scope, handler: Node) -> Callable[[Wait], None]:
        """13.5.4: an event subprocess begins, each time anew where it doesn't interrupt."""

        def happens(wait: Wait) -> None:
            self.again(wait, scope.waits)
            self.handle(scope, handler)

        return happens

    def handle(self, scope: Scope, handler: Node) -> None:
        """13.5.4: an interrupting event subprocess ends all else in its scope, which then lives on with it."""
        assert handler.inner
        if handler.inner.start.interrupting:
            self.clear(scope)
            scope.interrupted = True
        activity = Activity(handler, scope)
        scope.activities.append(activity)
        self.begin(handler.inner, activity)

    def complete(self, scope: Scope) -> None:
        """13.3.4: no token is left and no activity runs, event subprocesses among them (13.5.4)."""
        self.drop(scope)
        if scope.holder is None:
            return
        if scope.holder.node.kind == "handler":
            self.cancel(scope.holder)
        else:
            self.done(scope.holder)

    def clear(self, scope: Scope) -> None:
        """Consume every token in a scope, and stop listening."""
        for activity in list(scope.activities):
            self.cancel(activity)
        scope.flows.clear()
        scope.waits.clear()

    def drop(self, scope: Scope) -> None:
        self.clear(scope)
        self.scopes.remove(scope)
        if scope.holder:
            scope.holder.inner.remove(scope)
