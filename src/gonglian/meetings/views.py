"""Pages of meetings: fetch through access, read the form, one act, redirect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonglian.core.outgoing import send
from gonglian.core.refused import Reason
from gonglian.core.requests import Request
from gonglian.documents.render import render as render_paper
from gonglian.documents.states import MediaType
from gonglian.meetings import access, actions, forms, papers, reads
from gonglian.meetings.answers import REFUSED, attempt, chinese, done_with, form_act, form_page
from gonglian.meetings.minutes import minutes as write_minutes
from gonglian.meetings.models import Ballot, Meeting
from gonglian.meetings.states import MeetingState


@require_safe
@login_required
def meeting_list(request: Request) -> HttpResponse:
    """Meetings in reach, the latest first."""
    rows = access.visible_meetings(request.user).order_by("-held_on", "-pk")[:100]
    return render(request, "meetings/meeting_list.html", {"meetings": rows})


@require_safe
@login_required
def meeting_page(request: Request, pk: int) -> HttpResponse:
    return _meeting(request, access.get_meeting(request.user, pk))


@require_POST
@login_required
def seal_roll(request: Request, pk: int) -> HttpResponse:
    meeting = access.get_meeting_to_keep(request.user, pk)
    return _plain_act(request, meeting, actions.seal_roll)


@require_safe
@login_required
def minutes(request: Request, pk: int) -> HttpResponseBase:
    """The minutes as the record tells them, for the office to edit; 404 before the meeting was opened."""
    meeting = access.get_meeting(request.user, pk)
    if meeting.state == MeetingState.PLANNED:
        raise Http404
    content = chinese(lambda: render_paper(write_minutes(meeting)))
    return send(content, f"{meeting.name}纪要.docx", MediaType.DOCX)


@require_POST
@login_required
def close_meeting(request: Request, pk: int) -> HttpResponse:
    meeting = access.get_meeting_to_keep(request.user, pk)
    return _plain_act(request, meeting, actions.close_meeting)


@form_page
@login_required
def record_presence(request: Request, pk: int) -> HttpResponse:
    """Tick who came."""
    meeting = access.get_meeting_to_keep(request.user, pk)
    data = request.POST if request.method == "POST" else None
    form = forms.PresenceForm(data, meeting=meeting)
    return form_act(request, meeting, form, actions.record_presence, "meetings/presence.html")


@form_page
@login_required
def appoint_officers(request: Request, pk: int) -> HttpResponse:
    """Scrutineers and the two tellers."""
    meeting = access.get_meeting_to_keep(request.user, pk)
    form = forms.OfficersForm(request.POST or None, meeting=meeting, user=request.user)
    return form_act(request, meeting, form, actions.appoint_officers, "meetings/officers.html")


@form_page
@login_required
def record_agenda(request: Request, pk: int) -> HttpResponse:
    """The agenda in the order in which it was taken."""
    meeting = access.get_meeting_to_keep(request.user, pk)
    lines = forms.agenda_forms(meeting, request.POST or None)
    done, refused = done_with(
        request, lines, actions.record_agenda, lambda: {"meeting": meeting, **forms.agenda_given(lines)}
    )
    if done:
        return redirect(meeting)
    context = {"meeting": meeting, "lines": lines, "refused": refused}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "meetings/agenda.html", context, status=status)


# -- ballots


@require_safe
@login_required
def ballot_page(request: Request, pk: int) -> HttpResponse:
    return _ballot(request, access.get_ballot(request.user, pk))


@form_page
@login_required
def submit_sheet(request: Request, pk: int) -> HttpResponse:
    """A teller's own sheet; nobody else's."""
    ballot = access.get_ballot_to_count(request.user, pk)
    mine = ballot.sheets.filter(teller=request.user).first()
    form = forms.SheetForm(request.POST or None, ballot=ballot, mine=mine)
    done, refused = done_with(
        request,
        form,
        actions.submit_sheet,
        lambda: {"ballot": ballot, "teller": request.user, **form.given()},
    )
    if done:
        return redirect(ballot)
    context = {"ballot": ballot, "form": form, "refused": refused}
    return render(
        request, "meetings/sheet.html", context, status=REFUSED if request.method == "POST" else 200
    )


@require_POST
@login_required
def reconcile(request: Request, pk: int) -> HttpResponse:
    """Close the count; refused, the page says which cells differ or which sums do not meet."""
    ballot = access.get_ballot_to_reconcile(request.user, pk)
    if refused := attempt(request, actions.reconcile, {"ballot": ballot}):
        return _ballot(request, ballot, refused)
    return redirect(ballot)


@form_page
@login_required
def follow_ballot(request: Request, pk: int) -> HttpResponse:
    """Vote again, among the tied, or for what stayed vacant."""
    ballot = _counted(access.get_ballot_to_keep(request.user, pk))
    if ballot is None:
        return redirect("meetings:ballot", pk)
    form = forms.FollowForm(request.POST or None, ballot=ballot)
    done, refused = done_with(request, form, actions.open_ballot, form.given)
    if done:
        return redirect(ballot.meeting)
    context = {"ballot": ballot, "meeting": ballot.meeting, "form": form, "refused": refused}
    return render(
        request, "meetings/follow.html", context, status=REFUSED if request.method == "POST" else 200
    )


@form_page
@login_required
def resolve_fewer_seats(request: Request, pk: int) -> HttpResponse:
    """Record the resolution to make do with those elected."""
    ballot = _counted(access.get_ballot_to_keep(request.user, pk))
    if ballot is None:
        return redirect("meetings:ballot", pk)
    form = forms.ResolveForm(request.POST or None, ballot=ballot)
    done, refused = done_with(request, form, actions.resolve_fewer_seats, form.given)
    if done:
        return redirect(ballot)
    context = {"ballot": ballot, "meeting": ballot.meeting, "form": form, "refused": refused}
    return render(
        request, "meetings/resolve.html", context, status=REFUSED if request.method == "POST" else 200
    )


@require_safe
@login_required
def count_sheet(request: Request, pk: int) -> HttpResponseBase:
    """The count sheet, for the tellers' pens or, once reconciled, for signing."""
    ballot = access.get_ballot(request.user, pk)
    content = chinese(lambda: render_paper(papers.count_sheet(ballot)))
    return send(content, _("%(post)s计票报告单") % {"post": ballot.post} + ".docx", MediaType.DOCX)


# -- what the pages share


def _meeting(request: Request, meeting: Meeting, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    context = {
        "page": reads.meeting_page(meeting, request.user, request.today),
        "meeting": meeting,
        "scrutineers": reads.scrutineers_of(meeting),
        "tellers": reads.queries.tellers_of(meeting),
        "refused": refused,
    }
    return render(request, "meetings/meeting.html", context, status=REFUSED if refused else 200)


def _plain_act(request: Request, meeting: Meeting, act: Callable[..., Any]) -> HttpResponse:
    if refused := attempt(request, act, {"meeting": meeting}):
        return _meeting(request, meeting, refused)
    return redirect(meeting)


def _ballot(request: Request, ballot: Ballot, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    page = reads.count_page(ballot, request.user)
    print_form = forms.PrintForm(initial={"copies": page.present or None, "first": 1})
    context = {"page": page, "print_form": print_form, "ballot": ballot, "meeting": ballot.meeting, "refused": refused,
               "papers": reads.sheet_rows(page), "scrutineers": reads.scrutineers_of(ballot.meeting),
               "tellers": reads.queries.tellers_of(ballot.meeting)}  # fmt: skip
    return render(request, "meetings/count.html", context, status=REFUSED if refused else 200)


def _counted(ballot: Ballot) -> Ballot | None:
    return None if ballot.is_open else ballot
