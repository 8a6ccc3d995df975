"""Pages of papers: the register, a paper, its files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonglian.core import sections
from gonglian.core.outgoing import send
from gonglian.core.refused import Refused
from gonglian.core.requests import Request
from gonglian.core.workbook import respond
from gonglian.documents import access, actions
from gonglian.documents.filling import as_document, empty_blanks, public_texts, reading
from gonglian.documents.forms import AttachForm, PaperForm, VoidForm
from gonglian.documents.life import life_of
from gonglian.documents.models import Paper
from gonglian.documents.papers import PaperError
from gonglian.documents.pdf import PdfError, to_pdf
from gonglian.documents.personal import refuse_personal
from gonglian.documents.register import Register
from gonglian.documents.render import render as render_docx
from gonglian.documents.states import MediaType
from gonglian.documents.wording import WordingError


@require_safe
@login_required
def register(request: Request) -> HttpResponse:
    """Papers in reach, filtered and page by page as the address says."""
    papers = Register(request.user, request.GET)
    context = {"register": papers, "page": papers.page(), "form": papers.filter}
    return render(request, "documents/register.html", context)


@require_safe
@login_required
def register_xlsx(request: Request) -> HttpResponseBase:
    """The same list, all its pages, as a workbook."""
    papers = Register(request.user, request.GET)
    return respond(
        papers.workbook(papers.notes(request.user.duty)), f"{_('公文')}-{request.today:%Y%m%d}.xlsx"
    )


@require_safe
@login_required
def paper(request: Request, pk: int) -> HttpResponse:
    return _page(request, access.get_paper(request.user, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    """The draft's text; a refusal keeps what was typed and shows what is saved now."""
    paper = access.get_paper_to_edit(request.user, pk)
    form = PaperForm(request.POST or None, initial=_text_of(paper))
    refused: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        fields["attachments"] = fields.pop("enclosures")
        try:
            actions.edit_paper(paper=paper, actor=request.user, on=request.today, **fields)
            messages.success(request, _("草稿已保存。"))
            return redirect(paper)
        except Refused as error:
            refused = error.reasons
    context = {"paper": paper, "form": form, "refused": refused, "saved": reading(paper) if refused else []}
    return render(request, "documents/paper_form.html", context)


@require_POST
@login_required
def sign(request: Request, pk: int) -> HttpResponse:
    paper = access.get_paper_to_sign(request.user, pk)
    return _act(request, paper, lambda: actions.sign_paper(paper=paper, actor=request.user, on=request.today))


@require_POST
@login_required
def void(request: Request, pk: int) -> HttpResponse:
    paper = access.get_paper_to_void(request.user, pk)
    form = VoidForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    act = lambda: actions.void_paper(paper=paper, reason=reason, actor=request.user, on=request.today)  # noqa: E731
    return _act(request, paper, act, void_form=form)


@require_POST
@login_required
def attach(request: Request, pk: int) -> HttpResponse:
    paper = access.get_paper_to_attach(request.user, pk)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, paper, attach_form=form)
    upload = form.cleaned_data["upload"]
    act = lambda: actions.attach_file(paper=paper, upload=upload, actor=request.user, on=request.today)  # noqa: E731
    return _act(request, paper, act, attach_form=form)


@require_safe
@login_required
def docx(request: Request, pk: int) -> HttpResponseBase:
    """The paper as a Word file; a draft with empty blanks, or a public one that names personal details, has none."""
    paper = access.get_paper(request.user, pk)
    try:
        refuse_personal(public_texts(paper))
        content = render_docx(as_document(paper))
    except (WordingError, PaperError, Refused) as error:
        messages.error(request, str(error))
        return redirect(paper)
    return send(content, f"{paper.title}.docx", MediaType.DOCX)


@require_safe
@login_required
def pdf(request: Request, pk: int) -> HttpResponseBase:
    paper = access.get_paper(request.user, pk)
    try:
        refuse_personal(public_texts(paper))
        content = to_pdf(render_docx(as_document(paper)))
    except (WordingError, PaperError, PdfError, Refused) as error:
        messages.error(request, str(error))
        return redirect(paper)
    if content is None:
        messages.error(request, _("这里不能生成 PDF，请下载 Word 文件。"))
        return redirect(paper)
    return send(content, f"{paper.title}.pdf", MediaType.PDF)


@require_safe
@login_required
def attachment(request: Request, pk: int) -> HttpResponseBase:
    """The file, always to be saved, never shown inside the site."""
    found = access.get_attachment(request.user, pk)
    return send(found.file.open("rb"), found.name, found.media_type)


@require_POST
@login_required
def remove_attachment(request: Request, pk: int) -> HttpResponse:
    found = access.get_attachment_to_remove(request.user, pk)
    act = lambda: actions.remove_attachment(attachment=found, actor=request.user, on=request.today)  # noqa: E731
    assert found.paper is not None
    return _act(request, found.paper, act)


def _act(request: Request, paper: Paper, act: Callable[[], Any], **forms: Any) -> HttpResponse:
    """Do it and go back to the paper; a refusal stands at the top of its page."""
    try:
        act()
    except Refused as error:
        return _page(request, access.get_paper(request.user, paper.pk), refused=error.reasons, **forms)
    messages.success(request, _("已办理。"))
    return redirect(paper)


def _page(request: Request, paper: Paper, **given: Any) -> HttpResponse:
    user = request.user
    context = {
        "paper": paper,
        "lines": reading(paper),
        "empty": empty_blanks(paper) if paper.is_draft else [],
        "files": paper.attachments.order_by("pk"),
        "can_edit": paper.is_draft and access.can_write(user, paper),
        "can_sign": paper.is_draft and access.can_sign_here(user, paper),
        "can_void": paper.state != "void" and not paper.bound and access.can_void(user, paper),
        "can_attach": paper.state != "void" and access.can_attach(user, paper),
        "has_file": not paper.came_from_elsewhere,
        "life": life_of(paper) if access.sees_life(user, paper) else [],
        "linked": _linked(user, paper),
        "sections": sections.load("paper", paper, user=user, on=request.on, today=request.today),
        "has_pdf": bool(shutil.which("soffice") or shutil.which("libreoffice")),
        "attach_form": AttachForm(),
        "void_form": VoidForm(),
        **given,
    }
    return render(request, "documents/paper.html", context)


def _linked(user: Any, paper: Paper) -> dict[str, Any]:
    """The papers this one answers and is answered by, as far as the reader sees them."""
    seen = access.visible_papers(user)
    return {
        "answers": seen.filter(pk=paper.answers_id).first() if paper.answers_id else None,
        "answered_by": seen.filter(answers=paper).order_by("signed_on", "pk"),
    }


def _text_of(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "addressee_name": paper.addressee_name,
        "body": paper.body,
        "enclosures": "\n".join(paper.enclosures),
        "copy_to": paper.copy_to,
        "revision": paper.revision,
    }
