"""PRF-007: an id that is used twice.

Journals, tasks and flows name an element by its id, so in one file no two elements may share one
(XML 1.0 §3.3.1), and no two files may hold a process or subprocess of the same id.

Severity: error.

Example:
    <bpmn:userTask id="periksa"/>
    <bpmn:userTask id="periksa"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-007"


def check(context: Context) -> Iterator[Problem]:
    """Yield the second and every further bearer of an id."""
    for document in context.documents:
        seen: dict[str, int | None] = {}
        for part in document.everything():
            name = part.attribute("id")
            if name is not None and name in seen:
                yield part.error(
                    ID,
                    f"Id “{name}” sudah dipakai di baris {seen[name]}. Beri id lain.",
                    f"The id “{name}” is used on line {seen[name]} already. Give it another.",
                )
            elif name is not None:
                seen[name] = part.line
    yield from _across_files(context)


def _across_files(context: Context) -> Iterator[Problem]:
    owners: dict[str, Part] = {}
    for scope in context.scopes:
        name = scope.part.attribute("id")
        if name is None:
            continue
        first = owners.setdefault(name, scope.part)
        if first.file != scope.part.file:
            yield scope.part.error(
                ID,
                f"Id “{name}” sudah dipakai di berkas {first.file}. Beri id lain.",
                f"The id “{name}” is used in {first.file} already. Give it another.",
            )
