"""Nominees: who stands for which seat, what they declared, who was withdrawn, and when the list was fixed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonglian.congress import actions as congress
from gonglian.congress.facts import nominees_of
from gonglian.congress.models import Nominee
from gonglian.congress.states import BodyKind
from gonglian.core.refused import Reason
from gonglian.core.requests import Request
from gonglian.founding import access, checks, queries
from gonglian.founding import preparing_reads as reads
from gonglian.founding.models import Case
from gonglian.founding.nominee_forms import BODY_TITLES, DeclareForm, NomineeForm, WithdrawNomineeForm
from gonglian.founding.people import People
from gonglian.founding.views.asking import sent
from gonglian.founding.views.preparing import (
    answer,
    attempt,
    form_page,
    get_case,
    not_preparing,
    page,
    person_of,
    stop_reading,
)
from gonglian.organisation.models import Position
from gonglian.policy.finding import Finding, Result


@form_page
@login_required
def nominees(request: Request, pk: int) -> HttpResponse:
    """The nominees by body with their eligibility, and the form that adds one."""
    case = get_case(request, pk)
    if stopped := stop_reading(request, case, congress=False):
        return stopped
    people = reads.choosable(request.user, case, request.today)
    form = nominee_form(case, people, sent(request))
    done, refused = attempt(request, case, form, lambda: _nominate(request, case, form.given()))
    if done:
        messages.success(request, _("已列入名单，请登记声明。"))
        return redirect("founding:nominees", case.pk)
    return _nominees_page(request, case, form, people, refused)


@form_page
@login_required
def declare(request: Request, pk: int, nominee: int) -> HttpResponse:
    """Record the signed declaration of posts and kin."""
    case = access.get_case_to_carry(request.user, pk)
    if stopped := not_preparing(request, case, congress=False):
        return stopped
    row = reads.get_nominee(case, nominee)
    held = reads.posts_of(row.person, request.today)
    form = _declare_form(request, case, row, held)
    act = lambda: congress.record_declaration(  # noqa: E731
        nominee=row, actor=request.user, on=request.today, **form.given()
    )
    said = _("%(person)s的声明已登记。") % {"person": row.person}
    heads = (_("职务类别"), _("职务"), _("单位"), _("起始日"))
    return answer(
        request, case, "declare", form, act, said, "nominees", nominee=row, held=held, heads=heads
    )  # fmt: skip


@form_page
@login_required
def withdraw_nominee(request: Request, pk: int, nominee: int) -> HttpResponse:
    """Take a nominee off the list."""
    case = access.get_case_to_carry(request.user, pk)
    if stopped := not_preparing(request, case, congress=False):
        return stopped
    row = reads.get_nominee(case, nominee)
    form = WithdrawNomineeForm(sent(request))
    act = lambda: congress.withdraw_nominee(  # noqa: E731
        nominee=row, actor=request.user, on=request.today, **form.cleaned_data
    )
    said = _("%(person)s已换下。") % {"person": row.person}
    return answer(request, case, "withdraw_nominee", form, act, said, "nominees", nominee=row)


@require_POST
@login_required
def fix_list(request: Request, pk: int) -> HttpResponse:
    """The list is fixed today."""
    case = access.get_case_to_carry(request.user, pk)
    if stopped := not_preparing(request, case):
        return stopped
    done, refused = attempt(request, case, Form(request.POST), lambda: congress.fix_list(
        convocation=case.preparation, actor=request.user, on=request.today))  # fmt: skip
    if done:
        messages.success(request, _("候选人名单已确定。以后再有变动，要重新确定。"))
        return redirect("founding:nominees", case.pk)
    people = reads.choosable(request.user, case, request.today)
    form = nominee_form(case, people)
    return _nominees_page(request, case, form, people, refused)


def _nominees_page(
    request: Request, case: Case, form: NomineeForm, people: People, refused: tuple[Reason, ...]
) -> HttpResponse:
    groups = _groups(case, request)
    return page(
        request, "nominees", case, form=form, refused=refused, groups=groups, people=list(people.labels),
        sees_details=reads.sees_details(request.user, case),
    )  # fmt: skip


def _groups(
    case: Case, request: Request
) -> list[tuple[str, int | None, list[tuple[Nominee, list[Finding]]]]]:
    """Body, its seats, and each nominee with what keeps him from it: failed findings and those that lack facts."""
    against: dict[int, list[Finding]] = {}
    for nominee, finding in checks.nominee_findings(case, on=request.today):
        if finding.result in (Result.FAIL, Result.UNKNOWN):
            against.setdefault(nominee.pk, []).append(finding)
    plan = case.preparation
    sizes = (plan.committee_size, plan.audit_size, plan.women_size)
    return [
        (str(BODY_TITLES[body]), size, [(row, against.get(row.pk, [])) for row in nominees_of(plan, body)])
        for body, size in zip(BodyKind, sizes, strict=True)
    ]


def nominee_form(case: Case, people: People, data: Any = None) -> NomineeForm:
    unions = queries.consenting(case)
    return NomineeForm(data, people=people, unions=unions, appointed=case.is_dispatched)


def _nominate(request: Request, case: Case, given: dict[str, Any]) -> None:
    sex = given.pop("sex") or "0"
    person = person_of(request, given.pop("person"), sex=sex)
    congress.nominate(
        convocation=case.preparation, person=person, actor=request.user, on=request.today, **given
    )


def _declare_form(request: Request, case: Case, row: Nominee, held: list[Position]) -> DeclareForm:
    employers = reads.employers_of(case, request.today)
    initial = {"declared_on": row.declared_on or request.today, "kin_of": row.kin_of}
    return DeclareForm(sent(request), person=row.person, held=held, employers=employers, initial=initial)
