"""Pages on which the record of an employer or a person is put right."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonglian.core.requests import Request
from gonglian.organisation import access, actions
from gonglian.organisation.change_views import ask
from gonglian.organisation.correct_forms import EmployerForm, PersonForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct_employer(request: Request, pk: int) -> HttpResponse:
    employer = access.get_employer_to_correct(request.user, pk)
    form = EmployerForm(request.POST or None, employer=employer)

    def act(**given: Any) -> None:
        actions.correct_employer(employer=employer, actor=request.user, on=request.today, **given)

    sub = _("登记时写错的在这里改。原来的值和理由留在办理记录里。")
    return ask(request, employer, form, act, title=_("更正单位资料"), sub=sub)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct_person(request: Request, pk: int) -> HttpResponse:
    person = access.get_person_to_correct(request.user, pk)
    form = PersonForm(request.POST or None, initial={"name": person.name})

    def act(**given: Any) -> None:
        actions.correct_person(person=person, actor=request.user, on=request.today, **given)

    sub = _("姓名写错、电话换了的在这里改。办理记录只记改了哪几项和理由，不记内容。")
    return ask(request, person, form, act, title=_("更正人员资料"), sub=sub)
