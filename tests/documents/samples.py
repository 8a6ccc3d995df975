"""Invented papers of a city, a county and a union that do not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gonglian.documents.papers import (
    Attendance,
    Ballot,
    Column,
    CountLine,
    CountSheet,
    Kind,
    OfficialPaper,
    Sheet,
    SheetKind,
    Table,
)
from gonglian.documents.tables import CandidateRow, QuotaRow, candidate_table, count_table, quota_table
from gonglian.documents.wording import Purpose, shipped

UNION = "平湖县现代物流业工会联合会"
CONGRESS = f"{UNION}第一次会员代表大会"
NAMES = (
    "丁禾",
    "王远山",
    "冯素云",
    "孙一鸣",
    "何清",
    "沈怀远",
    "周砚秋",
    "郑小满",
    "唐启明",
    "梁雨桐",
    "蒋立冬",
)
POSTS = ("工会主席", "工会副主席", "工会委员", "工会干事")
UNITS = ("平湖县安达货运有限公司", "平湖县顺通仓储有限公司", "平湖县四季冷链有限公司")

CANDIDATES = tuple(
    CandidateRow(name, "女" if index % 3 == 2 else "男", UNITS[index % 3], POSTS[index % 4])
    for index, name in enumerate(NAMES)
)
QUOTAS = (
    QuotaRow("平湖县安达货运有限公司工会", 420, 18, 6, 9),
    QuotaRow("平湖县顺通仓储有限公司工会", 260, 11, 4, 5),
    QuotaRow("平湖县四季冷链有限公司工会", 118, 5, 2, 3, "含司机"),
    QuotaRow("城关镇物流联合基层工会、站前街道物流联合基层工会", 202, 9, 3, 4),
)
COUNTS = tuple(CountLine(name, 41 - index, index, 0) for index, name in enumerate(NAMES))
DELEGATES = Table(
    (
        Column("序号", 36),
        Column("选举单位", 130, left=True),
        Column("人数", 40),
        Column("代表", 236, left=True),
    ),
    (("1", QUOTAS[0].unit, "3", "丁禾　王远山　冯素云（女）"), ("", "合计", "3", "")),
)
CHECKED = Table(
    (Column("序号", 32), Column("选举单位", 118, left=True), Column("名额", 36), Column("资格有效", 48)),
    (("1", QUOTAS[0].unit, "18", "18"), ("", "合计", "18", "18")),
)

VALUES = {
    "issuer": "临江市总工会",
    "superior": "临江市总工会",
    "union": UNION,
    "preparatory_group": f"{UNION}筹备组",
    "host": "平湖县现代物流业协会",
    "leader": "平湖县总工会",
    "guide": "临江市现代物流业工会联合会",
    "constituent": "平湖县安达货运有限公司工会委员会",
    "former_member": "丁禾",
    "new_member": "王远山",
    "term_end": "2031年3月18日",
    "extended_to": "2031年6月30日",
    "post_ended_on": "2026年3月1日",
    "territory": "平湖县行政区域",
    "trades": "道路货物运输和仓储业",
    "form": "工会联合会",
    "constituents_count": 14,
    "employers_count": 63,
    "workers_count": 1860,
    "members_count": 1000,
    "group_members": "组长沈怀远，副组长周砚秋，成员丁禾、冯素云、唐启明",
    "ordinal": "第一届",
    "term_years": "五",
    "request_title": f"平湖县总工会关于筹备成立{UNION}的请示",
    "request_number": "平工发〔2026〕12号",
    "reply_title": f"临江市总工会关于筹备成立{UNION}的批复",
    "reply_number": "临工复〔2026〕3号",
    "reasons": "组成单位只有1家，不足两个。",
    "deadline": "2026年9月30日",
    "congress": CONGRESS,
    "own_congress": "第一次会员代表大会",
    "held_on": "2026年6月18日",
    "venue": "平湖县职工服务中心",
    "delegates": 43,
    "entitled": 43,
    "present": 41,
    "threshold": 29,
    "committee_seats": 9,
    "committee_candidates": 11,
    "audit_seats": 3,
    "audit_candidates": 3,
    "vice_chairs": 2,
    "vice_audit_chairs": "",
    "chair_body": "第一届委员会全体会议",
    "line_reason": "",
    "other_leader": "",
    "women_seats": 3,
    "scrutineers": "方知微、白露",
    "chair": "沈怀远",
    "vice_chair_names": "周砚秋、冯素云",
    "committee_names": "丁禾、王远山、冯素云、孙一鸣、何清、沈怀远、周砚秋、郑小满、唐启明",
    "audit_chair": "白明远",
    "audit_names": "白明远、石磊、林一苇",
    "women_director": "冯素云",
    "women_names": "冯素云、何清、郑小满",
    "constituent_names": "平湖县安达货运有限公司工会委员会、平湖县顺通仓储有限公司工会委员会",
    "votes_for": 39,
    "relation": "领导关系",
    "former_parent": "平湖县城关街道工会",
    "new_parent": "平湖县总工会",
    "body": "第一届委员会委员",
    "post": "第一届委员会委员",
    "seats": 9,
    "candidates": 11,
    "stage_plan": ("（一）2026年4月，确认组成单位。", "（二）2026年6月，召开大会。"),
    "notice_from": "2026年6月1日",
    "notice_to": "2026年6月8日",
    "telephone": "0000-00000000",
    "office": "平湖县总工会基层工作部",
    "candidate_table": candidate_table(CANDIDATES),
    "quota_table": quota_table(QUOTAS),
    "count_table": count_table(COUNTS),
    "delegate_table": DELEGATES,
    "unit_table": CHECKED,
    "units_count": 4,
    "delegates_elected": 43,
    "delegates_replaced": 1,
    "delegates_vacant": "",
    "delegates_confirmed": 42,
    "delegates_waiting": "",
    "delegates_refused": "程未央（不是本单位会员）",
    "women": 15,
    "women_share": "35.7%",
    "front_line": 21,
    "front_line_share": "50.0%",
    "managers": 4,
    "managers_share": "9.5%",
}

_NUMBERS = {
    Kind.REQUEST: "平工发〔2026〕12号",
    Kind.REPLY: "临工复〔2026〕3号",
    Kind.REPORT: "平物流工〔2026〕2号",
    Kind.NOTICE: "平工发〔2026〕31号",
    Kind.LETTER: "平工函〔2026〕5号",
    Kind.MINUTES: "平物流工纪〔2026〕1号",
}
_ISSUERS = {Kind.REPLY: "临江市总工会", Kind.REPORT: UNION}
_ATTENDANCE = (
    Attendance("出席", "、".join(NAMES)),
    Attendance("请假", "程未央"),
    Attendance("列席", "临江市总工会基层工作部白露"),
)


def official(kind: Kind, purpose: Purpose, **changes: object) -> OfficialPaper:
    """The shipped wording of this kind and purpose as a whole paper."""
    issuer = _ISSUERS.get(kind, "平湖县总工会")
    title, body = shipped(kind, purpose).fill({**VALUES, "issuer": issuer})
    upward = kind.is_upward
    fields: dict[str, object] = {
        "kind": kind,
        "issuer": issuer,
        "number": _NUMBERS[kind],
        "signer": "沈怀远" if upward else None,
        "title": title,
        "addressee": "临江市总工会" if upward else "平湖县总工会",
        "body": body,
        "attachments": (f"{UNION}组成单位名单", "候选人名单") if upward else (),
        "copy_to": ("平湖县交通运输局", "平湖县现代物流业协会党支部"),
        "issued_on": date(2026, 3, 1),
        "contact": "联系人：许青，联系电话：0000-00000000" if kind is Kind.REQUEST else None,
        "attendance": (),
        "printed_by": f"{issuer}办公室",
        "printed_on": date(2026, 3, 2),
    }
    return OfficialPaper(**{**fields, **changes})  # type: ignore[arg-type]


def minutes() -> OfficialPaper:
    """Minutes as a meeting's record writes them: no shipped wording, those present at the end."""
    return replace(
        official(Kind.REPORT, Purpose.RESULT), kind=Kind.MINUTES, number=_NUMBERS[Kind.MINUTES], signer=None, addressee="",
        title=f"{UNION}第一届代表大会第一次会议纪要", attachments=(), attendance=_ATTENDANCE,
    )  # fmt: skip


def sheet(kind: SheetKind) -> Sheet:
    """The shipped wording of a text sheet as a whole sheet."""
    title, body = shipped(kind).fill(VALUES)
    signed = {
        SheetKind.CONSENT: (f"{VALUES['constituent']}（盖章）", "主席（签名）：", "　　　　年　　月　　日"),
    }
    notes = {
        SheetKind.CANDIDATE_LIST: "（按姓氏笔画为序）",
        SheetKind.ELECTION_RULES: "（2026年6月18日大会通过）",
    }
    issued = kind in (SheetKind.PUBLIC_NOTICE, SheetKind.WORK_PLAN)
    return Sheet(
        kind,
        title,
        body,
        note=notes.get(kind, ""),
        signatures=signed.get(kind, ()),
        issuer=f"{UNION}筹备组" if issued else "",
        issued_on=date(2026, 6, 1) if issued else None,
        attachment="附件1" if kind is SheetKind.QUOTA_TABLE else "",
    )


def ballot(names: tuple[str, ...] = NAMES) -> Ballot:
    """A ballot for the first committee."""
    title, notes = shipped(SheetKind.BALLOT).fill(VALUES)
    lines = tuple(getattr(note, "text", "") for note in notes)
    return Ballot(title, names, 3, lines, CONGRESS, date(2026, 6, 18))


def count_sheet(lines: tuple[CountLine, ...] = COUNTS) -> CountSheet:
    """The count of that ballot."""
    title, _body = shipped(SheetKind.COUNT_SHEET).fill(VALUES)
    return CountSheet(
        title,
        CONGRESS,
        "第一届委员会委员",
        9,
        entitled=43,
        present=41,
        issued=41,
        returned=41,
        valid=41,
        void=0,
        lines=lines,
        write_ins=(("程未央", 2),),
        held_on=date(2026, 6, 18),
    )


TEXT_SHEETS = tuple(kind for kind in SheetKind if kind not in (SheetKind.BALLOT, SheetKind.COUNT_SHEET))
