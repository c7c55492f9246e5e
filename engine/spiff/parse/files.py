"""A file: what its processes share, and the processes themselves."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from engine import xml
from engine.errors import Fault, Unrunnable
from engine.spiff.elements import Process
from engine.spiff.parse.events import Shared
from engine.spiff.parse.process import Reader
from engine.spiff.parse.text import bpmn, children, line, local

_GLOBAL_TASKS = {
    "globalTask": "task",
    "globalManualTask": "manualTask",
    "globalUserTask": "userTask",
    "globalScriptTask": "scriptTask",
    "globalBusinessRuleTask": "businessRuleTask",
}


def parse(files: Mapping[str, bytes]) -> tuple[dict[str, Process], list[Fault]]:
    """Read every process of every ``.bpmn`` file.

    A global task (BPMN 2.0, 10.3.6) is a process of that one task.

    Args:
        files: name → content; other files are left alone.

    Returns:
        The processes by id, and what can't be run in them.

    Raises:
        Unrunnable: a file is not XML that may be read at all.
    """
    processes: dict[str, Process] = {}
    faults: list[Fault] = []
    for name in sorted(files):
        if not name.endswith(".bpmn"):
            continue
        root = xml.read(name, files[name])
        if root.tag != bpmn("definitions"):
            raise Unrunnable([Fault(name, None, line(root), "Bukan berkas BPMN 2.0.")])
        shared = Shared(root)
        for node in children(root):
            process = _process(name, node, shared, faults)
            if process is None:
                continue
            if process.id in processes:
                faults.append(Fault(name, process.id, line(node), "Id proses dipakai dua kali."))
            processes[process.id] = process
    return processes, faults


def _process(file: str, node: etree._Element, shared: Shared, faults: list[Fault]) -> Process | None:
    if local(node) == "process" and not _is_a_picture(node):
        return Reader(file, node, shared, faults).process()
    if local(node) in _GLOBAL_TASKS:
        around = etree.Element(bpmn("process"), attrib={"id": node.get("id", ""), "isExecutable": "true"})
        around.set("name", node.get("name", ""))
        task = etree.fromstring(etree.tostring(node))
        task.tag = bpmn(_GLOBAL_TASKS[local(node)])
        around.append(task)
        return Reader(file, around, shared, faults).process()
    return None


def _is_a_picture(process: etree._Element) -> bool:
    """Whether it is somebody else's process, drawn without saying what happens in it."""
    return process.get("isExecutable") != "true" and next(children(process), None) is None
