"""PRF-310: a ``camunda:property`` that Paraf doesn't read there.

In Paraf's own name spaces (``case:``, ``paraf:``, ``note:``, ``number:``, ``register:``) or close to one of
its names it is an error, since a slip of the pen would silently drop initials or a number.

Severity: error in or close to Paraf's own names, else warning.

Example:
    <bpmn:startEvent id="mulai"><bpmn:extensionElements><camunda:properties>
      <camunda:property name="starterGroup" value="pegawai"/>
    </camunda:properties></bpmn:extensionElements></bpmn:startEvent>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-310"
ANYWHERE = ("butir",)
NUMBER = r"number:[^:]+"
WAITS = ("correlation", "correlation:message")
THROWS = ("correlation", "payload", "timeToLive", "connector", "retries")
BY_TAG = {
    "startEvent": ("action", "starterGroups", NUMBER, *WAITS),
    "userTask": ("paraf", "paraf:[^:]+", "note:[^:]+", "escalationGroups", "informedGroups", NUMBER),
    "intermediateCatchEvent": WAITS,
    "boundaryEvent": WAITS,
    "receiveTask": WAITS,
    "intermediateThrowEvent": THROWS,
    "endEvent": ("correlation", "payload", "timeToLive"),
    "sendTask": THROWS,
    "serviceTask": ("connector", "retries"),
}
CALLED_PROCESS = ("case:fact:[^:]+", "case:paper:[^:]+")
MAIN_PROCESS = (
    *CALLED_PROCESS,
    "case:title",
    "case:number",
    "case:column:[^:]+",
    "case:partner",
    "case:partner:name",
    "register:[^:]+",
    "withdrawGroups",
    "withdrawUntil",
)
OURS = re.compile(r"(case|paraf|note|number|register|correlation)(:.*)?")
NAMES = (
    *("action", "butir", "starterGroups", "escalationGroups", "informedGroups", "withdrawGroups"),
    *("withdrawUntil", "paraf", "connector", "correlation", "payload", "retries", "timeToLive"),
)


def check(context: Context) -> Iterator[Problem]:
    """Yield each property that isn't read where it stands, and each second one of a name."""
    for part in context.with_settings:
        seen: set[str] = set()
        for item in part.properties():
            name = item.attribute("name") or ""
            if name in seen:
                yield item.error(
                    ID,
                    f"Properti “{name}” ditulis dua kali pada {part.label}. Sisakan satu.",
                    f"The property “{name}” stands twice on {part.label}. Leave one.",
                )
            elif not any(re.fullmatch(pattern, name) for pattern in _read_on(context, part)):
                yield _unread(item, name, part)
            seen.add(name)


def _read_on(context: Context, part: Part) -> tuple[str, ...]:
    if part.tag == "process":
        may_be_main = context.loose or (context.main is not None and part.xml is context.main.part.xml)
        return (*ANYWHERE, *(MAIN_PROCESS if may_be_main else CALLED_PROCESS))
    return (*ANYWHERE, *BY_TAG.get(part.kind, ()))


def _unread(item: Part, name: str, part: Part) -> Problem:
    meant = get_close_matches(name, NAMES, n=1, cutoff=0.8)
    if OURS.fullmatch(name) or meant:
        other = meant[0] if meant and meant[0] != name else ""
        hint = f" Mungkin maksudnya “{other}”." if other else ""
        english = f" Perhaps “{other}” is meant." if other else ""
        return item.error(
            ID,
            f"Properti “{name}” tidak dibaca pada <{part.tag}>.{hint} Betulkan atau hapus.",
            f"The property “{name}” isn't read on <{part.tag}>.{english} Correct or delete it.",
        )
    return item.warning(
        ID,
        f"Properti “{name}” pada {part.label} tidak dibaca oleh Paraf. Hapus bila tidak perlu.",
        f"Paraf doesn't read the property “{name}” on {part.label}. Delete it if nothing needs it.",
    )
