"""Definitions: read from their folders, known by their digest, refused where they would not run right."""

from engine.catalogue.bundle import Bundle, definition_keys, read_folder
from engine.catalogue.linter import lint
from engine.catalogue.loose import LooseFiles, lint_loose, read_loose
from engine.catalogue.meaning import meaning_of

__all__ = [
    "Bundle",
    "LooseFiles",
    "definition_keys",
    "lint",
    "lint_loose",
    "meaning_of",
    "read_folder",
    "read_loose",
]
