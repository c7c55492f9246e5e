"""PRF-312: a timer that isn't one date, one duration or one cycle (ISO 8601, or FEEL after ``=``; §10.5.5).

Severity: error.

Example:
    <bpmn:intermediateCatchEvent id="tunggu"><bpmn:timerEventDefinition>
      <bpmn:timeDuration>3 hari</bpmn:timeDuration>
    </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.expressions import site_at
from engine.catalogue.foreign import has_template
from engine.errors import Problem, ProcessFault
from engine.feel import kind_of
from engine.spiff import Element, TimerText
from engine.spiff.mends.timers import due_at, next_of_cycle

ID = "PRF-312"
KINDS: Mapping[str, Literal["date", "duration", "cycle"]] = {
    "timeDate": "date",
    "timeDuration": "duration",
    "timeCycle": "cycle",
}
EXAMPLES = {"date": "2026-11-22T09:00:00+07:00", "duration": "P3D", "cycle": "R3/PT10H"}
DURATIONS = frozenset({"days and time duration", "years and months duration"})
GIVING: Mapping[str, frozenset[str]] = {
    "date": frozenset({"string", "date", "date and time"}),
    "duration": DURATIONS | {"string"},
    "cycle": frozenset({"string"}),
}
"""What an expression may give for each, as FEEL calls it."""
ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


def check(context: Context) -> Iterator[Problem]:
    """Yield each timer that can't be read; what an expression gives is known only when it runs."""
    for timer in context.of("timerEventDefinition"):
        given = timer.children(*KINDS)
        if len(given) != 1 or not given[0].text:
            yield timer.error(
                ID,
                "Timer harus punya tepat satu timeDate, timeDuration, atau timeCycle. Perbaiki isinya.",
                "A timer must have exactly one timeDate, timeDuration or timeCycle. Correct it.",
            )
        yield from _of_another_kind(context, given)
        for part in given:
            told_elsewhere = not part.text or part.text.startswith("=") or has_template(part.text)
            if not told_elsewhere and not _is_readable(part):
                example = EXAMPLES[KINDS[part.tag]]
                yield part.error(
                    ID,
                    f"“{part.text}” bukan waktu ISO 8601. Tulis misalnya {example}.",
                    f"“{part.text}” is no time of ISO 8601. Write for example {example}.",
                )


def _of_another_kind(context: Context, given: Iterable[Part]) -> Iterator[Problem]:
    """What certainly gives no time, whatever the variables are."""
    for part in given:
        site = site_at(context).get(part.xml)
        tree = None if site is None else site.tree
        kind = None if tree is None else kind_of(tree)
        wanted = KINDS[part.tag]
        if site is not None and kind is not None and kind not in GIVING[wanted]:
            yield part.error(
                ID,
                f"{site.shown} pada timer tidak menghasilkan waktu. Tulis misalnya {EXAMPLES[wanted]}.",
                f"{site.shown} in the timer gives no time. Write for example {EXAMPLES[wanted]}.",
            )


def _is_readable(part: Part) -> bool:
    kind, element = KINDS[part.tag], Element("", "", part.tag, "")
    try:
        if kind == "cycle":
            next_of_cycle(part.text, ANY_MOMENT, None, element)
        else:
            due_at(TimerText(kind, part.text, expression=False), part.text, ANY_MOMENT, element)
    except ProcessFault:
        return False
    return True
