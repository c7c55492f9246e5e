"""How elements may be joined by flows: what BPMN forbids, and what would run otherwise than it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.errors import Fault
from engine.spiff.elements import (
    ACTIVITIES,
    EVENTS,
    SUBPROCESSES,
    AdHocText,
    Element,
    EventKind,
    Process,
    begins_by_itself,
)
from engine.spiff.normalise import is_link

_CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway", "complexGateway"})
UNCONDITIONAL = frozenset({"parallelGateway", "eventBasedGateway"}) | EVENTS
_CATCHING: frozenset[EventKind] = frozenset({"message", "signal", "timer", "conditional"})
_THROWN_IN: frozenset[EventKind] = frozenset({"message", "signal", "escalation", "compensation"})
POSITIONS: Mapping[str, frozenset[EventKind]] = {
    "startEvent": _CATCHING,
    "start of an event subprocess": _CATCHING | {"error", "escalation", "compensation"},
    "intermediateCatchEvent": _CATCHING | {"link"},
    "intermediateThrowEvent": _THROWN_IN | {"link"},
    "boundaryEvent": _CATCHING | {"error", "escalation", "cancel", "compensation"},
    "endEvent": _THROWN_IN | {"error", "cancel", "terminate"},
}
"""What an event may wait for or throw at each position (BPMN 2.0, table 10.93)."""
_ALWAYS_INTERRUPTS: frozenset[EventKind] = frozenset({"error", "cancel"})


def faults(processes: Mapping[str, Process]) -> list[Fault]:
    """Return what can't be run in the shape of the processes, in the order of their elements."""
    circular = _circular(processes)
    return [fault for process in processes.values() for fault in _Checker(process, processes, circular).all()]


def _circular(processes: Mapping[str, Process]) -> set[str]:
    """Return the processes that call themselves, directly or not, and any between two such."""
    calls: dict[str, set[str]] = {id: set() for id in processes}
    callers: dict[str, set[str]] = {id: set() for id in processes}
    for process in processes.values():
        for element in process.elements.values():
            if element.called_element in calls:
                calls[process.id].add(element.called_element)
                callers[element.called_element].add(process.id)
    return _endless(calls, callers) & _endless(callers, calls)


def _endless(calls: Mapping[str, set[str]], callers: Mapping[str, set[str]]) -> set[str]:
    """Return the processes from which a chain of calls need never end."""
    left = {id: len(called) for id, called in calls.items()}
    ending = [id for id, number in left.items() if number == 0]
    while ending:
        for caller in callers[ending.pop()]:
            left[caller] -= 1
            if left[caller] == 0:
                ending.append(caller)
    return {id for id, number in left.items() if number}


class _Checker:
    def __init__(self, process: Process, processes: Mapping[str, Process], circular: set[str]) -> None:
        self.process = process
        self.processes = processes
        self.circular = circular
        self.levels_with_start = {
            e.parent for e in process.elements.values() if e.type == "startEvent" or e.id in process.triggers
        }
        self.links: dict[tuple[str | None, str | None], list[Element]] = {}
        for link in filter(is_link, process.elements.values()):
            self.links.setdefault((link.parent, link.events[0].name), []).append(link)
        self.attached: dict[str | None, list[Element]] = {}
        self.first_to_catch: dict[tuple[str | None, EventKind, str | None], Element] = {}
        for boundary in process.elements.values():
            if boundary.attached_to:
                self.attached.setdefault(boundary.attached_to, []).append(boundary)
            for event in boundary.events:
                self.first_to_catch.setdefault((boundary.attached_to, event.kind, event.name), boundary)

    def all(self) -> Iterator[Fault]:
        yield from self.levels()
        yield from self.flows()
        for element in self.process.elements.values():
            for message in self.element(element):
                yield Fault(element.file, element.id, element.line, message)

    def levels(self) -> Iterator[Fault]:
        """A subprocess begins at one place, an event subprocess by one event (BPMN 2.0, 10.3.5)."""
        elements = self.process.elements.values()
        for level in (e for e in elements if e.type in SUBPROCESSES):
            nodes = self.process.on_level(level.id)
            starts = [e for e in nodes if e.type == "startEvent"]
            message = None
            if level.event_subprocess and (len(starts) != 1 or not starts[0].events):
                message = "Subproses event harus punya tepat satu event mulai, dengan pemicu."
            elif not level.event_subprocess and (len(starts) > 1 or any(start.events for start in starts)):
                message = "Subproses hanya boleh punya satu event mulai, tanpa pemicu."
            elif level.event_subprocess and (self._incoming(level) or self._outgoing(level)):
                message = "Subproses event tidak boleh dihubungkan dengan alur."
            elif level.event_subprocess and level.repeats:
                message = "Subproses event yang berulang tidak dapat dijalankan."
            elif not starts and self._only_circles(nodes):
                message = "Tidak ada yang memulai subproses ini: setiap langkahnya menunggu langkah lain."
            elif level.ad_hoc:
                message = self._not_ad_hoc(level, level.ad_hoc, nodes)
            if message:
                yield Fault(level.file, level.id, level.line, message)

    def _not_ad_hoc(self, level: Element, ad_hoc: AdHocText, nodes: Sequence[Element]) -> str | None:
        """What an ad-hoc subprocess holds (BPMN 2.0, 10.3.5), and a sequential one: no two tokens at once."""
        first = (e for e in nodes if not self._incoming(e) and begins_by_itself(e) and not is_link(e))
        if level.event_subprocess or any(node.event_subprocess for node in nodes):
            return "Subproses ad-hoc tidak dapat berupa atau memuat subproses event."
        if any(node.type in {"startEvent", "endEvent"} for node in nodes):
            return "Subproses ad-hoc tidak boleh memuat event mulai atau akhir."
        if any(node.type not in ACTIVITIES for node in first):
            return "Di subproses ad-hoc hanya aktivitas yang dapat mulai tanpa alur masuk."
        if ad_hoc.sequential and any(self._may_fork(node) for node in nodes):
            return "Subproses ad-hoc yang berurutan (ordering) tidak boleh bercabang."
        return None

    def _may_fork(self, node: Element) -> bool:
        chooses = node.type in {"exclusiveGateway", "eventBasedGateway"}
        beside = node.type == "boundaryEvent" and not node.interrupting
        return beside or (len(self._outgoing(node)) > 1 and not chooses)

    def _only_circles(self, nodes: Sequence[Element]) -> bool:
        """Whether tokens could move here, and none ever begins to (BPMN 2.0, 10.5.2)."""
        moved = [node for node in nodes if begins_by_itself(node)]
        return bool(moved) and all(self._incoming(node) for node in moved)

    def flows(self) -> Iterator[Fault]:
        elements = self.process.elements
        for flow, (source, target) in self.process.flows.items():
            message = None
            if source not in elements or target not in elements:
                message = "Alur harus menghubungkan dua elemen proses yang sama."
            elif elements[source].parent != elements[target].parent:
                message = "Alur tidak boleh melintasi batas subproses."
            elif flow in self.process.conditions and elements[source].type in UNCONDITIONAL:
                message = "Alur yang keluar dari event atau gateway ini tidak boleh bersyarat."
            elif self.process.conditions.get(flow) == "" and elements[source].type in ACTIVITIES:
                message = "Syarat alur ini kosong."
            if message:
                yield Fault(self.process.file, flow, None, message)

    def element(self, element: Element) -> Iterator[str]:
        yield from self.ends_of_flows(element)
        yield from self.choices(element)
        if element.type in EVENTS:
            yield from self.event(element)
        yield from self.attachment(element)
        yield from self.compensation(element)
        yield from self.call(element)
        if element.instantiates:
            yield from self.instantiation(element)
        if element.type == "eventBasedGateway":
            yield from self.race(element)

    def ends_of_flows(self, element: Element) -> Iterator[str]:
        """Where a level has a start event, each other node must be led to (BPMN 2.0, 10.5.2)."""
        if element.type in {"startEvent", "boundaryEvent"} or element.for_compensation:
            if self._incoming(element):
                yield "Tidak boleh ada alur yang masuk."
        elif (
            not self._incoming(element)
            and element.parent in self.levels_with_start
            and not self._begins(element)
        ):
            yield "Tidak pernah tercapai: tidak ada alur yang masuk."
        if (element.type == "endEvent" or element.for_compensation) and self._outgoing(element):
            yield "Tidak boleh ada alur yang keluar."

    def choices(self, element: Element) -> Iterator[str]:
        outgoing = self._outgoing(element)
        may_default = element.type in _CHOOSING or element.type in ACTIVITIES
        if element.default and (not may_default or element.default not in outgoing):
            yield "Alur bawaan harus keluar dari elemen ini sendiri, yang memilih di antara alurnya."
        if element.type in _CHOOSING and len(outgoing) > 1 and not self._forks(element, outgoing):
            for flow in outgoing:
                if flow != element.default and not self.process.conditions.get(flow):
                    yield f"Alur “{flow}” bukan bawaan dan tidak punya syarat."

    def _forks(self, element: Element, outgoing: Sequence[str]) -> bool:
        """A complex gateway without any condition sends a token along each flow."""
        unconditional = not any(flow in self.process.conditions for flow in outgoing) and not element.default
        return element.type == "complexGateway" and unconditional

    def event(self, element: Element) -> Iterator[str]:
        around = self.process.elements.get(element.parent or "")
        begins_subprocess = element.type == "startEvent" and around is not None and around.event_subprocess
        position = "start of an event subprocess" if begins_subprocess else element.type
        for event in element.events:
            if event.kind not in POSITIONS[position]:
                yield f"Event “{event.kind}” tidak dapat berada di sini."
            if event.kind in _ALWAYS_INTERRUPTS and not element.interrupting:
                yield f"Event “{event.kind}” selalu menghentikan."
        if element.type in {"intermediateCatchEvent", "boundaryEvent"} and not element.events:
            yield "Event ini harus menunggu sesuatu, misalnya pesan atau timer."
        if is_link(element):
            yield from self.link(element)
        if element.type == "startEvent" or element.id in self.process.triggers:
            yield from self.start(element, around)
        if element.type == "endEvent" and _cancels(element):
            yield from self.cancellation(around)

    def instantiation(self, element: Element) -> Iterator[str]:
        """What may precede that which begins its process (BPMN 2.0, 10.3.3 and 10.6.6)."""
        sources = [self.process.flows[flow][0] for flow in self._incoming(element)]
        starts = {"", *self.process.starts, *self.process.triggers}
        if element.type == "eventBasedGateway":
            if element.parent or sources:
                yield "Gateway berbasis event yang memulai proses tidak boleh didahului apa pun."
        elif element.parent or not starts.issuperset(sources):
            yield "Tugas terima yang memulai proses (instantiate) hanya boleh didahului event mulai."
        elif element.repeats:
            yield "Tugas terima yang memulai proses (instantiate) tidak boleh berulang."

    def cancellation(self, around: Element | None) -> Iterator[str]:
        """A transaction that is cancelled goes on where that is caught (BPMN 2.0, 10.5.3)."""
        if around is None or not around.transaction:
            yield "Event batal hanya boleh di dalam transaksi."
        elif not any(_cancels(event) for event in self.attached.get(around.id, ())):
            yield "Tidak ada event batal yang menempel pada transaksinya."

    def start(self, element: Element, around: Element | None) -> Iterator[str]:
        """Data belongs to a case, and a process is never completed while anybody could compensate it."""
        if around is None and element.all_events and len(element.events) > 1:
            yield "Event mulai yang menunggu semua pemicunya (parallelMultiple) tidak dapat dijalankan."
        if around is None and any(event.kind == "conditional" for event in element.events):
            yield (
                "Syarat tidak dapat memulai proses: sebelum ada kasus tidak ada data yang dapat diperiksa. "
                "Pakai pesan, sinyal, atau timer."
            )
        compensates = any(event.kind == "compensation" for event in element.events)
        if compensates and around is not None and around.parent is None:
            yield "Kompensasi hanya dapat memulai subproses event yang ada di dalam subproses."

    def link(self, element: Element) -> Iterator[str]:
        """Each link has one target on its level, and at least one source (BPMN 2.0, 10.5.5)."""
        same = self.links[element.parent, element.events[0].name]
        targets = [other for other in same if other.type == "intermediateCatchEvent"]
        if len(element.events) > 1 or not element.events[0].name:
            yield "Tautan harus punya nama, dan tidak boleh disertai pemicu lain."
        elif len(targets) != 1 or len(targets) == len(same):
            yield f"Tautan “{element.events[0].name}” harus punya satu tujuan dan paling sedikit satu asal."
        elif element.type == "intermediateCatchEvent" and self._incoming(element):
            yield "Tidak boleh ada alur yang masuk ke tujuan tautan."
        elif element.type == "intermediateThrowEvent" and self._outgoing(element):
            yield "Tidak boleh ada alur yang keluar dari asal tautan."

    def attachment(self, element: Element) -> Iterator[str]:
        if element.type != "boundaryEvent":
            return
        host = self.process.elements.get(element.attached_to or "")
        if host is None or host.type not in ACTIVITIES or host.parent != element.parent:
            yield "Event batas harus menempel pada tugas, panggilan, atau subproses setingkat."
        elif host.event_subprocess or host.for_compensation:
            yield "Event batas tidak boleh menempel pada subproses event atau pada kompensasi."
        elif _cancels(element) and not host.transaction:
            yield "Event batal hanya boleh menempel pada transaksi."
        yield from self.rivals(element)

    def rivals(self, element: Element) -> Iterator[str]:
        """An error or a cancel is caught once, so a second event for it never happens (BPMN 2.0, 10.5.6)."""
        for event in element.events:
            other = self.first_to_catch[element.attached_to, event.kind, event.name]
            if event.kind in _ALWAYS_INTERRUPTS and other is not element:
                yield f"Tidak pernah terjadi: “{other.title}” sudah menangkapnya."

    def compensation(self, element: Element) -> Iterator[str]:
        compensates = any(event.kind == "compensation" for event in element.events)
        if element.type == "boundaryEvent" and compensates:
            host = self.process.elements.get(element.attached_to or "")
            handler = self.process.elements.get(host.compensation or "") if host else None
            if handler is None or not handler.for_compensation:
                yield "Hubungkan dengan asosiasi ke aktivitas yang bertanda isForCompensation."
            elif len(element.events) > 1 or self._outgoing(element):
                yield "Event kompensasi tidak boleh disertai pemicu lain atau alur keluar."
        for event in element.events:
            if event.kind == "compensation" and event.activity not in {None, *self.process.elements}:
                yield f"Aktivitas “{event.activity}” yang dikompensasi tidak ada."

    def race(self, element: Element) -> Iterator[str]:
        """What an event-based gateway may lead to (BPMN 2.0, 10.6.6)."""
        outgoing = [
            self.process.elements.get(self.process.flows[flow][1]) for flow in self._outgoing(element)
        ]
        if not outgoing:
            yield "Gateway berbasis event harus menuju paling sedikit satu event."
        kinds = {target.type for target in outgoing if target and _waits_for_message(target)}
        if len(kinds) > 1:
            yield "Gateway berbasis event tidak boleh menuju event pesan dan tugas terima sekaligus."
        for target in outgoing:
            if (
                target is None
                or target.type not in {"intermediateCatchEvent", "receiveTask"}
                or is_link(target)
            ):
                yield "Gateway berbasis event hanya boleh menuju event yang menunggu atau tugas terima."
            elif len(self._incoming(target)) > 1 or target.id in self.attached:
                yield f"“{target.title}” hanya boleh dicapai dari gateway ini, tanpa event batas."
            elif target.repeats:
                yield f"“{target.title}” ditunggu oleh gateway ini, jadi tidak boleh berulang."

    def call(self, element: Element) -> Iterator[str]:
        if element.type != "callActivity":
            return
        called = self.processes.get(element.called_element or "")
        if called is None:
            yield f"Proses “{element.called_element}” yang dipanggil tidak ada."
        elif len(called.starts) != 1:
            yield f"Proses “{called.id}” yang dipanggil harus punya tepat satu event mulai."
        elif self.circular >= {self.process.id, called.id}:
            yield "Proses tidak boleh memanggil dirinya sendiri, langsung atau tidak."

    def _incoming(self, element: Element) -> list[str]:
        return self.process.incoming(element.id)

    def _outgoing(self, element: Element) -> list[str]:
        return self.process.outgoing(element.id)

    def _begins(self, element: Element) -> bool:
        target_of_link = element.type == "intermediateCatchEvent" and is_link(element)
        return element.event_subprocess or element.instantiates or target_of_link


def _cancels(element: Element) -> bool:
    return any(event.kind == "cancel" for event in element.events)


def _waits_for_message(element: Element) -> bool:
    return element.type == "receiveTask" or any(event.kind == "message" for event in element.events)
