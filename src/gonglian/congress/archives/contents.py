"""What goes into an archive: data, papers, files. Higher areas add the papers that only they know of."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from gonglian.congress.archives.data import data_of
from gonglian.congress.archives.records import Record
from gonglian.congress.delegate_papers import credentials_report, delegate_list
from gonglian.core.refused import refuse
from gonglian.documents.filling import as_document
from gonglian.documents.models import Attachment, Paper
from gonglian.documents.papers import Paper as Drawn
from gonglian.documents.render import render
from gonglian.documents.states import PaperState
from gonglian.meetings.minutes import minutes
from gonglian.meetings.papers import count_sheet

README = "README.txt"
_NOT_IN_NAMES = re.compile(r'[<>:"|?*%;/\\\s\x00-\x1f]+')
_LONGEST_NAME = 60
_README = """\
这是一届代表大会（或者届中一次会议，如补选、罢免）的封存档案。
data/ 是数据（JSON），papers/ 是公文和表单，attachments/ 是扫描件和附件，manifest.json 是全部文件的清单。

核对：gonglian verify-archive 文件名（不需要数据库）。加 --key 公钥，可核对是不是那个系统封存的；公钥写在该系统的档案页上。

不用本产品也能核对：
1. manifest.json 里每个文件的字节数和 SHA-256 应与包内文件一致，包内没有别的文件；
2. signature.json 里的 signature 是对 manifest.json 的 SHA-256 值（32 字节）所作的 Ed25519 签名，
   public_key 是公钥，都用十六进制；
3. data/meetings/ 里每次计票的 facts 按 gonglian elections judge 重新判断，结果应与 verdict 一致；
   参数取同一处的 parameters，是选举日有效、计票时据以判断的值，封存以前参数改过也不受影响。

A sealed archive of one congress, or of one meeting between congresses.
Check it with: gonglian verify-archive FILE [--key PUBLIC_KEY]; no database is needed.
"""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an area has on a record: data (name, plain values), sheets to draw (name, paper), papers on record, files without
    a paper."""

    data: list[tuple[str, Any]] = field(default_factory=list)
    drawn: list[tuple[str, Drawn]] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)


Contributor = Callable[[Record], Contribution]
_CONTRIBUTORS: list[Contributor] = []


def contribute(contributor: Contributor) -> None:
    """Have `contributor` asked for every archive; areas do so when loaded, the lower first."""
    _CONTRIBUTORS.append(contributor)


def parts_of(of: Record) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every file but the manifest, in the archive's order. Refused: a stored file that is gone from the
    disk or is not what was once stored."""
    yield README, _README.encode()
    given = [_sheets_of(of), *(contributor(of) for contributor in _CONTRIBUTORS)]
    for name, value in (*data_of(of), *(row for each in given for row in each.data)):
        yield name, _json(value)
    drawn = [sheet for each in given for sheet in each.drawn]
    papers = _once(paper for each in given for paper in each.papers)
    drawn += [(str(paper), as_document(paper)) for paper in papers if paper.state == PaperState.SIGNED]
    for number, (name, paper) in enumerate(drawn, start=1):
        yield f"papers/{number:02}-{_clean(name)}.docx", render(paper)
    files = [file for paper in papers for file in paper.attachments.order_by("pk")]
    for number, file in enumerate(_once([*files, *(f for each in given for f in each.files)]), start=1):
        yield f"attachments/{number:02}-{_clean(file.name)}", _stored(file)


def _sheets_of(of: Record) -> Contribution:
    """The papers that a congress and its meetings draw from their own records, on the day of the congress."""
    own: list[tuple[str, Drawn | None]] = []
    if of.convocation:
        own = [
            (_("代表名单"), delegate_list(of.convocation, on=of.day)),
            (_("代表资格审查报告"), credentials_report(of.convocation, on=of.day)),
        ]
    written: list[tuple[str, Drawn]] = [(f"{row.name}纪要", minutes(row)) for row in of.meetings]
    counts: list[tuple[str, Drawn]] = [
        (_("%(post)s计票报告单") % {"post": ballot.name}, count_sheet(ballot))
        for meeting in of.meetings
        for ballot in meeting.ballots.order_by("pk")
    ]
    return Contribution(drawn=[*((name, sheet) for name, sheet in own if sheet), *counts, *written])


def _stored(file: Attachment) -> bytes:
    try:
        with file.file.open("rb") as handle:
            content = bytes(handle.read())
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise refuse(
            _("附件 %(name)s 的文件不在了，或者与上传时不同。") % {"name": file.name},
            cure=_("从备份恢复这个文件，再封存。"),
        )
    return content


def _once(rows: Iterable[Any]) -> list[Any]:
    return list({row.pk: row for row in rows}.values())


def _clean(name: str) -> str:
    """A name for a file on any system; its ending stays."""
    stem, dot, ending = _NOT_IN_NAMES.sub("", name).rpartition(".")
    return f"{(stem or ending)[:_LONGEST_NAME]}{dot + ending if stem else ''}"


def _json(value: Any) -> bytes:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, sort_keys=True).encode()
