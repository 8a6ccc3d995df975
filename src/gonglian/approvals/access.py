"""Who may see and touch requests, opinions and notices. The applicant sees all of its own; the approver what was sent."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from gonglian.approvals.models import Consultation, Objection, PublicNotice, Request
from gonglian.core.access import fetch
from gonglian.documents.access import acts_for
from gonglian.organisation.access import visible_unions
from gonglian.organisation.states import WRITING_ROLES, Role


def visible_requests(user: Any) -> QuerySet[Request]:
    """Requests of one's own union, and those sent to it; never another's drafts."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role == Role.ADMIN:
        return Request.objects.none()
    received = Q(approver=duty.union_id, sent_on__isnull=False)
    return Request.objects.filter(Q(applicant=duty.union_id) | received)


def visible_opinions(user: Any) -> QuerySet[Consultation]:
    """Opinions about a union in reach, and those that went with a visible request."""
    reach = visible_unions(user).values("pk")
    return Consultation.objects.filter(Q(about__in=reach) | Q(request__in=visible_requests(user)))


def visible_notices(user: Any) -> QuerySet[PublicNotice]:
    """Notices of unions in reach, which hung in public anyway, and those one's own union keeps for another."""
    duty = getattr(user, "duty", None)
    reach = Q(union__in=visible_unions(user).values("pk"))
    kept = Q(keeper=duty.union_id) if duty and duty.role != Role.ADMIN else Q(pk__in=[])
    return PublicNotice.objects.filter(reach | kept)


def get_request(user: Any, pk: int) -> Request:
    """The request for reading; 404 to everybody but applicant and approver."""
    rows = visible_requests(user).select_related("applicant", "approver", "paper", "reply")
    return fetch(rows, _anybody, pk=pk)


def get_notice(user: Any, pk: int) -> PublicNotice:
    return fetch(visible_notices(user).select_related("union", "paper"), _anybody, pk=pk)


def get_notice_to_keep(user: Any, pk: int) -> PublicNotice:
    """The notice, for who records and answers objections; 403 for others who see it."""
    return fetch(
        visible_notices(user).select_related("union"), lambda notice: can_keep_notice(user, notice), pk=pk
    )


def get_objection_to_answer(user: Any, pk: int) -> Objection:
    rows = Objection.objects.filter(notice__in=visible_notices(user)).select_related("notice__union")
    return fetch(rows, lambda objection: can_keep_notice(user, objection.notice), pk=pk)


def can_prepare(user: Any, applicant: Any) -> bool:
    """Handlers and heads of the applicant."""
    return acts_for(user, applicant, WRITING_ROLES)


def can_send(user: Any, request: Request) -> bool:
    """The applicant's head: he signs."""
    return acts_for(user, request.applicant_id, (Role.HEAD,))


def can_withdraw(user: Any, request: Request) -> bool:
    """A draft by who may prepare it; what was sent, by the applicant's head."""
    return can_send(user, request) if request.sent_on else can_prepare(user, request.applicant_id)


def can_propose(user: Any, request: Request) -> bool:
    """Handlers and heads of the approver."""
    return acts_for(user, request.approver_id, WRITING_ROLES)


def can_decide(user: Any, request: Request) -> bool:
    """The approver's head. Whether it is his own request is judged by APP-01."""
    return acts_for(user, request.approver_id, (Role.HEAD,))


def can_keep_notice(user: Any, notice: PublicNotice) -> bool:
    """Handlers and heads of the union that posted it, or that keeps it for one without officers."""
    return acts_for(user, notice.keeper_id or notice.union_id, WRITING_ROLES)


def _anybody(row: Any) -> bool:
    """Whoever sees the row may read it."""
    return True
