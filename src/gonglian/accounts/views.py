"""One's own account: password, second factor, where one is signed in, what happened at the door."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonglian.accounts import audit
from gonglian.accounts.queries import has_second_factor
from gonglian.accounts.sessions import end_session, end_sessions, sessions_of
from gonglian.accounts.states import EventKind
from gonglian.core import clock
from gonglian.core.requests import Request

SHOWN = 15  # events of one's own, the latest first


@require_safe
@login_required
def security(request: Request) -> HttpResponse:
    context = {
        "has_factor": has_second_factor(request.user),
        "is_factor_asked": bool({duty.role for duty in request.duties} & settings.SECOND_FACTOR_ROLES),
        "sessions": sessions_of(request.user, now=clock.now()),
        "own_key": request.session.session_key,
        "events": request.user.sign_in_events.order_by("-at", "-pk")[:SHOWN],
        "password_days": settings.PASSWORD_DAYS,
    }
    return render(request, "account/security.html", context)


@require_POST
@login_required
def end_one_session(request: Request, pk: int) -> HttpResponse:
    """Sign out in one place of one's own; in another's there is nothing to end."""
    if not end_session(request.user, pk):
        raise Http404
    audit.note(EventKind.SESSION_ENDED, user=request.user, request=request)
    messages.success(request, _("那一处登录已结束。"))
    return redirect("mfa_index")


@require_POST
@login_required
def end_other_sessions(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    ended = end_sessions(request.user, but=request.session.session_key or "")
    if ended:
        audit.note(EventKind.SESSION_ENDED, user=request.user, request=request)
    messages.success(request, _("已结束其他 %(count)s 处登录。") % {"count": ended})
    return redirect("mfa_index")
