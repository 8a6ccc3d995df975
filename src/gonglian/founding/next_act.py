"""The one act that moves a case now, for the reader at hand: a link, a button, or who is waited for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.queries import reply_due
from gonglian.approvals.states import Decision
from gonglian.congress.states import BodyKind
from gonglian.founding import access, outcome
from gonglian.founding.models import Case
from gonglian.founding.nexts import Next, curing, dispatching, no_longer
from gonglian.founding.states import OPEN, Stage
from gonglian.founding.steps import step_at, step_leaving
from gonglian.meetings.models import Meeting
from gonglian.meetings.states import MeetingState
from gonglian.organisation.states import Role


def next_act(case: Case, user: Any, barring: Sequence[Any], *, on: date) -> Next:
    """barring: checks whose clause bars the next request, the most urgent first."""
    if case.is_dispatched and case.stage in OPEN:
        return dispatching(case, user, barring) if access.can_carry(user, case) else _watching(case)
    if access.can_decide(user, case) and step_at(case):
        return _deciding(case, user, barring)
    if access.can_carry(user, case):
        return _carrying(case, user, barring, on)
    return _watching(case)


def _carrying(case: Case, user: Any, barring: Sequence[Any], on: date) -> Next:
    step = step_leaving(case)
    if step is None:
        return _waiting_for_reply(case)
    request = step.request(case)
    if request is not None and request.is_open:
        return _signing(case, user, barring)
    if case.stage == Stage.CONGRESS and (holding := _holding(case)):
        return holding
    asked = {1: _("筹备成立"), 2: _("召开大会"), 3: _("批准选举结果")}[step.number]
    if barring:
        return curing(barring, asked)
    return Next(
        _("各项都已具备"), _("请示由行文模板生成，交负责人签发时编号。"), _("拟好%(asked)s的请示") % {"asked": asked},
        reverse("founding:prepare", args=[case.pk]), post=True,
    )  # fmt: skip


def _signing(case: Case, user: Any, barring: Sequence[Any]) -> Next:
    if barring:
        return no_longer(barring, _("请示已拟好，但现在不能签发"), _("收回请示，改好再拟"),
                          reverse("founding:recall", args=[case.pk]))  # fmt: skip
    if access.can_sign(user, case):
        return Next(
            _("请示已拟好，等您签发"), _("签发时按今天的情况再核对一遍条款，取得文号并报送。"), _("签发并报送"),
            reverse("founding:send", args=[case.pk]), post=True,
        )  # fmt: skip
    return Next(_("请示已拟好"), _("等%(union)s负责人签发。") % {"union": case.proposer})


def _holding(case: Case) -> Next | None:
    """While the congress and the first meetings are being held; None once all is decided."""
    meeting = outcome.congress_meeting(case)
    if meeting is None:
        return Next(
            _("大会还没有登记"), _("开会当天登记，名册取自资格已确认的代表。"), _("登记开会"),
            reverse("founding:open_congress", args=[case.pk]),
        )  # fmt: skip
    if meeting.state == MeetingState.CLOSED and not outcome.had_quorum(meeting):
        return Next(
            _("上次到会不足三分之二，选举不能进行"), _("那次会议已如实记录。改期另开，名册仍用确认的代表。"), _("登记第二次会议"),
            reverse("founding:open_congress", args=[case.pk]),
        )  # fmt: skip
    decided = outcome.is_decided(case, BodyKind.COMMITTEE) and outcome.is_decided(case, BodyKind.AUDIT)
    if not decided:
        return _in_session(case, meeting)
    firsts = [outcome.first_meeting(case, kind) for kind in outcome.FIRST]
    if None in firsts:
        return Next(
            _("委员会和经审委已选出"), _("两个机构各开第一次会议，选举主席、副主席和经审委主任。"), _("登记两个第一次会议"),
            reverse("founding:first_meetings", args=[case.pk]),
        )  # fmt: skip
    return next((_first(case, first) for first in firsts if first is not None and not _is_over(first)), None)


def _in_session(case: Case, meeting: Meeting) -> Next:
    if meeting.state == MeetingState.OPENED and outcome.had_quorum(meeting) and not meeting.ballots.exists():
        return Next(
            _("到会够三分之二，可以选举"), _("先在会议里记好议程和监票人，再按上级同意的名单生成选票。"), _("开始选举"),
            reverse("founding:open_ballots", args=[case.pk]), post=True,
        )  # fmt: skip
    return Next(
        _("大会正在进行"),
        _("到会、议程、监票人和计票都在会议页上记。"),
        _("打开会议"),
        meeting.get_absolute_url(),
    )


def _first(case: Case, meeting: Meeting) -> Next:
    if meeting.state == MeetingState.OPENED and not meeting.ballots.exists():
        return Next(
            _("%(meeting)s可以选举") % {"meeting": meeting.name}, _("按名单上的拟任职务生成选票。"), _("开始选举"),
            reverse("founding:first_ballots", args=[case.pk, meeting.pk]), post=True,
        )  # fmt: skip
    return Next(
        _("%(meeting)s正在进行") % {"meeting": meeting.name},
        _("到会、监票人和计票都在会议页上记。"),
        _("打开会议"),
        meeting.get_absolute_url(),
    )


def _is_over(meeting: Meeting) -> bool:
    return meeting.ballots.exists() and not meeting.ballots.filter(state="open").exists()


def _deciding(case: Case, user: Any, barring: Sequence[Any]) -> Next:
    step = step_at(case)
    request = step.request(case) if step else None
    if request is None or not request.proposed_decision:
        due = reply_due(request) if request is not None else ""
        return Next(
            _("等您单位批复"),
            _("自收文起 15 天内答复，最迟 %(due)s。") % {"due": due},
            _("拟办批复"),
            reverse("founding:reply", args=[case.pk]),
        )
    again = reverse("founding:reply", args=[case.pk])
    if barring and request.proposed_decision == Decision.APPROVE:
        return no_longer(barring, _("已拟同意，但现在不能签发"), _("改拟批复"), again)
    decision = request.get_proposed_decision_display()
    if user.duty.role != Role.HEAD:
        text = _("已拟“%(decision)s”，等负责人签发。") % {"decision": decision}
        return Next(_("批复已拟好"), text, _("改拟批复"), again)
    text = _("拟办意见：%(decision)s。%(reasons)s") % {
        "decision": decision,
        "reasons": request.proposed_reasons,
    }
    return Next(
        _("批复已拟好，等您签发"),
        text,
        _("签发批复：%(decision)s") % {"decision": decision},
        reverse("founding:decide", args=[case.pk]),
        post=True,
    )


def _waiting_for_reply(case: Case) -> Next:
    step = step_at(case)
    request = step.request(case) if step else None
    if request is None:
        return _watching(case)
    words = {"union": case.approver, "day": request.received_on, "due": reply_due(request)}
    return Next(
        _("等%(union)s批复") % words, _("%(day)s 收文，应于 %(due)s 前答复。逾期不等于同意。") % words
    )


def _watching(case: Case) -> Next:
    if case.stage in (Stage.ESTABLISHED, Stage.RENEWED):
        assert case.union is not None
        return Next(
            _("换届已经办完") if case.is_renewal else _("已经成立"),
            _("机构、任期和隶属关系见一会一档。"),
            _("打开一会一档"),
            case.union.get_absolute_url(),
        )
    if case.closed_on:
        words = {"day": case.closed_on, "reason": case.closed_reason.rstrip("。")}
        return Next(
            str(case.get_stage_display()), _("%(day)s 终止：%(reason)s。记录保留，可以查看。") % words
        )
    return Next(str(case.get_stage_display()), _("这件事项由%(union)s办理。") % {"union": case.proposer})
