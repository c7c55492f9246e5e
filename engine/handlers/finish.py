"""End a case before its end: the partner or a head withdraws it, or it is cancelled from above."""

from __future__ import annotations

import unicodedata

from engine import policy
from engine.commands import Cancel, Withdraw
from engine.directory import Organisation
from engine.errors import Forbidden, InvalidSubmission
from engine.forms import has_control_characters
from engine.handlers.case import Case, Change, Tools, actor_value, expressions_for
from engine.model import Json
from engine.projections import CaseRecord

SHORTEST_REASON = 10
LONGEST_REASON = 2000


def withdraw(case: Case, record: CaseRecord, command: Withdraw, tools: Tools) -> Change:
    """Take a case back before it is signed (gap 15 of the SOP).

    Raises:
        Forbidden: this person may not, or it is too late.
    """
    run, process = case.run, case.definition.program.main
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    variables = run.variables(run.main_scope)
    if not policy.may_withdraw(command.actor, record, process, run.entered(), expressions, variables):
        raise Forbidden("Kasus ini tidak dapat Anda tarik, atau sudah melewati batas penarikan.")
    return Change("withdrawn", _reasoned(command), status="withdrawn")


def cancel(record: CaseRecord, command: Cancel, organisation: Organisation) -> Change:
    """End a case from above.

    Raises:
        Forbidden: this person may not.
    """
    if not policy.may_cancel(command.actor, record, organisation):
        raise Forbidden("Anda tidak dapat membatalkan kasus.")
    return Change("cancelled", _reasoned(command), status="cancelled")


def _reasoned(command: Withdraw | Cancel) -> dict[str, Json]:
    return {"reason": checked_reason(command.reason), "actor": actor_value(command.actor)}


def checked_reason(reason: str) -> str:
    """Return the reason, NFC and without blanks around it.

    Raises:
        InvalidSubmission: it is too short to be one, too long, or holds characters that can't be shown.
    """
    trimmed = unicodedata.normalize("NFC", reason).strip()
    fault = ""
    if not SHORTEST_REASON <= len(trimmed) <= LONGEST_REASON:
        fault = f"Alasan harus {SHORTEST_REASON} sampai {LONGEST_REASON} karakter."
    elif has_control_characters(trimmed, many_lines=True):
        fault = "Alasan memuat karakter yang tidak dapat ditampilkan."
    if fault:
        raise InvalidSubmission({"reason": [fault]}, fault)
    return trimmed
