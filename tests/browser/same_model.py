"""Whether two texts hold the same BPMN model, and where they don't.

They are compared as XML with all that is in it: elements and attributes of every name space, documentation and other
text, comments, the order of elements, the drawing with its bounds, waypoints, labels and colours. A name counts as what
its prefix stands for, also in a value (``semantic:_1`` is the name ``_1`` of the name space that ``semantic`` stands for).
Only these say nothing, and aren't compared:

- which prefix a name space has, where it is declared, and the order of attributes: Namespaces in XML 1.0 §2–6 and
  XML 1.0 §3.1 give them no meaning;
- white space between elements: BPMN's schema knows no mixed content where they stand, but in extensions' own elements,
  and there text that is more than white space is compared;
- how a coordinate is written: it is an ``xsd:double`` (DD 1.0's DC and DI), so ``12.0`` is ``12``. Its value is
  compared to a thousandth of a pixel: a sum of doubles isn't exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

COORDINATES = frozenset({"x", "y", "width", "height"})
DRAWING = re.compile(r"\{http://www\.omg\.org/spec/DD/20100524/D[CI]\}")
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
QNAME = re.compile(r"(?:(?P<prefix>[\w.-]+):)?(?P<local>[\w.-]+)")
A_THOUSANDTH = 3


@dataclass(frozen=True)
class Difference:
    """What one place says in each of two texts, None where it isn't there.

    Attributes:
        place: the elements down to it, each by its name without its name space and its id.
        name: the attribute, or ``element``, ``text``, ``children``; ``around`` for comments outside the root.
    """

    place: str
    name: str
    before: object
    after: object


def differences(before: str, after: str) -> list[Difference]:
    """Return where two texts differ in what they say; [] where they are the same model."""
    return list(_between(_read(before), _read(after), ""))


def _read(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    declared = re.sub(r"^<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    return etree.fromstring(declared.encode(), parser)


def _between(before: etree._Element, after: etree._Element, above: str) -> Iterator[Difference]:
    if not isinstance(before.tag, str):
        return
    place = f"{above}/{etree.QName(before).localname}#{before.get('id', '')}"
    for name in sorted({*before.attrib, *after.attrib}):
        was, now = _value(before, name), _value(after, name)
        if was != now:
            yield Difference(place, name, was, now)
    for name, says in {"element": _element, "text": _text, "children": _names, "around": _around}.items():
        if (was := says(before)) != (now := says(after)):
            yield Difference(place, name, was, now)
    alike = SequenceMatcher(None, _names(before), _names(after), autojunk=False)
    for first, second, length in alike.get_matching_blocks():
        for at in range(length):
            yield from _between(before[first + at], after[second + at], place)


def _element(element: etree._Element) -> list[str]:
    return [str(element.tag)]


def _names(element: etree._Element) -> list[str]:
    """What its children are: each one's name and id, or the whole of a comment."""
    return [
        f"{child.tag}#{child.get('id', '')}" if isinstance(child.tag, str) else str(child)
        for child in element
    ]


def _around(element: etree._Element) -> list[str]:
    """The comments before and after the root."""
    if element.getparent() is not None:
        return []
    return [str(other) for way in (True, False) for other in element.itersiblings(preceding=way)]


def _value(element: etree._Element, name: str) -> object:
    value = element.get(name)
    if value is None:
        return None
    if name in COORDINATES and DRAWING.match(element.tag):
        return round(float(value), A_THOUSANDTH)
    return _meant(element, value, unprefixed=name == XSI_TYPE)


def _meant(element: etree._Element, value: str, *, unprefixed: bool = False) -> str:
    """A value with what its prefix stands for, where it has one."""
    name = QNAME.fullmatch(value.strip())
    if name is None or not (name["prefix"] or unprefixed):
        return value
    bound = element.nsmap.get(name["prefix"])
    return f"{{{bound}}}{name['local']}" if bound else value


def _text(element: etree._Element) -> list[str]:
    """Its text, and what stands between its children."""
    if not len(element):
        return [_meant(element, element.text or "")]
    texts = [element.text, *(child.tail for child in element)]
    return [text for text in texts if text and text.strip()]
