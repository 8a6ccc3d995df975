"""Pages on which an office keeps its own wordings and its series of numbers."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonglian.core.refused import Refused
from gonglian.core.requests import Request
from gonglian.core.workbook import respond
from gonglian.documents import access, actions
from gonglian.documents.blanks import BLANKS
from gonglian.documents.comparing import differences
from gonglian.documents.forms import CompareForm, SeriesForm, StartForm, WordingForm
from gonglian.documents.models import Series
from gonglian.documents.queries import (
    own_wording,
    series_with_years,
    shipped_text,
    wording_text,
    wording_versions,
)
from gonglian.documents.register import numbers_workbook
from gonglian.documents.states import DRAWN_BY_ELECTION, PAPER_KINDS, PURPOSES
from gonglian.documents.wording import SHIPPED

_BLANK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
PAIRS = [(kind.value, purpose.value) for kind, purpose in SHIPPED if kind.value not in DRAWN_BY_ELECTION]


@require_safe
@login_required
def wordings(request: Request) -> HttpResponse:
    """Every wording the office writes with, and which of them are its own."""
    _refuse_readers(request)
    union = request.user.duty.union
    kinds, purposes = dict(PAPER_KINDS), dict(PURPOSES)
    rows = [
        {"kind": kind, "purpose": purpose, "name": kinds[kind], "for": purposes[purpose],
         "own": own_wording(union, kind, purpose)}
        for kind, purpose in PAIRS
    ]  # fmt: skip
    return render(request, "documents/wordings.html", {"rows": rows, "union": union})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def wording(request: Request, kind: str, purpose: str) -> HttpResponse:
    """One wording: write, look at it, keep it."""
    _refuse_readers(request)
    if (kind, purpose) not in PAIRS:
        raise Http404
    union = request.user.duty.union
    text = wording_text(union, kind, purpose) or ""
    form = WordingForm(request.POST or None, initial={"text": text})
    refused: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if "look" not in request.POST:
            try:
                kept = actions.save_wording(
                    union=union, kind=kind, purpose=purpose, text=text, actor=request.user, on=request.today
                )
                messages.success(request, _("已保存第 %(version)s 版。") % {"version": kept.version})
                return redirect("documents:wording", kind, purpose)
            except Refused as error:
                refused = error.reasons
    context = {"form": form, "refused": refused, "preview": preview(text), "blanks": BLANKS.values()}
    context |= _about(union, kind, purpose) | _compared(request, union, kind, purpose)
    return render(request, "documents/wording.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def numbers(request: Request) -> HttpResponse:
    """The office's series: agency code, kinds, how far each year has come; POST opens another."""
    _refuse_readers(request)
    form = SeriesForm(request.POST or None)
    return _series_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def series(request: Request, pk: int) -> HttpResponse:
    """Change a series's agency code and kinds."""
    found = access.get_series(request.user, pk)
    form = SeriesForm(request.POST or None, initial={"code": found.code, "kinds": found.kinds})
    return _series_page(request, form, found)


@require_POST
@login_required
def series_start(request: Request, pk: int) -> HttpResponse:
    """Set the first number of a year."""
    found = access.get_series(request.user, pk)
    form = StartForm(request.POST)
    refused: tuple[Any, ...] = ()
    if form.is_valid():
        try:
            actions.set_series_start(series=found, actor=request.user, on=request.today, **form.cleaned_data)
            messages.success(request, _("起始号已定。"))
            return redirect("documents:numbers")
        except Refused as error:
            refused = error.reasons
    context = {"rows": _series_of(request), "form": SeriesForm(), "start": form, "refused": refused}
    return render(request, "documents/numbers.html", context)


@require_POST
@login_required
def wording_shipped(request: Request, kind: str, purpose: str) -> HttpResponse:
    """Write with the shipped wording again."""
    _refuse_readers(request)
    if (kind, purpose) not in PAIRS:
        raise Http404
    union = request.user.duty.union
    try:
        actions.restore_shipped_wording(
            union=union, kind=kind, purpose=purpose, actor=request.user, on=request.today
        )
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已改回随附的行文，以前的版本还在。"))
    return redirect("documents:wording", kind, purpose)


@require_safe
@login_required
def series_year_xlsx(request: Request, pk: int, year: int) -> HttpResponseBase:
    """The register of one series and year as a workbook."""
    found = access.get_series(request.user, pk)
    if not found.years.filter(year=year).exists():
        raise Http404
    notes = [
        _("身份：%(duty)s。") % {"duty": request.user.duty},
        _("%(code)s〔%(year)s〕的全部发文字号，按顺序，作废的照列。") % {"code": found.code, "year": year},
    ]
    return respond(numbers_workbook(found, year, notes), f"{found.code}{year}.xlsx")


def preview(text: str) -> SafeString:
    """The text with each blank marked, an unknown one as wrong; everything is escaped."""
    known = set(BLANKS.values())
    shown = []
    for place, part in enumerate(_BLANK.split(text)):
        if place % 2 == 0:
            shown.append(format_html("{}", part))
        elif part in known:
            shown.append(format_html("<mark>{}</mark>", part))
        else:
            shown.append(
                format_html('<mark class="g-strong">{}</mark>', _("不认识：%(name)s") % {"name": part})
            )
    return format_html_join("", "{}", ((part,) for part in shown))


def _series_page(request: Request, form: SeriesForm, found: Series | None) -> HttpResponse:
    refused: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_series(
                union=request.user.duty.union,
                actor=request.user,
                on=request.today,
                series=found,
                **form.cleaned_data,
            )
            messages.success(request, _("机关代字已保存。"))
            return redirect("documents:numbers")
        except Refused as error:
            refused = error.reasons
    start = StartForm(initial={"year": request.today.year})
    context = {"rows": _series_of(request), "form": form, "start": start, "refused": refused, "series": found}
    return render(request, "documents/numbers.html", context)


def _series_of(request: Request) -> list[dict[str, Any]]:
    kinds = dict(PAPER_KINDS)
    rows = series_with_years(request.user.duty.union_id)
    return [
        {"series": row, "kinds": [kinds[kind] for kind in row.kinds],
         "years": sorted(row.years.all(), key=lambda year: -year.year)}
        for row in rows
    ]  # fmt: skip


def _about(union: Any, kind: str, purpose: str) -> dict[str, Any]:
    versions = wording_versions(union, kind, purpose)
    return {
        "union": union,
        "name": dict(PAPER_KINDS)[kind],
        "for": dict(PURPOSES)[purpose],
        "versions": versions.order_by("-version"),
        "own": own_wording(union, kind, purpose),
        "address": (kind, purpose),
    }


def _compared(request: Request, union: Any, kind: str, purpose: str) -> dict[str, Any]:
    """The versions the address asks to compare (?old=0&new=2; 0 is the shipped wording) and what differs."""
    asked = CompareForm(request.GET if "old" in request.GET else None)
    if not asked.is_valid():
        return {"picks": _picks(0, None)}
    texts = {row.version: row.text for row in wording_versions(union, kind, purpose)}
    shipped = shipped_text(kind, purpose) or ""
    texts = {0: shipped} | {version: text or shipped for version, text in texts.items()}
    old, new = asked.cleaned_data["old"], asked.cleaned_data["new"]
    if old not in texts or new not in texts:
        return {"picks": _picks(0, None)}
    return {"old": old, "new": new, "lines": differences(texts[old], texts[new]), "picks": _picks(old, new)}


def _picks(old: int, new: int | None) -> list[tuple[tuple[str, str], int | None]]:
    """The two choices of versions: name, label and what is chosen; None takes the latest."""
    return [(("old", _("原来")), old), (("new", _("后来")), new)]


def _refuse_readers(request: Request) -> None:
    """These pages show one's own office: there is nothing a stranger could ask for, and readers may not write."""
    if not access.can_keep_wordings(request.user):
        raise PermissionDenied
