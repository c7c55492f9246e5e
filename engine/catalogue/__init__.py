"""Definitions: read from their folders, known by their digest, refused where they would not run right."""

from engine.catalogue.bundle import Bundle, definition_keys, read_folder
from engine.catalogue.linter import lint

__all__ = ["Bundle", "definition_keys", "lint", "read_folder"]
