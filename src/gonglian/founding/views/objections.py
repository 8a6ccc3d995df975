"""Objections to the notice. Until the union stands, its preparers record and answer them, not its own officers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from gonglian.approvals import actions as approvals
from gonglian.approvals.forms import AnswerForm, ObjectionForm
from gonglian.core.requests import Request
from gonglian.founding import access
from gonglian.founding import preparing_reads as reads
from gonglian.founding.states import UNTIL_THE_BALLOT
from gonglian.founding.views.asking import sent
from gonglian.founding.views.preparing import answer, form_page


@form_page
@login_required
def record_objection(request: Request, pk: int, notice: int) -> HttpResponse:
    """Record an objection to a notice of the case."""
    case = access.get_case_to_carry(request.user, pk)
    row = reads.get_notice(case, notice)
    form = ObjectionForm(sent(request), initial={"raised_on": request.today})
    act = lambda: approvals.record_objection(  # noqa: E731
        notice=row, actor=request.user, on=request.today, **form.cleaned_data
    )
    return answer(request, case, "objection", form, act, "", "notice", UNTIL_THE_BALLOT, notice=row)


@form_page
@login_required
def answer_objection(request: Request, pk: int, objection: int) -> HttpResponse:
    """Record the answer to an objection."""
    case = access.get_case_to_carry(request.user, pk)
    row = reads.get_objection(case, objection)
    form = AnswerForm(sent(request), initial={"answered_on": request.today})
    act = lambda: approvals.answer_objection(  # noqa: E731
        objection=row, actor=request.user, on=request.today, **form.cleaned_data
    )
    return answer(request, case, "answer", form, act, "", "notice", UNTIL_THE_BALLOT, objection=row)
