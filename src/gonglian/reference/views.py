"""The calendar's pages: which days of a year are worked, and from which notice we know."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gonglian.core.refused import Refused
from gonglian.core.requests import Request
from gonglian.reference import access, actions
from gonglian.reference.calendar import site_calendar
from gonglian.reference.forms import NoticeForm, in_periods
from gonglian.reference.models import WorkdayNotice
from gonglian.reference.queries import notices_of, standing_notices
from gonglian.reference.workdays import FIRST_YEAR, LAST_YEAR

REFUSED = 422
SATURDAY = 5
YEARS_BACK, YEARS_AHEAD = 2, 2


@require_safe
@login_required
def workdays(request: Request) -> HttpResponse:
    """The years around today: official, entered or provisional."""
    notices = {notice.year: notice for notice in standing_notices()}
    years = range(request.today.year + YEARS_AHEAD, request.today.year - YEARS_BACK - 1, -1)
    rows = [{"year": year, "notice": notices.get(year), "word": _word(year, notices)} for year in years]
    return render(request, "reference/workdays.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workdays_of(request: Request, year: int) -> HttpResponse:
    """One year: what is off and what is worked instead; officers of the city federation enter the notice here."""
    if not FIRST_YEAR <= year <= request.today.year + YEARS_AHEAD:
        raise Http404
    may_enter = access.can_enter_notice(request.user)
    if request.method == "POST" and not may_enter:
        raise PermissionDenied
    notice = standing_notices().filter(year=year).first()
    form = NoticeForm(request.POST or None, notice=notice)
    refused: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_workdays(year=year, actor=request.user, on=request.today, **form.cleaned_data)
            messages.success(request, _("放假安排已录入，期限按它算。"))
            return redirect("reference:workdays_of", year)
        except Refused as error:
            refused = error.reasons
    context = {"form": form, "refused": refused, "can_enter": may_enter} | _year(year)
    return render(
        request, "reference/workdays_of.html", context, status=REFUSED if request.method == "POST" else 200
    )


def _year(year: int) -> dict[str, Any]:
    """The days that are not as Monday to Friday would have them, and every notice entered for the year."""
    calendar = site_calendar()
    days = [
        date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
    off = [day for day in days if day.weekday() < SATURDAY and not calendar.is_workday(day)]
    worked = [day for day in days if day.weekday() >= SATURDAY and calendar.is_workday(day)]
    notices = notices_of(year)
    standing = {notice.year: notice for notice in notices if notice.recorded.upper_inf}
    return {
        "year": year, "off": in_periods(off).splitlines(), "worked": in_periods(worked).splitlines(),
        "notices": notices, "word": _word(year, standing), "provisional": calendar.provisional(date(year, 1, 1)),
    }  # fmt: skip


def _word(year: int, notices: dict[int, WorkdayNotice]) -> str:
    if year in notices:
        return _("已录入")
    return _("随系统带来") if year <= LAST_YEAR else _("暂定")
