"""Which processes run, and which only show what somebody else does (BPMN 2.0, 10.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from lxml import etree

from engine.spiff.parse.text import boolean, bpmn, children, flag, reference


def pictures(roots: Iterable[etree._Element], main: str = "") -> frozenset[etree._Element]:
    """Return the processes that only document: not the main one, not executable, and nothing calls them.

    Where none is executable, those that don't say whether they are are taken for it; else all are. One in
    which nothing is drawn never runs.

    Args:
        roots: the ``definitions`` of the files that belong together.
        main: the id of the main process, empty where any may be it.
    """
    processes = [process for root in roots for process in root.iterchildren(bpmn("process"))]
    drawn = [p for p in processes if flag(p, "isExecutable") or next(children(p), None) is not None]
    marked = [process for process in drawn if flag(process, "isExecutable")]
    unsaid = [process for process in drawn if not says_that_it_never_runs(process)]
    running = (marked or unsaid or drawn) + [process for process in drawn if process.get("id") == main]
    return frozenset(processes) - _with_called(running, drawn)


def says_that_it_never_runs(process: etree._Element) -> bool:
    """Whether a process is marked as not executable; one may also say nothing."""
    return boolean(process.get("isExecutable", "true")) is not True


def _with_called(
    running: Iterable[etree._Element], processes: Collection[etree._Element]
) -> set[etree._Element]:
    """These processes, and those that they call."""
    by_id = {process.get("id"): process for process in processes}
    found: set[etree._Element] = set()
    waiting = [*running]
    while waiting:
        process = waiting.pop()
        if process not in found:
            found.add(process)
            waiting += [by_id[name] for name in _calls(process) if name in by_id]
    return found


def _calls(process: etree._Element) -> Iterator[str]:
    for call in process.iter(bpmn("callActivity")):
        yield reference(call, "calledElement")
