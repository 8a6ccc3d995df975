"""An office's own wordings, and files: what is kept, and what is refused in which words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.documents import actions
from gonglian.documents.models import Attachment, Wording
from gonglian.documents.queries import wording_text
from tests.factories.organisation import DAY, Town
from tests.factories.papers import make_officer, make_paper, make_scan

pytestmark = pytest.mark.django_db


def _refusal(act: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


# -- wordings


def test_wording_versions_are_kept(town: Town) -> None:
    for body in ("甲。", "乙。"):
        actions.save_wording(
            union=town.county,
            kind="notice",
            purpose="established",
            text=f"关于成立的通知\n{body}",
            actor=None,
            on=DAY,
        )
    rows = Wording.objects.order_by("version").values_list("version", "text")
    assert list(rows) == [(1, "关于成立的通知\n甲。"), (2, "关于成立的通知\n乙。")]
    assert wording_text(town.county, "notice", "established") == "关于成立的通知\n乙。"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("只有标题", "行文缺标题或正文。"),
        ("", "行文缺标题或正文。"),
        ("标题\n{{ 星座 }}", "不认识的填空项“星座”"),
        ("标题 {{ 理由\n正文", "括号不成对"),
        ("关于成立的通知\n甲。 ", "行文没有改动。"),
    ],
)
def test_wording_is_refused(town: Town, text: str, part: str) -> None:
    fields = {"union": town.county, "kind": "notice", "purpose": "established", "actor": None, "on": DAY}
    actions.save_wording(text="关于成立的通知\n甲。", **fields)
    refused = _refusal(lambda: actions.save_wording(text=text, **fields))
    assert part in str(refused)
    assert Wording.objects.count() == 1


# -- files


def _zip(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _types(main: str) -> bytes:
    return f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}"/></Types>'.encode()


WORD, EXCEL = "wordprocessingml.document.main+xml", "spreadsheetml.sheet.main+xml"
GOOD = {
    "pdf": b"%PDF-1.7\n1 0 obj\n",
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "png": b"\x89PNG\r\n\x1a\n\x00\x00",
    "docx": _zip({"[Content_Types].xml": _types(WORD), "word/document.xml": b"<w/>"}),
    "xlsx": _zip({"[Content_Types].xml": _types(EXCEL), "xl/workbook.xml": b"<x/>"}),
    "ofd": _zip({"OFD.xml": b"<ofd/>"}),
}
BAD = {
    "html": (b"<html><script>", "不支持这种文件。"),
    "svg": (b"<svg xmlns='x'>", "不支持这种文件。"),
    "exe": (b"MZ\x90\x00", "不支持这种文件。"),
    "empty": (b"", "文件是空的，或超过 50 MB。"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "这是旧格式（.doc、.xls）或加了密码的文件。"),
    "plain zip": (_zip({"a.txt": b"a"}), "不支持这种文件。"),
    "broken zip": (GOOD["docx"][:40], "文件已损坏，打不开。"),
    "macro part": (
        _zip({"[Content_Types].xml": _types(WORD), "word/vbaProject.bin": b"x"}), "文件里有宏，不能上传。",
    ),
    "macro type": (
        _zip({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "文件里有宏，不能上传。",
    ),
    "bomb": (
        _zip({"[Content_Types].xml": _types(WORD), "word/document.xml": b"\0" * 2**23}), "文件解开后过大，不能上传。",
    ),
    "many parts": (_zip({f"{n}": b"" for n in range(5001)}), "文件解开后过大，不能上传。"),
    "fat types": (_zip({"[Content_Types].xml": b"x" * (2**20 + 1)}, zipfile.ZIP_STORED), "不支持这种文件。"),
}  # fmt: skip


@pytest.mark.parametrize("kind", GOOD)
def test_file_type_is_read_from_the_content(town: Town, kind: str) -> None:
    paper = make_paper(town.county)
    kept = actions.attach_file(paper=paper, upload=make_scan("材料.exe", GOOD[kind]), actor=None, on=DAY)
    assert (kept.name, kept.size, kept.file.read()) == (f"材料.exe.{kind}", len(GOOD[kind]), GOOD[kind])


@pytest.mark.parametrize("case", BAD)
def test_file_is_refused(town: Town, case: str) -> None:
    content, said = BAD[case]
    refused = _refusal(
        lambda: actions.attach_file(
            paper=make_paper(town.county), upload=make_scan(content=content), actor=None, on=DAY
        )
    )
    assert (str(refused), refused.reasons[0].field) == (said, "upload")
    assert not Attachment.objects.exists()


@override_settings(UPLOAD_MAX_BYTES=10)
def test_file_above_the_limit_is_refused(town: Town) -> None:
    refused = _refusal(
        lambda: actions.attach_file(paper=make_paper(town.county), upload=make_scan(), actor=None, on=DAY)
    )
    assert "超过" in str(refused)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\scans\\同意表.PDF", "同意表.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ('x"; filename="y.html', "x filename=y.html.pdf"),
        ("...", "附件.pdf"),
        ("长" * 300 + ".pdf", "长" * 80 + ".pdf"),
    ],
)
def test_file_name_is_cleaned(town: Town, given: str, kept: str) -> None:
    upload = make_scan()
    upload._name = given
    attachment = actions.attach_file(paper=make_paper(town.county), upload=upload, actor=None, on=DAY)
    assert attachment.name == kept
    assert "passwd" not in attachment.file.name


def test_file_of_a_void_paper_is_refused(town: Town) -> None:
    paper = actions.void_paper(paper=make_paper(town.county), reason="不用了", actor=None, on=DAY)
    refused = _refusal(lambda: actions.attach_file(paper=paper, upload=make_scan(), actor=None, on=DAY))
    assert str(refused) == "公文已作废，不能再加附件。"


def test_file_without_paper_belongs_to_its_owner(town: Town) -> None:
    kept = actions.attach_file(paper=None, owner=town.county, upload=make_scan(), actor=None, on=DAY)
    assert (kept.paper, kept.owner_union) == (None, town.county)
    with pytest.raises(ValueError, match="a paper or an owner"):
        actions.attach_file(paper=None, upload=make_scan(), actor=None, on=DAY)


def test_file_of_a_draft_can_be_taken_away(town: Town) -> None:
    kept = actions.attach_file(paper=make_paper(town.county), upload=make_scan(), actor=None, on=DAY)
    actions.remove_attachment(attachment=kept, actor=None, on=DAY)
    assert not Attachment.objects.exists()
    assert Act.objects.get(act="documents.remove_attachment").before["name"] == "扫描.pdf"


def test_file_of_a_signed_paper_stays(town: Town) -> None:
    paper = actions.sign_paper(
        paper=make_paper(town.county, town.town), actor=make_officer(town.county), on=DAY
    )
    kept = actions.attach_file(paper=paper, upload=make_scan(), actor=None, on=DAY)
    refused = _refusal(lambda: actions.remove_attachment(attachment=kept, actor=None, on=DAY))
    assert str(refused) == "公文已不是草稿，附件不能去掉。"
