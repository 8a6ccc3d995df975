"""What a paper says, without its look: plain values that `render` turns into a .docx file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from gonglian.documents.numbers import NumberError, check_year, parse_number


class Kind(StrEnum):
    """The numbered kinds of official paper in use here (条例 Art 8)."""

    REQUEST = "request"
    REPLY = "reply"
    REPORT = "report"
    NOTICE = "notice"
    LETTER = "letter"
    MINUTES = "minutes"

    @property
    def chinese(self) -> str:
        """The kind's own word, with which the title ends (条例 Art 9(7))."""
        return _KIND_WORDS[self]

    @property
    def is_upward(self) -> bool:
        """Upward papers name their signer (条例 Art 9(6))."""
        return self in (Kind.REQUEST, Kind.REPORT)


_KIND_WORDS = {
    Kind.REQUEST: "请示",
    Kind.REPLY: "批复",
    Kind.REPORT: "报告",
    Kind.NOTICE: "通知",
    Kind.LETTER: "函",
    Kind.MINUTES: "纪要",
}


class SheetKind(StrEnum):
    """The papers without a document number."""

    CONSENT = "consent"
    QUOTA_TABLE = "quota_table"
    CANDIDATE_LIST = "candidate_list"
    PUBLIC_NOTICE = "public_notice"
    BALLOT = "ballot"
    COUNT_SHEET = "count_sheet"
    ELECTION_RULES = "election_rules"
    WORK_PLAN = "work_plan"
    DELEGATE_LIST = "delegate_list"
    CREDENTIALS = "credentials"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is its opening words, set in the face of heading `level` (0: no lead)."""

    text: str
    lead: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a line of its own, level 1 (一、) to 4 （1）(GB/T 9704 §7.3.3)."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3, 4):
            raise ValueError(f"heading level {self.level}: the standard knows 1 to 4")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width (any unit) and whether its cells start at the left."""

    title: str
    share: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has one text per column. `caption` stands above it, centred."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(f"table row {index} has {len(row)} cells, {len(self.columns)} expected")


Block = Paragraph | Heading | Table


@dataclass(frozen=True, slots=True)
class Attendance:
    """One list of persons in minutes: 出席, 请假 or 列席, and the names as one text."""

    label: str
    names: str


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """A numbered paper. A draft has neither number nor date; both come at signing.

    `number` is the printed 发文字号. `signer` is for upward papers. `title` may hold line breaks set by the
    office; without them it is broken by rule. `addressee` is empty for minutes. `contact` is the note in
    brackets under the date. `sealed` says that the seal will stand over name and date. `printed_by` and
    `printed_on` are the last line of the colophon 版记.
    """

    kind: Kind
    issuer: str
    number: str | None
    signer: str | None
    title: str
    addressee: str
    body: tuple[Block, ...]
    attachments: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    issued_on: date | None = None
    contact: str | None = None
    attendance: tuple[Attendance, ...] = ()
    sealed: bool = True
    printed_by: str = ""
    printed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An unnumbered paper of text and tables: every `SheetKind` but ballot and count sheet.

    `note` stands under the title in brackets' type (adoption, order of names). `signatures` are lines to be
    signed by hand. `attachment` is the label 附件1 when the sheet is attached to a paper.
    """

    kind: SheetKind
    title: str
    body: tuple[Block, ...]
    note: str = ""
    addressee: str = ""
    signatures: tuple[str, ...] = ()
    issuer: str = ""
    issued_on: date | None = None
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot 选票: names in the given order, nothing that ties the paper to a person.

    The title names the post. `write_ins` empty lines are left for other persons 另选他人; `notes` explain
    how to mark the paper; `issuer` stamps it. `head` stands over the names. `serials`: one copy for each, the serial on a
    stub alone that is torn off when the paper is handed out; none: one copy without a stub.
    """

    title: str
    candidates: tuple[str, ...]
    write_ins: int
    notes: tuple[str, ...]
    issuer: str
    held_on: date | None = None
    serials: tuple[int, ...] = ()
    head: str = "候选人"


@dataclass(frozen=True, slots=True)
class CountLine:
    """The votes of one candidate; None leaves the cell free for the pen."""

    name: str
    votes_for: int | None = None
    against: int | None = None
    abstain: int | None = None

    @property
    def total(self) -> int | None:
        """For + against + abstain, to equal the valid ballots (CON-10); None while a part is missing."""
        if self.votes_for is None or self.against is None or self.abstain is None:
            return None
        return self.votes_for + self.against + self.abstain


@dataclass(frozen=True, slots=True)
class CountSheet:
    """A count sheet 计票报告单; None is a number left for the pen. It prints, it does not judge.

    `seats` is 0 where nobody is elected but a matter is voted, which `post` names; then nobody is written in.

    counted_by: each teller with his own numbers of papers (issued, returned, valid, void). sums: how the numbers meet and
    what follows for whom, a line each.
    """

    title: str
    meeting: str
    post: str
    seats: int
    entitled: int | None = None
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    void: int | None = None
    lines: tuple[CountLine, ...] = ()
    write_ins: tuple[tuple[str, int | None], ...] = ()
    tellers: int = 2
    scrutineers: int = 2
    held_on: date | None = None
    counted_by: tuple[tuple[str, tuple[int, ...]], ...] = ()
    sums: tuple[str, ...] = ()


Paper = OfficialPaper | Sheet | Ballot | CountSheet


class PaperError(ValueError):
    """A paper that may not be issued as it stands; `problems` are sentences for the person who wrote it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def check(paper: OfficialPaper) -> None:
    """Refuse (`PaperError`) what an official paper may not be.

    Title ends in the kind's word (条例 9(7)); number as §7.2.5, its year that of the date; a numbered upward
    paper names its signer (9(6)); a request has one addressee (15(1)); a report asks nothing (15(4)).
    """
    problems = [*_title_problems(paper), *_number_problems(paper), *_content_problems(paper)]
    if problems:
        raise PaperError(tuple(problems))


def _title_problems(paper: OfficialPaper) -> list[str]:
    if paper.title.endswith(paper.kind.chinese):
        return []
    return [
        _("标题“%(title)s”缺少文种：请以“%(kind)s”结尾（公文处理工作条例第九条）。")
        % {"title": paper.title, "kind": paper.kind.chinese}
    ]


def _number_problems(paper: OfficialPaper) -> list[str]:
    if paper.number is None:
        return []
    problems = []
    if paper.issued_on is None:
        problems.append(_("已编发文字号而没有成文日期：请填写成文日期。"))
    try:
        number = parse_number(paper.number)
        if paper.issued_on is not None:
            check_year(number, paper.issued_on)
    except NumberError as error:
        problems.append(str(error))
    if paper.kind.is_upward and not paper.signer:
        problems.append(_("上行文没有签发人：请填写签发人姓名（公文处理工作条例第九条）。"))
    return problems


def _content_problems(paper: OfficialPaper) -> list[str]:
    problems = []
    if paper.kind is not Kind.MINUTES and not paper.addressee:
        problems.append(_("没有主送机关：请填写主送机关。"))
    if paper.kind is Kind.REQUEST and any(mark in paper.addressee for mark in "、，,；;"):
        problems.append(
            _(
                "请示主送“%(addressee)s”多于一个机关：请只主送一个上级机关，其他机关用抄送（公文处理工作条例第十五条）。"
            )
            % {"addressee": paper.addressee}
        )
    if paper.kind is Kind.REPORT:
        problems += _requests_in_report(paper)
    return problems


def _requests_in_report(paper: OfficialPaper) -> list[str]:
    texts = [block.lead + block.text for block in paper.body if isinstance(block, Paragraph)]
    for phrase in ("请批示", "请批复", "请审批", "请予批准", "请予审批", "妥否", "当否"):
        if any(phrase in text for text in texts):
            return [
                _("报告正文写有“%(phrase)s”：报告不得夹带请示事项，请另行请示（公文处理工作条例第十五条）。")
                % {"phrase": phrase}
            ]
    return []
