"""Ballots to be printed: one specimen, or as many as are handed out, each with a stub that bears its serial alone."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonglian.core.outgoing import send
from gonglian.core.requests import Request
from gonglian.documents.pdf import PdfError, to_pdf
from gonglian.documents.render import render as render_paper
from gonglian.documents.states import MediaType
from gonglian.meetings import access, forms, papers
from gonglian.meetings.answers import chinese


@require_safe
@login_required
def ballot_docx(request: Request, pk: int) -> HttpResponseBase:
    return _ballots(request, pk, "docx")


@require_safe
@login_required
def ballot_pdf(request: Request, pk: int) -> HttpResponseBase:
    return _ballots(request, pk, "pdf")


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
