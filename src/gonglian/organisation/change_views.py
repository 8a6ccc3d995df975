"""Pages on which a union's name or address is changed or corrected, and its registration entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonglian.core.refused import Refused
from gonglian.core.requests import Request
from gonglian.organisation import access, actions
from gonglian.organisation.forms import (
    AddressForm,
    CorrectAddressForm,
    CorrectNameForm,
    RegistrationForm,
    RenameForm,
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rename(request: Request, pk: int) -> HttpResponse:
    """变更: another name from a day on."""
    union = access.get_union_to_change(request.user, pk)
    initial = {"name": union.name, "first_day": request.today}
    form = RenameForm(request.POST or None, today=request.today, initial=initial)

    def act(first_day: date, name: str) -> None:
        actions.rename_union(union=union, name=name, actor=request.user, on=first_day)

    sub = _("从这一天起用新名称，以前的日子仍显示原名。变更后三十日内办变更登记。")
    return ask(request, union, form, act, title=_("变更名称"), sub=sub)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct_name(request: Request, pk: int) -> HttpResponse:
    """更正: the name was entered wrongly."""
    union = access.get_union_to_change(request.user, pk)
    form = CorrectNameForm(request.POST or None, initial={"name": union.name})

    def act(**given: Any) -> None:
        actions.correct_name(union=union, actor=request.user, on=request.today, **given)

    sub = _("登记时写错了才更正，改的是现名称的全部日子；原来的记录关闭，仍可查。")
    return ask(request, union, form, act, title=_("更正名称"), sub=sub)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_address(request: Request, pk: int) -> HttpResponse:
    """变更: seated elsewhere from a day on."""
    union = access.get_union_to_change(request.user, pk)
    form = AddressForm(request.POST or None, today=request.today, initial={"first_day": request.today})

    def act(first_day: date, address: str) -> None:
        actions.change_address(union=union, address=address, actor=request.user, on=first_day)

    sub = _("从这一天起用新住所，以前的日子仍显示原住所。变更后三十日内办变更登记。")
    return ask(request, union, form, act, title=_("变更住所"), sub=sub)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct_address(request: Request, pk: int) -> HttpResponse:
    """更正: the address was entered wrongly."""
    union = access.get_union_to_change(request.user, pk)
    held = union.addresses.as_of(request.today).first()
    form = CorrectAddressForm(request.POST or None, initial={"address": held or ""})

    def act(**given: Any) -> None:
        actions.correct_address(union=union, actor=request.user, on=request.today, **given)

    sub = _("登记时写错了才更正，改的是现住所的全部日子；原来的记录关闭，仍可查。")
    return ask(request, union, form, act, title=_("更正住所"), sub=sub)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def register(request: Request, pk: int) -> HttpResponse:
    """A registration, renewal or change of registration."""
    union = access.get_union_to_change(request.user, pk)
    form = RegistrationForm(request.POST or None, initial={"code": union.code})

    def act(**given: Any) -> None:
        actions.record_registration(union=union, actor=request.user, on=request.today, **given)

    sub = _("照证书填写。换领证书、变更登记也在这里，每次一条，以前的保留。")
    return ask(request, union, form, act, title=_("登记法人证书"), sub=sub)


def ask(
    request: Request,
    row: Any,
    form: forms.Form,
    act: Callable[..., None],
    *,
    title: str,
    sub: str,
    **more: Any,
) -> HttpResponse:
    """Ask, do and go back to the page of `row`; what was typed stays when it is refused."""
    refused: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
            messages.success(request, _("已办理。"))
            return redirect(row)
        except Refused as error:
            refused = error.reasons
    context = {"row": row, "form": form, "refused": refused, "title": title, "sub": sub, **more}
    status = 422 if request.method == "POST" else 200
    return render(request, "organisation/change.html", context, status=status)
