"""The page of a joining and its acts."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonglian.core.outgoing import send
from gonglian.core.refused import Reason
from gonglian.core.requests import Request
from gonglian.documents.render import render as render_paper
from gonglian.documents.states import MediaType
from gonglian.founding.joining import access, actions
from gonglian.founding.joining.forms import AcceptanceForm, DecisionForm, ReasonForm
from gonglian.founding.joining.models import Joining
from gonglian.founding.joining.pages import joining_page
from gonglian.founding.joining.papers import sheet_of
from gonglian.founding.views.asking import ask, press, sent
from gonglian.founding.views.cases import REFUSED

FORM = "founding/joining/form.html"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def joining(request: Request, pk: int) -> HttpResponse:
    return _show(request, access.get_joining(request.user, pk))


@form_page
@login_required
def decision(request: Request, row: int) -> HttpResponse:
    """Record what a unit's own body decided."""
    unit = access.get_unit_to_record(request.user, row)
    form = DecisionForm(sent(request), request.FILES or None, row=unit)
    words = {
        "title": _("登记单位的决定"),
        "sub": _("%(unit)s：照会议记录登记，附上决定书。") % {"unit": unit.union},
    }
    return ask(request, FORM, form, partial(actions.record_unit_decision, row=unit), unit.joining, words)


@form_page
@login_required
def acceptance(request: Request, pk: int) -> HttpResponse:
    """Record what the industrial union's committee decided, and lay the papers before its head."""
    row = access.get_joining_to_carry(request.user, pk)
    form = AcceptanceForm(sent(request), request.FILES or None)
    words = {
        "title": _("登记委员会的决定"),
        "sub": _("%(union)s委员会的会议。登记后拟好报告和答复，交负责人签发。") % {"union": row.union},
    }
    return ask(request, FORM, form, partial(actions.prepare_acceptance, joining=row), row, words)


@require_POST
@login_required
def accept(request: Request, pk: int) -> HttpResponse:
    """The head signs; a refusal comes back on the page."""
    row = access.get_joining_to_sign(request.user, pk)
    return press(
        request,
        partial(actions.accept_units, joining=row),
        row,
        lambda refused: _show(request, access.get_joining(request.user, pk), refused),
    )


@form_page
@login_required
def decline(request: Request, pk: int) -> HttpResponse:
    row = access.get_joining_to_carry(request.user, pk)
    words = {"title": _("登记不接收"), "sub": _("委员会讨论后不接收的，登记原因；记录保留，可以查看。")}
    form = ReasonForm(sent(request))
    return ask(request, FORM, form, partial(actions.decline_joining, joining=row), row, words)


@form_page
@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    row = access.get_joining_to_withdraw(request.user, pk)
    words = {"title": _("撤回事项"), "sub": _("撤回后记录保留，可以查看，不能再办。")}
    form = ReasonForm(sent(request))
    return ask(request, FORM, form, partial(actions.withdraw_joining, joining=row), row, words)


@require_safe
@login_required
def sheet(request: Request, row: int) -> HttpResponseBase:
    """The decision sheet of a unit, to be printed and signed by hand."""
    unit = access.get_unit(request.user, row)
    with translation.override("zh-hans"):  # papers are Chinese whatever the reader's language
        paper = sheet_of(unit)
        content = render_paper(paper)
    name = "".join(paper.title.split())
    return send(content, f"{name}.docx", MediaType.DOCX)


def _show(request: Request, row: Joining, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    context = {"joining": row, "page": joining_page(row, request.user, on=request.today), "refused": refused}
    return render(request, "founding/joining/joining.html", context, status=REFUSED if refused else 200)
