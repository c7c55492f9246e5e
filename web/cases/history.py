"""A journal entry as one plain sentence."""

from __future__ import annotations

from engine.model import HistoryItem

SENTENCES = {
    "started": "{actor} memulai kasus melalui {element}.",
    "claimed": "{actor} mengambil tugas {element}.",
    "released": "{actor} mengembalikan tugas {element} kepada kelompoknya.",
    "completed": "{actor} menyelesaikan {element}.",
    "withdrawn": "{actor} menarik kembali kasus ini.",
    "cancelled": "{actor} membatalkan kasus ini.",
    "timer_fired": "Waktu yang ditunggu {element} tiba.",
    "escalated": "{element} melewati tenggat; diberitahukan kepada {groups}.",
}
OTHERWISE = "{actor} mencatat “{kind}”."


def sentence(item: HistoryItem) -> str:
    """Say what the entry records: who did what, for whom, in which round."""
    actor = item.actor_name
    if item.capacity != "definitif":
        actor = f"{actor} ({item.capacity.capitalize()})"
    return SENTENCES.get(item.kind, OTHERWISE).format(
        actor=actor, element=_element(item), groups=", ".join(item.groups), kind=item.kind
    )


def _element(item: HistoryItem) -> str:
    details = [item.item] if item.item else []
    if item.round > 1:
        details.append(f"putaran {item.round}")
    name = f"“{item.element_name}”"
    return f"{name} ({', '.join(details)})" if details else name
