"""Pages of approvals: what waits for whom, and public notices. Requests themselves are handled on their owners' pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonglian.approvals import access, actions
from gonglian.approvals.forms import AnswerForm, ObjectionForm, RequestFilter
from gonglian.approvals.models import PublicNotice, Request
from gonglian.approvals.queries import inbox, notice_ends, outbox, page_of, reply_due, state_word
from gonglian.approvals.registry import title_of
from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.refused import Refused
from gonglian.core.requests import Request as PageRequest
from gonglian.reference.calendar import site_calendar


@require_safe
@login_required
def requests(request: PageRequest) -> HttpResponse:
    """请示与批复: mine to do, waiting for others, and all of them by state."""
    form = RequestFilter(request.GET)
    form.is_valid()
    rows = access.visible_requests(request.user).select_related("applicant", "approver", "paper", "reply")
    if words := form.cleaned_data.get("q"):
        rows = rows.filter(Q(subject__contains=words) | Q(paper__number__contains=words))
    if state := form.cleaned_data.get("state"):
        rows = rows.filter(state=state)
    total = rows.count()
    number = page_number(request.GET.get("page", "1"), total)
    shown = [_row(one, request.user) for one in rows.order_by("-sent_on", "-pk")[bounds(number)]]
    context = {
        "form": form,
        "mine": inbox(request.user, request.today),
        "waiting": outbox(request.user, request.today),
        "page": Page(number, total, shown),
    }
    return render(request, "approvals/requests.html", context)


@require_safe
@login_required
def notice(request: PageRequest, pk: int) -> HttpResponse:
    return _notice_page(request, access.get_notice(request.user, pk))


@require_POST
@login_required
def record_objection(request: PageRequest, pk: int) -> HttpResponse:
    found = access.get_notice_to_keep(request.user, pk)
    form = ObjectionForm(request.POST)
    refused: tuple[Any, ...] = ()
    if form.is_valid():
        try:
            actions.record_objection(notice=found, actor=request.user, on=request.today, **form.cleaned_data)
            messages.success(request, _("异议已登记。"))
            return redirect("approvals:notice", found.pk)
        except Refused as error:
            refused = error.reasons
    return _notice_page(request, found, form=form, refused=refused)


@require_POST
@login_required
def answer_objection(request: PageRequest, pk: int) -> HttpResponse:
    objection = access.get_objection_to_answer(request.user, pk)
    form = AnswerForm(request.POST)
    refused: tuple[Any, ...] = ()
    if form.is_valid():
        try:
            actions.answer_objection(
                objection=objection, actor=request.user, on=request.today, **form.cleaned_data
            )
            messages.success(request, _("答复已登记。"))
            return redirect("approvals:notice", objection.notice_id)
        except Refused as error:
            refused = error.reasons
    return _notice_page(request, objection.notice, answer_form=form, answering=objection.pk, refused=refused)


def _row(one: Request, user: Any) -> dict[str, Any]:
    due = reply_due(one) if one.state == "sent" else None
    return {
        "request": one,
        "title": title_of(one.kind),
        "url": page_of(one),
        "word": state_word(one, user),
        "due": due,
    }


def _notice_page(request: PageRequest, found: PublicNotice, **given: Any) -> HttpResponse:
    calendar = site_calendar()
    ends = notice_ends(found.posted_on, calendar, found.enterprise_chair)
    context = {
        "notice": found,
        "ends": ends,
        "is_over": request.today > ends,
        "provisional": calendar.provisional(ends),
        "objections": found.objections.select_related("answered_by").order_by("on", "pk"),
        "can_keep": access.can_keep_notice(request.user, found),
        "form": ObjectionForm(initial={"raised_on": request.today}),
        "answer_form": AnswerForm(initial={"answered_on": request.today}),
        **given,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "approvals/notice.html", context, status=status)
