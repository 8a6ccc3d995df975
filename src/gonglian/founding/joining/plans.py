"""What would happen: each effect of taking units in or letting them go. The act executes exactly this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gonglian.founding.joining import queries
from gonglian.founding.joining.models import Joining
from gonglian.founding.plans import Effect, LinePlan
from gonglian.founding.queries import member_counts
from gonglian.organisation.models import Line, Union
from gonglian.organisation.states import LineKind


@dataclass(frozen=True, slots=True)
class JoiningPlan:
    """first_day: from which the line holds, or no longer holds. opens and ends: lines begun and closed. totals: what is
    counted along which line, before, after."""

    first_day: date
    opens: tuple[LinePlan, ...]
    ends: tuple[Line, ...]
    effects: tuple[Effect, ...]
    totals: tuple[tuple[str, int, int], ...]


def plan_joining(joining: Joining, *, on: date) -> JoiningPlan:
    """The plan from the records as they stand, for the units that agreed. The gate has judged everything else."""
    units = [row.union for row in queries.agreed(joining)]
    if joining.leaves:
        return _leaving(joining, units, on)
    opens = tuple(LinePlan(union, joining.union, LineKind.CONSTITUENT) for union in units)
    words = _("%(child)s成为%(parent)s的组成单位，隶属、经费、工作对象、会籍不变")
    lines = [
        Effect(
            ("line", plan.kind, str(plan.child.pk), str(plan.parent.pk)),
            words % _names(plan.child, joining.union),
        )
        for plan in opens
    ]
    seats = [
        Effect(
            ("seat_open", str(union.pk)),
            _("%(unit)s主席可增补为委员：经委员会确认后在任期里登记") % {"unit": union},
        )
        for union in units
    ]
    return _plan(joining, units, on, opens=opens, effects=[*lines, _sight(joining, units), *seats])


def _leaving(joining: Joining, units: Sequence[Union], on: date) -> JoiningPlan:
    lines = Line.objects.as_of(on).filter(parent=joining.union, child__in=units, kind=LineKind.CONSTITUENT)
    ends = tuple(lines.select_related("child", "parent").order_by("child__pinyin", "child_id"))
    words = _("%(child)s不再是%(parent)s的组成单位，隶属、经费、工作对象、会籍不变")
    ended = [
        Effect(
            ("end", line.kind, str(line.child_id), str(line.parent_id)),
            words % _names(line.child, joining.union),
        )
        for line in ends
    ]
    seats = [
        Effect(
            ("seat_open", str(seat.constituent_id)),
            _("%(unit)s在%(body)s的席位：去留由委员会确认后在任期里登记")
            % {"unit": seat.constituent, "body": seat.body},
        )
        for seat in queries.federated_seats(joining.union, units, on=on)
    ]
    return _plan(joining, units, on, ends=ends, effects=[*ended, _sight(joining, units), *seats])


def _plan(
    joining: Joining, units: Sequence[Union], on: date, *, effects: Sequence[Effect],
    opens: tuple[LinePlan, ...] = (), ends: tuple[Line, ...] = (),
) -> JoiningPlan:  # fmt: skip
    return JoiningPlan(joining.accepted_on or on, opens, ends, tuple(effects), _totals(joining, units, on))


def _names(child: Union, parent: Union) -> dict[str, Union]:
    return {"child": child, "parent": parent}


def _sight(joining: Joining, units: Sequence[Union]) -> Effect:
    """Who gains or loses sight of what."""
    words = {"union": joining.union, "count": len(units)}
    if joining.leaves:
        text = _("%(union)s不再看到这 %(count)s 个单位以后的情况") % words
    else:
        text = _("%(union)s可看到这 %(count)s 个单位的名称、机构和统计，看不到会员名册") % words
    return Effect(("sight", joining.way, str(joining.union_id)), text)


def _totals(joining: Joining, units: Sequence[Union], on: date) -> tuple[tuple[str, int, int], ...]:
    """Counts along each line: only those of the constituents change."""
    before = queries.constituents(joining.union, on=on)
    after = queries.constituents_after(joining, on=on)
    members = member_counts({union.pk: union for union in (*before, *after)}.values(), on=on)
    own = sum(members.get(union.pk, 0) for union in units)
    name = {"name": joining.union}
    return (
        (_("%(name)s组成单位数（按组成关系）") % name, len(before), len(after)),
        (
            _("%(name)s会员数（按组成关系，只作统计）") % name,
            sum(members[union.pk] for union in before), sum(members[union.pk] for union in after),
        ),
        (_("这些单位自己的会员数（会籍所在）"), own, own),
    )  # fmt: skip
