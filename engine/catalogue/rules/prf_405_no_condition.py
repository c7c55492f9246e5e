"""PRF-405: a condition that certainly gives neither true nor false.

Nothing would be chosen: the command in which it is asked would fail.

Severity: error.

Example:
    <bpmn:exclusiveGateway id="pilih"/>
    <bpmn:endEvent id="selesai"/>
    <bpmn:sequenceFlow id="a" sourceRef="pilih" targetRef="selesai">
      <bpmn:conditionExpression>1 + 1</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.expressions import sites
from engine.catalogue.rules.prf_401_other_language import is_foreign
from engine.catalogue.site import gives_no_truth
from engine.errors import Problem

ID = "PRF-405"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such condition: of flows, events, gateways, loops, initials and forms."""
    for site in sites(context):
        if not site.condition or site.constant or is_foreign(site) or site.faults:
            continue
        if gives_no_truth(site.tree_of(site.text)):
            yield site.place.error(
                ID,
                f"{site.shown} pada {site.what.indonesian} tidak menghasilkan ya atau tidak. "
                "Bandingkan, misalnya “jumlah > 1”.",
                f"{site.shown} in {site.what.english} gives neither true nor false. "
                "Compare, as in “jumlah > 1”.",
            )
