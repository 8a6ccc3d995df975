"""A backup file is taken only when every byte of it is what was written. No database."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from gonglian.config.archive import MANIFEST, Reader, Writer
from gonglian.core.refused import Refused

ROWS = b"1\tone\n2\ttwo\n" * 400


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = tmp_path / "gonglian-1.zip"
    writer = Writer(path)
    writer.add("tables/a.copy", [ROWS[:100], ROWS[100:]])
    writer.add("files/documents/意见.pdf", [b"%PDF-1.4"])
    writer.close({"rows": {"a": 800}})
    return path


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The same archive with each part as `change` gives it; None leaves the part out."""
    other = path.with_name("other.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return other


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as found:
        Reader(path).verify()
    return str(found.value)


def test_whole_archive_reads_back(whole: Path) -> None:
    archive = Reader(whole)
    archive.verify()
    parts = {name: b"".join(archive.chunks(name)) for name in archive.manifest["parts"]}
    assert parts == {"tables/a.copy": ROWS, "files/documents/意见.pdf": b"%PDF-1.4"}
    assert archive.names("files/") == ["documents/意见.pdf"]


def test_archive_is_its_owners_alone(whole: Path) -> None:
    assert whole.stat().st_mode & 0o777 == 0o600


def test_archive_holds_no_key(whole: Path) -> None:
    with zipfile.ZipFile(whole) as archive:
        content = archive.read(MANIFEST).decode()
    assert [name for name, key in settings.KEYS.items() if key in content] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda n, c: c.replace(b"two", b"too") if n.endswith(".copy") else c, "tables/a.copy 与清单不符"),
        (lambda n, c: None if n.endswith(".pdf") else c, "files/documents/意见.pdf 与清单不符"),
        (lambda n, c: c.replace(b'"a": 800', b'"a": 900') if n == MANIFEST else c, "清单被改动过"),
        (lambda n, c: c.replace(b'"format": 1', b'"format": 9') if n == MANIFEST else c, "格式是 9"),
        (lambda n, c: b"{" if n == MANIFEST else c, "不是完整的备份文件"),
        (lambda n, c: None if n == MANIFEST else c, "不是完整的备份文件"),
    ],
    ids=["altered", "missing", "manifest", "newer", "broken", "foreign"],
)
def test_changed_archive_is_refused(
    whole: Path, change: Callable[[str, bytes], bytes | None], said: str
) -> None:
    assert said in refusal(rewritten(whole, change))


def test_added_part_is_refused(whole: Path) -> None:
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("files/extra", b"x")
    assert "files/extra 与清单不符" in refusal(whole)


def test_flipped_byte_is_refused(whole: Path) -> None:
    content = bytearray(whole.read_bytes())
    content[75] ^= 0xFF  # inside the first part's packed rows
    whole.write_bytes(content)
    assert "tables/a.copy 与清单不符" in refusal(whole)


def test_cut_archive_is_refused(whole: Path) -> None:
    whole.write_bytes(whole.read_bytes()[:-200])
    assert "不是完整的备份文件" in refusal(whole)


def test_archive_of_other_keys_is_refused(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.KEYS, "FIELD_KEY", "ab" * 32)
    assert refusal(whole) == "这里的密钥（FIELD_KEY）与备份时的不同，打不开加密内容。"


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert "不是完整的备份文件" in refusal(tmp_path / "nothing.zip")


def test_second_archive_of_a_name_is_no_overwriting(whole: Path) -> None:
    before = whole.read_bytes()
    with pytest.raises(FileExistsError):
        Writer(whole)
    assert whole.read_bytes() == before


def test_manifest_names_sizes_and_digests(whole: Path) -> None:
    with zipfile.ZipFile(whole) as archive:
        parts = json.loads(archive.read(MANIFEST))["parts"]
    assert {name: part["bytes"] for name, part in parts.items()} == {
        "tables/a.copy": len(ROWS),
        "files/documents/意见.pdf": 8,
    }
