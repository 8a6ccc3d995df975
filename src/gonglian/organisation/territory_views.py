"""Registering the federations and township unions of the territory: how an installation begins."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.organisation import actions
from gonglian.organisation import territory_access as access
from gonglian.organisation.reads.territory import places_left, territory_rows
from gonglian.organisation.territory_forms import TerritoryForm

NOTHING: tuple[Reason, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def territory(request: Request) -> HttpResponse:
    """The places directly below a federation that have no union on record yet; `?under=` names the federation."""
    if not access.can_register_territory(request.user):
        raise PermissionDenied
    asked = request.GET.get("under", "")
    under = access.get_federation(request.user, int(asked)) if asked.isdigit() else request.user.duty.union
    given = request.POST if request.method == "POST" else None
    form, refused = TerritoryForm(places_left(under), given), NOTHING
    if given is not None and form.is_valid():
        try:
            places = form.chosen()
            actions.register_territory(under=under, places=places, actor=request.user, on=request.today)
        except Refused as error:
            refused = error.reasons
        else:
            messages.success(request, _("已登记 %(count)s 个工会。") % {"count": len(places)})
            return redirect(request.get_full_path())
    rows = territory_rows(access.federations_of(request.user))
    following = next((row.union for row in rows if row.registered < row.total), None)
    context = {"form": form, "under": under, "rows": rows, "following": following, "refused": refused}
    return render(request, "organisation/territory.html", context, status=200 if given is None else 422)
