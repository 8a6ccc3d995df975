"""The catalogue of clauses and parameters, for everybody who is signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonglian.core.requests import Request
from gonglian.policy.catalogue import GROUPS, clause_row, clauses_by_group, fact_rows, parameter_rows
from gonglian.policy.registry import UnknownClauseError, get
from gonglian.policy.shipped import shipped


@require_safe
@login_required
def clause_list(request: Request) -> HttpResponse:
    """All clauses by group, or those the address asks for: ?group= (three letters), ?q= (words)."""
    group = request.GET.get("group", "")
    words = request.GET.get("q", "").strip()[:100]
    groups = clauses_by_group(group if group in GROUPS else "", words)
    context = {
        "groups": groups,
        "total": sum(len(rows) for _name, rows in groups),
        "choices": GROUPS.items(),
        "group": group,
        "words": words,
    }
    return render(request, "policy/clauses.html", context)


@require_safe
@login_required
def clause_page(request: Request, name: str) -> HttpResponse:
    """One clause: what it says, where it stands, what it asks, the values it compares with."""
    try:
        clause = get(name)
    except UnknownClauseError:
        raise Http404 from None
    context = {
        "row": clause_row(clause),
        "group": GROUPS[clause.id[:3]],
        "facts": fact_rows(clause),
        "parameters": parameter_rows(shipped(), clause.parameters),
    }
    return render(request, "policy/clause.html", context)


@require_safe
@login_required
def parameter_list(request: Request) -> HttpResponse:
    """Every number and list the clauses compare with, with its days and its source."""
    table = shipped()
    rows = parameter_rows(table, table.ids())
    return render(
        request,
        "policy/parameters.html",
        {"parameters": rows, "unsure": sum(not row.is_sure for row in rows)},
    )
