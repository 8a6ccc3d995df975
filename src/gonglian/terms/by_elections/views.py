"""Pages of by-elections and recalls: fetch through access, read the form, one act, back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonglian.congress.archives import access as archives
from gonglian.core.refused import Reason, Refused, refuse
from gonglian.core.requests import Request
from gonglian.meetings.models import Meeting
from gonglian.meetings.queries import elections_of
from gonglian.meetings.states import MeetingState
from gonglian.terms import convening
from gonglian.terms.access import get_body_to_keep, get_seat_to_keep
from gonglian.terms.actions.shared import sitting
from gonglian.terms.asking import ask, form_page, typed, with_person
from gonglian.terms.by_elections import access, actions, forms
from gonglian.terms.by_elections.models import ByElection
from gonglian.terms.picture import seat_title

REFUSED = 422


@form_page
@login_required
def call(request: Request, pk: int) -> HttpResponse:
    """Call the meeting that fills a vacant seat."""
    seat = get_seat_to_keep(request.user, pk)
    form = forms.CallForm(**typed(request), seat=seat)

    def act() -> None:
        actions.open_by_election(seat=seat, actor=request.user, on=request.today, **form.cleaned_data)

    words = {"seat": seat_title(seat), "body": seat.body}
    if seat.is_director:
        sub = _("%(seat)s空缺，由%(body)s全体委员选举。名册由系统照在任委员列出，会前封存。") % words
    else:
        sub = _("%(seat)s空缺，开会补选。名册由系统照现任委员或上次大会代表列出，会前封存。") % words
    cite = "LAW-2.31" if seat.is_director else "TRM-05"
    return ask(request, seat.body.union, form, act, title=_("发起补选"), sub=sub, cite=cite)


@form_page
@login_required
def convene(request: Request, pk: int) -> HttpResponse:
    """Call a meeting of a body for whatever it has to resolve; on to the meeting's page."""
    body = get_body_to_keep(request.user, pk)
    form = forms.ConveneForm(**typed(request))
    called: list[Meeting] = []

    def act() -> None:
        called.append(convening.convene(body=body, actor=request.user, on=request.today, **form.cleaned_data))

    sub = _("召集%(body)s开会。名册照那天在任的人列出；到会、表决和纪要在会议页办。") % {"body": body}
    answer = ask(request, body.union, form, act, title=_("召开会议"), sub=sub, cite="CON-06")
    return redirect(called[0]) if called else answer


@form_page
@login_required
def recall(request: Request, pk: int) -> HttpResponse:
    """Call the congress that votes on recalling a holder."""
    seat = get_seat_to_keep(request.user, pk)
    holder = sitting(seat)
    form = forms.RecallForm(**typed(request))

    def act() -> None:
        if holder is None:
            raise refuse(_("%(seat)s现在空着。") % {"seat": seat_title(seat)}, cure=_("刷新页面看看。"))
        actions.open_recall(holder=holder, actor=request.user, on=request.today, **form.cleaned_data)

    words = {"seat": seat_title(seat), "person": holder.person if holder else _("无人在任")}
    sub = _("%(seat)s %(person)s。由会员（代表）大会无记名投票，赞成过全体代表半数才罢免。") % words
    return ask(request, seat.body.union, form, act, title=_("发起罢免"), sub=sub, cite="CON-15")


@require_safe
@login_required
def by_election(request: Request, pk: int) -> HttpResponse:
    """Where it stands and what is next."""
    return _page(request, access.get_by_election(request.user, pk))


@form_page
@login_required
def nominate(request: Request, pk: int) -> HttpResponse:
    """Name a candidate, judged at once."""
    row = access.get_by_election_to_carry(request.user, pk)
    union = row.seat.body.union
    form = forms.NominateForm(**typed(request), user=request.user, union=union, seat=row.seat)

    def act() -> None:
        actions.nominate(by_election=row, actor=request.user, on=request.today, **with_person(request, form))

    sub = _("%(seat)s的候选人。不符合任职条件的不能提名。") % {"seat": seat_title(row.seat)}
    return ask(request, union, form, act, title=_("提名候选人"), sub=sub, cite="ELI-01", back=row)


@require_POST
@login_required
def drop(request: Request, pk: int, nominee: int) -> HttpResponse:
    """Take a candidate off."""
    row = access.get_by_election_to_carry(request.user, pk)
    named = row.nominees.filter(pk=nominee).first()
    return _plain(
        request, row, lambda: actions.drop_nominee(nominee=named, **_now(request)) if named else None
    )


@require_POST
@login_required
def vote(request: Request, pk: int) -> HttpResponse:
    """Begin the ballot."""
    row = access.get_by_election_to_carry(request.user, pk)
    return _plain(request, row, lambda: actions.open_vote(by_election=row, **_now(request)))


@require_POST
@login_required
def finish(request: Request, pk: int) -> HttpResponse:
    """Let the result take effect."""
    row = access.get_by_election_to_carry(request.user, pk)
    return _plain(request, row, lambda: actions.finish(by_election=row, **_now(request)))


@require_POST
@login_required
def give_up(request: Request, pk: int) -> HttpResponse:
    """End it without a result."""
    row = access.get_by_election_to_carry(request.user, pk)
    return _plain(request, row, lambda: actions.give_up(by_election=row, **_now(request)))


def _now(request: Request) -> dict[str, Any]:
    return {"actor": request.user, "on": request.today}


def _plain(request: Request, row: ByElection, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return _page(request, row, refusal.reasons)
    return redirect(row)


def _page(request: Request, row: ByElection, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    state, elections = row.meeting.state, elections_of(row.meeting)
    context = {
        "row": row, "union": row.seat.body.union, "seat": seat_title(row.seat), "refused": refused,
        "nominees": list(row.nominees.select_related("person")), "meeting": row.meeting,
        "elected": [line for election in elections for line in election.elected],
        "may": row.is_open and access.can_carry(request.user, row),
        "is_voted": row.meeting.ballots.exists(), "ballot": row.meeting.ballots.order_by("pk").last(),
        "is_planned": state == MeetingState.PLANNED,
        "archived": state == MeetingState.CLOSED and archives.visible_meetings(request.user).filter(pk=row.meeting.pk).exists(),
        "is_meeting": state == MeetingState.OPENED, "is_closed": state == MeetingState.CLOSED,
    }  # fmt: skip
    return render(request, "terms/by_election.html", context, status=REFUSED if refused else 200)
