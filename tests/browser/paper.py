"""What stands on a printed page: the words of a PDF as Chromium writes it."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
FONT_OF_PAGE = re.compile(rb"/(F\d+) (\d+) 0 R")
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj")
PAGE = b"<</Type /Page\n"


def pages(pdf: bytes) -> list[str]:
    """Return what each page says, its blanks made one and its ligatures taken apart."""
    objects = {int(match[1]): match[2] for match in OBJECT.finditer(pdf)}
    return [
        " ".join(unicodedata.normalize("NFKC", "".join(_words(objects, page))).split())
        for page in objects.values()
        if page.startswith(PAGE)
    ]


def _words(objects: Mapping[int, bytes], page: bytes) -> Iterator[str]:
    letters = {name: _letters(objects, objects[int(font)]) for name, font in FONT_OF_PAGE.findall(page)}
    font: Mapping[int, str] = {}
    for name, glyphs in SHOWN.findall(_stream(objects, page, b"Contents")):
        if name:
            font = letters[name]
            yield " "
        yield from (font[int(glyphs[at : at + 4], 16)] for at in range(0, len(glyphs), 4))


def _letters(objects: Mapping[int, bytes], font: bytes) -> dict[int, str]:
    """Return glyph → letters, as a font's ``ToUnicode`` table has them."""
    table = _stream(objects, font, b"ToUnicode")
    letters: dict[int, str] = {}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", block):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + offset] = chr(int(letter, 16) + offset)
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, letter in re.findall(rb"<(\w+)> <(\w+)>", block):
            letters[int(glyph, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    return letters


def _stream(objects: Mapping[int, bytes], owner: bytes, name: bytes) -> bytes:
    match = re.search(rb"/%s (\d+)" % name, owner)
    assert match is not None
    head, _, content = objects[int(match[1])].partition(b"stream\n")
    return zlib.decompressobj().decompress(content) if b"/FlateDecode" in head else content
