"""End a case before its end: the partner or a head withdraws it, or it is cancelled from above."""

from __future__ import annotations

from engine import policy
from engine.commands import Cancel, Withdraw
from engine.directory import Organisation
from engine.errors import Forbidden, InvalidSubmission
from engine.handlers.case import Case, Change, Tools, expressions_for
from engine.projections import CaseRecord

SHORTEST_REASON = 10
LONGEST_REASON = 2000


def withdraw(case: Case, record: CaseRecord, command: Withdraw, tools: Tools) -> Change:
    """Take a case back before it is signed (gap 15 of the SOP).

    Raises:
        Forbidden: this person may not, or it is too late.
    """
    reason = checked_reason(command.reason)
    run, process = case.run, case.definition.program.main
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    variables = run.variables(run.main_scope)
    if not policy.may_withdraw(command.actor, record, process, run.entered(), expressions, variables):
        raise Forbidden("Kasus ini tidak dapat Anda tarik, atau sudah melewati batas penarikan.")
    return Change(kind="withdrawn", command={"reason": reason}, status="withdrawn")


def cancel(record: CaseRecord, command: Cancel, organisation: Organisation) -> Change:
    """End a case from above.

    Raises:
        Forbidden: this person may not.
    """
    reason = checked_reason(command.reason)
    if not policy.may_cancel(command.actor, record, organisation):
        raise Forbidden("Anda tidak dapat membatalkan kasus.")
    return Change(kind="cancelled", command={"reason": reason}, status="cancelled")


def checked_reason(reason: str) -> str:
    """Return the reason without blanks around it.

    Raises:
        InvalidSubmission: it is too short to be one, or too long.
    """
    trimmed = reason.strip()
    if not SHORTEST_REASON <= len(trimmed) <= LONGEST_REASON:
        raise InvalidSubmission(
            {"reason": [f"Alasan harus {SHORTEST_REASON} sampai {LONGEST_REASON} karakter."]},
            "Alasan wajib diisi.",
        )
    return trimmed
