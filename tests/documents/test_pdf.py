from __future__ import annotations

import io
import shutil
import stat
import xml.etree.ElementTree as ElementTree

import pytest
from pypdf import PdfReader

from gonglian.documents.papers import Kind, Paragraph
from gonglian.documents.pdf import PdfError, font_aliases, to_pdf
from gonglian.documents.render import render
from gonglian.documents.wording import Purpose
from tests.documents.samples import official

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@needs_office
def test_pdf_has_22_lines_a_page_and_numbers_on_alternate_sides():
    body = tuple(Paragraph(f"行{number}。") for number in range(1, 60))
    data = to_pdf(render(official(Kind.NOTICE, Purpose.ESTABLISHED, body=body)))
    assert data is not None
    pages = PdfReader(io.BytesIO(data)).pages
    assert len(pages) == 4
    placed = [dashes(page) for page in pages]
    assert [len(found) for found in placed] == [2, 2, 2, 2]
    assert [found[0] > 297 for found in placed] == [True, False, True, False]  # points; the paper is 595 wide
    assert sum(line.startswith("行") for line in pages[1].extract_text().splitlines()) == 22


def dashes(page) -> list[float]:
    """Where the dashes of the page number stand, in points from the left."""
    found: list[float] = []

    def visit(text, user_matrix, text_matrix, _font, _size):
        if "—" in text:
            found.extend([user_matrix[0] * text_matrix[4] + user_matrix[4]] * text.count("—"))

    page.extract_text(visitor_text=visit)
    return found


def test_no_pdf_without_the_program(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert to_pdf(b"") is None


def office(folder, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_program_that_gives_nothing_is_reported(monkeypatch, tmp_path):
    office(tmp_path, "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PdfError, match="没有生成PDF"):
        to_pdf(b"")


def test_program_that_hangs_is_stopped(monkeypatch, tmp_path):
    office(tmp_path, "while :; do /bin/sleep 1; done")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PdfError, match="超过1秒"):
        to_pdf(b"", timeout=1)


def test_font_aliases_name_every_face_of_the_standard():
    families = [alias.findtext("family") for alias in ElementTree.fromstring(font_aliases()).iter("alias")]
    assert families == ["仿宋_GB2312", "方正小标宋简体", "宋体", "黑体", "楷体_GB2312", "Times New Roman"]
