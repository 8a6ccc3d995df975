"""Ballots printed, one specimen or as many as are handed out with serials on their stubs alone; and handed out, by serial."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonglian.core.outgoing import send
from gonglian.core.requests import Request
from gonglian.documents.pdf import PdfError, to_pdf
from gonglian.documents.render import render as render_paper
from gonglian.documents.states import MediaType
from gonglian.meetings import access, actions, forms, papers
from gonglian.meetings.answers import REFUSED, attempt, chinese, done_with, form_page
from gonglian.meetings.issuing import issuing_of


@require_safe
@login_required
def ballot_docx(request: Request, pk: int) -> HttpResponseBase:
    return _ballots(request, pk, "docx")


@require_safe
@login_required
def ballot_pdf(request: Request, pk: int) -> HttpResponseBase:
    return _ballots(request, pk, "pdf")


@form_page
@login_required
def hand_out(request: Request, pk: int) -> HttpResponseBase:
    """Record which serials were given to whom, or came back."""
    ballot = access.get_ballot_to_keep(request.user, pk)
    first = issuing_of(ballot, 0).next_serial
    initial = {"first": first, "staff": request.user.name}
    form = forms.HandOutForm(request.POST or None, ballot=ballot, initial=initial)
    done, refused = done_with(
        request, form, actions.hand_out, lambda: {"ballot": ballot, **form.cleaned_data}
    )
    if done:
        return redirect(f"{ballot.get_absolute_url()}#issues")
    context = {"ballot": ballot, "meeting": ballot.meeting, "form": form, "refused": refused}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "meetings/hand_out.html", context, status=status)


@require_POST
@login_required
def drop_issue(request: Request, pk: int, issue: int) -> HttpResponseBase:
    """Take a mistyped line back."""
    row = access.get_issue(request.user, pk, issue)
    for reason in attempt(request, actions.drop_issue, {"issue": row}):
        messages.error(request, f"{reason.message}{reason.cure}")
    return redirect(f"{row.ballot.get_absolute_url()}#issues")


def _ballots(request: Request, pk: int, ending: str) -> HttpResponseBase:
    ballot = access.get_ballot_to_keep(request.user, pk)
    form = forms.PrintForm(request.GET)
    if not form.is_valid():
        messages.error(request, _("份数填 1 到 500，号码填 1 到 9000。"))
        return redirect(ballot)
    content: bytes | None = chinese(lambda: render_paper(papers.ballot_paper(ballot, form.serials())))
    try:
        content = to_pdf(content) if ending == "pdf" and content else content
    except PdfError as error:
        messages.error(request, str(error))
        return redirect(ballot)
    if content is None:
        messages.error(request, _("这里不能生成 PDF，请下载 Word 文件。"))
        return redirect(ballot)
    kind = MediaType.PDF if ending == "pdf" else MediaType.DOCX
    return send(content, _("%(post)s选票") % {"post": ballot.post} + f".{ending}", kind)
