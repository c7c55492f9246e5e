"""PRF-402: an expression that isn't FEEL, or certainly gives nothing (DMN 1.5 §10.3).

One that calls what is no function is such a one, whatever its variables are.

Severity: error.

Example:
    <bpmn:startEvent id="mulai"><bpmn:extensionElements><camunda:inputOutput>
      <camunda:outputParameter name="a">1 +</camunda:outputParameter>
    </camunda:inputOutput></bpmn:extensionElements></bpmn:startEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.english import in_english
from engine.catalogue.expressions import sites
from engine.catalogue.rules.prf_401_other_language import is_foreign
from engine.errors import Problem
from engine.feel import FeelNameError

ID = "PRF-402"


def check(context: Context) -> Iterator[Problem]:
    """Yield the first fault of each expression that isn't the unknown name of a variable."""
    for site in sites(context):
        if is_foreign(site):
            continue
        called = site.called
        fault = next((f for f in site.faults if not isinstance(f, FeelNameError) or f.name in called), None)
        if fault is not None:
            yield site.error(
                ID,
                f"{site.shown} pada {site.what.indonesian} bukan FEEL yang sah. {fault}",
                f"{site.shown} in {site.what.english} isn't right FEEL. {in_english(fault)}",
                fault,
            )
