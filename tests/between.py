"""Procedures that speak with each other: who orders and who delivers, a signal and who hears it, a daily round."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from engine.commands import SYSTEM, SendMessage
from engine.model import Json, Receipt
from tests.builders import House, a_folder, properties
from tests.unit.spiff import builders as bpmn

DECLARED = (
    '<bpmn:message id="M_pesanan" name="Pesanan"/>'
    '<bpmn:message id="M_jawaban" name="Jawaban"/>'
    '<bpmn:message id="M_ingat" name="Pengingat"/>'
    '<bpmn:signal id="S_libur" name="Libur"/>'
    '<bpmn:error id="E_tolak" name="Ditolak" errorCode="http-409"/>'
)
ORDER = '<bpmn:messageEventDefinition messageRef="M_pesanan"/>'
ANSWER = '<bpmn:messageEventDefinition messageRef="M_jawaban"/>'
REMINDER = '<bpmn:messageEventDefinition messageRef="M_ingat"/>'
HOLIDAY = '<bpmn:signalEventDefinition signalRef="S_libur"/>'
REFUSED = '<bpmn:errorEventDefinition errorRef="E_tolak"/>'
STARTED = bpmn.start("mulai", bpmn.extensions(properties(starterGroups="staf")))


def timer(kind: str, text: str) -> str:
    """A timer: ``kind`` is timeDate, timeDuration or timeCycle."""
    return f"<bpmn:timerEventDefinition><bpmn:{kind}>{text}</bpmn:{kind}></bpmn:timerEventDefinition>"


def given(*parameters: str, **named: str) -> str:
    """``extensionElements``: properties, and parameters as ``out:name=FEEL`` or ``in:name=FEEL``."""
    written = ""
    for parameter in parameters:
        direction, _, rest = parameter.partition(":")
        name, _, text = rest.partition("=")
        written += f'<camunda:{direction}putParameter name="{name}">{text}</camunda:{direction}putParameter>'
    inner = properties(**named) if named else ""
    return bpmn.extensions(
        inner + (f"<camunda:inputOutput>{written}</camunda:inputOutput>" if written else "")
    )


def staff(id: str, extension: str = "") -> str:
    """A task of the staff."""
    return bpmn.user(
        id,
        extension + "<bpmn:documentation>Kerjakan.</bpmn:documentation>",
        name=id.capitalize(),
        camunda__candidateGroups="staf",
    )


def event(tag: str, id: str, definition: str, extension: str = "", **attributes: str) -> str:
    return bpmn.node(tag, id, extension + definition, name=id.capitalize(), **attributes)


def a_procedure(folder: Path, key: str, *parts: str, more: str = "", **case: str) -> Path:
    """Write a procedure whose parts follow one another; their ids are found in them.

    Args:
        more: further parts and flows, as XML.
        case: properties of the process, e.g. ``case__number``.
    """
    ids = [part.split('id="', 1)[1].split('"', 1)[0] for part in parts]
    named = {"case__title": f"=&quot;{key.capitalize()}&quot;", **case}
    flows = bpmn.flows(*(f"{source} {target}" for source, target in itertools.pairwise(ids)))
    inner = bpmn.extensions(properties(**named)) + "".join(parts) + more + flows
    a_folder(folder, {}, key=key)
    process = f'<bpmn:process id="{key}" name="{key.capitalize()}" isExecutable="true">{inner}</bpmn:process>'
    (folder / "processes" / key / f"{key}.bpmn").write_bytes(bpmn.xml(DECLARED, process))
    return folder


def an_order(folder: Path) -> Path:
    """Write ``pembeli``: a numbered order is sent, and its answer waited for."""
    return a_procedure(
        folder,
        "pembeli",
        bpmn.start("mulai", given(starterGroups="staf", number__nomor="=&quot;PO-&quot; + string(number)")),
        event(
            "intermediateThrowEvent",
            "pesan",
            ORDER,
            given(correlation="=nomor", payload="={nomor: nomor, barang: &quot;Kursi&quot;}"),
        ),
        bpmn.node(
            "receiveTask",
            "tunggu",
            given("out:harga=message.harga", correlation="=nomor"),
            name="Tunggu",
            messageRef="M_jawaban",
        ),
        staff("baca"),
        bpmn.end("selesai"),
        case__number="=nomor",
    )


def a_supplier(folder: Path) -> Path:
    """Write ``penjual``: an order begins a case, whose end answers it."""
    return a_procedure(
        folder,
        "penjual",
        event("startEvent", "terima", ORDER, given("out:nomor=message.nomor")),
        staff("jawab"),
        event(
            "endEvent", "balas", ANSWER, given(correlation="=nomor", payload="={nomor: nomor, harga: 100}")
        ),
    )


def a_listener(folder: Path, key: str = "pendengar") -> Path:
    """Write a procedure that waits for the signal."""
    return a_procedure(
        folder,
        key,
        STARTED,
        event("intermediateCatchEvent", "dengar", HOLIDAY, given("out:hari=message.hari")),
        staff("libur"),
        bpmn.end("selesai"),
    )


def a_crier(folder: Path) -> Path:
    """Write ``pengumuman``: it throws the signal."""
    return a_procedure(
        folder,
        "pengumuman",
        STARTED,
        event("endEvent", "umumkan", HOLIDAY, given(payload="={hari: &quot;Senin&quot;}")),
    )


def deliver(house: House) -> None:
    """Let everything that is due happen, and what comes of it."""
    for _ in range(50):
        if house.engine.dispatcher.run_due() == 0:
            return
    raise AssertionError("there is always more")


def send(
    house: House, name: str, key: str | float | None = None, payload: Json = None, **more: Any
) -> Receipt:
    """Hand a message in from outside, under an id of its own where none is given."""
    message = {"actor": SYSTEM, "id": f"id-{house.clock().timestamp()}", **more}
    return house.engine.send(SendMessage(name=name, key=key, payload=payload, **message))
