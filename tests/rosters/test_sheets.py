"""Files that are no rosters are refused by what they contain, with a message that says the cure."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from gonglian.rosters import workbooks
from gonglian.rosters.rows import Unreadable
from gonglian.rosters.sheets import open_sheets

HEADER = ["姓名", "证件号码", "工会代码"]


def rows_of(path: Path) -> list[list[list[str]]]:
    return [list(sheet.rows()) for sheet in open_sheets(path)]


def workbook(path: Path, *cells: tuple[int, int, object]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, column, value in cells:
            sheet.write(row, column, value)
    return path


def zip_of(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def with_part(path: Path, name: str, content: bytes = b"x") -> Path:
    workbook(path, (0, 0, "姓名"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def lying(path: Path) -> Path:
    """A workbook with a part of 30 MB that its directory gives as 1000 bytes."""
    with_part(path, "xl/media/image1.png", b"\0" * 30_000_000)
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        entry = content.rindex(signature)
        content[entry + place : entry + place + 4] = struct.pack("<I", 1000)
    path.write_bytes(content)
    return path


def encrypted_zip(path: Path) -> Path:
    content = bytearray(workbook(path, (0, 0, "姓名")).read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    path.write_bytes(content)
    return path


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: written(path, b""), "文件是空的"),
        (lambda path: written(path, b"PK\x03\x04 and nothing more"), "文件已损坏"),
        (lambda path: written(path, workbook(path, (0, 0, "姓名")).read_bytes()[:-200]), "文件已损坏"),
        (lambda path: written(path, OLE), "旧版 Office 格式"),
        (lambda path: written(path, OLE + "EncryptedPackage".encode("utf-16-le")), "设有密码"),
        (encrypted_zip, "设有密码"),
        (lambda path: with_part(path, "xl/vbaProject.bin"), "带有宏"),
        (lambda path: zip_of(path, word__document_xml=b"<w/>"), "不是 Excel 工作簿"),
        (lambda path: with_part(path, "xl/media/image1.png", b"\0" * 30_000_000), "解压后过大"),
        (lying, "解压后过大"),
        (
            lambda path: workbook(path, (0, 0, "姓名"), (1_048_575, 16_383, "远")),
            "表格范围有 1048576 行 16384 列",
        ),
        (
            lambda path: with_part(
                path, "xl/worksheets/sheet9.xml", b"<c" + b" " * 400 + b'r="A1"><v>1</v></c>'
            ),
            "文件已损坏",
        ),
        (lambda path: written(path, b"<html><table><tr><td>\xe5</td></tr></table></html>"), "文件是网页"),
        (lambda path: written(path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "编码无法识别"),
        (lambda path: written(path, "姓名,电话\r\n".encode("gb18030") + b"\xff\xff\r\n"), "编码无法识别"),
        (lambda path: written(path, '姓名,电话\r\n"张,1\r\n'.encode()), "引号不成对"),
    ],
)
def test_unreadable_file_by_content(tmp_path: Path, make: Callable[[Path], Path], words: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        rows_of(make(tmp_path / "名册.xlsx"))
    assert words in refusal.value.message
    assert "请" in refusal.value.message


def test_file_over_the_limit_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    with path.open("wb") as file:
        file.truncate(workbooks.MAX_FILE + 1)
    with pytest.raises(Unreadable) as refusal:
        open_sheets(path)
    assert refusal.value.message == "文件有 200 MB，超过 200 MB。请按县区或单位拆成几个文件再上传。"


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "名册.xlsx", (0, 0, "姓名"))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(workbooks.MAX_PARTS):
            archive.writestr(f"xl/{number}.xml", b"")
    with pytest.raises(Unreadable):
        open_sheets(path)


def test_cells_with_format_only_do_not_widen_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "姓名")
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    assert rows_of(path) == [[["姓名"]]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_in_every_encoding_and_with_every_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [HEADER, ["䶮王", "00123", '"1,200"' if delimiter == "," else "1200"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    path = written(tmp_path / "名册.csv", text.encode(encoding))
    assert rows_of(path) == [[HEADER, ["䶮王", "00123", "1,200" if delimiter == "," else "1200"]]]


def test_workbook_under_another_ending_is_still_a_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "名册.csv", (0, 0, "姓名"), (1, 0, 43647))
    assert rows_of(path) == [[["姓名"], ["43647"]]]


def test_hidden_and_empty_sheets_give_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("空")
        book.add_worksheet("名册").write(0, 0, "姓名")
        hidden = book.add_worksheet("旧")
        hidden.write(0, 0, "姓名")
        hidden.hide()
    assert rows_of(path) == [[], [["姓名"]]]


def test_merged_cell_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(2, 2, 4, 2, "甲工会")
        sheet.merge_range(2, 3, 3, 4, "甲县")
        for row in range(2, 6):
            sheet.write(row, 1, f"会员{row}")
    assert rows_of(path) == [
        [
            ["", "", ""],
            ["", "", ""],
            ["会员2", "甲工会", "甲县"],
            ["会员3", "甲工会", "甲县"],
            ["会员4", "甲工会", ""],
            ["会员5", "", ""],
        ]
    ]
