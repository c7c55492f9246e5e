"""An independent executor of processes: tokens on a graph, moved as BPMN 2.0.2, chapter 13, says.

It knows nothing of ``engine`` and is so small that one can hold it against the standard; the clause stands
beside each rule. It settles between commands only: gateways that join and processes that end are looked at
when every token has come to rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count

from tests.oracle.graph import LOOP_MAXIMUM, Graph, Node
from tests.oracle.instances import Activity, Scope, Wait


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
            for (_, target), number in scope.flows.items():
                found[target] += number
        return found

    def entered(self) -> Counter[str]:
        """How often each node was entered and not left: with instances once, and once for each that runs.

        Where an event gateway waits, its events were.
        """
        found: Counter[str] = Counter()
        for activity in [activity for scope in self.scopes for activity in scope.activities]:
            tasks = [wait for wait in activity.waits if wait.activity]
            if activity.node.kind == "gate":
                found.update(wait.node.id for wait in activity.waits)
            else:
                found[activity.node.id] += 1 + (len(tasks) + len(activity.inner)) * bool(activity.node.loop)
        return found

    # What one does

    def happen(self, wait: Wait, now: datetime) -> None:
        """Complete a task, let a timer fire, deliver a message."""
        self.now = now
        wait.happens(wait)
        self.settle()

    def settle(self) -> None:
        """Go on until every token has come to rest."""
        while self.step():
            pass

    def step(self) -> bool:
        """Let one gateway fire or one scope complete; says whether there was one."""
        for scope in self.scopes:
            for join in dict.fromkeys(target for _, target in scope.flows):
                if self.fires(scope, join):
                    scope.flows -= Counter(scope.graph.incoming(join))  # one token of each flow that has one
                    self.leave(scope, scope.graph.nodes[join])
                    return True
            if not scope.flows and not scope.activities:
                self.complete(scope)
                return True
            if not scope.flows and all(each.node.kind == "handler" for each in scope.activities):
                scope.waits.clear()  # 13.5.4: as its scope completes no event subprocess begins any more
                scope.completing = True
        return False

    # Gateways

    def fires(self, scope: Scope, join: str) -> bool:
        incoming = scope.graph.incoming(join)
        empty = [flow for flow in incoming if not scope.flows[flow]]
        if scope.graph.nodes[join].kind == "and":
            return not empty  # 13.4.1: at least one token on each incoming flow
        # 13.4.3: no token elsewhere can come to an empty incoming flow, unless it can as well to one that has one
        reaches_empty = self.before(scope, empty)
        reaches_full = self.before(scope, [flow for flow in incoming if scope.flows[flow]])
        elsewhere = {activity.node.id for activity in scope.activities}
        elsewhere |= {target for _, target in scope.flows if target != join}
        return not (elsewhere & (reaches_empty - reaches_full))

    def before(self, scope: Scope, flows: list[tuple[str, str]]) -> set[str]:
        return set().union(*(scope.graph.before(flow) for flow in flows))

    def leave(self, scope: Scope, node: Node) -> None:
        """Put a token on the outgoing flows: on all, or on those that a gateway chooses."""
        self.passed.add(node.id)
        ways = [(target, condition) for source, target, condition in scope.graph.edges if source == node.id]
        targets = [target for target, condition in ways if condition and self.decisions[condition]]
        targets = targets or [target for target, condition in ways if not condition]
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
            case "throw":
                self.throw(scope, node)
                if scope in self.scopes and not scope.interrupted:
                    self.leave(scope, node)
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
        kind = "job" if node.kind == "service" else node.event or "task"
        return Wait(next(self.numbers), kind, node, happens, due=due)

    def again(self, wait: Wait, waits: list[Wait]) -> None:
        """10.5.5: an event that doesn't interrupt listens on; of a timer, until its cycle is through."""
        wait.times += 1
        if wait.due and wait.times >= wait.node.times:
            waits.remove(wait)
        elif wait.due:
            wait.due += timedelta(minutes=wait.node.minutes)

    def end(self, scope: Scope, node: Node) -> None:
        """13.5.6: a token is consumed; a terminate event ends all else in its scope."""
        self.passed.add(node.id)
        if scope.is_main:
            self.ends.append(node.id)
        if node.event == "terminate":
            self.clear(scope)
        elif node.event:
            self.throw(scope, node)

    def throw(self, scope: Scope, node: Node) -> None:
        """10.5.1: goes to whoever catches it; an error that nobody catches ends the case, all else is lost."""
        found = self.catcher(None, scope, node.event, node.code)
        if found:
            self.catch(*found)
        elif node.event == "error":
            self.failed = node.code
            while scope.holder:
                node, scope = scope.holder.node, scope.holder.scope
            self.ends = [node.id]
            self.clear(scope)

    def fail(self, wait: Wait, code: str, now: datetime) -> None:
        """The work of a connector ends in an error that is caught."""
        assert wait.activity
        self.now = now
        found = self.catcher(wait.activity, wait.activity.scope, "error", code)
        assert found
        self.catch(*found)
        self.settle()

    def catcher(
        self, activity: Activity | None, scope: Scope | None, event: str, code: str | None
    ) -> tuple[Activity | Scope, Node] | None:
        """10.5.1: who catches what an activity, or an end event of a scope, throws: the innermost around it."""
        while scope:
            for boundary in activity.node.boundary if activity else []:
                if activity and boundary.catches(event, code):
                    return activity, boundary
            for handler in [] if scope.interrupted or scope.completing else scope.graph.handlers:
                if handler.trigger.catches(event, code):
                    return scope, handler
            activity, scope = scope.holder, scope.holder.scope if scope.holder else None
        return None

    def catch(self, place: Activity | Scope, event: Node) -> None:
        if isinstance(place, Scope):
            self.handle(place, event)
            return
        if event.interrupting:
            self.cancel(place)
        self.leave(place.scope, event)

    # Activities

    def perform(self, scope: Scope, node: Node) -> None:
        """13.3.2: the activity runs; its boundary events listen as long as it does."""
        activity = Activity(node, scope)
        scope.activities.append(activity)
        if node.is_multiple:
            activity.total = self.decisions[node.cardinality]  # 13.3.7; none: completed at once
        elif node.loop == "while":
            activity.total = LOOP_MAXIMUM * self.decisions[node.condition]  # 13.3.6, testBefore
        elif node.loop == "until":
            activity.total = LOOP_MAXIMUM
        if not activity.total:
            self.finish(activity)
            return
        for event in node.boundary:
            if event.event in {"timer", "message"}:
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
            wait.activity, wait.item = activity, number if activity.node.is_multiple else None
            activity.waits.append(wait)

    def done(self, activity: Activity, instance: Wait | None = None) -> None:
        """13.3.7: an activity completes after its last instance, or when the completion condition is true.

        13.3.6: a loop completes when its condition is not true.
        """
        if instance:
            activity.waits.remove(instance)
        activity.done += 1
        node = activity.node
        enough = node.condition and bool(self.decisions[node.condition]) == node.is_multiple
        if enough or activity.done == activity.total:
            self.finish(activity)
        elif node.loop != "parallel":
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
            if handler.trigger.event in {"timer", "message"}:
                scope.waits.append(self.wait(handler.trigger, self.on_start(scope, handler)))
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
        if handler.trigger.interrupting:
            self.clear(scope)
            scope.interrupted = True
        activity = Activity(handler, scope)
        scope.activities.append(activity)
        self.begin_instance(activity)

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
