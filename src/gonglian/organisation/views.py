"""Pages of the organisation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonglian.core import sections
from gonglian.core.knowing import reads_known
from gonglian.core.refused import Refused
from gonglian.core.requests import Request
from gonglian.core.workbook import respond
from gonglian.organisation import access, actions
from gonglian.organisation.forms import RevealForm
from gonglian.organisation.listing import Listing
from gonglian.organisation.middleware import SESSION_KEY
from gonglian.organisation.reads import employers, file, maps, people
from gonglian.organisation.reads.choices import region_choices, trade_choices
from gonglian.organisation.reads.readings import readings_of
from gonglian.organisation.reads.rows import COLUMNS
from gonglian.organisation.states import LineKind, Sensitive

MAP_PAGES = {LineKind.LEADERSHIP: "led", LineKind.GUIDANCE: "guided", LineKind.CONSTITUENT: "units"}


@require_safe
@login_required
def union_list(request: Request) -> HttpResponse:
    """Unions in reach on the day of view, filtered, sorted and page by page as the address says."""
    listing = Listing(request.user, request.GET, on=request.on, today=request.today)
    context = {
        "listing": listing,
        "page": listing.page(),
        "heads": listing.heads(),
        "asked": listing.filter.asked,
        "columns": COLUMNS.values(),
        "regions": region_choices(),
        "trades": trade_choices(),
        "may_import": access.can_import_rosters(request.user),
    }
    return render(request, "organisation/union_list.html", context)


@require_safe
@login_required
def union_list_xlsx(request: Request) -> HttpResponseBase:
    """The same list, all its pages, as a workbook."""
    listing = Listing(request.user, request.GET, on=request.on, today=request.today)
    return respond(listing.workbook(listing.notes(request.user.duty)), f"{listing.title}.xlsx")


@require_safe
@login_required
@reads_known
def union_file(request: Request, pk: int) -> HttpResponse:
    """一会一档 as of the day of view, as known today or on `?known=`."""
    union = access.get_union(request.user, pk, on=request.on)
    reader = {"user": request.user, "on": request.on, "today": request.today, "known": request.known}
    found = file.union_file(union, pages=request.GET.dict(), **reader)
    more = sections.load("union_file", union, **reader)
    context = {
        "file": found,
        "sections": more,
        "main": sections.in_column(more, sections.MAIN),
        "side": sections.in_column(more, sections.SIDE),
    }
    return render(request, "organisation/union_file.html", context)


@require_safe
@login_required
def two_lines_map(request: Request) -> HttpResponse:
    """The two-line map of `?union=`, by default of the union one acts for."""
    own = str(request.user.duty.union_id) if request.user.duty else ""
    asked = request.GET.get("union", own)
    if not (asked.isascii() and asked.isdigit()):
        raise Http404
    union = access.get_union(request.user, int(asked), on=request.on)
    pages = {kind: request.GET.get(name, "1") for kind, name in MAP_PAGES.items()}
    reader = {"user": request.user, "on": request.on, "today": request.today}
    added = sections.load("union_map", union, **reader)
    pending = [mark for section in added for mark in section.data.marks]
    found = maps.two_lines(union, pages=pages, pending=pending, **reader)
    return render(request, "organisation/two_lines.html", {"map": found, "sections": added})


@require_safe
@login_required
@reads_known
def employer_page(request: Request, pk: int) -> HttpResponse:
    """An employer as of the day of view."""
    page = employers.employer_page(request.user, pk, on=request.on, today=request.today, known=request.known)
    if page.employer.pk != pk:
        return _lead_on(request, page.employer)
    return render(request, "organisation/employer.html", {"page": page})


@require_safe
@login_required
@reads_known
def person_page(request: Request, pk: int) -> HttpResponse:
    """A person as of the day of view."""
    page = people.person_page(request.user, pk, on=request.on, known=request.known)
    if page.person.pk != pk:
        return _lead_on(request, page.person)
    return render(request, "organisation/person.html", {"page": page, "form": RevealForm()})


@require_POST
@login_required
def reveal(request: Request, pk: int) -> HttpResponse:
    """The page of the person with one masked field in clear; nothing of it is kept by the browser."""
    person = access.get_person_to_reveal(request.user, pk)
    form = RevealForm(request.POST)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            text = actions.reveal_field(
                person=person, actor=request.user, on=request.today, **form.cleaned_data
            )
            context["shown"] = (Sensitive(form.cleaned_data["field"]).label, text)
        except Refused as error:
            context["refused"] = error.reasons
    context["page"] = people.person_page(request.user, pk, on=request.today)
    status = 200 if "shown" in context else 422
    answer = render(request, "organisation/person.html", context, status=status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@login_required
def readings(request: Request, pk: int) -> HttpResponse:
    """Who read the masked data of a person, to be printed for him."""
    person = access.get_person_to_account_for(request.user, pk)
    context = {"person": person, "readings": readings_of(person)}
    return render(request, "organisation/readings.html", context)


@require_POST
@login_required
def choose_duty(request: Request) -> HttpResponse:
    """Act under another of one's duties from now on; an unknown one changes nothing."""
    asked = request.POST.get("duty", "")
    if asked in {str(duty.pk) for duty in request.duties}:
        request.session[SESSION_KEY] = int(asked)
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/")


def _lead_on(request: Request, remaining: Any) -> HttpResponse:
    """From the address of a record that was merged to the one that remains, on the same day of view."""
    messages.info(request, _("您打开的记录已并入这一条，任职、会籍和覆盖关系都在这里。"))
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{remaining.get_absolute_url()}{query}")
