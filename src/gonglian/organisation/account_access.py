"""Who looks after whose account. ADMIN: those with a duty in his own union or below it along leadership; AUDITOR looks on.

Nobody works on his own account, nor on one that also acts for a union outside the subtree today: its administrator stands
higher, and a new first password in a lower hand would open what lies above.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from gonglian.accounts.models import SignInEvent, User
from gonglian.core import clock
from gonglian.core.access import fetch
from gonglian.organisation.models import Duty, Person, Union
from gonglian.organisation.states import Role

WATCHING = (Role.ADMIN, Role.AUDITOR)


def administered_unions(user: Any) -> QuerySet[Union]:
    """The own union of an ADMIN or AUDITOR and those below it; none for another role."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role not in WATCHING:
        return Union.objects.none()
    reach = Q(pk=duty.union_id)
    if duty.union.path:
        reach |= Q(path__startswith=duty.union.path)
    return Union.objects.filter(reach)


def visible_accounts(user: Any) -> QuerySet[User]:
    """Accounts that have, or once had, a duty in the subtree."""
    return User.objects.filter(duties__union__in=administered_unions(user)).distinct()


def visible_duties(user: Any) -> QuerySet[Duty]:
    """Duties of whatever day for unions of the subtree."""
    return Duty.objects.filter(union__in=administered_unions(user))


def visible_events(user: Any) -> QuerySet[SignInEvent]:
    """Sign-ins of those accounts; whoever watches the whole city also sees failures under names nobody has."""
    whose = Q(user__in=visible_accounts(user).values("pk"))
    duty = getattr(user, "duty", None)
    if duty and duty.role in WATCHING and duty.union.path == f"/{duty.union_id}/":
        whose |= Q(user__isnull=True)
    return SignInEvent.objects.filter(whose)


def linkable_people(user: Any) -> QuerySet[Person]:
    """People without an account whose membership or post is in the subtree; for an ADMIN only."""
    if not can_open_accounts(user):
        return Person.objects.none()
    unions = administered_unions(user)
    here = Q(memberships__union__in=unions, memberships__recorded__upper_inf=True)
    here |= Q(positions__union__in=unions, positions__recorded__upper_inf=True)
    return Person.objects.filter(here, user__isnull=True, merged_into__isnull=True).distinct()


def can_watch(user: Any) -> bool:
    """Sees accounts and sign-ins."""
    duty = getattr(user, "duty", None)
    return bool(duty and duty.role in WATCHING)


def can_open_accounts(user: Any) -> bool:
    duty = getattr(user, "duty", None)
    return bool(duty and duty.role == Role.ADMIN)


def can_grant(user: Any, account: User) -> bool:
    """An ADMIN, to others than himself; for which unions, `administered_unions` says."""
    return can_open_accounts(user) and account.pk != user.pk


def can_administer(user: Any, account: User) -> bool:
    """Password, second factor, closing: an ADMIN within whose subtree all of today's duties of the account lie."""
    if not can_grant(user, account):
        return False
    today = Duty.objects.filter(user=account).active(clock.today())
    return not today.exclude(union__in=administered_unions(user)).exists()


def get_account(user: Any, pk: int) -> User:
    return fetch(visible_accounts(user), lambda account: True, pk=pk)


def get_account_to_grant(user: Any, pk: int) -> User:
    return fetch(visible_accounts(user), lambda account: can_grant(user, account), pk=pk)


def get_account_to_administer(user: Any, pk: int) -> User:
    """403 for an AUDITOR, for oneself, and for an account that acts outside the subtree too."""
    return fetch(visible_accounts(user), lambda account: can_administer(user, account), pk=pk)


def get_duty_to_end(user: Any, pk: int) -> Duty:
    rows = visible_duties(user).select_related("user", "union")
    return fetch(rows, lambda duty: can_grant(user, duty.user), pk=pk)


def get_linkable_person(user: Any, pk: str) -> Person | None:
    """The person named in an address or a hidden field; None for "". 404 for one who can't be linked."""
    if not pk:
        return None
    if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        raise Http404
    return fetch(linkable_people(user), lambda person: True, pk=int(pk))
