"""A file: what its processes share, and the processes themselves."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from engine import xml
from engine.errors import Fault, Unrunnable
from engine.spiff.elements import Process
from engine.spiff.parse.events import Shared
from engine.spiff.parse.pictures import pictures
from engine.spiff.parse.process import Reader
from engine.spiff.parse.text import bpmn, children, line, local

_GLOBAL_TASKS = {
    "globalTask": "task",
    "globalManualTask": "manualTask",
    "globalUserTask": "userTask",
    "globalScriptTask": "scriptTask",
    "globalBusinessRuleTask": "businessRuleTask",
}


def parse(files: Mapping[str, bytes], main: str = "") -> tuple[dict[str, Process], list[Fault]]:
    """Read every process of every ``.bpmn`` file that isn't only a picture of somebody else's.

    A global task (BPMN 2.0, 10.3.6) is a process of that one task.

    Args:
        files: name → content; other files are left alone.
        main: the id of the main process, empty where any may be it.

    Returns:
        The processes by id, and what can't be run in them.

    Raises:
        Unrunnable: a file is not XML that may be read at all.
    """
    processes: dict[str, Process] = {}
    faults: list[Fault] = []
    roots = {name: _root(name, files[name]) for name in sorted(files) if name.endswith(".bpmn")}
    shown_only = pictures(roots.values(), main)
    for name, root in roots.items():
        shared = Shared(root)
        for node in children(root):
            process = None if node in shown_only else _process(name, node, shared, faults)
            if process is None:
                continue
            if process.id in processes:
                faults.append(Fault(name, process.id, line(node), "Id proses dipakai dua kali."))
            processes[process.id] = process
    return processes, faults


def _root(name: str, content: bytes) -> etree._Element:
    root = xml.read(name, content)
    if root.tag != bpmn("definitions"):
        raise Unrunnable([Fault(name, None, line(root), "Bukan berkas BPMN 2.0.")])
    return root


def _process(file: str, node: etree._Element, shared: Shared, faults: list[Fault]) -> Process | None:
    if local(node) == "process":
        return Reader(file, node, shared, faults).process()
    if local(node) in _GLOBAL_TASKS:
        around = etree.Element(bpmn("process"), attrib={"id": node.get("id", ""), "isExecutable": "true"})
        around.set("name", node.get("name", ""))
        task = etree.fromstring(etree.tostring(node))
        task.tag = bpmn(_GLOBAL_TASKS[local(node)])
        around.append(task)
        return Reader(file, around, shared, faults).process()
    return None
