"""PRF-402: an expression that isn't FEEL (DMN 1.5 §10.3.1).

Example:
    ``<bpmn:conditionExpression>jumlah &gt;</bpmn:conditionExpression>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.expressions import sites
from engine.catalogue.rules.prf_401_other_language import is_foreign
from engine.errors import Problem
from engine.feel import FeelNameError

ID = "PRF-402"


def check(context: Context) -> Iterator[Problem]:
    """Yield each expression that doesn't compile, but for unknown names."""
    for site in sites(context):
        if site.fault is not None and not isinstance(site.fault, FeelNameError) and not is_foreign(site):
            yield site.place.error(ID, f"“{site.text}” pada {site.what} bukan FEEL yang sah. {site.fault}")
