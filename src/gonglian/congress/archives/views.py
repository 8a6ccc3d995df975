"""The archive of a congress: what can be sealed, what was, and the file to take along."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gonglian.congress.archives import access
from gonglian.congress.archives.sealing import hand_out, meetings_of, obstacles, seal_archive
from gonglian.congress.models import Convocation
from gonglian.core import parcels
from gonglian.core.outgoing import send
from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.organisation.models import Union

ZIP = "application/zip"
REFUSED = 422


@require_safe
@login_required
def archive_page(request: Request, pk: int) -> HttpResponse:
    return _page(request, access.get_convocation(request.user, pk))


@require_POST
@login_required
def seal(request: Request, pk: int) -> HttpResponse:
    """Seal what there is; refused, the page says what is missing."""
    convocation = access.get_convocation_to_seal(request.user, pk)
    try:
        seal_archive(convocation=convocation, actor=request.user, on=request.today)
    except Refused as refusal:
        return _page(request, convocation, refusal.reasons)
    return redirect("archives:archive", pk)


@require_POST
@login_required
def download(request: Request, pk: int) -> HttpResponseBase:
    """The file as it was sealed; who takes it along is in the act log."""
    archive = hand_out(archive=access.get_archive(request.user, pk), actor=request.user, on=request.today)
    plan = archive.convocation
    name = f"{plan.union.name}{plan.name}-{archive.number}.zip"
    return send(archive.file.open("rb"), name, ZIP)


def archives_section(
    union: Union, *, user: Any, on: date, today: date, **more: Any
) -> list[Convocation] | None:
    """On the union's file: its congresses that have an archive or are ready to be sealed; None without one."""
    rows = access.visible_convocations(user).filter(union=union).prefetch_related("archives")
    found = [row for row in rows.order_by("-ordinal") if row.archives.all() or not obstacles(row)]
    return found or None


def _page(request: Request, convocation: Convocation, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    context = {
        "congress": convocation,
        "meetings": meetings_of(convocation),
        "archives": convocation.archives.select_related("sealed_by"),
        "obstacles": obstacles(convocation),
        "can_seal": access.can_seal(request.user, convocation),
        "public_key": parcels.public_key(),
        "refused": refused,
    }
    return render(request, "congress/archive.html", context, status=REFUSED if refused else 200)
