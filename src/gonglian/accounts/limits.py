"""How often something may be tried: allauth's counts, and until when one has to wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

SIGN_IN = "allauth.account"
SITE = "gonglian"


def open_again(request: HttpRequest, key: str) -> datetime | None:
    """When the next sign-in under this name, or from this address, will be let through; None if it is now."""
    rates = ratelimit.get_rates(app=SIGN_IN, action="login_failed")
    return _latest(request, SIGN_IN, "login_failed", rates, key=key)


def locked_out(again: datetime | None) -> ValidationError:
    """What somebody reads who has failed too often: until when he has to wait."""
    if again is None:
        return ValidationError(_("登录失败次数过多，请过十五分钟再试。"), code="locked_out")
    words = _("登录失败次数过多，%(time)s 以后再试。") % {"time": again.strftime("%H:%M:%S")}
    return ValidationError(words, code="locked_out")


def use_up(request: HttpRequest, action: str, rate: str) -> bool:
    """Count one more `action` of the signed-in user against `rate` (such as "60/m/user"); False: too many."""
    used = ratelimit.consume(
        request, app=SITE, action=action, config={action: rate}, user=request.user, limit_get=True
    )
    return used is not None


def free_again(request: HttpRequest, action: str, rate: str) -> datetime | None:
    """When the action will be let through again; None if it is now."""
    return _latest(request, SITE, action, ratelimit.parse_rates(rate), user=request.user)


def _latest(
    request: HttpRequest, app: str, action: str, rates: list[ratelimit.Rate], **whose: Any
) -> datetime | None:
    """The latest moment at which a full count has room again. A count is kept as its moments, the newest first."""
    moments = []
    for rate in rates:
        key = ratelimit.get_cache_key(request, app=app, action=action, rate=rate, **whose)
        counted = cache.get(key, [])
        if len(counted) >= rate.amount:
            moments.append(counted[rate.amount - 1] + rate.duration)
    return (
        timezone.localtime(datetime.fromtimestamp(max(moments), tz=timezone.get_current_timezone()))
        if moments
        else None
    )
