"""What the page of a request for an extension shows. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.access import can_decide, can_prepare, can_propose, can_send, can_withdraw
from gonglian.approvals.queries import reply_due, state_word
from gonglian.approvals.states import RequestState
from gonglian.documents.access import visible_papers
from gonglian.documents.models import Paper
from gonglian.meetings.reads import Mark, mark
from gonglian.organisation.models import Union
from gonglian.terms.extending.access import visible_extensions
from gonglian.terms.extending.gates import ending_before, gate, limit_of, with_terms
from gonglian.terms.extending.models import ExtensionRequest
from gonglian.terms.extending.rounds import first_asked
from gonglian.terms.leading import leader_of
from gonglian.terms.queries import BodyOn


@dataclass(frozen=True, slots=True)
class Next:
    """What is next: title and text say it; label and address are the one button, "" where this reader has none; post: a form."""

    title: str
    text: str = ""
    label: str = ""
    address: str = ""
    post: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """row: what was asked, None for nothing; address: of the form, "" where this reader may not ask now."""

    row: ExtensionRequest | None
    address: str


@dataclass(frozen=True, slots=True)
class ExtensionPage:
    """bodies: those whose term would run on, while it is open. papers: with whether this reader may open them. story: day,
    words, who."""

    word: str
    next: Next
    bodies: list[BodyOn]
    marks: list[Mark]
    papers: list[tuple[Paper, bool]]
    story: list[tuple[date, str, str]]
    can_withdraw: bool


def extension_page(row: ExtensionRequest, user: Any, *, on: date) -> ExtensionPage:
    """Everything the page needs, for this reader, on this day."""
    request = row.request
    return ExtensionPage(
        word=state_word(request, user),
        next=_next(row, user),
        bodies=ending_before(row.union, row.until, on=on) if request.is_open else [],
        marks=_marks(row, on) if request.is_open else [],
        papers=_papers(row, user),
        story=_story(row),
        can_withdraw=request.is_open and can_withdraw(user, request),
    )


def asked_by(union: Union, user: Any, *, in_time: bool) -> Asked:
    """The union's last request that the reader may see, unless it was taken back, and where he may ask. in_time: a term
    has not reached its original end (TRM-04)."""
    row = visible_extensions(user).filter(union=union).order_by("pk").last()
    may = in_time and can_prepare(user, union) and not (row is not None and row.request.is_open)
    address = reverse("terms:ask_extension", args=[union.pk]) if may else ""
    return Asked(None if row is None or row.request.state == RequestState.WITHDRAWN else row, address)


def told_before_asking(union: Union, *, on: date) -> str:
    """When the terms end, how far who leads may extend them, and what comes of the form."""
    bodies = with_terms(union, on=on)
    limit = limit_of(bodies, on=on)
    if limit is None:
        return _("%(union)s没有登记任期，没有可以延期的。") % {"union": union}
    ends = sorted({str(body.runs_to) for body in bodies})
    words = {"ends": "、".join(ends), "limit": limit, "leader": leader_of(union, on=on) or _("领导工会")}
    return (
        _("现任机构 %(ends)s 届满，届满前请示。延到 %(limit)s 以前的由%(leader)s批复，再长的由市总工会批复。")
        % words
    )


def _next(row: ExtensionRequest, user: Any) -> Next:
    request = row.request
    words = {"union": row.union, "approver": request.approver, "due": reply_due(request)}
    if request.state == RequestState.PREPARED:
        title = _("请示已拟好，等%(union)s负责人签发") % words
        return Next(
            title, "", *_button(row, "send_extension", _("签发并报送"), can_send(user, request)), post=True
        )
    if request.state == RequestState.RETURNED:
        may = can_prepare(user, row.union_id)
        address = reverse("terms:ask_extension", args=[row.union_id]) if may else ""
        return Next(_("已退回，改好再报"), request.reasons, _("改好再报") if may else "", address)
    if request.state != RequestState.SENT:
        return Next(str(request.get_state_display()), request.reasons or request.closed_reason)
    if not can_propose(user, request):
        return Next(_("等%(approver)s批复") % words, _("最迟 %(due)s 答复。逾期不等于同意。") % words)
    return _answering(row, user, words)


def _answering(row: ExtensionRequest, user: Any, words: dict[str, Any]) -> Next:
    request = row.request
    if not request.proposed_decision:
        text = _("收到后 15 日内批复，最迟 %(due)s。") % words
        return Next(_("等您单位批复"), text, *_button(row, "extension_reply", _("拟办批复"), True))
    label = _("签发批复：%(decision)s") % {"decision": request.get_proposed_decision_display()}
    return Next(
        _("批复已拟好，等负责人签发"), request.proposed_reasons,
        *_button(row, "answer_extension", label, can_decide(user, request)), post=True,
    )  # fmt: skip


def _button(row: ExtensionRequest, page: str, label: str, may: bool) -> tuple[str, str]:
    return (label, reverse(f"terms:{page}", args=[row.pk])) if may else ("", "")


def _marks(row: ExtensionRequest, on: date) -> list[Mark]:
    findings = gate(
        row.union, approver=row.request.approver, until=row.until, reason=row.reason,
        asked_on=first_asked(row.request) or on, on=on,
    )  # fmt: skip
    return [mark(finding.for_people().to_json()) for finding in findings]


def _papers(row: ExtensionRequest, user: Any) -> list[tuple[Paper, bool]]:
    """Request and reply; drafts show to who writes them."""
    found = [paper for paper in (row.request.paper, row.request.reply) if paper]
    readable = set(
        visible_papers(user).filter(pk__in=[each.pk for each in found]).values_list("pk", flat=True)
    )
    return [(paper, paper.pk in readable) for paper in found if not paper.is_draft or paper.pk in readable]


def _story(row: ExtensionRequest) -> list[tuple[date, str, str]]:
    """What came about, the latest first; a proposal is told to nobody here."""
    request = row.request
    told = [
        (request.closed_on, _("撤回：%(reason)s") % {"reason": request.closed_reason}, ""),
        (request.decided_on, str(request.get_decision_display()), request.decided_by),
        (request.sent_on, _("签发并报送"), request.signed_by),
        (request.prepared_on, _("拟好请示"), request.prepared_by),
    ]  # fmt: skip
    former = request.previous
    if former is not None:
        told.append(
            (former.decided_on, _("退回：%(reasons)s") % {"reasons": former.reasons}, former.decided_by)
        )
    return [(day, words, str(who or "")) for day, words, who in told if day is not None]
