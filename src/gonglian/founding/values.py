"""What fills the blanks of the papers of a founding, by the codes of documents.blanks."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.congress.facts import nominees_of
from gonglian.congress.states import BodyKind, ChairBy
from gonglian.documents.dates import spoken
from gonglian.founding import queries
from gonglian.founding.models import Case
from gonglian.meetings.states import ordinal_word
from gonglian.policy.arithmetic import add_months
from gonglian.policy.site import site_table

CHAIR_BODIES = {ChairBy.COMMITTEE: "{ordinal}委员会全体会议", ChairBy.CONGRESS: "会员代表大会"}


def last_day_for_congress(on: date) -> date:
    """The day by which a congress is to be held when the first request is answered on `on` (city practice)."""
    months = site_table().value("founding.congress_months", on)
    return add_months(on, months)


def group_name(case: Case) -> str:
    """Who prepares and signs: the preparatory group, of a renewal the union itself."""
    return case.name if case.is_renewal else f"{case.name}筹备组"


def congress_name(case: Case) -> str:
    return f"{case.name}{own_congress(case)}"


def own_congress(case: Case) -> str:
    """As the union itself names it: 第二次会员代表大会."""
    return f"第{_ordinal(case)}次会员代表大会"


def ordinal_of(case: Case) -> str:
    """第一届."""
    return f"第{_ordinal(case)}届"


def _ordinal(case: Case) -> str:
    return ordinal_word(case.convocation.ordinal if case.convocation else 1)


def case_values(case: Case, *, on: date) -> dict[str, Any]:
    """Blanks known from the draft on: parties, form, territory, counts from records."""
    unions = queries.consenting(case)
    covered = queries.coverages([union.pk for union in unions], on=on)
    employers = [row.employer for rows in covered.values() for row in rows]
    members = queries.member_counts(unions, on=on)
    optional = {
        "host": case.host.name if case.host else "", "guide": case.guide.name if case.guide else "",
        "reasons": case.reason.rstrip("。") if case.is_renewal else "",
        "line_reason": case.line_reason.rstrip("。"), "other_leader": case.leader.name if case.line_reason else "",
    }  # fmt: skip
    return {name: value for name, value in optional.items() if value} | {
        "issuer": case.proposer.name,
        "superior": case.approver.name,
        "union": case.name,
        "preparatory_group": group_name(case),
        "leader": case.leader.name,
        "territory": case.territory.name,
        "trades": case.trade_words,
        "form": case.get_form_display(),
        "constituents_count": len(unions),
        "employers_count": len({employer.pk for employer in employers}),
        "workers_count": sum(employer.workers or 0 for employer in employers),
        "members_count": sum(members.values()),
        "group_members": "、".join(_group_member(member) for member in case.group.all()),
        "congress": congress_name(case),
        "own_congress": own_congress(case),
        "ordinal": ordinal_of(case),
        "deadline": spoken(case.congress_by or last_day_for_congress(on)),
    }


def _group_member(member: Any) -> str:
    return f"{member.name}（组长）" if member.is_head else str(member.name)


def plan_values(case: Case) -> dict[str, Any]:
    """Blanks known once the congress is planned."""
    plan = case.convocation
    if plan is None:
        return {}
    entitled = plan.delegates or 0
    return {
        "held_on": spoken(plan.planned_on) if plan.planned_on else "",
        "venue": plan.place,
        "delegates": entitled,
        "entitled": entitled,
        "threshold": -(-2 * entitled // 3),
        "committee_seats": plan.committee_size or 0,
        "committee_candidates": len(nominees_of(plan, BodyKind.COMMITTEE)),
        "audit_seats": plan.audit_size or 0,
        "audit_candidates": len(nominees_of(plan, BodyKind.AUDIT)),
        "women_seats": plan.women_size or 0,
        **({"vice_chairs": plan.vice_chairs} if plan.vice_chairs else {}),
        "chair_body": CHAIR_BODIES[ChairBy(plan.chair_by)].format(ordinal=ordinal_of(case)),
        "term_years": plan.years,
    }


def reference_values(case: Case) -> dict[str, Any]:
    """The last reply and the last request, as the next paper cites them."""
    values: dict[str, Any] = {}
    for request in (case.first_request, case.second_request, case.third_request):
        if request is None:
            continue
        values |= {"request_title": request.paper.title, "request_number": request.paper.number}
        if request.reply is not None and request.reply.is_signed:
            values |= {"reply_title": request.reply.title, "reply_number": request.reply.number}
    return values
