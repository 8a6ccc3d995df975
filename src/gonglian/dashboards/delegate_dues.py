"""What waits of delegates: by-elections where more than a quarter of a congress's places are vacant (TRM-08)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals import queries as approvals
from gonglian.congress.models import Convocation
from gonglian.congress.vacancies import Watch, too_many
from gonglian.dashboards.dues import MOST_UNIONS, Line, own_and_led, waiting_or_late
from gonglian.founding.models import Case
from gonglian.organisation.states import WRITING_ROLES, UnionState


def delegates_due(user: Any, on: date) -> Iterator[Line]:
    """Of the own union, of those it leads directly and of those whose congress it prepares, the first due first."""
    if user.duty.role not in WRITING_ROLES:
        return
    near = Q(union__in=own_and_led(user, on).values("pk")) | Q(keeper=user.duty.union_id)
    standing = Convocation.objects.filter(near, union__state__in=(UnionState.PREPARING, UnionState.ACTIVE))
    watches = too_many(standing, on=on)[:MOST_UNIONS]
    rows = Case.objects.filter(convocation__in=[each.convocation for each in watches])
    cases = {row.convocation_id: row for row in rows}
    for each in watches:
        yield _line(user, each, cases.get(each.convocation.pk), on)


def _line(user: Any, watch: Watch, case: Case | None, on: date) -> Line:
    plan, own = watch.convocation, user.duty.union_id
    keeps = plan.union_id == own or (plan.keeper_id == own and plan.union.state == UnionState.PREPARING)
    why = _("代表 %(places)s 名，%(since)s 起空缺过四分之一，现空缺 %(vacant)s 名") % {
        "places": watch.places, "since": watch.since, "vacant": watch.vacant,
    }  # fmt: skip
    if keeps and case is not None:
        url, lane = reverse("founding:credentials", args=[case.pk]), approvals.lane_of(watch.last, on)
        return Line(_("补选代表"), str(plan.union), watch.last, why, "TRM-08", url, _("登记补选"), lane)
    url, lane = plan.union.get_absolute_url(), waiting_or_late(watch.last, on=on)
    return Line(
        _("等补选代表"), str(plan.union), watch.last, why, "TRM-08", url, _("打开本档"), lane, is_mine=False
    )
