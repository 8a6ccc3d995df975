"""Pages of the rosters: fetch through access, read the form, one act or one job, redirect."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.core.workbook import respond
from gonglian.rosters import access, actions, forms, linking, outward, queries, reads, tasks, uploads
from gonglian.rosters.models import Import
from gonglian.rosters.moves import agree, hold, recover
from gonglian.rosters.states import ImportState

REFUSED = 422
MOST_FOUND = 10
STEPS = {
    ImportState.UPLOADED: 2, ImportState.PREVIEWING: 2, ImportState.PREVIEWED: 3, ImportState.APPLYING: 3,
    ImportState.FAILED: 2,
}  # fmt: skip
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def import_list(request: Request) -> HttpResponse:
    """Imports of the union one acts for, the latest first."""
    rows = access.visible_imports(request.user).prefetch_related("files").order_by("-pk")
    number = page_number(request.GET.get("page", ""), total := rows.count())
    page = Page(number, total, list(rows[bounds(number)]))
    may = access.can_import_rosters(request.user)
    return render(request, "rosters/import_list.html", {"page": page, "may_import": may})


@form_page
@login_required
def upload(request: Request) -> HttpResponse:
    """Choose files and send them; what is wrong with them is said on the import's page."""
    if not access.can_import_rosters(request.user):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = forms.UploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        files = form.cleaned_data["rosters"]
        batch = uploads.receive(
            files=files, union=request.user.duty.union, user=request.user, on=request.today,
            id_areas=settings.ROSTER_ID_AREAS,
        )  # fmt: skip
        tasks.preview_import.enqueue(batch.pk)
        return redirect(batch)
    words = request.GET.get("q", "").strip()
    found = access.unions_with_members(request.user, words)[:MOST_FOUND] if words else []
    context = {"form": form, "words": words, "found": found}
    return render(request, "rosters/upload.html", context, status=REFUSED if is_sent else 200)


@require_safe
@login_required
def import_page(request: Request, pk: int) -> HttpResponse:
    """How far it is, what it would bring, or what it brought; asked for again every two seconds while at work."""
    recover(access.get_import(request.user, pk).pk)
    batch = access.get_import(request.user, pk)
    return _progress(request, batch) if "HX-Request" in request.headers else _page(request, batch)


@require_POST
@login_required
def apply_import(request: Request, pk: int) -> HttpResponse:
    """Hand the import to the worker. Pressed twice, it is written once; a tab that saw another preview is refused."""
    batch = access.get_import_to_handle(request.user, pk)
    if batch.state in (ImportState.APPLYING, ImportState.APPLIED):
        return redirect(batch)
    if refused := _done(pk, lambda held: agree(held, request.POST.get("seen", ""))):
        return _page(request, access.get_import(request.user, pk), refused)
    user = request.user
    tasks.apply_import.enqueue(batch.pk, user.pk, user.duty.pk, request.today.isoformat())
    return redirect(batch)


@require_POST
@login_required
def discard(request: Request, pk: int) -> HttpResponse:
    access.get_import_to_handle(request.user, pk)
    if refused := _done(pk, uploads.discard):
        return _page(request, access.get_import(request.user, pk), refused)
    return redirect("rosters:imports")


@require_POST
@login_required
def retry(request: Request, pk: int) -> HttpResponse:
    """Judge the files of a failed import again."""
    batch = access.get_import_to_handle(request.user, pk)
    if refused := _done(pk, uploads.retry):
        return _page(request, access.get_import(request.user, pk), refused)
    tasks.preview_import.enqueue(batch.pk)
    return redirect(batch)


@require_POST
@login_required
def undo(request: Request, pk: int) -> HttpResponse:
    """Take the whole import off the record, or say what rests on it."""
    batch = access.get_import_to_handle(request.user, pk)
    given = {"actor": request.user, "on": request.today}
    if refused := _done(pk, lambda held: actions.undo_import(batch=held, **given)):
        return _page(request, access.get_import(request.user, pk), refused)
    return redirect(batch)


@require_POST
@login_required
def leftovers(request: Request, pk: int) -> HttpResponseBase:
    """The rows that stay behind as a workbook with a column that says why; numbers in clear to who sent them."""
    batch = access.get_import_to_handle(request.user, pk)
    if batch.user_id == request.user.pk:
        take = partial(outward.leftovers, batch, in_full=True)
        book = actions.read_numbers(obj=batch, take=take, actor=request.user, on=request.today)
    else:
        book, _rows = outward.leftovers(batch, in_full=False)
    return respond(book, _("待改正的行-%(number)s.xlsx") % {"number": batch.pk})


@require_safe
@login_required
def prefilled(request: Request, kind: str) -> HttpResponseBase:
    """A roster of unions or industrial unions with what is on record, ready to be filled in further."""
    if not access.can_import_rosters(request.user):
        raise PermissionDenied
    if kind not in outward.PREFILLED:
        raise Http404
    return respond(
        outward.prefilled(kind, access.unions_to_fill(request.user), on=request.today),
        f"{outward.PREFILLED[kind]}.xlsx",
    )


@require_POST
@login_required
def prefilled_members(request: Request, pk: int) -> HttpResponseBase:
    """The roster of one union's members; it carries ID numbers, so that it was taken is logged."""
    union = access.get_members_union(request.user, pk)
    take = partial(outward.members, union, on=request.today)
    book = actions.read_numbers(obj=union, take=take, actor=request.user, on=request.today)
    return respond(book, _("会员名册-%(union)s.xlsx") % {"union": union.name})


@form_page
@login_required
def link(request: Request, pk: int) -> HttpResponse:
    """Record which unions are the constituents of an industrial union that came with only their number."""
    union = access.get_union_to_link(request.user, pk)
    proposed = linking.proposals(union, within=access.unions_to_fill(request.user), on=request.today)
    choosing = linking.Choosing(proposed, request.POST or request.GET)
    sent = (request.POST, request.FILES) if (is_sent := "link" in request.POST) else (None, None)
    form = forms.LinkForm(*sent, initial=request.POST.dict(), lost=choosing.lost)
    refused: tuple[Reason, ...] = ()
    if is_sent and form.is_valid():
        given = {"children": choosing.unions, "actor": request.user, "on": request.today, **form.cleaned_data}
        refused = _refused(lambda: actions.link_constituents(union=union, **given))
        if not refused:
            return redirect(union)
    context = {"union": union, "choosing": choosing, "tally": linking.tally(union, on=request.today)}
    context |= {"form": form, "refused": refused}
    return render(request, "rosters/link.html", context, status=REFUSED if is_sent else 200)


def _done(pk: int, act: Callable[[Import], object]) -> tuple[Reason, ...]:
    """Do something with the held import; the reasons of a refusal, or nothing."""
    try:
        with transaction.atomic():
            act(hold(pk))
    except Refused as refusal:
        return refusal.reasons
    return ()


def _refused(act: Callable[[], object]) -> tuple[Reason, ...]:
    try:
        act()
    except Refused as refusal:
        return refusal.reasons
    return ()


def _page(request: Request, batch: Import, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    asked = reads.asked_filter(batch, request.GET.get("show", ""))
    files = list(batch.files.order_by("pk"))
    has_rows = batch.state in (ImportState.PREVIEWED, ImportState.APPLIED)
    context = {
        "batch": batch, "files": files, "refused": refused,
        "may_handle": access.can_import_rosters(request.user), "progress": queries.progress_of(batch),
        "step": STEPS.get(ImportState(batch.state), 4), "chips": reads.chips(batch, asked) if has_rows else [],
        "page": reads.page_of(batch, asked, request.GET.get("page", "")) if has_rows else None,
        "notices": reads.notices_of(files),
        "reasons": reads.reasons_of(batch) if has_rows and batch.left else [],
        "industrial": reads.new_industrial(batch) if batch.state == ImportState.APPLIED else [],
        "later": [queries.spoken(act) for act in queries.acts_upon(batch)] if batch.state == ImportState.APPLIED else [],
    }  # fmt: skip
    return render(request, "rosters/import.html", context, status=REFUSED if refused else 200)


def _progress(request: Request, batch: Import) -> HttpResponse:
    """The part that the page asks for again and again; when the job is done, the whole page."""
    context = {"batch": batch, "progress": queries.progress_of(batch)}
    response = render(request, "rosters/parts/progress.html", context)
    if not batch.is_at_work:
        response["HX-Refresh"] = "true"
    return response
