"""Reads the geometry of a .docx as a word processor would."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph


def open_docx(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(data: bytes) -> list[str]:
    """The text of each paragraph of the body that is not empty, tables left out."""
    return [paragraph.text for paragraph in open_docx(data).paragraphs if paragraph.text]


def paragraph(data: bytes, start: str) -> Paragraph:
    found = [p for p in open_docx(data).paragraphs if p.text.startswith(start)]
    assert len(found) == 1, [p.text for p in found]
    return found[0]


def chinese_face(of: Paragraph, run: int = 0) -> str:
    """The face in which the run's Chinese text is set: its own, else its style's."""
    for properties in (of.runs[run]._r.rPr, of.style.element.rPr):
        fonts = None if properties is None else properties.find(qn("w:rFonts"))
        if fonts is not None:
            return fonts.get(qn("w:eastAsia"))
    raise AssertionError("no face")


def size_points(of: Paragraph, run: int = 0) -> float:
    own = of.runs[run].font.size
    return (own or of.style.font.size).pt


def chars(length: Any) -> float:
    """A length in characters of the 28-character grid (15.75 pt)."""
    return 0.0 if length is None else round(length / Pt(15.75), 2)
