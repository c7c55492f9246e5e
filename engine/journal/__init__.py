"""The journal: append-only, hash-chained per stream, its payloads committed with a salt."""

from engine.journal.entry import ENGINE_VERSION, SYSTEM_STREAM, Author, Entry, instant, seal
from engine.journal.verify import Link, verify_stream

__all__ = ["ENGINE_VERSION", "SYSTEM_STREAM", "Author", "Entry", "Link", "instant", "seal", "verify_stream"]
