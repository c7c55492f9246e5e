"""What each command does: (case, command, moment) → what changed. No handler writes the store."""

from engine.handlers.case import Case, Change, Tools, actor_value, case_names, expressions_for
from engine.handlers.complete import complete, form_context, paraf_request, require_unchanged
from engine.handlers.finish import cancel, withdraw
from engine.handlers.hold import claim, release
from engine.handlers.outcome import NOTHING, Snapshot, outcome_of, snapshot
from engine.handlers.reenact import HOLDING, reenact
from engine.handlers.start import start, start_context, start_element
from engine.handlers.timers import escalate, fire_timer

__all__ = [
    "HOLDING",
    "NOTHING",
    "Case",
    "Change",
    "Snapshot",
    "Tools",
    "actor_value",
    "cancel",
    "case_names",
    "claim",
    "complete",
    "escalate",
    "expressions_for",
    "fire_timer",
    "form_context",
    "outcome_of",
    "paraf_request",
    "reenact",
    "release",
    "require_unchanged",
    "snapshot",
    "start",
    "start_context",
    "start_element",
    "withdraw",
]
