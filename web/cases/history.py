"""A journal entry as one plain sentence."""

from __future__ import annotations

from engine.model import HistoryItem, Labelled

SENTENCES = {
    "started": "{actor} memulai kasus melalui {element}.",
    "claimed": "{actor} mengambil tugas {element}.",
    "released": "{actor} mengembalikan tugas {element} kepada kelompoknya.",
    "completed": "{actor} menyelesaikan {element}.",
    "withdrawn": "{actor} menarik kembali kasus ini.",
    "cancelled": "{actor} membatalkan kasus ini.",
    "timer_fired": "Waktu yang ditunggu {element} tiba.",
    "escalated": "{element} melewati tenggat; diberitahukan kepada {groups}.",
    "message_received": "Pesan “{event}” dari {sender} diterima oleh {element}.",
    "signal_heard": "Sinyal “{event}” dari {sender} diterima.",
    "message_expired": "Pesan “{event}” dari {element} tidak diambil siapa pun dan kedaluwarsa.",
    "work_done": "Sistem lain menyelesaikan {element}.",
    "work_failed": "Sistem lain menolak {element}.",
    "retried": "{actor} meminta {element} dicoba lagi.",
}
BY_CONNECTOR = {
    ("work_done", "email"): "Surel pada {element} terkirim.",
    ("work_done", "notify"): "Pemberitahuan pada {element} disampaikan.",
    ("work_failed", "email"): "Server surel menolak surel pada {element}.",
}
"""Kind of entry and what the element calls → what is said instead."""

TRIED_NOWHERE = "{actor} meminta langkah yang gagal dicoba lagi."
BEGUN_BY = {
    "message": "Pesan “{event}” dari {sender} memulai kasus melalui {element}.",
    "signal": "Sinyal “{event}” dari {sender} memulai kasus melalui {element}.",
    "timer": "Waktu yang ditetapkan tiba dan memulai kasus melalui {element}.",
}
INITIALLED = "{actor} membubuhkan paraf dan menyelesaikan {element}."
GIST_LENGTH = 120
OTHERWISE = "{actor} mencatat “{kind}”."
ERASED = "Isi entri oleh {actor} ini telah dihapus."


def sentence(item: HistoryItem) -> str:
    """Say what the entry records: who did what, for whom, in which round."""
    actor = item.actor_name
    if item.capacity != "definitif":
        actor = f"{actor} ({item.capacity.capitalize()})"
    return _words(item).format(
        actor=actor,
        element=_element(item),
        groups=", ".join(item.groups),
        kind=item.kind,
        event=item.event,
        sender=item.sender,
    )


def _words(item: HistoryItem) -> str:
    if item.erased:
        return ERASED
    if item.trigger:
        return BEGUN_BY.get(item.trigger, OTHERWISE)
    if item.kind == "retried" and item.element is None:
        return TRIED_NOWHERE
    if item.paraf:
        return INITIALLED
    return BY_CONNECTOR.get((item.kind, item.connector), SENTENCES.get(item.kind, OTHERWISE))


def gist(item: HistoryItem) -> Labelled | None:
    """Return what says most in one line: the first thing entered, where it is short."""
    first = next(iter(item.fields), None)
    short = first is not None and isinstance(first.value, str) and len(first.value) <= GIST_LENGTH
    return first if short else None


def _element(item: HistoryItem) -> str:
    details = [item.item] if item.item else []
    if item.round > 1:
        details.append(f"putaran {item.round}")
    name = f"“{item.element_name}”"
    return f"{name} ({', '.join(details)})" if details else name
