"""The words of papers in the database, and what may follow what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonglian.documents.papers import Kind, SheetKind
from gonglian.documents.wording import Purpose


class PaperState(TextChoices):
    DRAFT = "draft", _("草稿")
    SIGNED = "signed", _("已签发")
    VOID = "void", _("作废")
    EXTERNAL = "external", _("来文")


TRANSITIONS: Mapping[str, tuple[str, ...]] = {
    PaperState.DRAFT: (PaperState.SIGNED, PaperState.VOID),
    PaperState.SIGNED: (PaperState.VOID,),
    PaperState.EXTERNAL: (PaperState.VOID,),
    PaperState.VOID: (),
}

NUMBERED_KINDS = tuple(kind.value for kind in Kind)
# Ballots and count sheets are drawn by the election itself, from its own data.
DRAWN_BY_ELECTION = (SheetKind.BALLOT.value, SheetKind.COUNT_SHEET.value)
# What is posted where everybody reads them.
PUBLIC_KINDS = (SheetKind.PUBLIC_NOTICE.value,)

PAPER_KINDS = [
    (Kind.REQUEST.value, _("请示")),
    (Kind.REPLY.value, _("批复")),
    (Kind.REPORT.value, _("报告")),
    (Kind.NOTICE.value, _("通知")),
    (Kind.LETTER.value, _("函")),
    (Kind.MINUTES.value, _("纪要")),
    (SheetKind.CONSENT.value, _("同意加入意见表")),
    (SheetKind.QUOTA_TABLE.value, _("代表名额分配表")),
    (SheetKind.CANDIDATE_LIST.value, _("候选人名单")),
    (SheetKind.PUBLIC_NOTICE.value, _("公示")),
    (SheetKind.BALLOT.value, _("选票")),
    (SheetKind.COUNT_SHEET.value, _("计票报告单")),
    (SheetKind.ELECTION_RULES.value, _("选举办法")),
    (SheetKind.WORK_PLAN.value, _("选举工作方案")),
    (SheetKind.DELEGATE_LIST.value, _("代表名单")),
    (SheetKind.CREDENTIALS.value, _("代表资格审查报告")),
]

PURPOSES = [
    (Purpose.PREPARE.value, _("筹备成立")),
    (Purpose.REFUSE.value, _("不同意")),
    (Purpose.REFUSE_CONVENE.value, _("不同意召开大会")),
    (Purpose.REFUSE_RESULT.value, _("不同意选举结果")),
    (Purpose.WITHDRAW.value, _("撤回组建")),
    (Purpose.LAPSED.value, _("批准失效")),
    (Purpose.CONSULT.value, _("征求意见")),
    (Purpose.CONVENE.value, _("召开大会")),
    (Purpose.RESULT.value, _("选举结果")),
    (Purpose.RENEW.value, _("召开换届大会")),
    (Purpose.REFUSE_RENEW.value, _("不同意召开换届大会")),
    (Purpose.RENEWED.value, _("换届选举结果")),
    (Purpose.REFUSE_RENEWED.value, _("不同意换届选举结果")),
    (Purpose.ESTABLISHED.value, _("成立")),
    (Purpose.DISPATCHED.value, _("设立派出机构")),
    (Purpose.JOIN.value, _("加入")),
    (Purpose.LEAVE.value, _("退出")),
    (Purpose.CHANGE_LINE.value, _("变更上级")),
    (Purpose.KEEP_LINE.value, _("不同意变更上级")),
    (Purpose.EXTEND.value, _("延期换届")),
    (Purpose.KEEP_TERM.value, _("不同意延期换届")),
    (Purpose.SUBSTITUTE.value, _("替补委员")),
    (Purpose.CONGRESS.value, _("会员代表大会")),
    (Purpose.COMMITTEE.value, _("委员会全体会议")),
    (Purpose.AUDIT_COMMITTEE.value, _("经费审查委员会全体会议")),
    (Purpose.SHEET.value, _("通用")),
]


class MediaType(TextChoices):
    """What may be attached, recognised by content; the value is what the browser is told."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPG"
    PNG = "image/png", "PNG"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"
    OFD = "application/ofd", "OFD"


def move(row: Any, state: str, transitions: Mapping[str, tuple[str, ...]]) -> None:
    """Set `row.state`. ValueError for a step the table does not know: acts refuse in words before they come here."""
    if state not in transitions[row.state]:
        raise ValueError(f"{type(row).__name__} {row.pk}: {row.state} → {state}")
    row.state = state
