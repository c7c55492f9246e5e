"""PRF-404: a variable whose name an expression can't use, or that hides a name of the engine.

Severity: error; warning for a name of the engine that is seen at few places only.

Example:
    <bpmn:startEvent id="mulai"><bpmn:extensionElements><camunda:inputOutput>
      <camunda:outputParameter name="jumlah-unit">1</camunda:outputParameter>
    </camunda:inputOutput></bpmn:extensionElements></bpmn:startEvent>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.names import (
    OF_A_COMPLEX_GATEWAY,
    OF_A_CONNECTOR,
    OF_A_MESSAGE,
    OF_INSTANCES,
    WITH_A_CONNECTOR,
    names_of_an_instance,
    names_set_by,
    setters_of,
)
from engine.errors import Problem
from engine.expressions import ENGINE_NAMES

ID = "PRF-404"
NAME = re.compile(r"[^\W\d]\w*")
FEEL_WORDS = frozenset(
    [
        *("and", "or", "not", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies"),
        *("between", "instance", "of", "function", "true", "false", "null"),
    ]
)
SEEN_SELDOM = OF_A_MESSAGE | OF_A_CONNECTOR | OF_INSTANCES | OF_A_COMPLEX_GATEWAY
"""Names that a variable of the same name covers, or is covered by, at one place only."""


def check(context: Context) -> Iterator[Problem]:
    """Yield each bad name, at what would set it."""
    for process in context.processes.values():
        for setter in setters_of(process.part):
            for name in names_set_by(setter):
                if name is not None:
                    yield from _judged(setter, name)
    for node in context.nodes:
        decision = context.decision_of(node)
        connector = node.tag in WITH_A_CONNECTOR and node.setting("connector") is not None
        for entry in node.extensions("inputOutput", "inputParameter"):
            name = entry.attribute("name") or ""
            if not connector and (decision is None or name not in decision.inputs):  # may hold blanks
                yield from _judged(entry, name)
        for mapping in node.extensions("in"):
            if target := mapping.attribute("target"):
                yield from _judged(mapping, target)
    for loop in context.of("multiInstanceLoopCharacteristics"):
        for variable in names_of_an_instance(loop):
            yield from _judged(loop, variable)


def _judged(place: Part, name: str) -> Iterator[Problem]:
    if name in SEEN_SELDOM:
        yield place.warning(
            ID,
            f"Nama “{name}” juga dipakai Paraf, jadi di beberapa tempat berarti lain. Pilih nama lain.",
            f"Paraf uses the name “{name}” too, so at some places it means another thing. Choose another.",
        )
    elif name in ENGINE_NAMES:
        yield place.error(
            ID,
            f"Nama “{name}” sudah dipakai Paraf sendiri. Pilih nama variabel lain.",
            f"Paraf itself uses the name “{name}”. Choose another for the variable.",
        )
    elif not NAME.fullmatch(name) or name in FEEL_WORDS:
        yield place.error(
            ID,
            f"“{name}” bukan nama variabel. Pakai huruf, angka, dan garis bawah, bukan kata FEEL.",
            f"“{name}” is no name of a variable. Use letters, digits and underscores, no word of FEEL.",
        )
