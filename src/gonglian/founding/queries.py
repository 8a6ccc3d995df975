"""Reads of founding used by more than one caller."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from gonglian.approvals.models import Consultation, PublicNotice, Request
from gonglian.founding import outcome
from gonglian.founding.models import Case, CaseConstituent
from gonglian.founding.states import OPEN, Consent, Stage
from gonglian.organisation.models import Coverage, Line, Membership, Union
from gonglian.organisation.queries import constituents_of
from gonglian.organisation.states import NOT_STANDING, LineKind, MembershipKind, UnionKind, UnionState
from gonglian.policy.site import site_table


def consenting(case: Case) -> list[Union]:
    """The unions that agreed to join, in the order they were asked; of a renewal those that make the union up today."""
    if case.is_renewal:
        return list(constituents_of(case.founded_union))
    rows = case.constituents.filter(consent=Consent.CONSENTED).select_related("union__region")
    return [row.union for row in rows]


def opinions(case: Case) -> QuerySet[Consultation]:
    """Opinions recorded about this case's candidates: of a renewal since the term that it ends began."""
    return Consultation.objects.filter(about=case.union_id or 0, on__gte=_since(case))


def notices(case: Case) -> QuerySet[PublicNotice]:
    """Public notices of this case's candidates: of a renewal since the term that it ends began."""
    return PublicNotice.objects.filter(union=case.union_id or 0, posted_on__gte=_since(case))


def _since(case: Case) -> date:
    return (case.renews.valid.lower if case.renews else None) or date.min


def remaining(case: Case) -> list[CaseConstituent]:
    """Those asked who have not refused or withdrawn."""
    rows = case.constituents.exclude(consent__in=(Consent.REFUSED, Consent.WITHDRAWN))
    return list(rows.select_related("union__region"))


def open_cases_of(person: int) -> list[str]:
    """The foundings still going on in which a person is delegate or nominee."""
    nominee = Q(convocation__nominees__person=person, convocation__nominees__withdrawn=False)
    named = Q(convocation__units__delegates__person=person) | nominee
    return [str(case) for case in Case.objects.filter(named, stage__in=OPEN).distinct().order_by("pk")]


def voting_members(unions: Iterable[int], *, on: date) -> dict[int, int]:
    """Voting members per union from member records on a day; unions without any are absent."""
    rows = Membership.objects.as_of(on).filter(union__in=list(unions), kind=MembershipKind.VOTING)
    return dict(rows.values_list("union").annotate(n=Count("pk")).order_by())


def member_counts(unions: Iterable[Union], *, on: date) -> dict[int, int]:
    """Members per union: from records where there are any, else the declared figure, else nought."""
    listed = list(unions)
    recorded = voting_members([union.pk for union in listed], on=on)
    return {union.pk: recorded.get(union.pk) or int(union.declared.get("members") or 0) for union in listed}


def coverages(unions: Iterable[int], *, on: date) -> dict[int, list[Coverage]]:
    """Open coverages per union with the employer and its head enterprise at hand."""
    found: dict[int, list[Coverage]] = {}
    rows = Coverage.objects.as_of(on).filter(union__in=list(unions)).select_related("employer__legal_person")
    for row in rows.order_by("pk"):
        found.setdefault(row.union_id, []).append(row)
    return found


def standing(unions: Iterable[Union], *, on: date) -> dict[int, dict[str, Any]]:
    """What the four unchanged are about, per union: leader, payee, employers, members (意见 2.2)."""
    ids = [union.pk for union in unions]
    lines = Line.objects.as_of(on).filter(child__in=ids, kind__in=(LineKind.LEADERSHIP, LineKind.DUES))
    above = {(line.child_id, line.kind): line.parent_id for line in lines}
    members: dict[int, list[int]] = {}
    rows = (
        Membership.objects.as_of(on).filter(union__in=ids).order_by("person").values_list("union", "person")
    )
    for union, person in rows.iterator():
        members.setdefault(union, []).append(person)
    covered = coverages(ids, on=on)
    return {
        pk: {
            "leader": str(above.get((pk, LineKind.LEADERSHIP), "")),
            "payee": str(above.get((pk, LineKind.DUES), "")),
            "employers": sorted(row.employer.uscc for row in covered.get(pk, [])),
            "members": members.get(pk, []),
        }
        for pk in ids
    }


def last_sent(case: Case) -> Request | None:
    """The latest request that reached the approver, a round taken back before it was signed left out."""
    for request in (case.third_request, case.second_request, case.first_request):
        while request is not None and request.sent_on is None:
            request = request.previous
        if request is not None:
            return request
    return None


def last_day(case: Case) -> date | None:
    """The last day for the congress: as the first reply set it, or the later day the second reply agreed to."""
    agreed = case.convocation.agreed.get("held_on") if case.convocation else None
    days = [case.congress_by, date.fromisoformat(agreed) if agreed else None]
    return max((day for day in days if day), default=None)


def lapses_on(case: Case) -> date | None:
    """The first day on which the approval no longer holds: some days after the last day, for recording what was held."""
    last = last_day(case)
    if last is None:
        return None
    return last + timedelta(days=1 + int(site_table().value("founding.lapse_grace_days", last)))


def is_overdue(case: Case, *, on: date) -> bool:
    """Preparing or in congress, the day on which the approval lapses has come, and no congress with its quorum is on
    record. A working committee holds none; a request that waits for its reply keeps the case."""
    day = lapses_on(case)
    waits = case.stage in (Stage.PREPARE, Stage.CONGRESS) and not case.is_dispatched
    return waits and day is not None and day <= on and not has_congress(case)


def has_congress(case: Case) -> bool:
    """A congress with its quorum is on record."""
    return any(map(outcome.had_quorum, outcome.congress_meetings(case)))


def overdue(*, on: date) -> list[int]:
    """The cases that lapse by `on`, by primary key."""
    rows = Case.objects.filter(stage__in=(Stage.PREPARE, Stage.CONGRESS), congress_by__lt=on)
    return [case.pk for case in rows.select_related("convocation").order_by("pk") if is_overdue(case, on=on)]


def taken_names(case: Case) -> list[str]:
    """Names of unions that stand or prepare, and of other open cases (ORG-12)."""
    unions = Union.objects.exclude(state__in=NOT_STANDING).exclude(pk=case.union_id or 0)
    cases = Case.objects.filter(stage__in=OPEN).exclude(pk=case.pk)
    near = Q(name__icontains=case.trade_words.strip() or case.name)
    return [*unions.filter(near).values_list("name", flat=True), *cases.values_list("name", flat=True)]


def industrial_unions(case: Case) -> QuerySet[Union]:
    """Active industrial unions other than the one being founded."""
    rows = Union.objects.filter(city=case.city, kind=UnionKind.INDUSTRIAL, state=UnionState.ACTIVE)
    return rows.exclude(pk=case.union_id or 0).select_related("region")
