"""Pages on which a union's employer is changed or corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonglian.core.requests import Request
from gonglian.organisation import access, actions
from gonglian.organisation.change_views import ask
from gonglian.organisation.coverage_forms import ChangeCoveredForm, CorrectCoveredForm
from gonglian.organisation.queries import is_constituent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_covered(request: Request, pk: int) -> HttpResponse:
    """变更: another employer from a day on."""
    union = access.get_union_to_change(request.user, pk)
    initial = {"first_day": request.today}
    form = ChangeCoveredForm(request.POST or None, union=union, today=request.today, initial=initial)

    def act(first_day: date, **given: Any) -> None:
        actions.change_covered(union=union, actor=request.user, on=first_day, **given)

    sub = _("从这一天起由本会组织另一个单位的职工，以前的日子仍显示原单位。会籍和上级不变。")
    protected = is_constituent(union)
    return ask(request, union, form, act, title=_("变更单位"), sub=sub, is_protected=protected)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct_covered(request: Request, pk: int) -> HttpResponse:
    """更正: the employer was entered wrongly."""
    union = access.get_union_to_change(request.user, pk)
    form = CorrectCoveredForm(request.POST or None, union=union, today=request.today)

    def act(**given: Any) -> None:
        actions.correct_covered(union=union, actor=request.user, on=request.today, **given)

    sub = _("登记时写错了单位才更正，改的是这一段的全部日子；原来的记录关闭，仍可查。")
    protected = is_constituent(union)
    return ask(request, union, form, act, title=_("更正单位"), sub=sub, is_protected=protected)
