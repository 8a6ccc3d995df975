"""The archive of a congress or a meeting: what can be sealed, what was, and the file to take along."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gonglian.congress.archives import access
from gonglian.congress.archives.records import Record, of_congress, of_meeting
from gonglian.congress.archives.sealing import hand_out, obstacles, seal_archive
from gonglian.core import parcels
from gonglian.core.outgoing import send
from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.meetings.states import Item, MeetingState
from gonglian.organisation.models import Union

ZIP = "application/zip"
REFUSED = 422


@require_safe
@login_required
def archive_page(request: Request, pk: int) -> HttpResponse:
    return _page(request, of_congress(access.get_convocation(request.user, pk)))


@require_safe
@login_required
def meeting_page(request: Request, pk: int) -> HttpResponse:
    """Of a meeting between congresses; one that belongs to a congress leads to the congress's archive."""
    found = of_meeting(access.get_meeting(request.user, pk))
    return redirect(found.page) if found.convocation else _page(request, found)


@require_POST
@login_required
def seal(request: Request, pk: int) -> HttpResponse:
    """Seal what there is; refused, the page says what is missing."""
    return _seal(request, of_congress(access.get_convocation_to_seal(request.user, pk)))


@require_POST
@login_required
def seal_meeting(request: Request, pk: int) -> HttpResponse:
    """The same for a meeting; the first session of a congress is sealed with its congress."""
    return _seal(request, of_meeting(access.get_meeting_to_seal(request.user, pk)))


@require_POST
@login_required
def download(request: Request, pk: int) -> HttpResponseBase:
    """The file as it was sealed; who takes it along is in the act log."""
    archive = hand_out(archive=access.get_archive(request.user, pk), actor=request.user, on=request.today)
    name = f"{archive.owner.union.name}{archive.owner.name}-{archive.number}.zip"
    return send(archive.file.open("rb"), name, ZIP)


def archives_section(union: Union, *, user: Any, on: date, today: date, **more: Any) -> list[Record] | None:
    """On the union's file: what has an archive or is ready to be sealed, the latest first; None without one. Meetings between
    congresses are offered once they elected or recalled."""
    congresses = access.visible_convocations(user).filter(union=union).prefetch_related("archives")
    records = [of_congress(row) for row in congresses.order_by("-ordinal")]
    voted = Q(ballots__isnull=False) | Q(agenda__item=Item.RECALL)
    meetings = access.visible_meetings(user).filter(voted, union=union, state=MeetingState.CLOSED).distinct()
    kept = {row.pk for of in records for row in of.meetings}
    own = meetings.exclude(pk__in=kept).prefetch_related("archives").order_by("-held_on", "-pk")
    found = [of for of in records if of.owner.archives.all() or not obstacles(of)]
    return [*(Record(None, [row]) for row in own), *found] or None


def _seal(request: Request, of: Record) -> HttpResponse:
    try:
        seal_archive(of=of, actor=request.user, on=request.today)
    except Refused as refusal:
        return _page(request, of, refusal.reasons)
    return redirect(of.page)


def _page(request: Request, of: Record, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    context = {
        "record": of,
        "archives": of.archives.select_related("sealed_by"),
        "obstacles": obstacles(of),
        "can_seal": access.can_seal(request.user, of.owner),
        "public_key": parcels.public_key(),
        "refused": refused,
    }
    return render(request, "congress/archive.html", context, status=REFUSED if refused else 200)
