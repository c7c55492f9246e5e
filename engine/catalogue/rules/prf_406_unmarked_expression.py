"""PRF-406: a constant that reads like an expression whose ``=`` was forgotten.

Severity: warning.

Example:
    <bpmn:startEvent id="mulai"><bpmn:extensionElements><camunda:inputOutput>
      <camunda:outputParameter name="pemohon">actor.username</camunda:outputParameter>
    </camunda:inputOutput></bpmn:extensionElements></bpmn:startEvent>
    <bpmn:userTask id="periksa" camunda:assignee="pemohon"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.expressions import sites
from engine.catalogue.rules.prf_307_unknown_group import PROPERTIES as OF_GROUPS
from engine.catalogue.site import Site
from engine.errors import Problem
from engine.feel import syntax

ID = "PRF-406"
NEVER_CONSTANT = "camunda:collection"
"""PRF-311 warns of one without an ``=``."""


def check(context: Context) -> Iterator[Problem]:
    """Yield each such ``camunda:`` attribute and list of groups."""
    for site in sites(context):
        if site.constant and _takes_either(site) and _reads_like_feel(site, context):
            yield site.place.warning(
                ID,
                f"{site.shown} pada {site.what.indonesian} dibaca sebagai teks biasa. "
                "Bila maksudnya FEEL, awali dengan “=”.",
                f"{site.shown} in {site.what.english} is plain text. If FEEL is meant, begin with “=”.",
            )


def _takes_either(site: Site) -> bool:
    """Whether a constant and an expression may both stand there."""
    what = site.what.english
    if not isinstance(site.place, Part) or what == NEVER_CONSTANT:
        return False
    return what.startswith("camunda:") or site.place.attribute("name") in OF_GROUPS


def _reads_like_feel(site: Site, context: Context) -> bool:
    if site.text in context.organisation.groups or site.faults_of(site.text):
        return False
    return _computes(site.tree_of(site.text))


def _computes(tree: syntax.Node) -> bool:
    """Whether it is a list, or reads or calls something: a date's hyphens alone are operators too."""
    if isinstance(tree, syntax.ListOf | syntax.Name | syntax.FunctionName):
        return True
    return any(_computes(child) for child in syntax.children(tree))
