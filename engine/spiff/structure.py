"""How elements may be joined by flows: what BPMN forbids, and what would run otherwise than it looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.errors import Fault
from engine.spiff.elements import Element, Process
from engine.spiff.parse import ACTIVITIES, GATEWAYS

_CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway"})


def faults(processes: Mapping[str, Process]) -> list[Fault]:
    """Return what can't be run in the shape of the processes, in the order of their elements."""
    return [fault for process in processes.values() for fault in _Checker(process, processes).all()]


class _Checker:
    def __init__(self, process: Process, processes: Mapping[str, Process]) -> None:
        self.process = process
        self.processes = processes

    def all(self) -> Iterator[Fault]:
        yield from self.levels()
        yield from self.flows()
        for element in self.process.elements.values():
            for message in self.element(element):
                yield Fault(element.file, element.id, element.line, message)

    def levels(self) -> Iterator[Fault]:
        """A process or subprocess needs its own start and end (BPMN 2.0, 10.3.5 and 10.5.2)."""
        elements = self.process.elements.values()
        for level in [None, *(e.id for e in elements if e.type == "subProcess")]:
            kinds = Counter(e.type for e in elements if e.parent == level)
            where = level or self.process.id
            if not kinds["startEvent"] or (level and kinds["startEvent"] > 1):
                yield Fault(
                    self.process.file, where, None, "Harus ada peristiwa mulai; dalam subproses satu saja."
                )
            if not kinds["endEvent"]:
                yield Fault(self.process.file, where, None, "Harus ada peristiwa akhir.")

    def flows(self) -> Iterator[Fault]:
        elements = self.process.elements
        twins = Counter(self.process.flows.values())
        for flow, (source, target) in self.process.flows.items():
            message = None
            if source not in elements or target not in elements:
                message = "Alur harus menghubungkan dua elemen proses yang sama."
            elif elements[source].parent != elements[target].parent:
                message = "Alur tidak boleh melintasi batas subproses."
            elif twins[source, target] > 1:
                message = "Dua alur menghubungkan elemen yang sama; gabungkan syaratnya."
            elif flow in self.process.conditions and elements[source].type not in _CHOOSING:
                message = "Syarat hanya boleh pada alur yang keluar dari gerbang eksklusif atau inklusif."
            elif flow in self.process.conditions and elements[source].default == flow:
                message = "Alur bawaan tidak boleh bersyarat."
            if message:
                yield Fault(self.process.file, flow, None, message)

    def element(self, element: Element) -> Iterator[str]:
        incoming, outgoing = len(self.process.incoming(element.id)), len(self.process.outgoing(element.id))
        sourceless = element.type in {"startEvent", "boundaryEvent"}
        if sourceless and incoming:
            yield "Tidak boleh ada alur yang masuk."
        if not sourceless and not incoming:
            yield "Tidak pernah tercapai: tidak ada alur yang masuk."
        if element.type == "endEvent" and outgoing:
            yield "Tidak boleh ada alur yang keluar."
        if element.type != "endEvent" and not outgoing:
            yield "Jalan buntu: tidak ada alur yang keluar."
        if outgoing > 1 and element.type not in GATEWAYS:
            yield "Lebih dari satu alur keluar; gunakan gerbang."
        yield from self.choices(element)
        yield from self.attachment(element)
        yield from self.call(element)
        if element.type == "scriptTask" and not (element.script and element.result_variable):
            yield "Tugas skrip harus punya skrip FEEL dan camunda:resultVariable."

    def choices(self, element: Element) -> Iterator[str]:
        outgoing = self.process.outgoing(element.id)
        if element.default and (element.type not in _CHOOSING or element.default not in outgoing):
            yield "Alur bawaan harus keluar dari gerbang eksklusif atau inklusif ini sendiri."
        if element.type in _CHOOSING and len(outgoing) > 1:
            for flow in outgoing:
                if flow != element.default and not self.process.conditions.get(flow):
                    yield f"Alur “{flow}” bukan bawaan dan tidak punya syarat."

    def attachment(self, element: Element) -> Iterator[str]:
        if element.type != "boundaryEvent":
            return
        host = self.process.elements.get(element.attached_to or "")
        if host is None or host.type not in ACTIVITIES or host.parent != element.parent:
            yield "Peristiwa batas harus menempel pada tugas, panggilan, atau subproses setingkat."

    def call(self, element: Element) -> Iterator[str]:
        if element.type != "callActivity":
            return
        called = self.processes.get(element.called_element or "")
        if called is None:
            yield f"Proses “{element.called_element}” yang dipanggil tidak ada."
        elif len(called.starts) != 1:
            yield f"Proses “{called.id}” yang dipanggil harus punya tepat satu peristiwa mulai."
        elif self.process.id in self.reached_from(called.id):
            yield "Proses tidak boleh memanggil dirinya sendiri, langsung atau tidak."

    def reached_from(self, start: str) -> set[str]:
        """The processes that one leads into by calls, itself among them."""
        found: set[str] = set()
        todo = [start]
        while todo:
            process = self.processes.get(todo.pop())
            if process is not None and process.id not in found:
                found.add(process.id)
                todo += [e.called_element for e in process.elements.values() if e.called_element]
        return found
