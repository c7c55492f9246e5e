"""PRF-403: a name that nothing of the process ever sets, or that can't be used there.

Example:
    a condition ``setju = true`` where the task's output is named ``setuju``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.expressions import sites
from engine.catalogue.rules.prf_401_other_language import is_foreign
from engine.errors import Problem
from engine.feel import FeelNameError

ID = "PRF-403"


def check(context: Context) -> Iterator[Problem]:
    """Yield the first unknown name of each expression."""
    for site in sites(context):
        if not isinstance(site.fault, FeelNameError) or is_foreign(site):
            continue
        if site.calls_too_much:
            advice = f"Fungsi “{site.fault.name}” tidak tersedia di sini. Siapkan nilainya lebih dulu."
        else:
            advice = f"{site.fault} Betulkan, atau setel dengan outputParameter."
        yield site.place.error(ID, f"“{site.text}” pada {site.what}: {advice}")
