"""The unnumbered papers of a case, to be printed and signed by hand."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_safe

from gonglian.core.outgoing import send
from gonglian.core.refused import Refused
from gonglian.core.requests import Request
from gonglian.documents.filling import public_texts
from gonglian.documents.personal import refuse_personal
from gonglian.documents.render import render
from gonglian.documents.states import MediaType
from gonglian.founding import access
from gonglian.founding.sheets import draw


@require_safe
@login_required
def sheet(request: Request, pk: int, kind: str) -> HttpResponseBase:
    """The sheet as a .docx file; 404 while the case does not hold what it needs. A notice that names personal details
    is not handed out: the case's page says where they stand."""
    case = access.get_case(request.user, pk)
    with translation.override("zh-hans"):  # papers are Chinese whatever the reader's language
        paper = draw(kind, case, on=request.today)
        if paper is None:
            raise Http404
        try:
            refuse_personal(public_texts(paper))
        except Refused as error:
            messages.error(request, str(error))
            return redirect(case)
        content = render(paper)
    name = "".join(paper.title.split())
    return send(content, f"{name}.docx", MediaType.DOCX)
