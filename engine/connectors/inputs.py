"""Reads what an element gives to its connector; what is wrong is said in the words of its author."""

from __future__ import annotations

from collections.abc import Mapping

from engine.connectors.work import Permanent
from engine.model import Json

Inputs = Mapping[str, Json]


def only(inputs: Inputs, known: frozenset[str]) -> None:
    """Refuse inputs that the connector doesn't read: one of them is misspelt.

    Raises:
        Permanent: names them.
    """
    if unknown := sorted(inputs.keys() - known):
        raise Permanent(f"Masukan {', '.join(unknown)} tidak dikenal; yang ada: {', '.join(sorted(known))}.")


def text(inputs: Inputs, name: str, longest: int) -> str:
    """Return a text that must be there.

    Raises:
        Permanent: it is missing, no text, or longer than ``longest`` characters.
    """
    value = inputs.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Permanent(f"Masukan {name} harus berupa teks dan tidak boleh kosong.")
    if len(value) > longest:
        raise Permanent(f"Masukan {name} lebih panjang dari {longest} karakter.")
    return value


def line(inputs: Inputs, name: str, longest: int) -> str:
    """Return a text of one line: more of them would begin another header.

    Raises:
        Permanent: as ``text``, or it holds characters that can't be shown.
    """
    value = text(inputs, name, longest).strip()
    if not value.isprintable():
        raise Permanent(f"Masukan {name} harus satu baris tanpa karakter kendali.")
    return value


def texts(inputs: Inputs, name: str) -> list[str]:
    """Return a list of texts; one text is a list of one, null an empty list.

    Raises:
        Permanent: it is anything else.
    """
    value = inputs.get(name)
    listed = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(each, str) for each in listed):
        raise Permanent(f"Masukan {name} harus berupa teks atau daftar teks.")
    return [str(each).strip() for each in listed]
