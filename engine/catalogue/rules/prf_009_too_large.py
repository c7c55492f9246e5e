"""PRF-009: more processes, flow nodes, settings, elements or decisions' files than a definition may have.

Nobody could read such a diagram, and checking it must not take longer than a person waits. Where it is found,
nothing else is looked at.

Severity: error.

Example, 2001 times:
    <bpmn:task id="T{n}"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.constructs import TIMES
from engine.catalogue.context import Context
from engine.catalogue.document import BPMN, CAMUNDA, FLOW_NODES, of_file
from engine.catalogue.expressions import BODIES
from engine.errors import Problem

ID = "PRF-009"
MAX_PROCESSES = 100
MAX_NODES = 2_000
MAX_FLOWS = 5_000
MAX_SETTINGS = 10_000
"""Elements of the namespace ``camunda``, and those that hold an expression."""
MAX_CHARACTERS = 300_000
"""Of those."""
MAX_ELEMENTS = 100_000
"""Of any kind, the drawing's included."""
MAX_MODELS = 20
MAX_MODEL_BYTES = 2 * 1024 * 1024
"""Of all decisions' files together; each is read again for every one that imports it."""
SPLIT = "Pecah menjadi beberapa proses.", "Split it into several processes."


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each bound that the bundle passes."""
    processes = ("process", "subProcess", "transaction", "adHocSubProcess")
    bounds = (
        ("proses dan subproses", "processes and subprocesses", processes, MAX_PROCESSES),
        ("langkah", "flow nodes", tuple(FLOW_NODES), MAX_NODES),
        ("alur", "flows", ("sequenceFlow", "messageFlow", "association"), MAX_FLOWS),
    )
    for what, english, tags, most in bounds:
        count = sum(1 for document in context.documents for _ in document.below(*tags))
        if count > most:
            yield _too_many(context, count, what, english, most)
    settings = [*_settings(context)]
    if len(settings) > MAX_SETTINGS:
        yield _too_many(
            context, len(settings), "setelan dan ungkapan", "settings and expressions", MAX_SETTINGS
        )
    if (length := sum(settings)) > MAX_CHARACTERS:
        what, english = "huruf dalam setelan dan ungkapan", "characters in settings and expressions"
        yield _too_many(context, length, what, english, MAX_CHARACTERS)
    count = sum(1 for document in context.documents for _ in document.xml.iter())
    if count > MAX_ELEMENTS:
        yield _too_many(context, count, "elemen XML", "XML elements", MAX_ELEMENTS)
    models = context.bundle.dmn
    if len(models) > MAX_MODELS or sum(map(len, models.values())) > MAX_MODEL_BYTES:
        yield of_file(
            ID,
            "error",
            next(iter(models)),
            "Berkas keputusan (.dmn) terlalu banyak atau terlalu besar: "
            f"paling banyak {MAX_MODELS} berkas dan {MAX_MODEL_BYTES} bita.",
            "There are too many decisions' files (.dmn), or they are too large: "
            f"at most {MAX_MODELS} files and {MAX_MODEL_BYTES} bytes.",
        )


def _settings(context: Context) -> Iterator[int]:
    """The length of each setting and expression; those of a form once a node that uses it."""
    tags = [f"{{{CAMUNDA}}}*", *(f"{{{BPMN}}}{tag}" for tag in (*BODIES, *TIMES))]
    for document in context.documents:
        for xml in document.xml.iter(*tags):
            yield len(xml.text or "") + sum(map(len, xml.attrib.values()))
    for node in context.nodes:
        for expression in context.form_expressions.get(node.camunda("formRef") or "", ()):
            yield len(expression.text)


def _too_many(context: Context, count: int, what: str, english: str, most: int) -> Problem:
    return of_file(
        ID,
        "error",
        context.documents[0].file,
        f"Ada {count} {what}; paling banyak {most}. {SPLIT[0]}",
        f"There are {count} {english}; at most {most} are allowed. {SPLIT[1]}",
    )
