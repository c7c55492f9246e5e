"""XML from strangers: no DTD and so no entities, bounded in size and depth, checked before lxml sees it."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from xml.parsers import expat

from lxml import etree

from engine.errors import Fault, Unrunnable

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 100
MAX_ATTRIBUTES = 200
"""Of one element: lxml goes through all of them for each."""
_DECLARED = re.compile(r"""(<\?xml\b[^>]*?\bencoding\s*=\s*["'])[\w.-]+""")


def read(name: str, content: bytes) -> etree._Element:
    """Return the root element of a file.

    Raises:
        Unrunnable: too large, too deep, not well-formed, or with a document type declaration; names the file.
    """
    if len(content) > MAX_BYTES:
        most = f"{MAX_BYTES // (1024 * 1024)} MiB"
        raise _fault(name, None, f"Berkas lebih besar dari {most}.", f"The file is larger than {most}.")
    _inspect(name, content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _malformed(name, error.lineno) from error


def in_utf8(content: bytes) -> bytes:
    """Return the same text in UTF-8, and declared so: pages and editors read nothing else.

    A file that can't be read is returned as it is.
    """
    try:
        undeclared = "UTF-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "UTF-8"
        encoding = read("", content).getroottree().docinfo.encoding or undeclared
        if encoding.upper() in {"UTF-8", "ASCII", "US-ASCII"}:
            return content
        text = content.decode(encoding).removeprefix("\ufeff")
    except (Unrunnable, LookupError, UnicodeDecodeError):
        return content
    return _DECLARED.sub(r"\1UTF-8", text, count=1).encode()


def _inspect(name: str, content: bytes) -> None:
    """Go through the file once without building anything.

    Raises:
        Unrunnable: as ``read``.
    """
    parser = expat.ParserCreate()
    guard = _Guard(name, parser)
    parser.StartDoctypeDeclHandler = guard.refuse_doctype
    parser.StartElementHandler = guard.enter
    parser.EndElementHandler = guard.leave
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _malformed(name, error.lineno) from error
    except (ValueError, LookupError) as error:  # there is no such encoding
        raise _fault(
            name,
            1,
            "Pengodean berkas ini tidak didukung; simpan sebagai UTF-8.",
            "The file's encoding isn't supported; save it as UTF-8.",
        ) from error


class _Guard:
    """Stops a parser at the first thing that isn't accepted.

    expat tells of a document type declaration at its first character, so that no entity is ever declared;
    lxml would tell only after it had read them.
    """

    def __init__(self, name: str, parser: expat.XMLParserType) -> None:
        self._name = name
        self._parser = parser
        self._depth = 0

    def refuse_doctype(self, *_: object) -> None:
        raise self._fault(
            "Deklarasi DOCTYPE dan entitas tidak diterima.",
            "Document type declarations and entities aren't accepted.",
        )

    def enter(self, _: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if len(attributes) > MAX_ATTRIBUTES:
            raise self._fault(
                f"Elemen ini mempunyai lebih dari {MAX_ATTRIBUTES} atribut.",
                f"This element has more than {MAX_ATTRIBUTES} attributes.",
            )
        if self._depth > MAX_DEPTH:
            raise self._fault(
                f"XML bersarang lebih dari {MAX_DEPTH} tingkat.",
                f"The XML is nested more than {MAX_DEPTH} levels deep.",
            )

    def leave(self, _: str) -> None:
        self._depth -= 1

    def _fault(self, message: str, english: str) -> Unrunnable:
        return _fault(self._name, self._parser.CurrentLineNumber, message, english)


def _malformed(name: str, line: int | None) -> Unrunnable:
    return _fault(name, line, "Bukan XML yang benar.", "It isn't well-formed XML.")


def _fault(name: str, line: int | None, message: str, english: str) -> Unrunnable:
    return Unrunnable([Fault(name, None, line, message, english)])
