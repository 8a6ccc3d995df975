"""Pages of the day itself: the place, the door where delegates come in, and the screen that shows who is here."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_POST, require_safe

from gonglian.accounts.audit import address_of
from gonglian.core.refused import refuse
from gonglian.core.requests import Request
from gonglian.meetings import access, actions, forms
from gonglian.meetings.answers import REFUSED, attempt, done_with, form_act, form_page
from gonglian.meetings.models import Meeting, RollEntry
from gonglian.meetings.networks import network_of
from gonglian.meetings.preparation import holder_of
from gonglian.meetings.readiness import least_present
from gonglian.meetings.states import PresenceHow

LATEST = 8


@form_page
@login_required
def set_place(request: Request, pk: int) -> HttpResponse:
    """Where the meeting is held."""
    meeting = access.get_meeting_to_keep(request.user, pk)
    form = forms.PlaceForm(request.POST or None, initial={"place": meeting.place})
    return form_act(request, meeting, form, actions.set_place, "meetings/place.html")


@form_page
@login_required
def change_roll(request: Request, pk: int) -> HttpResponse:
    """Propose a change of the sealed roll, with its reason."""
    meeting = access.get_meeting_to_keep(request.user, pk)
    form = forms.RollChangeForm(request.POST or None, meeting=meeting, user=request.user)
    return form_act(request, meeting, form, actions.propose_roll_change, "meetings/change_roll.html")


@form_page
@login_required
def decide_roll_change(request: Request, pk: int, number: int) -> HttpResponse:
    """The second person reads what is proposed and agrees or not."""
    meeting, changes = access.get_roll_change(request.user, pk, number)
    form = forms.SecondForm(request.POST if request.method == "POST" else None)
    act = actions.refuse_roll_change if "refuse" in request.POST else actions.confirm_roll_change
    given = lambda: {"meeting": meeting, "number": number, **form.cleaned_data}  # noqa: E731
    done, refused = done_with(request, form, act, given)
    if done:
        return redirect(meeting)
    context = {"meeting": meeting, "changes": changes, "form": form, "refused": refused,
               "is_mine": changes[0].proposed_by_id == request.user.pk}  # fmt: skip
    status = REFUSED if request.method == "POST" else 200
    return render(request, "meetings/roll_change.html", context, status=status)


@form_page
@login_required
def door(request: Request, pk: int) -> HttpResponse:
    """A delegate shows her slip at the door; the page is ready for the next one at once."""
    meeting = access.get_meeting_to_keep(request.user, pk)
    form = forms.DoorForm(request.POST if request.method == "POST" else None)
    done, refused = done_with(request, form, _let_in, lambda: {"meeting": meeting, **form.cleaned_data})
    if done:
        messages.success(request, _("%(name)s 已签到。") % {"name": _latest(meeting)[0].name})
        return redirect("meetings:door", meeting.pk)
    context = {"meeting": meeting, "form": forms.DoorForm() if refused else form, "refused": refused,
               "latest": _latest(meeting), "hall": hall_of(meeting), "phones": getattr(meeting, "phones", None),
               "network": network_of(address_of(request))}  # fmt: skip
    return render(request, "meetings/door.html", context, status=REFUSED if request.method == "POST" else 200)


@require_POST
@login_required
def set_phones(request: Request, pk: int) -> HttpResponse:
    """Let telephones sign in from the network this officer is on, from anywhere, or not at all."""
    meeting = access.get_meeting_to_keep(request.user, pk)
    given = {"meeting": meeting, "phones": request.POST.get("phones", ""), "address": address_of(request)}
    for reason in attempt(request, actions.set_phones, given):
        messages.error(request, f"{reason.message}{reason.cure}")
    return redirect("meetings:door", meeting.pk)


def _let_in(*, meeting: Meeting, code: str, actor: Any, on: Any) -> None:
    person = holder_of(meeting, code)
    if person is None:
        raise refuse(_("没有这张凭条，或者已经重新发过。"), cure=_("核对短码，或按名册勾选。"), cite="CON-05")
    actions.check_in(meeting=meeting, person=person, how=PresenceHow.SLIP, actor=actor, on=on)


def _latest(meeting: Meeting) -> list[RollEntry]:
    rows = meeting.roll.filter(present=True, presence_at__isnull=False)
    return list(rows.order_by("-presence_at", "-pk")[:LATEST])


# -- the screen


@dataclass(frozen=True)
class Hall:
    """Who is here, in numbers alone. least: the fewest that make a quorum; absent: (unit, how many of it are missing)."""

    entitled: int
    present: int
    least: int
    absent: list[tuple[str, int]]

    @property
    def lacking(self) -> int:
        return max(0, self.least - self.present)

    @property
    def is_reached(self) -> bool:
        return bool(self.entitled) and not self.lacking

    @property
    def share(self) -> str:
        """How many of a hundred came, to one place, never rounded up to a quorum that isn't there."""
        tenths = self.present * 1000 // self.entitled if self.entitled else 0
        return f"{tenths // 10}.{tenths % 10}%"


def hall_of(meeting: Meeting) -> Hall:
    rows = list(meeting.roll.values_list("unit_name", "present"))
    missing = Counter(unit for unit, is_present in rows if not is_present)
    absent = sorted(missing.items(), key=lambda pair: (-pair[1], pair[0]))
    return Hall(len(rows), len(rows) - missing.total(), least_present(meeting, len(rows)), absent)


@never_cache
@require_safe
@login_required
def live(request: Request, pk: int) -> HttpResponse:
    """The quorum for the hall's projector; the page follows by itself."""
    meeting = access.get_meeting(request.user, pk)
    return render(request, "meetings/live.html", {"meeting": meeting, "hall": hall_of(meeting)})


def _mark(request: Request, pk: int) -> str:
    """Tells one state of the hall from another; whoever may not see the meeting learns nothing."""
    meeting = access.get_meeting(request.user, pk)
    hall = hall_of(meeting)
    said = repr((request.LANGUAGE_CODE, meeting.state, hall))
    return quote_etag(hashlib.sha256(said.encode()).hexdigest())


@require_safe
@login_required
@condition(etag_func=_mark)
def live_now(request: Request, pk: int) -> HttpResponse:
    """The numbers alone, for the page that follows; 304 while nothing has changed."""
    meeting = access.get_meeting(request.user, pk)
    response = render(request, "meetings/parts/live.html", {"meeting": meeting, "hall": hall_of(meeting)})
    response.headers["Cache-Control"] = "private, no-cache"
    return response
