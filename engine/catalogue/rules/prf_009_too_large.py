"""PRF-009: more processes, flow nodes or decisions' files than a definition may have.

Nobody could read such a diagram, and checking it must not take longer than a person waits. Where it is found,
nothing else is looked at.

Example:
    a generated file with 100,000 tasks
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import FLOW_NODES
from engine.errors import Problem

ID = "PRF-009"
MAX_PROCESSES = 100
MAX_NODES = 2_000
MAX_FLOWS = 5_000
MAX_MODELS = 20
MAX_MODEL_BYTES = 2 * 1024 * 1024
"""Of all decisions' files together; each is read again for every one that imports it."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each bound that the bundle passes."""
    bounds = (
        ("proses dan subproses", ("process", "subProcess", "transaction", "adHocSubProcess"), MAX_PROCESSES),
        ("langkah", tuple(FLOW_NODES), MAX_NODES),
        ("alur", ("sequenceFlow",), MAX_FLOWS),
    )
    for what, tags, most in bounds:
        count = sum(1 for document in context.documents for _ in document.below(*tags))
        if count > most:
            file = context.documents[0].file
            message = f"Ada {count} {what}; paling banyak {most}. Pecah menjadi beberapa proses."
            yield Problem(ID, "error", file, None, None, message)
    models = context.bundle.dmn
    if len(models) > MAX_MODELS or sum(map(len, models.values())) > MAX_MODEL_BYTES:
        bound = f"paling banyak {MAX_MODELS} berkas dan {MAX_MODEL_BYTES} bita"
        message = f"Berkas keputusan (.dmn) terlalu banyak atau terlalu besar: {bound}."
        yield Problem(ID, "error", next(iter(models)), None, None, message)
