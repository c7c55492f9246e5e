"""PRF-312: a timer that isn't one date or one duration (ISO 8601, or FEEL after ``=``; BPMN 2.0 §10.5.5).

Example:
    ``<bpmn:timeDuration>3 hari</bpmn:timeDuration>``, where ``P3D`` is meant
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.foreign import has_template
from engine.errors import Problem, ProcessFault
from engine.spiff import Element, TimerText
from engine.spiff.mends.timers import due_at

ID = "PRF-312"
KINDS: tuple[tuple[str, Literal["date", "duration"]], ...] = (
    ("timeDate", "date"),
    ("timeDuration", "duration"),
)
ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


def check(context: Context) -> Iterator[Problem]:
    """Yield each timer that can't be read; what an expression gives is known only when it runs."""
    for timer in context.constructs:
        if timer.tag != "timerEventDefinition":
            continue
        given = [(part, kind) for tag, kind in KINDS for part in timer.children(tag)]
        if len(given) != 1:
            yield timer.error(ID, "Timer harus punya tepat satu timeDate atau timeDuration. Perbaiki isinya.")
        for part, kind in given:
            told_elsewhere = part.text.startswith("=") or has_template(part.text)
            if not told_elsewhere and not _is_readable(part, kind):
                example = "2026-11-22T09:00:00+07:00" if kind == "date" else "P3D"
                yield part.error(ID, f"“{part.text}” bukan waktu ISO 8601. Tulis misalnya {example}.")


def _is_readable(part: Part, kind: Literal["date", "duration"]) -> bool:
    timer = TimerText(kind, part.text, expression=False)
    try:
        due_at(timer, part.text, ANY_MOMENT, Element(part.id or "", "", part.tag, ""))
    except ProcessFault:
        return False
    return True
