"""A definition as bytes: the files of one process key, bounded, and known by their digest.

A bundle is what is linted, published and pinned by a case. Its paths are ``<name>.bpmn``, ``<name>.dmn``,
``clauses.json`` and ``forms/<id>.form``; nothing else can be in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import rfc8785

from engine.catalogue.bounds import refuse_what_is_out_of_bounds
from engine.errors import NotFound
from engine.xml import in_utf8

CLAUSES = "clauses.json"
OUTSIDE_THE_BUNDLE = frozenset({"README.md", "cases"})
"""What else may lie in a definition's folder: its explanation and its scenarios."""

_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
_KIND = re.compile(r"[^/]+\.(bpmn|dmn)|clauses\.json|forms/[^/]+\.form")
_FORM = re.compile(r"forms/(.+)\.form")


@dataclass(frozen=True)
class Bundle:
    """The files of one definition.

    Attributes:
        key: the id of its main process.
        files: bytes by path inside the bundle.
        strays: names in the definition's folder that belong to no bundle; the linter speaks of them.

    Raises:
        Refused: too many or too large files, or a path that no bundle has (PRF-002).
    """

    key: str
    files: Mapping[str, bytes]
    strays: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        refuse_what_is_out_of_bounds({path: len(content) for path, content in self.files.items()})

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the RFC 8785 canonical JSON of ``manifest()``, 64 hexadecimal digits."""
        return hashlib.sha256(rfc8785.dumps(dict(self.manifest()))).hexdigest()

    def manifest(self) -> Mapping[str, str]:
        """Return path → SHA-256 of its bytes, 64 hexadecimal digits, sorted by path."""
        return {path: hashlib.sha256(self.files[path]).hexdigest() for path in sorted(self.files)}

    @property
    def bpmn(self) -> Mapping[str, bytes]:
        """The diagrams, sorted by path."""
        return {path: self.files[path] for path in sorted(self.files) if path.endswith(".bpmn")}

    @property
    def dmn(self) -> Mapping[str, bytes]:
        """The decisions' files, sorted by path."""
        return {path: self.files[path] for path in sorted(self.files) if path.endswith(".dmn")}

    @property
    def forms(self) -> Mapping[str, str]:
        """Form id → path; the id is the file's name without ``.form``."""
        found = ((_FORM.fullmatch(path), path) for path in sorted(self.files))
        return {match[1]: path for match, path in found if match}


def definition_keys(processes: Path) -> list[str]:
    """Return the keys of all definitions under ``processes``, sorted: the folders that hold a diagram."""
    return sorted({diagram.parent.name for diagram in processes.glob("*/*.bpmn")})


def read_folder(processes: Path, forms: Path, key: str) -> Bundle:
    """Read ``processes/<key>/`` and ``forms/<key>/``, looking at sizes before contents; XML becomes UTF-8.

    Raises:
        NotFound: there is no such definition.
        Refused: the folder is out of bounds (PRF-002).
    """
    folder = processes / key
    if not _KEY.fullmatch(key) or not folder.is_dir():
        raise NotFound(f"Tidak ada proses “{key}” di folder proses.")
    places = {entry.name: entry for entry in folder.iterdir() if entry.name not in OUTSIDE_THE_BUNDLE}
    if (forms / key).is_dir():
        places |= {f"forms/{entry.name}": entry for entry in (forms / key).iterdir()}
    strays = tuple(sorted(path for path, place in places.items() if _is_stray(path, place)))
    wanted = {path: place for path, place in places.items() if path not in strays}
    refuse_what_is_out_of_bounds({path: place.stat().st_size for path, place in wanted.items()})
    return Bundle(key, {path: _read(wanted[path]) for path in sorted(wanted)}, strays)


def _read(place: Path) -> bytes:
    content = place.read_bytes()
    return in_utf8(content) if place.suffix in {".bpmn", ".dmn"} else content


def _is_stray(path: str, place: Path) -> bool:
    return not (place.is_file() and _KIND.fullmatch(path))
