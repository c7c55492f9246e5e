"""PRF-403: a name that nothing of the process ever sets, or that can't be used there.

Severity: error.

Example:
    <bpmn:startEvent id="mulai"><bpmn:extensionElements><camunda:inputOutput>
      <camunda:outputParameter name="a">setju</camunda:outputParameter>
    </camunda:inputOutput></bpmn:extensionElements></bpmn:startEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.english import in_english
from engine.catalogue.expressions import sites
from engine.catalogue.rules.prf_401_other_language import is_foreign
from engine.catalogue.site import EVERY_FUNCTION
from engine.errors import Problem
from engine.feel import FeelNameError

ID = "PRF-403"
MOST = 5
"""Names that are told of one expression."""


def check(context: Context) -> Iterator[Problem]:
    """Yield each unknown name of each expression, once."""
    for site in sites(context):
        if is_foreign(site):
            continue
        called = site.called
        faults = [f for f in site.faults if isinstance(f, FeelNameError) and f.name not in called]
        first = {fault.name: fault for fault in reversed(faults)}
        for fault in sorted(first.values(), key=faults.index)[:MOST]:
            if fault.name in EVERY_FUNCTION:
                advice = f"Fungsi “{fault.name}” tidak tersedia di sini. Siapkan nilainya lebih dulu."
                english = f"The function “{fault.name}” can't be called here. Prepare its value before."
            else:
                advice = f"{fault} Betulkan, atau setel dengan outputParameter."
                english = f"{in_english(fault)} Correct it, or set it by an outputParameter."
            yield site.error(
                ID,
                f"{site.shown} pada {site.what.indonesian}: {advice}",
                f"{site.shown} in {site.what.english}: {english}",
                fault,
            )
