"""Pages of the organisation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonglian.organisation import access


@require_safe
@login_required
def union_list(request: HttpRequest) -> HttpResponse:
    return render(request, "organisation/union_list.html", {"unions": access.visible_unions(request.user)[:25]})


@require_safe
@login_required
def union_file(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "organisation/union_file.html", {"union": access.get_union(request.user, pk)})


@require_safe
@login_required
def employer_page(request: HttpRequest, pk: int) -> HttpResponse:
    raise NotImplementedError


@require_safe
@login_required
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    raise NotImplementedError
