"""Who may see and carry a founding case."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from gonglian.core import clock
from gonglian.core.access import fetch
from gonglian.founding.models import Case
from gonglian.founding.states import OPEN, STANDING, Occasion, Stage
from gonglian.organisation.access import visible_unions
from gonglian.organisation.models import Line, Union
from gonglian.organisation.states import WRITING_ROLES, Form, LineKind, Role


def visible_cases(user: Any) -> QuerySet[Case]:
    """The proposer's own cases at any stage, and the founded union's own; the approver's, the leader's, the guide's and a
    constituent's from the first request sent on, of a working committee once it is set up, of a renewal from its beginning."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role == Role.ADMIN:
        return Case.objects.none()
    own = Q(proposer=duty.union_id) | Q(union=duty.union_id)
    upper = Q(approver=duty.union_id) | Q(leader=duty.union_id) | Q(guide=duty.union_id)
    joined = Q(constituents__union__in=visible_unions(user).filter(pk=duty.union_id))
    joined |= Q(occasion=Occasion.RENEWAL, union__in=_unites(duty.union_id))
    told = Q(first_request__sent_on__isnull=False) | Q(form=Form.WORKING_COMMITTEE, stage=Stage.ESTABLISHED)
    told |= Q(occasion=Occasion.RENEWAL)
    return Case.objects.filter(own | ((upper | joined) & told)).distinct()


def get_case(user: Any, pk: int) -> Case:
    """For reading; 404 to strangers."""
    rows = visible_cases(user).select_related(
        "territory", "proposer", "leader", "guide", "approver", "host", "union", "convocation__union", "mandate", "closing_paper",
        "renews__body",
        "first_request", "second_request", "third_request",
    )  # fmt: skip
    return fetch(rows, lambda case: True, pk=pk)


def get_case_to_carry(user: Any, pk: int) -> Case:
    """For the proposer's officers, locked; 403 to everybody else who may read it."""
    return fetch(visible_cases(user).order_by(), lambda case: can_carry(user, case), pk=pk)


def get_case_to_tend(user: Any, pk: int) -> Case:
    """For who keeps the list of delegates; 403 to everybody else who may read it."""
    return fetch(visible_cases(user).order_by(), lambda case: can_tend(user, case), pk=pk)


def get_case_to_sign(user: Any, pk: int) -> Case:
    """For the proposer's head; 403 to everybody else who may read it."""
    return fetch(visible_cases(user).order_by(), lambda case: can_sign(user, case), pk=pk)


def get_case_to_decide(user: Any, pk: int) -> Case:
    """For the approver's officers; 403 to everybody else who may read it."""
    return fetch(visible_cases(user).order_by(), lambda case: can_decide(user, case), pk=pk)


def get_union_to_renew(user: Any, pk: int) -> Union:
    """For the union's own officers; 403 to everybody else who may read it."""
    return fetch(visible_unions(user), lambda union: can_renew(user, union), pk=pk)


def can_renew(user: Any, union: Union) -> bool:
    """Handlers and heads of the union itself: its chair and committee prepare the congress."""
    duty = getattr(user, "duty", None)
    return bool(duty and duty.union_id == union.pk and duty.role in WRITING_ROLES)


def can_begin(user: Any) -> bool:
    duty = getattr(user, "duty", None)
    return bool(duty and duty.role in WRITING_ROLES)


def can_carry(user: Any, case: Case) -> bool:
    """Handlers and heads of the proposer, while the case is open."""
    duty = getattr(user, "duty", None)
    return bool(
        duty and duty.union_id == case.proposer_id and duty.role in WRITING_ROLES and case.stage in OPEN
    )


def can_tend(user: Any, case: Case) -> bool:
    """Who keeps the list of delegates: who carries the case, and once the union stands its own handlers and heads."""
    duty = getattr(user, "duty", None)
    own = duty and duty.union_id == case.union_id and duty.role in WRITING_ROLES
    return can_carry(user, case) or bool(own and case.stage in STANDING)


def can_sign(user: Any, case: Case) -> bool:
    """The proposer's head."""
    return can_carry(user, case) and user.duty.role == Role.HEAD


def can_decide(user: Any, case: Case) -> bool:
    """Handlers and heads of the approver; who exactly may sign is judged by APP-01 in the act."""
    duty = getattr(user, "duty", None)
    return bool(duty and duty.union_id == case.approver_id and duty.role in WRITING_ROLES)


def _unites(union: int) -> QuerySet[Any]:
    """The industrial unions that a union makes up today."""
    lines = Line.objects.as_of(clock.today()).filter(child=union, kind=LineKind.CONSTITUENT)
    return lines.values("parent")
