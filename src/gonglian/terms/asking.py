"""What the pages share on which an act is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.organisation.actions import recognise_person, register_person
from gonglian.organisation.models import Person, Union
from gonglian.terms import forms

form_page = require_http_methods(["GET", "HEAD", "POST"])


def typed(request: Request) -> dict[str, Any]:
    """What a form is made with: what was sent, or today in its day fields."""
    if request.method == "POST":
        return {"data": request.POST, "files": request.FILES}
    return {"initial": forms.first_day(request.today)}


def with_person(request: Request, form: Any) -> dict[str, Any]:
    """The form's values with the person on record, or one registered now: by ID number where it is given, so that somebody
    out of the officer's reach isn't registered twice."""
    given = dict(form.cleaned_data)
    number = given.pop("id_number", "")
    if given.pop("is_new"):
        by = {"name": given["person"], "actor": request.user, "on": request.today}
        given["person"] = recognise_person(id_number=number, **by) if number else register_person(**by)
    assert isinstance(given["person"], Person)  # the form found one
    return given


def ask(
    request: Request, union: Union, form: django_forms.Form, act: Callable[[], Any], *, title: str, sub: str, cite: str,
    back: Any = None, onward: bool = False,
) -> HttpResponse:  # fmt: skip
    """Ask, do and go back to `back`, else to the union's terms; onward: to what the act made. What was typed stays when it
    is refused."""
    place = back.get_absolute_url() if back else reverse("terms:union", args=[union.pk])
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a person registered with the act goes with it
                made = act()
        except Refused as refusal:
            refused = refusal.reasons
        else:
            messages.success(request, _("已办理。"))
            return redirect(made if onward else place)
    context = {
        "union": union, "form": form, "refused": refused, "title": title, "sub": sub, "source": cite, "back": place
    }  # fmt: skip
    return render(request, "terms/form.html", context, status=422 if request.method == "POST" else 200)
