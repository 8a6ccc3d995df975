"""Holders who became ineligible: for the union to replace, for the union above to see to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.states import Lane
from gonglian.dashboards.dues import MOST_UNIONS, Line, own_and_led
from gonglian.organisation.states import WRITING_ROLES
from gonglian.terms.eligibility import barred
from gonglian.terms.picture import seat_title


def ineligible_due(user: Any, on: date) -> Iterator[Line]:
    """Due on the very day the post begins (意见 2.3.c)."""
    if user.duty.role not in WRITING_ROLES:
        return
    for row in barred(own_and_led(user, on).values_list("pk", flat=True), on=on)[:MOST_UNIONS]:
        seat, finding = row.holder.seat, row.findings[0].for_people()
        union = seat.body.union
        words = {
            "seat": seat_title(seat),
            "person": row.holder.person,
            "message": finding.message,
            "cure": finding.cure,
        }
        is_mine = union.pk == user.duty.union_id
        what = _("替换不能再任职的%(seat)s") % words if is_mine else _("督促替换不能再任职的%(seat)s") % words
        why = _("%(person)s：%(message)s%(cure)s") % words
        url = reverse("terms:union", args=[union.pk]) + "#checks"
        yield Line(what, str(union), row.since or on, why, finding.clause, url, _("看任职"), Lane.TODAY.value)
