"""PRF-327: a ``timeToLive`` that is no duration of ISO 8601, or ``retries`` that are no number from 1 to 20.

A message that nobody waits for is kept for ``timeToLive``; a connector's work is tried ``retries`` times.

Severity: error; warning for ``retries``, which then are 5.

Example:
    <bpmn:intermediateThrowEvent id="lapor"><bpmn:extensionElements><camunda:properties>
      <camunda:property name="timeToLive" value="3 hari"/>
    </camunda:properties></bpmn:extensionElements></bpmn:intermediateThrowEvent>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from engine.catalogue.context import Context
from engine.errors import Problem, ProcessFault
from engine.spiff import Element, TimerText
from engine.spiff.mends.timers import due_at

ID = "PRF-327"
ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
COUNT = re.compile(r"[1-9]|1[0-9]|20")


def check(context: Context) -> Iterator[Problem]:
    """Yield each such property."""
    for part in context.with_settings:
        for item in part.properties():
            value = item.attribute("value") or ""
            if item.attribute("name") == "timeToLive" and not _is_duration(value):
                yield item.error(
                    ID,
                    f"timeToLive “{value}” bukan lama waktu ISO 8601. Tulis misalnya P7D.",
                    f"The timeToLive “{value}” is no duration of ISO 8601. Write for example P7D.",
                )
            if item.attribute("name") == "retries" and not COUNT.fullmatch(value):
                yield item.warning(
                    ID,
                    f"retries “{value}” bukan bilangan 1 sampai 20, jadi dicoba 5 kali. Tulis misalnya 3.",
                    f"The retries “{value}” are no number from 1 to 20, so they are 5. Write for example 3.",
                )


def _is_duration(text: str) -> bool:
    try:
        due_at(TimerText("duration", text, expression=False), text, ANY_MOMENT, Element("", "", "", ""))
    except ProcessFault:
        return False
    return True
