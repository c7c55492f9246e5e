"""The studio: where a process owner edits, checks, compares and publishes procedures."""

from web.studio import clauses, definitions, drafting, editors, exchange, page, publishing, versions
from web.studio.place import blueprint

__all__ = [
    "blueprint",
    "clauses",
    "definitions",
    "drafting",
    "editors",
    "exchange",
    "page",
    "publishing",
    "versions",
]
