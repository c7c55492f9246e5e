"""PRF-309: a clause (*butir*) that ``clauses.json`` doesn't have.

Severity: error.

Example:
    <bpmn:userTask id="periksa"><bpmn:extensionElements><camunda:properties>
      <camunda:property name="butir" value="99"/>
    </camunda:properties></bpmn:extensionElements></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-309"


def check(context: Context) -> Iterator[Problem]:
    """Yield each unknown clause; where ``clauses.json`` is missing or unreadable, only the first."""
    unknown = _unknown(context)
    yield from unknown if context.clauses is not None else islice(unknown, 1)


def _unknown(context: Context) -> Iterator[Problem]:
    known = context.clauses or {}
    for part in context.with_settings:
        for item in part.properties():
            if item.attribute("name") != "butir":
                continue
            for clause in (item.attribute("value") or "").split(","):
                if clause.strip() not in known:
                    yield item.error(
                        ID,
                        f"Butir “{clause.strip()}” tidak ada di clauses.json. Tambahkan bunyinya di sana.",
                        f"Clause “{clause.strip()}” isn't in clauses.json. Add its words there.",
                    )
