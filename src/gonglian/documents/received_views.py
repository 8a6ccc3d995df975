"""The page on which an office registers a paper that came from elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonglian.core.refused import Refused
from gonglian.core.requests import Request
from gonglian.documents import access, actions
from gonglian.documents.forms import ReceivedForm

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def receive(request: Request) -> HttpResponse:
    """Register it for one's own union; a refusal keeps what was typed, but for the file."""
    if not access.can_receive(request.user):
        raise PermissionDenied
    union = request.user.duty.union
    form = ReceivedForm(
        request.POST or None, request.FILES or None, union_id=union.pk, initial={"received_on": request.today}
    )
    refused: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            paper = actions.record_external_paper(
                addressee=union, actor=request.user, on=request.today, **form.cleaned_data
            )
        except Refused as error:
            refused = error.reasons
        else:
            messages.success(request, _("已登记，%(number)s。") % {"number": paper.incoming_number})
            return redirect(paper)
    status = REFUSED if request.method == "POST" else 200
    context = {"form": form, "refused": refused, "lost_file": bool(request.FILES)}
    return render(request, "documents/receive.html", context, status=status)
