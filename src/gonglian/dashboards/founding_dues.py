"""What founding cases ask of a duty: to carry on, to wait for consents, for a notice to end, for another's congress."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.models import PublicNotice
from gonglian.approvals.queries import lane_of, notice_ends
from gonglian.approvals.states import OPEN_STATES, Lane, RequestState
from gonglian.dashboards.dues import Line, waiting_or_late
from gonglian.founding.access import visible_cases
from gonglian.founding.models import Case
from gonglian.founding.next_act import next_act
from gonglian.founding.states import Consent, Stage
from gonglian.founding.steps import gate_of, step_leaving
from gonglian.organisation.states import WRITING_ROLES, Form
from gonglian.policy.finding import Finding, Result
from gonglian.reference.calendar import site_calendar

JUDGED = 3  # cases for which the first barring clause is worked out; judging one takes some dozen questions
AT_WORK = (Stage.DRAFT, Stage.PREPARE, Stage.CONGRESS, Stage.DISPATCH)
BEFORE_CONGRESS = (Stage.PREPARE, Stage.CONGRESS)
PARTIES = ("proposer", "approver", "leader", "guide", "territory", "host", "union", "convocation__union",
           "first_request", "second_request", "third_request")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Barring:
    """A finding in the shape next_act takes; the workbench leads to the case page, where it is cured."""

    finding: Finding
    cure_url: str = ""


def founding_due(user: Any, on: date) -> Iterator[Line]:
    """Lines of the cases one's own union carries, and of others' that are on their way to a congress."""
    seen = visible_cases(user).filter(stage__in=AT_WORK).order_by()
    own = Case.objects.filter(pk__in=seen.values("pk"), proposer=user.duty.union_id)
    if user.duty.role in WRITING_ROLES:
        yield from _to_carry(user, own, on)
        yield from _notices(own, on)
    yield from _others(user, seen, on)


def _to_carry(user: Any, own: QuerySet[Case], on: date) -> Iterator[Line]:
    asked = Count("constituents", filter=Q(constituents__consent=Consent.ASKED))
    rows = own.select_related(*PARTIES).annotate(asked=asked).order_by("congress_by", "pk")
    open_cases = [case for case in rows if not _is_with_approvals(case)]
    for place, case in enumerate(open_cases):
        by = case.congress_by if case.stage in BEFORE_CONGRESS else None
        why, clause = _next(case, user, on) if place < JUDGED else (_("打开办理页，看还缺什么"), "")
        words = _("办理换届：%(stage)s") if case.is_renewal else _("办理组建：%(stage)s")
        what = words % {"stage": case.get_stage_display()}
        url = case.get_absolute_url()
        yield Line(what, case.name, by, why, clause, url, _("去办理"), lane_of(by, on))
        if case.stage == Stage.DRAFT and case.asked:
            why = _("还有 %(count)s 家没有答复是否加入") % {"count": case.asked}
            url = reverse("founding:constituents", args=[case.pk])
            yield Line(
                _("等组成单位答复"),
                case.name,
                None,
                why,
                "ORG-19",
                url,
                _("登记答复"),
                Lane.WAITING.value,
                is_mine=False,
            )


def _is_with_approvals(case: Case) -> bool:
    """A request was prepared or came back: the lines of approvals speak of it."""
    step = step_leaving(case)
    request = step.request(case) if step else None
    return request is not None and request.state in (*OPEN_STATES, RequestState.RETURNED)


def _next(case: Case, user: Any, on: date) -> tuple[str, str]:
    """What is next in words, and the id of the clause that bars, if one does."""
    findings = [finding for finding in gate_of(case, on=on) if finding.bars]
    findings.sort(key=lambda finding: (finding.result is Result.UNKNOWN, finding.clause))
    upcoming = next_act(case, user, [Barring(finding) for finding in findings], on=on)
    return upcoming.title, upcoming.clause


def _notices(own: QuerySet[Case], on: date) -> Iterator[Line]:
    """Notices of candidates that still hang."""
    rows = PublicNotice.objects.filter(union__cases__in=own.values("pk"))
    calendar = site_calendar()
    for notice in rows.select_related("union").order_by("posted_on", "pk"):
        last = notice_ends(notice.posted_on, calendar, notice.enterprise_chair)
        if last >= on:
            why = _("%(day)s 张贴，期满次日起才能投票") % {"day": notice.posted_on}
            url = reverse("approvals:notice", args=[notice.pk])
            yield Line(
                _("等公示期满"),
                str(notice.union),
                last,
                why,
                "NOM-03",
                url,
                _("看公示"),
                Lane.WAITING.value,
                is_mine=False,
            )


def _others(user: Any, seen: QuerySet[Case], on: date) -> Iterator[Line]:
    """Cases of other unions that were allowed to prepare: their congress is awaited."""
    rows = Case.objects.filter(
        pk__in=seen.values("pk"), stage__in=BEFORE_CONGRESS
    )  # a working committee has none
    rows = rows.exclude(form=Form.WORKING_COMMITTEE)
    others = (
        rows.exclude(proposer=user.duty.union_id).select_related("proposer").order_by("congress_by", "pk")
    )
    for case in others:
        held = _("等召开换届大会") if case.is_renewal else _("等召开成立大会")
        what = held if case.stage == Stage.CONGRESS else _("等请示召开大会")
        why = _("%(union)s办理，现在是：%(stage)s") % {
            "union": case.proposer,
            "stage": case.get_stage_display(),
        }
        lane = waiting_or_late(case.congress_by, on=on)
        yield Line(
            what,
            case.name,
            case.congress_by,
            why,
            "TRM-03" if case.is_renewal else "ORG-17",
            case.get_absolute_url(),
            _("看进度"),
            lane,
            is_mine=False,
        )
