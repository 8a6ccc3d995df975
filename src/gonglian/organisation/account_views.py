"""Pages on which an administrator looks after accounts and duties, and an auditor looks on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gonglian.accounts import actions as account_actions
from gonglian.accounts.models import User
from gonglian.accounts.queries import has_second_factor
from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.periods import last_day
from gonglian.core.refused import Reason, Refused, refuse
from gonglian.core.requests import Request
from gonglian.organisation import account_access as access
from gonglian.organisation import actions
from gonglian.organisation.account_forms import AccountForm, ConfirmForm, DutyForm, EndForm, ReasonForm
from gonglian.organisation.models import Duty, Person
from gonglian.organisation.reads import accounts as reads
from gonglian.organisation.states import Role

REFUSED = 422
FOUND_PEOPLE = 20  # people of one name offered at once
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def accounts(request: Request) -> HttpResponse:
    """Accounts of the subtree, found by name."""
    _refuse_others(request)
    words = request.GET.get("q", "").strip()[:40]
    page = reads.account_list(request.user, words=words, page=request.GET.get("page", "1"), on=request.today)
    context = {"page": page, "words": words, "can_open": access.can_open_accounts(request.user)}
    return render(request, "organisation/accounts/list.html", context)


@require_safe
@login_required
def sign_ins(request: Request) -> HttpResponse:
    """What happened at the door, of the accounts of the subtree; `?account=` of one of them."""
    _refuse_others(request)
    rows, whose = access.visible_events(request.user), None
    asked = request.GET.get("account", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 18:
        whose = access.get_account(request.user, int(asked))
        rows = rows.filter(user=whose)
    total = rows.count()
    number = page_number(request.GET.get("page", "1"), total)
    shown = rows.select_related("user").order_by("-at", "-pk")[bounds(number)]
    context = {"page": Page(number, total, list(shown)), "whose": whose}
    return render(request, "organisation/accounts/sign_ins.html", context)


@require_safe
@login_required
def account(request: Request, pk: int) -> HttpResponse:
    """One account: its duties over time, and what was done about it."""
    found = access.get_account(request.user, pk)
    context = {
        "account": found,
        "person": reads.person_of(found),
        "state": reads.state_of(found, request.today),
        "has_factor": has_second_factor(found),
        "duties": [_line(duty, request) for duty in reads.duties_over_time(request.user, found)],
        "acts": reads.acts_about(found),
        "can_grant": access.can_grant(request.user, found),
        "can_administer": access.can_administer(request.user, found),
        "is_own": found.pk == request.user.pk,
    }
    return render(request, "organisation/accounts/account.html", context)


@never_cache
@form_page
@login_required
def open_new(request: Request) -> HttpResponse:
    """A new account with its first duty; answers with the slip that carries the one-time code."""
    if not access.can_open_accounts(request.user):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    person = access.get_linkable_person(request.user, given.get("person", ""))
    unions = access.administered_unions(request.user)
    form = AccountForm(request.POST or None, initial=_first_guess(request, person), unions=unions)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            user, code = actions.open_officer_account(
                **form.cleaned_data, person=person, actor=request.user, on=request.today
            )
            return _slip(request, user, code)
        except Refused as error:
            refused = error.reasons
    context = {"form": form, "refused": refused, "person": person, **_people(request)}
    return render(request, "organisation/accounts/open.html", context, status=_status(request))


@form_page
@login_required
def grant(request: Request, pk: int) -> HttpResponse:
    """Another duty from today on."""
    found = access.get_account_to_grant(request.user, pk)
    form = DutyForm(
        request.POST or None,
        initial={"union": request.user.duty.union.name},
        unions=access.administered_unions(request.user),
    )

    def act() -> HttpResponse:
        duty = actions.grant_duty(user=found, actor=request.user, on=request.today, **form.cleaned_data)
        messages.success(request, _("身份已登记，从今天起有效。"))
        _tell_of_other_heads(request, duty)
        return redirect("duties:account", found.pk)

    return _form_page(request, found, form, act, _("登记身份"), _("从今天起有效。权限随身份走，不随账号。"))


@form_page
@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """End a duty with a day."""
    duty = access.get_duty_to_end(request.user, pk)
    form = EndForm(request.POST or None, initial={"last_day": request.today})

    def act() -> HttpResponse:
        actions.end_duty(duty=duty, actor=request.user, on=request.today, **form.cleaned_data)
        messages.success(request, _("身份的最后一天已登记。"))
        return redirect("duties:account", duty.user_id)

    return _form_page(request, duty.user, form, act, _("结束身份"), str(duty))


@form_page
@login_required
def link(request: Request, pk: int) -> HttpResponse:
    """Say which recorded person the account is of: looked for by name, chosen from those found."""
    found = access.get_account_to_grant(request.user, pk)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST":
        person = access.get_linkable_person(request.user, request.POST.get("person", ""))
        try:
            if person is None:
                raise refuse(_("没有选人。"), cure=_("先按姓名找到，再选。"))
            actions.link_account(person=person, user=found, actor=request.user, on=request.today)
            messages.success(request, _("账号已对应到登记的人员。"))
            return redirect("duties:account", found.pk)
        except Refused as error:
            refused = error.reasons
    looked_for = _people(request, default=found.name)
    context = {"account": found, "refused": refused, **looked_for}
    return render(request, "organisation/accounts/link.html", context, status=_status(request))


@never_cache
@form_page
@login_required
def new_code(request: Request, pk: int) -> HttpResponse:
    """A new one-time code; answers with its slip."""
    found = access.get_account_to_administer(request.user, pk)

    def act() -> HttpResponse:
        return _slip(
            request, found, account_actions.issue_code(user=found, actor=request.user, on=request.today)
        )

    sub = _("原来的密码马上作废，现在的登录都结束。请当面核对是本人，再把打印的密码条交给他。")
    return _form_page(request, found, ConfirmForm(request.POST or None), act, _("发一次性密码"), sub)


@form_page
@login_required
def close(request: Request, pk: int) -> HttpResponse:
    """Nobody signs in with the account any more."""
    found = access.get_account_to_administer(request.user, pk)
    form = ReasonForm(request.POST or None)

    def act() -> HttpResponse:
        account_actions.close_account(user=found, actor=request.user, on=request.today, **form.cleaned_data)
        messages.success(request, _("账号已停用。"))
        return redirect("duties:account", found.pk)

    sub = _("停用后不能登录，现在的登录都结束。身份要另外结束。")
    return _form_page(request, found, form, act, _("停用账号"), sub)


@form_page
@login_required
def reopen(request: Request, pk: int) -> HttpResponse:
    found = access.get_account_to_administer(request.user, pk)

    def act() -> HttpResponse:
        account_actions.reopen_account(user=found, actor=request.user, on=request.today)
        messages.success(request, _("账号已恢复。"))
        return redirect("duties:account", found.pk)

    sub = _("恢复后用原来的密码登录。忘记了的，再发一次性密码。")
    return _form_page(request, found, ConfirmForm(request.POST or None), act, _("恢复账号"), sub)


@form_page
@login_required
def reset_factor(request: Request, pk: int) -> HttpResponse:
    """Take away a lost authenticator app."""
    found = access.get_account_to_administer(request.user, pk)
    form = ReasonForm(request.POST or None)

    def act() -> HttpResponse:
        account_actions.reset_second_factor(
            user=found, actor=request.user, on=request.today, **form.cleaned_data
        )
        messages.success(request, _("动态码已停用，本人下次登录后可以重新设。"))
        return redirect("duties:account", found.pk)

    sub = _("手机丢了或换了、恢复码也没有的，才停用。请当面核对是本人。")
    return _form_page(request, found, form, act, _("停用动态码"), sub)


def _form_page(
    request: Request,
    found: User,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    title: str,
    sub: str,
) -> HttpResponse:
    """The page of one form about an account: shown, or done by `act`, or shown again with the reasons."""
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return act()
        except Refused as error:
            refused = error.reasons
    context = {"account": found, "form": form, "refused": refused, "title": title, "sub": sub}
    return render(request, "organisation/accounts/form.html", context, status=_status(request))


def _slip(request: Request, user: User, code: str) -> HttpResponse:
    """The slip to be printed and handed over: shown in this answer and nowhere again."""
    user.refresh_from_db()
    site = request.build_absolute_uri("/")
    context = {"account": user, "code": code, "site": site}
    return render(request, "organisation/accounts/slip.html", context)


def _status(request: Request) -> int:
    return REFUSED if request.method == "POST" else 200


def _refuse_others(request: Request) -> None:
    if not access.can_watch(request.user):
        raise PermissionDenied


def _line(duty: Duty, request: Request) -> dict[str, Any]:
    last = last_day(duty.valid)
    is_over = last is not None and last < request.today
    may_end = not is_over and access.can_grant(request.user, duty.user)
    return {"duty": duty, "first": duty.valid.lower, "last": last, "is_over": is_over, "may_end": may_end}


def _first_guess(request: Request, person: Person | None) -> dict[str, Any]:
    """What the form begins with: the own union, or one named in the address with the role of its chair."""
    asked = request.GET.get("union", "")
    unions = access.administered_unions(request.user)
    union = (
        unions.filter(pk=int(asked)).first()
        if asked.isascii() and asked.isdigit() and len(asked) < 18
        else None
    )
    return {
        "union": (union or request.user.duty.union).name,
        "role": Role.HEAD if union else Role.HANDLER,
        "name": person.name if person else "",
        "username": person.pinyin[:40] if person else "",
    }


def _people(request: Request, default: str = "") -> dict[str, Any]:
    """People recorded under the name looked for, with where their membership is kept."""
    words = request.GET.get("find", default).strip()[:40]
    if not words:
        return {"find": "", "people": []}
    found = access.linkable_people(request.user).filter(name=words).order_by("pk")[:FOUND_PEOPLE]
    return {"find": words, "people": found.prefetch_related("memberships__union")}


def _tell_of_other_heads(request: Request, duty: Duty) -> None:
    """An earlier head stays until he is ended by an act of its own: say that he is there."""
    if duty.role != Role.HEAD:
        return
    others = reads.other_heads(duty, on=request.today)
    if others:
        names = "、".join(other.user.name for other in others)
        words = _("这个工会另有负责人：%(names)s。已经卸任的，请到他的账号页结束身份。")
        messages.warning(request, words % {"names": names})
