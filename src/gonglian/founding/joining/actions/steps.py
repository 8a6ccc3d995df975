"""What the acts of joining share: the lock, the one helper that changes the state, what contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.founding.joining.access import JOINING_KINDS
from gonglian.founding.joining.models import Joining
from gonglian.founding.joining.plans import JoiningPlan
from gonglian.founding.joining.queries import constituents, open_units
from gonglian.founding.joining.states import JOINING_TRANSITIONS, JoiningState, Way
from gonglian.organisation.actions import end_line, open_line
from gonglian.organisation.models import Union
from gonglian.organisation.states import UnionState


def lock(joining: Joining) -> Joining:
    """The joining as it stands now, held until the transaction ends."""
    return (
        Joining.objects.select_for_update(of=("self",)).select_related("union", "opener").get(pk=joining.pk)
    )


def move(joining: Joining, state: str, **fields: Any) -> None:
    """Change the state and save, with `fields`. Refused: the state cannot follow the present one."""
    if state not in JOINING_TRANSITIONS.get(joining.state, ()):
        raise refuse(
            _("事项现在是“%(now)s”，不能转为“%(next)s”。")
            % {"now": joining.get_state_display(), "next": JoiningState(state).label},
            cure=_("刷新页面，看别人是否已经办过。"),
        )
    joining.state = state
    for name, value in fields.items():
        setattr(joining, name, value)
    joining.save()


def require_open(joining: Joining) -> None:
    if not joining.is_open:
        raise refuse(
            _("事项现在是“%(now)s”，不能再办。") % {"now": joining.get_state_display()},
            cure=_("刷新页面，看别人是否已经办过。"),
        )


def touches(joining: Joining) -> list[int]:
    return [joining.union_id, joining.opener_id, *joining.units.values_list("union_id", flat=True)]


def refuse_unfit(union: Union, way: str, units: Sequence[Union], on: date) -> None:
    """Refuse a list that cannot be: not an active industrial union; nobody; a kind that cannot join; twice the same;
    joined already, or no constituent to leave; listed in another open joining of the same union."""
    if not union.is_industrial or union.state != UnionState.ACTIVE:
        raise refuse(
            _("%(union)s 不是运行中的产业（行业）工会。") % {"union": union},
            cure=_("另选一个产业（行业）工会。"),
            field="union",
        )
    if not units:
        raise refuse(_("还没有勾选单位。"), cure=_("勾选至少一家。"), field="units")
    standing = {each.pk for each in constituents(union, on=on)}
    for unit in units:
        _refuse_unit(union, way, unit, standing)
    if listed := open_units(union, units).first():
        raise refuse(
            _("%(unit)s 已在另一件没有办结的加入或退出中。") % {"unit": listed.union},
            cure=_("到那一件里办，或先撤回那一件。"), field="units",
        )  # fmt: skip


def _refuse_unit(union: Union, way: str, unit: Union, standing: set[int]) -> None:
    words = {"unit": unit, "union": union}
    if way == Way.LEAVE:
        if unit.pk not in standing:
            raise refuse(
                _("%(unit)s 不是%(union)s的组成单位。") % words, cure=_("从名单去掉这一家。"), field="units"
            )
        return
    if unit.kind not in JOINING_KINDS or unit.state != UnionState.ACTIVE or unit.pk == union.pk:
        raise refuse(
            _("%(unit)s 不能作为组成单位。") % words,
            cure=_("选择运行中的基层、联合基层、区域性或下级产业工会。"), cite="ORG-01", field="units",
        )  # fmt: skip
    if unit.pk in standing:
        raise refuse(
            _("%(unit)s 已是%(union)s的组成单位。") % words, cure=_("从名单去掉这一家。"), field="units"
        )


def refuse_sums(entitled: int, present: int, votes_for: int) -> None:
    """Refuse a count that contradicts itself."""
    if present > entitled:
        raise refuse(
            _("实到 %(present)s 人多于应到 %(entitled)s 人。") % {"present": present, "entitled": entitled},
            cure=_("对照会议记录改正。"), field="present",
        )  # fmt: skip
    if votes_for > present:
        raise refuse(
            _("赞成 %(votes)s 人多于实到 %(present)s 人。") % {"votes": votes_for, "present": present},
            cure=_("对照会议记录改正。"), field="votes_for",
        )  # fmt: skip


def refuse_future(day: date, on: date, field: str) -> None:
    if day > on:
        raise refuse(_("日期 %(day)s 在今天之后。") % {"day": day}, cure=_("对照记录改正日期。"), field=field)


def refuse_before_start(plan: JoiningPlan, accepted_on: date) -> None:
    """Refuse a leaving on or before the day of joining."""
    for line in plan.ends:
        if line.valid.lower and line.valid.lower >= accepted_on:
            raise refuse(
                _("%(unit)s 在 %(day)s 才加入，不能在 %(accepted)s 退出。")
                % {"unit": line.child, "day": line.valid.lower, "accepted": accepted_on},
                cure=_("核对委员会会议的日期。"), field="accepted_on",
            )  # fmt: skip


def refuse_gone(plan: JoiningPlan, joining: Joining, unions: Sequence[Union]) -> None:
    """Refuse a leaving of a union that was let go meanwhile."""
    if joining.leaves and len(plan.ends) < len(unions):
        raise refuse(
            _("名单中有单位已不是组成单位。"),
            cure=_("撤回这件事项，重新列名单。"),
            cite="ORG-21",
            field="units",
        )


def execute(plan: JoiningPlan, actor: Any, on: date) -> None:
    """Open and end exactly the plan's lines. Refused: a line that stands in the same period."""
    try:
        with transaction.atomic():
            for opened in plan.opens:
                open_line(
                    child=opened.child,
                    parent=opened.parent,
                    kind=opened.kind,
                    start=plan.first_day,
                    actor=actor,
                    on=on,
                )
    except IntegrityError as error:
        if "line_once_per_pair" not in str(error):
            raise
        raise refuse(
            _("名单中有单位在这段时间已是组成单位，时段重叠。"),
            cure=_("核对日期，或去掉已加入的单位，再办。"), cite="ORG-21", field="accepted_on",
        ) from error  # fmt: skip
    for line in plan.ends:
        end_line(line=line, first_day_after=plan.first_day, actor=actor, on=on)
