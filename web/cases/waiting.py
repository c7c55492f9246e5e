"""What a case waits for, in words: a sentence on its page, a few words in the list."""

from __future__ import annotations

from collections.abc import Mapping

from engine.model import Awaited, AwaitedKind, CaseRow
from web.i18n import moment

SENTENCES: Mapping[AwaitedKind, str] = {
    "message": "{name} menunggu pesan; kasus berlanjut sendiri begitu pesan itu tiba.",
    "signal": "{name} menunggu sinyal; kasus berlanjut sendiri begitu sinyal itu tiba.",
    "timer": "{name} menunggu waktunya, {due}; kasus berlanjut sendiri pada saat itu.",
    "work": "{name} menunggu jawaban sistem lain; kasus berlanjut sendiri begitu jawabannya tiba.",
    "condition": "{name} menunggu syaratnya terpenuhi; kasus berlanjut sendiri begitu syarat itu terpenuhi.",
}
HALTED = "{name} terhenti karena gangguan. Operator dapat melihatnya di halaman Insiden."
HALTED_OUTSIDE = (
    "{name} terhenti: menunggu sistem lain yang sedang bermasalah. "
    "Operator dapat melihatnya di halaman Insiden."
)
WORDS: Mapping[AwaitedKind, str] = {
    "message": "pesan",
    "signal": "sinyal",
    "timer": "waktu, {due}",
    "work": "sistem lain",
    "condition": "syarat yang belum terpenuhi",
}


def waiting_sentence(wait: Awaited) -> str:
    """Say what a case waits for; nothing of why it came to nothing, which is the operator's to know."""
    halted = HALTED_OUTSIDE if wait.kind == "work" else HALTED
    words = halted if wait.halted else SENTENCES[wait.kind]
    return words.format(name=f"“{wait.name}”" if wait.name else "Kasus ini", due=_due(wait))


def waiting_words(row: CaseRow) -> list[str]:
    """Name everything that a case waits for, each once."""
    return [*dict.fromkeys([*row.waiting_for, *map(_words, row.awaited)])]


def _words(wait: Awaited) -> str:
    words = "terhenti" if wait.halted else WORDS[wait.kind].format(due=_due(wait))
    return f"{wait.name} ({words})" if wait.name else words[:1].upper() + words[1:]


def _due(wait: Awaited) -> str:
    return moment(wait.due_at) if wait.due_at is not None else ""
