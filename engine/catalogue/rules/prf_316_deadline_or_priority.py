"""PRF-316: a constant ``dueDate`` that is no ISO 8601 date, a constant ``priority`` that is no number.

Severity: error.

Example:
    <bpmn:userTask id="periksa" camunda:dueDate="besok"/>
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-316"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such attribute; what an expression gives is known only when it runs."""
    for part in context.nodes:
        due, priority = part.camunda("dueDate") or "=", part.camunda("priority") or "="
        if _is_constant(due) and not _is_date(due):
            yield part.error(
                ID,
                f"Tenggat “{due}” bukan tanggal. Tulis misalnya “=working days after(today(), 3)”.",
                f"The deadline “{due}” is no date. Write for example “=working days after(today(), 3)”.",
            )
        if _is_constant(priority) and not priority.isdecimal():
            yield part.error(
                ID,
                f"Prioritas “{priority}” bukan bilangan bulat. Tulis misalnya 50.",
                f"The priority “{priority}” is no whole number. Write for example 50.",
            )


def _is_constant(text: str) -> bool:
    return not text.startswith("=") and "{" not in text


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
