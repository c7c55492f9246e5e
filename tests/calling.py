"""Procedures that call other systems, and a house whose cases do."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from engine.model import Incident
from tests.builders import House, a_folder, properties
from tests.unit.connectors.servers import Peer, Reply
from tests.unit.spiff import builders as bpmn

FOUND: Reply = (200, {"Content-Type": "application/json"}, b'{"nama": "Sari"}')
ROOTS = '<bpmn:message id="pesan" name="Pertanyaan"/><bpmn:error id="galat" errorCode="http-404"/>'
BUSY: Reply = (503, {}, b"")


def inputs(**parameters: str) -> str:
    return "".join(
        f'<camunda:inputParameter name="{name}">{escape(text, quote=False)}</camunda:inputParameter>'
        for name, text in parameters.items()
    )


def a_call(
    folder: Path,
    connector: str,
    given: Mapping[str, str],
    *,
    output: str = "result.body.nama",
    retries: str = "",
    instead: str = "",
    tag: str = "serviceTask",
) -> Path:
    """A procedure that calls a system at once, and then asks staff; ``instead`` is drawn beside it."""
    named = {"connector": connector} | ({"retries": retries} if retries else {})
    result = f'<camunda:outputParameter name="nama">{output}</camunda:outputParameter>'
    inner = (
        bpmn.extensions(properties(case__title="=&quot;Memanggil&quot;"))
        + bpmn.start("mulai", bpmn.extensions(properties(starterGroups="staf")))
        + f'<bpmn:{tag} id="tanya" name="Menanyakan pegawai">'
        + bpmn.extensions(
            properties(**named) + f"<camunda:inputOutput>{inputs(**given)}{result}</camunda:inputOutput>"
        )
        + ('<bpmn:messageEventDefinition id="m" messageRef="pesan"/>' if tag.endswith("Event") else "")
        + f"</bpmn:{tag}>"
        + a_task("lanjut")
        + bpmn.end("selesai")
        + bpmn.flows("mulai tanya", "tanya lanjut", "lanjut selesai")
        + instead
    )
    a_folder(folder, {"memanggil": inner}, key="memanggil")
    diagram = folder / "processes" / "memanggil" / "memanggil.bpmn"
    diagram.write_text(diagram.read_text().replace("</bpmn:definitions>", f"{ROOTS}</bpmn:definitions>"))
    return folder


def a_task(id: str) -> str:
    return (
        f'<bpmn:userTask id="{id}" name="{id.capitalize()}" camunda:candidateGroups="staf">'
        "<bpmn:documentation>Kerjakan.</bpmn:documentation></bpmn:userTask>"
    )


def caught() -> str:
    """What is drawn where staff are asked to mend what the system answered with 404."""
    return (
        '<bpmn:boundaryEvent id="ditolak" name="Ditolak" attachedToRef="tanya">'
        '<bpmn:errorEventDefinition id="d" errorRef="galat" camunda:errorMessageVariable="sebab"/>'
        "</bpmn:boundaryEvent>"
        + a_task("perbaiki")
        + bpmn.end("batal")
        + bpmn.flows("ditolak perbaiki", "perbaiki batal")
    )


class Office:
    """A house whose cases call one system, and what that system was asked."""

    def __init__(self, house: House, peer: Peer) -> None:
        self.house = house
        self.peer = peer
        self.answers(FOUND)

    def answers(self, reply: Any) -> None:
        self.peer.replies["/pegawai"] = reply

    def start(self) -> str:
        return self.house.start("staf-1", "memanggil").case

    def work(self) -> int:
        return self.house.engine.worker.run_due()

    @property
    def incidents(self) -> list[Incident]:
        return self.house.engine.incidents()

    def open(self, case: str) -> list[str]:
        return [row.element for row in self.house.tasks("staf-1", case)]

    def kinds(self, case: str) -> list[str]:
        return [item.kind for item in self.house.engine.case(self.house.people["staf-1"], case).history]


def house_for(folder: Path, peer: Peer, **settings: Any) -> House:
    return House(folder, http_targets=(peer.url,), **settings)
