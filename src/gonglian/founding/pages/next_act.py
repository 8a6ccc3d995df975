"""The one act that moves a case on for the person who looks at it, or what everybody waits for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.queries import reply_due
from gonglian.approvals.states import Decision
from gonglian.founding import access, outcome
from gonglian.founding.models import Case
from gonglian.founding.pages.checklist import Checklist
from gonglian.founding.states import Stage
from gonglian.founding.steps import Step, step_at, step_leaving
from gonglian.meetings.models import Meeting
from gonglian.meetings.states import MeetingKind, MeetingState
from gonglian.organisation.states import Role


@dataclass(frozen=True, slots=True)
class Next:
    """`button` empty: nothing to press here. `posts`: the button does the act at `url`, else it leads there."""

    title: str
    text: str
    url: str = ""
    button: str = ""
    posts: bool = False



def next_act(case: Case, user: Any, checklist: Checklist | None) -> Next:
    """What is next, in the eyes of `user`."""
    if case.stage in (Stage.FIRST_REQUEST, Stage.SECOND_REQUEST, Stage.THIRD_REQUEST):
        return _at_request(case, user, checklist)
    if case.stage in (Stage.DRAFT, Stage.PREPARE, Stage.CONGRESS):
        act = _to_carry(case, checklist, user)
        if access.can_carry(user, case):
            return act
        text = _("现在由%(union)s办理。") % {"union": case.proposer}
        return Next(act.title, text)
    return _over(case)


def asked_for(step: Step) -> str:
    """What the step's request asks, in words."""
    return {1: _("筹备成立的请示"), 2: _("召开大会的请示"), 3: _("选举结果的请示")}[step.number]


# -- the proposer's turn


def _to_carry(case: Case, checklist: Checklist | None, user: Any) -> Next:
    step = step_leaving(case.stage)
    assert step is not None
    request = step.request(case)
    if request is not None and request.is_open:
        return _to_sign(case, step, checklist, user)
    if case.stage == Stage.CONGRESS and (held := _holding(case)):
        return held
    if checklist and checklist.barring:
        return _first_cure(case, step, checklist)
    return _prepare(case, step)


def _first_cure(case: Case, step: Step, checklist: Checklist | None) -> Next:
    """Something bars: the button is the first cure, and the text says what it turns into."""
    barring = checklist.barring if checklist else []
    curable = [line for line in barring if line.url] or barring
    text = _("有 %(count)s 项没有齐备。先办：%(what)s补齐后，这里变成“拟%(asked)s”。") % {
        "count": len(barring), "what": curable[0].finding.message, "asked": asked_for(step),
    }  # fmt: skip
    word = curable[0].word
    return Next(_("先%(word)s") % {"word": word} if word else _("还不能呈报"), text, curable[0].url, word)


def _prepare(case: Case, step: Step) -> Next:
    standing = step.request(case)
    returned = standing is not None and standing.decision == Decision.RETURN
    text = _("该齐备的都齐备了。拟好以后由负责人签发，报%(approver)s。") % {"approver": case.approver}
    if returned:
        text = _("%(approver)s 退回：%(reasons)s 改好以后再报。") % {"approver": case.approver, "reasons": standing.reasons}
    asked = asked_for(step)
    return Next(_("拟%(asked)s") % {"asked": asked}, text, _url("prepare", case), _("拟请示，送负责人"), posts=True)


def _to_sign(case: Case, step: Step, checklist: Checklist | None, user: Any) -> Next:
    request = step.request(case)
    title = _("签发%(asked)s") % {"asked": asked_for(step)}
    if not access.can_sign(user, case):
        text = _("%(who)s 已在 %(day)s 拟好，等负责人签发。") % {"who": request.prepared_by, "day": request.prepared_on}
        return Next(title, text)
    if checklist and checklist.barring:
        return replace(_first_cure(case, step, checklist), url=_url("recall", case), button=_("收回修改"))
    text = _("%(who)s 已在 %(day)s 拟好。签发时编文号，当天报%(approver)s。") % {
        "who": request.prepared_by, "day": request.prepared_on, "approver": case.approver,
    }  # fmt: skip
    return Next(title, text, _url("send", case), _("签发并报送"), posts=True)


# -- the congress


def _holding(case: Case) -> Next | None:
    """The next act of the congress and the first meetings; None when only the report is left."""
    meeting = outcome.congress_meeting(case)
    if meeting is None:
        plan = case.preparation
        text = _("批复已到。开会当天登记，名册按资格确认的代表生成。拟定 %(day)s，%(place)s。") % {
            "day": plan.planned_on or "—", "place": plan.place or "—",
        }  # fmt: skip
        return Next(_("登记召开大会"), text, _url("congress", case), _("登记召开大会"))
    if meeting.state == MeetingState.CLOSED and not outcome.had_quorum(meeting):
        text = _("上次会议实到不足应到的三分之二，选举都无效，记录保留。改期再开。")
        return Next(_("召开第二次会议"), text, _url("congress", case), _("登记第二次会议"))
    if not (outcome.is_decided(case, "committee") and outcome.is_decided(case, "audit")):
        return _in_session(case, meeting, "open_ballots")
    first = [outcome.first_meeting(case, kind) for kind in (MeetingKind.COMMITTEE_FIRST, MeetingKind.AUDIT_FIRST)]
    if None in first:
        text = _("委员会和经审委已选出。各开第一次会议，选举主席、副主席和经审委主任。")
        return Next(_("登记两个第一次会议"), text, _url("first_meetings", case), _("登记第一次会议"))
    waiting = [each for each in first if each is not None and not _has_elected(each)]
    return _in_session(case, waiting[0], "open_first_ballots") if waiting else None


def _in_session(case: Case, meeting: Meeting, opens: str) -> Next:
    page = meeting.get_absolute_url()
    if meeting.state == MeetingState.PLANNED:
        text = _("封存名册，记到会人数。实到达到应到的三分之二，才能选举。")
        return Next(_("%(meeting)s：记到会") % {"meeting": meeting.name}, text, page, _("去会议页记到会"))
    if not outcome.had_quorum(meeting):
        text = _("实到不足应到的三分之二，不能选举。在会议页闭会，再召开第二次会议。")
        return Next(_("%(meeting)s：人数不足") % {"meeting": meeting.name}, text, page, _("去会议页闭会"))
    if not meeting.ballots.exists():
        args = [case.pk] if opens == "open_ballots" else [case.pk, meeting.pk]
        text = _("到会人数够了。选票按上级同意的名单和席数生成。")
        url = reverse(f"founding:{opens}", args=args)
        return Next(_("%(meeting)s：开始选举") % {"meeting": meeting.name}, text, url, _("生成选票，开始选举"), posts=True)
    text = _("两名计票人各自录入，核对一致后得出结果。")
    return Next(_("%(meeting)s：计票") % {"meeting": meeting.name}, text, page, _("去会议页计票"))


def _has_elected(meeting: Meeting) -> bool:
    return meeting.ballots.exists() and all(ballot.verdict for ballot in meeting.ballots.all())


# -- the approver's turn


def _at_request(case: Case, user: Any, checklist: Checklist | None) -> Next:
    step = step_at(case.stage)
    assert step is not None
    request = step.request(case)
    until = {"day": reply_due(request), "number": request.paper.number, "union": case.approver}
    if not access.can_decide(user, case):
        return Next(_("等待批复"), _("%(number)s 已报%(union)s，最迟 %(day)s 批复。") % until)
    if not request.proposed_decision:
        return Next(_("拟办批复"), _("%(number)s 最迟 %(day)s 批复。看下面的核对，再填拟办意见。") % until)
    decision = Decision(request.proposed_decision).label
    words = until | {"decision": decision, "who": request.proposed_by, "reasons": request.proposed_reasons}
    if user.duty.role != Role.HEAD:
        return Next(_("等负责人签发批复"), _("%(who)s 拟%(decision)s。最迟 %(day)s 批复。") % words)
    if request.proposed_decision == Decision.APPROVE and checklist and checklist.barring:
        words["count"] = len(checklist.barring)
        text = _("拟同意，但有 %(count)s 项不符合，不能同意。改拟退回或不同意，写明理由。") % words
        return Next(_("改拟批复"), text, "#reply", _("改拟批复意见"))
    text = _("%(who)s 拟%(decision)s。%(reasons)s签发时编文号，当即生效。最迟 %(day)s 批复。") % words
    return Next(_("签发批复"), text, _url("decide", case), _("签发批复：%(decision)s") % words, posts=True)


# -- over


def _over(case: Case) -> Next:
    if case.stage == Stage.ESTABLISHED:
        return Next(_("工会已成立"), _("隶属、任期、机构都已登记。%(name)s 的档案里可以看到。") % {"name": case.name})
    reasons = [r.reasons or r.closed_reason for r in (case.third_request, case.second_request, case.first_request) if r]
    reason = next((text for text in reasons if text), "")
    return Next(str(case.get_stage_display()), reason or _("这件事项已经结束，记录保留。"))


def _url(page: str, case: Case) -> str:
    return reverse(f"founding:{page}", args=[case.pk])
