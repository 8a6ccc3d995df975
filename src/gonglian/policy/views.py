"""The catalogue of clauses and parameters, for everybody who is signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonglian.core.requests import Request
from gonglian.policy.access import can_propose, may_see_changes, visible_changes
from gonglian.policy.catalogue import (
    GROUPS,
    clause_row,
    clauses_by_group,
    clauses_using,
    fact_rows,
    parameter_rows,
    rows_in_force,
)
from gonglian.policy.change_rows import change_rows
from gonglian.policy.registry import UnknownClauseError, get
from gonglian.policy.site import site_table
from gonglian.policy.states import ChangeState


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
        "parameters": parameter_rows(site_table(), clause.parameters),
    }
    return render(request, "policy/clause.html", context)


@require_safe
@login_required
def parameter_list(request: Request) -> HttpResponse:
    """Every number and list the clauses compare with, as it holds on the day of view, and its source."""
    rows = rows_in_force(site_table(), request.on)
    waiting = visible_changes(request.user).filter(state=ChangeState.PROPOSED)
    return render(
        request,
        "policy/parameters.html",
        {"parameters": rows, "unsure": sum(not row.is_sure for row in rows), "waiting": waiting},
    )


@require_safe
@login_required
def parameter_page(request: Request, key: str) -> HttpResponse:
    """One parameter: every dated value with its source, and for the city's officers what was proposed and by whom."""
    rows = parameter_rows(site_table(), [key])
    if not rows:
        raise Http404
    changes = visible_changes(request.user).filter(key=key)
    context = {
        "key": key,
        "title": rows[0].title,
        "parameters": rows,
        "clauses": [clause_row(clause) for clause in clauses_using(key)],
        "changes": change_rows(changes),
        "sees_changes": may_see_changes(request.user),
        "can_propose": can_propose(request.user) and not any(change.is_open for change in changes),
    }
    return render(request, "policy/parameter.html", context)
