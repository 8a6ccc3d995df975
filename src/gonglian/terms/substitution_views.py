"""Pages of a substitution (替补): where it stands, and each step."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonglian.core.requests import Request
from gonglian.organisation.access import can_change_union
from gonglian.terms import access, actions, forms
from gonglian.terms.asking import ask, form_page, typed, with_person
from gonglian.terms.picture import seat_title
from gonglian.terms.succession import next_of, steps_of


@require_safe
@login_required
def substitution(request: Request, pk: int) -> HttpResponse:
    """The steps with what each gave, and the next one."""
    row = access.get_substitution(request.user, pk)
    may_carry = can_change_union(request.user, row.seat.body.union)
    context = {
        "row": row, "union": row.seat.body.union, "title": seat_title(row.seat), "steps": steps_of(row),
        "next": next_of(row) if may_carry else None, "may_drop": may_carry and row.is_open,
    }  # fmt: skip
    return render(request, "terms/substitution.html", context)


@form_page
@login_required
def propose(request: Request, pk: int) -> HttpResponse:
    """The constituent's new chair is proposed."""
    row = access.get_substitution_to_carry(request.user, pk)
    union = row.seat.body.union
    form = forms.ProposeForm(**typed(request), user=request.user, union=union)

    def act() -> None:
        given = with_person(request, form)
        given["successor"] = given.pop("person")
        actions.propose_successor(substitution=row, actor=request.user, on=request.today, **given)

    words = {"unit": row.seat.constituent, "seat": seat_title(row.seat)}
    sub = _("%(unit)s新当选的工会主席，接任%(seat)s。提名时按任职条件逐条核对。") % words
    return ask(request, union, form, act, title=_("提名接任人"), sub=sub, cite="TRM-07", back=row)


@form_page
@login_required
def confirm(request: Request, pk: int) -> HttpResponse:
    """The body confirmed him."""
    row = access.get_substitution_to_carry(request.user, pk)
    form = forms.ConfirmForm(**typed(request))

    def act() -> None:
        actions.confirm_successor(substitution=row, actor=request.user, on=request.today, **form.cleaned_data)

    words = {"body": row.seat.body, "person": row.successor or ""}
    sub = _("%(body)s开会确认%(person)s接任，照会议记录填写。登记后自动起草给上级工会的报告。") % words
    return ask(request, row.seat.body.union, form, act, title=_("登记确认"), sub=sub, cite="TRM-07", back=row)


@form_page
@login_required
def finish(request: Request, pk: int) -> HttpResponse:
    """The report went upward: the successor takes the seat."""
    row = access.get_substitution_to_carry(request.user, pk)
    form = forms.FinishForm(**typed(request))

    def act() -> None:
        actions.finish_substitution(
            substitution=row, actor=request.user, on=request.today, **form.cleaned_data
        )

    sub = _("报告上级工会之日起，%(person)s任%(seat)s。") % {
        "person": row.successor or "", "seat": seat_title(row.seat)
    }  # fmt: skip
    return ask(request, row.seat.body.union, form, act, title=_("登记接任"), sub=sub, cite="TRM-07", back=row)


@form_page
@login_required
def drop(request: Request, pk: int) -> HttpResponse:
    """The seat is left to a by-election."""
    row = access.get_substitution_to_carry(request.user, pk)
    form = forms.DropForm(**typed(request))

    def act() -> None:
        actions.drop_substitution(substitution=row, actor=request.user, on=request.today, **form.cleaned_data)

    sub = _("%(seat)s不由接任人替补，保持空缺，等补选。") % {"seat": seat_title(row.seat)}
    return ask(request, row.seat.body.union, form, act, title=_("不替补"), sub=sub, cite="TRM-07", back=row)
