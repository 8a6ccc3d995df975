"""What the pages on accounts show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from gonglian.accounts.models import User
from gonglian.core.models import Act
from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.story import tell
from gonglian.organisation import account_access as access
from gonglian.organisation.models import Duty, Person

ACTS_SHOWN = 30
OPEN, CLOSED, WAITING, EXPIRED = "open", "closed", "waiting", "expired"


@dataclass(frozen=True, slots=True)
class Row:
    """An account: its duties of today in the subtree, its state (OPEN …), whether an authenticator app is set up."""

    account: User
    duties: list[Duty]
    state: str
    has_factor: bool


def account_list(user: Any, *, words: str, page: str, on: date) -> Page[Row]:
    """Accounts of the subtree by the spelling of their names, those that can sign in first."""
    rows = visible(user, words)
    total = rows.count()
    number = page_number(page, total)
    today = access.visible_duties(user).active(on).select_related("union").order_by("pk")  # type: ignore[attr-defined]
    shown = rows.annotate(has_factor=_factor()).prefetch_related(
        Prefetch("duties", queryset=today, to_attr="today")
    )
    found = shown.order_by("-is_active", "spelling", "pk")[bounds(number)]
    return Page(number, total, [_row(account, on) for account in found])


def visible(user: Any, words: str) -> QuerySet[User]:
    """The accounts of the subtree whose name or user name holds the words."""
    rows = access.visible_accounts(user)
    return rows.filter(Q(name__contains=words) | Q(username__icontains=words)) if words else rows


def state_of(account: User, on: date) -> str:
    """closed; expired: the one-time code was not used in time; waiting: for the first sign-in; open."""
    if not account.is_active:
        return CLOSED
    if account.code_last_day and account.code_last_day < on:
        return EXPIRED
    return WAITING if account.must_change_password else OPEN


def duties_over_time(user: Any, account: User) -> QuerySet[Duty]:
    """Every duty of the account in the subtree, the latest first."""
    return access.visible_duties(user).filter(user=account).select_related("union").order_by("-valid", "-pk")


def acts_about(account: User) -> list[tuple[Act, str]]:
    """What was done about the account, the latest first, each with its sentence."""
    acts = Act.objects.filter(object_type=User._meta.label_lower, object_id=account.pk)
    return [(act, tell(act)) for act in acts.order_by("-id")[:ACTS_SHOWN]]


def person_of(account: User) -> Person | None:
    """The recorded person the account is of."""
    return Person.objects.filter(user=account).first()


def other_heads(duty: Duty, *, on: date) -> list[Duty]:
    """Who else holds the role for the union on the day."""
    rows = Duty.objects.filter(union=duty.union_id, role=duty.role).active(on).exclude(user=duty.user_id)
    return list(rows.select_related("user").order_by("pk"))


def _factor() -> Exists:
    return Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP))


def _row(account: Any, on: date) -> Row:
    return Row(account, account.today, state_of(account, on), account.has_factor)
