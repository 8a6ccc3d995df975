"""The workbench, the finder of the top line, the news, handing over, one's own acts, and the page of help."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gonglian.core.requests import Request
from gonglian.dashboards.digest import choose, digest_of
from gonglian.dashboards.finding import find
from gonglian.dashboards.forms import DigestForm
from gonglian.dashboards.handover import handover_of
from gonglian.dashboards.news import mark_seen, news_of
from gonglian.dashboards.own_acts import own_acts
from gonglian.dashboards.workbench import workbench_of
from gonglian.organisation.access import get_union


@require_safe
@login_required
def workbench(request: Request) -> HttpResponse:
    """What is to do, what happened lately in reach, and a few figures."""
    found = workbench_of(request.user, on=request.on, today=request.today, shown=request.GET.get("show", ""))
    return render(request, "dashboards/workbench.html", {"bench": found})


@require_safe
@login_required
def find_page(request: Request) -> HttpResponse:
    """Unions, people and papers in reach that fit `?q=`, a few of each."""
    words = request.GET.get("q", "").strip()[:100]
    found = find(request.user, words, on=request.on, today=request.today)
    return render(request, "dashboards/find.html", {"words": words, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def news_page(request: Request) -> HttpResponse:
    """What others did that concerns one's union. POST `act`: seen up to there."""
    given = request.POST.get("act", "")
    if request.method == "POST":
        if given.isascii() and given.isdigit() and len(given) < 19:
            mark_seen(request.user, act=int(given))
        return redirect("dashboards:news")
    return render(request, "dashboards/news.html", {"news": news_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def digest_page(request: Request) -> HttpResponse:
    """One's own daily mail: where to, and whether."""
    row = digest_of(request.user)
    initial = {"address": row.address, "is_on": row.is_on}
    form = DigestForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        choose(request.user, **form.cleaned_data)
        messages.success(request, _("已保存。"))
        return redirect("dashboards:digest")
    context = {"form": form, "row": row, "has_server": bool(settings.EMAIL_HOST)}
    status = 422 if request.method == "POST" else 200
    return render(request, "dashboards/digest.html", context, status=status)


@require_safe
@login_required
def help_page(request: Request) -> HttpResponse:
    """How to find, look at another day, take a list along, and act under a duty."""
    return render(request, "dashboards/help.html")


@require_safe
@login_required
def handover(request: Request, pk: int) -> HttpResponse:
    """What is open for a union, for the chair who leaves and the one who follows."""
    union = get_union(request.user, pk)
    found = handover_of(union, user=request.user, today=request.today)
    return render(request, "dashboards/handover.html", {"handover": found, "union": union})


@require_safe
@login_required
def own_acts_page(request: Request) -> HttpResponse:
    """One's own past acts, also after the duty ended."""
    page = own_acts(request.user, page=request.GET.get("page", ""))
    return render(request, "dashboards/own_acts.html", {"page": page})
