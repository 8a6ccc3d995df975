"""Electing units, the delegates they report, and the slips of the delegates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonglian.congress import actions as congress
from gonglian.congress.day import short_code
from gonglian.congress.models import ElectingUnit
from gonglian.congress.slips import make_slips
from gonglian.congress.vacancies import watch
from gonglian.core.qr import qr_uri
from gonglian.core.requests import Request
from gonglian.founding import access, queries
from gonglian.founding import preparing_reads as reads
from gonglian.founding.models import Case
from gonglian.founding.preparing_forms import ReportForm, UnitsForm
from gonglian.founding.states import UNTIL_THE_BALLOT
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


@form_page
@login_required
def units(request: Request, pk: int) -> HttpResponse:
    """The units with their places and reports, and the form that divides the constituents anew."""
    case = get_case(request, pk)
    if stopped := stop_reading(request, case):
        return stopped
    form = _units_form(request, case, sent(request))
    done, refused = attempt(request, case, form, lambda: congress.set_units(
        convocation=case.preparation, actor=request.user, on=request.today, **form.given()))  # fmt: skip
    if done:
        messages.success(request, _("代表名额已分配。"))
        return redirect("founding:units", case.pk)
    return _units_page(request, case, form, refused)


@form_page
@login_required
def unit_report(request: Request, pk: int, unit: int) -> HttpResponse:
    """Record a unit's own vote."""
    case = access.get_case_to_carry(request.user, pk)
    if stopped := not_preparing(request, case):
        return stopped
    row = reads.get_unit(case, unit)
    people, may_add = reads.electors(request.user, row, request.today)
    form = ReportForm(sent(request), unit=row, people=people, may_add=may_add)
    said = _("%(unit)s的代表已登记。") % {"unit": row.name}
    heads = (_("姓名"), _("得票"), _("中层正职以上"), _("一线职工"))
    return answer(
        request, case, "unit_report", form, lambda: _report(request, row, form.given()), said, "units",
        unit=row, people=list(people.labels), heads=heads,
    )  # fmt: skip


@require_POST
@login_required
def slips(request: Request, pk: int) -> HttpResponse:
    """New slips for all delegates: shown in this answer and nowhere again."""
    case = access.get_case_to_carry(request.user, pk)
    if case.convocation is None:
        return not_preparing(request, case) or redirect(case)
    made: list[Any] = []
    act = lambda: made.extend(make_slips(  # noqa: E731
        convocation=case.preparation, actor=request.user, on=request.today))  # fmt: skip
    done, refused = attempt(request, case, Form(request.POST), act, UNTIL_THE_BALLOT)
    if not done:
        return _units_page(request, case, _units_form(request, case), refused)
    place = request.build_absolute_uri(reverse("congress:own_page"))
    rows = [
        (delegate, place + word + "/", qr_uri(place + word + "/"), short_code(word))
        for delegate, word in made
    ]
    return render(request, "founding/preparing/slips.html", {"case": case, "slips": rows})


def _units_form(request: Request, case: Case, data: Any = None) -> UnitsForm:
    unions = queries.consenting(case)
    members = queries.member_counts(unions, on=request.today)
    return UnitsForm(data, convocation=case.preparation, unions=unions, members=members)


def _units_page(request: Request, case: Case, form: UnitsForm, refused: Any) -> HttpResponse:
    rows = list(case.preparation.units.prefetch_related("delegates__person", "unions__union"))
    delegates = [delegate for unit in rows for delegate in unit.delegates.all()]
    return page(
        request, "units", case, form=form, refused=refused, units=rows, reported=len(delegates),
        unconfirmed=sum(not delegate.confirmed for delegate in delegates), watch=watch(case.preparation, on=request.today),
        can_hand_out=bool(delegates) and access.can_carry(request.user, case) and case.stage in UNTIL_THE_BALLOT,
    )  # fmt: skip


def _report(request: Request, unit: ElectingUnit, given: dict[str, Any]) -> None:
    for line in given["delegates"]:
        line["person"] = person_of(request, line["person"])
    congress.report_delegates(unit=unit, actor=request.user, on=request.today, **given)
