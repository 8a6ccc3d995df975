"""Preparing the congress: its plan, the opinions on its candidates, the public notice; and what all these pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonglian.approvals import actions as approvals
from gonglian.approvals.queries import notice_ends
from gonglian.congress import actions as congress
from gonglian.congress.nomination import actions as rounds
from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.documents.actions import attach_file
from gonglian.founding import access, queries
from gonglian.founding import preparing_reads as reads
from gonglian.founding.actions.stages import lock, require
from gonglian.founding.models import Case
from gonglian.founding.preparing_forms import NoticeForm, OpinionForm, PlanForm
from gonglian.founding.states import Stage
from gonglian.founding.views.asking import sent
from gonglian.founding.views.cases import REFUSED, show_case
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Person
from gonglian.policy.catalogue import in_words
from gonglian.reference.calendar import site_calendar

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@login_required
def plan(request: Request, pk: int) -> HttpResponse:
    case = access.get_case_to_carry(request.user, pk)
    if stopped := not_preparing(request, case):
        return stopped
    row = case.preparation
    form = PlanForm(sent(request), convocation=row, on=request.today)
    done, refused = attempt(request, case, form, lambda: congress.plan_congress(
        convocation=row, actor=request.user, on=request.today, **form.given()))  # fmt: skip
    if done:
        messages.success(request, _("大会时间和规模已保存。"))
        return redirect(case)
    return page(request, "plan", case, form=form, refused=refused)


@form_page
@login_required
def opinions(request: Request, pk: int) -> HttpResponse:
    """What was answered so far, for whoever reads the case; recording by those who carry it."""
    case = get_case(request, pk)
    if stopped := stop_reading(request, case, congress=False):
        return stopped
    constituents = [union.name for union in queries.consenting(case)]
    form = OpinionForm(sent(request), request.FILES or None, constituents=constituents)
    done, refused = attempt(request, case, form, lambda: _record_opinion(request, case, form))
    if done:
        messages.success(request, _("意见已登记。"))
        return redirect("founding:opinions", case.pk)
    rows = reads.opinions_of(request.user, case)
    heard = {row.from_name for row in rows if row.from_kind == "constituent"}
    return page(
        request, "opinions", case, form=form, refused=refused, opinions=rows,
        bodies=[*constituents, case.approver.name, *([case.host.name] if case.host else [])],
        missing=[name for name in constituents if name not in heard],
    )  # fmt: skip


def _record_opinion(request: Request, case: Case, form: OpinionForm) -> None:
    given, scan = form.given(), form.cleaned_data["scan"]
    by = {"actor": request.user, "on": request.today}
    kept = attach_file(paper=None, upload=scan, owner=case.proposer, **by) if scan else None
    rounds.hear(convocation=case.preparation, attachment=kept, **by, **given)


@form_page
@login_required
def notice(request: Request, pk: int) -> HttpResponse:
    """The notices so far with their ends; a new one stands in the place of the last."""
    case = get_case(request, pk)
    if stopped := stop_reading(request, case):
        return stopped
    form = NoticeForm(sent(request))
    rows = reads.notices_of(case)
    done, refused = attempt(request, case, form, lambda: approvals.post_notice(
        union=case.founded_union, keeper=case.proposer, replaces=rows.first(), actor=request.user, on=request.today,
        **form.cleaned_data))  # fmt: skip
    if done:
        messages.success(request, _ends_words(form.cleaned_data["posted_on"]))
        return redirect("founding:notice", case.pk)
    found = [(row, notice_ends(row.posted_on, site_calendar(), row.enterprise_chair)) for row in rows]
    can_carry = access.can_carry(request.user, case)
    return page(
        request, "notice", case, form=form, refused=refused, notices=found,
        ends=notice_ends(request.today, site_calendar()), can_carry=can_carry,
        objections=reads.objections_of(case) if can_carry else [],
    )  # fmt: skip


def _ends_words(posted_on: date) -> str:
    end = notice_ends(posted_on, site_calendar())
    return _("公示已登记，到 %(end)s 24 时止，%(ballot)s 起可以投票。") % {
        "end": end, "ballot": end + timedelta(days=1),
    }  # fmt: skip


# -- what the pages of preparing share


def _no_congress() -> Reason:
    cure = _("在“人选”页登记任命的人。")
    return Reason(_("工会工作委员会由派出的总工会任命，不开会员代表大会。"), cure)


def get_case(request: Request, pk: int) -> Case:
    """For reading on GET, to be carried on POST."""
    get = access.get_case_to_carry if request.method == "POST" else access.get_case
    return get(request.user, pk)


def stop_reading(request: Request, case: Case, *, congress: bool = True) -> HttpResponse | None:
    """The case page with the reason, where there is nothing to show yet or, on POST, nothing may change; else nothing.
    congress: the page is about one, which a working committee doesn't hold."""
    if request.method == "POST":
        return not_preparing(request, case, congress=congress)
    return nothing_to_show(request, case, congress=congress)


def nothing_to_show(request: Request, case: Case, *, congress: bool = True) -> HttpResponse | None:
    """The case page with the reason, where nothing of a congress is on record yet or it holds none; else nothing."""
    if congress and case.is_dispatched:
        return show_case(request, case, (_no_congress(),))
    if case.convocation is not None:
        return None
    reason = Reason(_("还没有批准筹备，没有可看的大会筹备内容。"), _("先办请示组建。"))
    return show_case(request, case, (reason,))


def not_preparing(request: Request, case: Case, *, congress: bool = True) -> HttpResponse | None:
    """The case page with the reason, where the case is not at this step or holds no congress; else nothing."""
    if congress and case.is_dispatched:
        return show_case(request, case, (_no_congress(),))
    try:
        require(case, Stage.PREPARE)
    except Refused as error:
        return show_case(request, case, error.reasons)
    return None


def attempt(
    request: Request,
    case: Case,
    form: Any,
    act: Callable[[], Any],
    stages: tuple[str, ...] = (Stage.PREPARE,),
) -> tuple[bool, tuple[Reason, ...]]:
    """Whether the form was sent and its act came about; else the reasons that belong to no field of the form.

    The case is held while the act is done: a request sent at the same moment comes before or after it.
    """
    if request.method != "POST" or not form.is_valid():
        return False, ()
    try:
        with transaction.atomic():
            require(lock(case), *stages)
            act()
    except Refused as error:
        return False, tuple(_beside_the_form(form, error.reasons))
    return True, ()


def _beside_the_form(form: Any, reasons: Iterable[Reason]) -> Iterable[Reason]:
    """Put each reason to its field, with clause and cure; give those back that have none."""
    for reason in reasons:
        if reason.field in form.fields:
            cite = _("（%(cite)s）") % {"cite": in_words(reason.cite)} if reason.cite else ""
            form.add_error(reason.field, forms.ValidationError(f"{reason.message}{cite}{reason.cure}"))
        else:
            yield reason


def answer(
    request: Request, case: Case, name: str, form: Any, act: Callable[[], Any], said: str, back: str,
    stages: tuple[str, ...] = (Stage.PREPARE,), **given: Any,
) -> HttpResponse:  # fmt: skip
    """A form about one row: its act when it was sent, then on to the page `back`, saying `said` if anything; else the page
    `name` with what was refused. given: what that page shows beside."""
    done, refused = attempt(request, case, form, act, stages)
    if not done:
        return page(request, name, case, form=form, refused=refused, **given)
    if said:
        messages.success(request, said)
    return redirect(f"founding:{back}", case.pk)


def person_of(request: Request, named: int | str, **fields: Any) -> Person:
    """A known person by primary key; one registered now by name."""
    if isinstance(named, int):
        return reads.get_person(named)
    return organisation.register_person(name=named, actor=request.user, on=request.today, **fields)


def page(request: Request, name: str, case: Case, **given: Any) -> HttpResponse:
    """A page of preparing: 422 where something was refused. Forms show only to who may use them now."""
    can_write = access.can_carry(request.user, case) and case.stage == Stage.PREPARE
    form = given.get("form")
    bad = bool(given.get("refused")) or (form is not None and form.is_bound and not form.is_valid())
    plan = case.preparation
    shared = {"case": case, "plan": plan, "can_write": can_write, "today": request.today}
    context = shared | {"is_listed": plan.nominees.filter(withdrawn=False).exists()} | given
    template = f"founding/preparing/{name}.html"
    return render(request, template, context, status=REFUSED if bad else 200)
