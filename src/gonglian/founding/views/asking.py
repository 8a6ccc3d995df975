"""A form or a button that does one act: the same way for cases, joinings and changes of line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.founding.draft_forms import place_reasons
from gonglian.founding.views.cases import REFUSED


def sent(request: Request) -> QueryDict | None:
    """What was typed, also when it is nothing; None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def ask(
    request: Request,
    template: str,
    form: Any,
    act: Callable[..., Any],
    row: Any,
    shown: dict[str, Any] | None = None,
    *,
    onward: bool = False,
) -> HttpResponse:
    """Show the form about `row`, or do its act with the fields, actor and day, and go back to `row`; onward: to what the
    act made.

    A refusal stands at its field, or above the form, with everything typed. shown: what the page holds beside.
    """
    refused: tuple[Reason, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            made = act(**form.cleaned_data, actor=request.user, on=request.today)
            return redirect(made if onward else row)
        except Refused as error:
            refused = place_reasons(form, error.reasons)
    context = {"row": row, "form": form, "refused": refused, **(shown or {})}
    return render(request, template, context, status=REFUSED if form.is_bound else 200)


def press(
    request: Request, act: Callable[..., Any], row: Any, show: Callable[[tuple[Reason, ...]], HttpResponse]
) -> HttpResponse:
    """Do the act and go back to `row`; what is refused is shown on its page."""
    try:
        act(actor=request.user, on=request.today)
    except Refused as error:
        return show(error.reasons)
    return redirect(row)
