"""Beginning a renewal."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from gonglian.core.requests import Request
from gonglian.founding import access
from gonglian.founding.renewal import actions, reads
from gonglian.founding.renewal.forms import BeginRenewalForm
from gonglian.founding.views.asking import ask, sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def begin(request: Request, pk: int) -> HttpResponse:
    """Say what will be renewed, and begin it."""
    union = access.get_union_to_renew(request.user, pk)
    shown = reads.beginning(union, on=request.today)
    form = BeginRenewalForm(sent(request), known=bool(shown["ordinal"]))
    act = partial(actions.begin_renewal, union=union)
    return ask(request, "founding/begin_renewal.html", form, act, union, shown, onward=True)
