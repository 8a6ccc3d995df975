"""Sums of a vote by show of hands or ballot, as the database holds them."""

from __future__ import annotations

from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _


def vote_sums(name: str) -> CheckConstraint:
    """The constraint `name` on a row's entitled, present and votes_for: for ≤ present ≤ entitled, once a vote is on record."""
    return CheckConstraint(
        name=name,
        condition=Q(present__isnull=True) | (Q(present__lte=F("entitled")) & Q(votes_for__lte=F("present"))),
        violation_error_message=_("赞成数不能多于实到，实到不能多于应到。"),
    )
