"""XML from strangers: no DTD and so no entities, bounded in size and depth, checked before lxml sees it."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from lxml import etree

from engine.errors import Fault, Unrunnable

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 100
MAX_ATTRIBUTES = 200
"""Of one element: lxml goes through all of them for each."""


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


def _inspect(name: str, content: bytes) -> None:
    """Go through the file once without building anything.

    expat tells of a document type declaration at its first character, so that no entity is ever declared;
    lxml would tell only after it had read them.
    """
    parser = expat.ParserCreate()
    depth = 0

    def refuse_doctype(*_: object) -> None:
        raise _fault(
            name,
            parser.CurrentLineNumber,
            "Deklarasi DOCTYPE dan entitas tidak diterima.",
            "Document type declarations and entities aren't accepted.",
        )

    def enter(_: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if len(attributes) > MAX_ATTRIBUTES:
            raise _fault(
                name,
                parser.CurrentLineNumber,
                f"Elemen ini mempunyai lebih dari {MAX_ATTRIBUTES} atribut.",
                f"This element has more than {MAX_ATTRIBUTES} attributes.",
            )
        if depth > MAX_DEPTH:
            raise _fault(
                name,
                parser.CurrentLineNumber,
                f"XML bersarang lebih dari {MAX_DEPTH} tingkat.",
                f"The XML is nested more than {MAX_DEPTH} levels deep.",
            )

    def leave(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _malformed(name, error.lineno) from error
    except ValueError as error:  # expat knows no such encoding
        raise _fault(
            name,
            1,
            "Pengodean berkas ini tidak didukung; simpan sebagai UTF-8.",
            "The file's encoding isn't supported; save it as UTF-8.",
        ) from error


def _malformed(name: str, line: int | None) -> Unrunnable:
    return _fault(name, line, "Bukan XML yang benar.", "It isn't well-formed XML.")


def _fault(name: str, line: int | None, message: str, english: str) -> Unrunnable:
    return Unrunnable([Fault(name, None, line, message, english)])
