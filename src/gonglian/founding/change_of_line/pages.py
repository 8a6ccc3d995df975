"""What the page of a change of line shows. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.core.models import Act
from gonglian.core.story import tell
from gonglian.documents.access import visible_papers
from gonglian.documents.models import Paper
from gonglian.founding.case_page import Check
from gonglian.founding.change_of_line import access
from gonglian.founding.change_of_line.checks import gate
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.change_of_line.plans import ChangePlan, plan_change
from gonglian.founding.change_of_line.states import ChangeState
from gonglian.founding.marks import mark_of
from gonglian.founding.next_act import Next
from gonglian.founding.stories import told_to
from gonglian.organisation.states import Role

RECENT = 8


@dataclass(frozen=True, slots=True)
class ChangePage:
    next: Next
    checks: list[Check]
    plan: ChangePlan | None
    papers: list[tuple[Paper, bool]]
    story: list[tuple[date, str, str]]
    can_comment: bool
    can_withdraw: bool
    can_carry: bool


def change_page(change: LineChange, user: Any, *, on: date) -> ChangePage:
    """Everything the page needs, for this reader, on this day."""
    found = gate(change, on=on) if change.is_open else []
    can_carry = change.is_open and access.can_carry(user, change)
    return ChangePage(
        next=_next(change, user),
        checks=[Check(*mark_of(finding), finding.for_people(), "") for finding in found],
        plan=plan_change(change, on=on) if change.is_open else None,
        papers=_papers(change, user),
        story=_story(change, user),
        can_comment=bool(access.sides_of(user, change)),
        can_withdraw=can_carry and (change.state == ChangeState.DRAFT or user.duty.role == Role.HEAD),
        can_carry=can_carry,
    )


def _next(change: LineChange, user: Any) -> Next:
    """The one act that moves it now for this reader, or whom it waits for."""
    if change.is_open and change.is_correction:
        return _correcting(change, user)
    if change.state == ChangeState.SENT:
        return _answering(change, user)
    if change.state != ChangeState.DRAFT:
        return Next(str(change.get_state_display()), "")
    if change.opinions.count() < 2:
        words = _("现上级和拟变更的上级各写一份意见，可以在本页填写，也可以照来函登记。")
        return Next(
            _("等两个上级的意见"),
            words,
            *_link(change, "change_opinion", _("登记意见"), access.sides_of(user, change)),
        )
    if change.request is not None and change.request.is_open:
        may = access.can_sign(user, change)
        title = _("请示已拟好，等%(union)s负责人签发") % {"union": change.applicant}
        return Next(title, "", *_link(change, "send_change", _("签发并报送"), may), post=True)
    may = access.can_carry(user, change)
    words = _("请示由行文模板生成，报%(union)s审批。") % {"union": change.approver}
    return Next(_("意见已齐"), words, *_link(change, "prepare_change", _("拟好请示"), may), post=True)


def _correcting(change: LineChange, user: Any) -> Next:
    may = access.can_carry(user, change) and user.pk != change.opened_by_id
    words = _("由%(union)s的另一位经办或负责人复核，复核后照下面的内容更正。") % {"union": change.applicant}
    return Next(
        _("等第二人复核"), words, *_link(change, "confirm_correction", _("复核无误，更正"), may), post=True
    )


def _answering(change: LineChange, user: Any) -> Next:
    request = change.request
    may = access.can_answer(user, change)
    if request is None or not request.proposed_decision:
        title = _("等%(union)s批复") % {"union": change.approver}
        return Next(title, "", *_link(change, "change_reply", _("拟办批复"), may))
    title = _("批复已拟好，等%(union)s负责人签发") % {"union": change.approver}
    label = _("签发批复：%(decision)s") % {"decision": request.get_proposed_decision_display()}
    may = may and user.duty.role == Role.HEAD
    return Next(
        title, request.proposed_reasons if may else "", *_link(change, "decide_change", label, may), post=True
    )


def _link(change: LineChange, page: str, label: str, may: object) -> tuple[str, str]:
    return (label, reverse(f"founding:{page}", args=[change.pk])) if may else ("", "")


def _papers(change: LineChange, user: Any) -> list[tuple[Paper, bool]]:
    """Request and reply, and whether this reader may open them; drafts show to nobody here."""
    request = change.request
    found = (
        [paper for paper in (request.paper, request.reply) if paper and not paper.is_draft] if request else []
    )
    readable = set(
        visible_papers(user).filter(pk__in=[paper.pk for paper in found]).values_list("pk", flat=True)
    )
    return [(paper, paper.pk in readable) for paper in found]


def _story(change: LineChange, user: Any) -> list[tuple[date, str, str]]:
    acts = told_to(user, Act.objects.filter(object_type="founding.linechange", object_id=change.pk))
    return [(act.on, tell(act), act.actor_name) for act in acts.order_by("-id")[:RECENT]]
