"""What each command does: (case, command, moment) → what changed. No handler writes the store."""

from engine.handlers.alarms import alarm_after, alarms_of, timer_starts
from engine.handlers.case import Case, Change, Tools, actor_value, case_names, expressions_for
from engine.handlers.complete import complete, form_context, paraf_request, require_unchanged
from engine.handlers.events import fail_work, finish_work, hear, receive
from engine.handlers.finish import cancel, withdraw
from engine.handlers.hold import claim, release
from engine.handlers.noting import NOTING, expired, place_among, place_of, retried, tried
from engine.handlers.outcome import NOTHING, Snapshot, outcome_of, snapshot
from engine.handlers.reenact import HOLDING, reenact
from engine.handlers.start import begin, start, start_context, start_element
from engine.handlers.timers import escalate, fire_timer

__all__ = [
    "HOLDING",
    "NOTHING",
    "NOTING",
    "Case",
    "Change",
    "Snapshot",
    "Tools",
    "actor_value",
    "alarm_after",
    "alarms_of",
    "begin",
    "cancel",
    "case_names",
    "claim",
    "complete",
    "escalate",
    "expired",
    "expressions_for",
    "fail_work",
    "finish_work",
    "fire_timer",
    "form_context",
    "hear",
    "outcome_of",
    "paraf_request",
    "place_among",
    "place_of",
    "receive",
    "reenact",
    "release",
    "require_unchanged",
    "retried",
    "snapshot",
    "start",
    "start_context",
    "start_element",
    "timer_starts",
    "tried",
    "withdraw",
]
