"""The workbench and the page of help."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonglian.core.requests import Request
from gonglian.dashboards.reads import workbench_of


@require_safe
@login_required
def workbench(request: Request) -> HttpResponse:
    """What is to do, what happened lately in reach, and a few figures."""
    return render(request, "dashboards/workbench.html", workbench_of(request.user, on=request.on))


@require_safe
@login_required
def help_page(request: Request) -> HttpResponse:
    """How to find, look at another day, take a list along, and act under a duty."""
    return render(request, "dashboards/help.html")
