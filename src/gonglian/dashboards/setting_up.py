"""The way from an empty installation to the first industrial union: what is there, what comes next, and who does it.

Worked out from the records each time; nothing of it is stored. It is gone once every line is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.founding.models import Case
from gonglian.organisation.models import Duty, Line, Union
from gonglian.organisation.states import (
    KEEP_MEMBERS,
    TERRITORIAL,
    WRITING_ROLES,
    Level,
    LineKind,
    Role,
    UnionKind,
    UnionState,
)
from gonglian.policy.catalogue import short_source


@dataclass(frozen=True, slots=True)
class Step:
    """One line: what, whether it is done, why it matters, the clause's id, the button's word and address ("" where
    another role does it, whom `note` names), and whether it is the next one."""

    what: str
    is_done: bool
    why: str
    clause: str
    button: str
    url: str
    note: str
    is_next: bool = False

    @property
    def cite(self) -> str:
        return short_source(self.clause)


def steps_of(user: Any, on: date) -> list[Step]:
    """The lines for administrators, handlers and heads of the city's federation; none once all are done, none for others.
    In an installation that has come to its first case only what is still open."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role not in (Role.ADMIN, *WRITING_ROLES) or duty.union.level != Level.CITY:
        return []
    if duty.union.kind != UnionKind.LOCAL:
        return []
    lines = [line(duty, on) for line in LINES]
    if all(line.is_done for line in lines) or Case.objects.exists():
        lines = [line for line in lines if not line.is_done]
    following = next((line for line in lines if not line.is_done and line.url), None)
    return [replace(line, is_next=line is following) for line in lines]


def _own_union(duty: Duty, on: date) -> Step:
    why = _("%(union)s已登记，是全市工会的起点。") % {"union": duty.union}
    return Step(_("登记市总工会"), True, why, "ORG-07", "", "", "")


def _territory(duty: Duty, on: date) -> Step:
    count = _below(duty).filter(kind__in=TERRITORIAL).exclude(kind=UnionKind.REGIONAL).count()
    why = _("已登记 %(count)s 个。先县区和开发区，再乡镇（街道）；基层工会按地域归到它们之下。") % {
        "count": count
    }
    url = reverse("organisation:territory")
    return Step(_("登记下级工会"), count > 0, why, "ORG-07", _("登记下级工会"), url, "")


def _accounts(duty: Duty, on: date) -> Step:
    held = set(Duty.objects.filter(union=duty.union_id).active(on).values_list("role", flat=True))
    is_done = {Role.HANDLER, Role.HEAD} <= held
    why = _("本单位至少要有一名经办、一名负责人，不能是同一个人：经办拟稿，负责人签发。")
    url = reverse("duties:open") if duty.role == Role.ADMIN else ""
    return Step(_("给经办和负责人开账号"), is_done, why, "APP-01", _("开账号"), url, _("由系统管理员办"))


def _county_accounts(duty: Duty, on: date) -> Step:
    """The city approves what others ask for: without a pair of officers below it there is nobody to ask."""
    below = Duty.objects.filter(union__in=_below(duty)).active(on)
    asking = below.filter(role=Role.HANDLER).values("union")
    is_done = below.filter(role=Role.HEAD, union__in=asking).exists()
    why = _("组建由下级工会发起，报本单位审批。先给要组建的县区或乡镇（街道）开一名经办、一名负责人。")
    url = reverse("duties:open") if duty.role == Role.ADMIN else ""
    note = _("由系统管理员办")
    return Step(_("给下级工会的经办和负责人开账号"), is_done, why, "ORG-17", _("开账号"), url, note)


def _rosters(duty: Duty, on: date) -> Step:
    why = _("单位和基层工会先导入，会员随后；没有名册的，下载空白表填写。")
    return _officers(
        duty, _("导入基层工会名册"), _has_rosters(duty), why, "ORG-13", _("导入名册"), "rosters:upload"
    )


def _lines(duty: Duty, on: date) -> Step:
    """Open until rosters are in, and while an industrial union is on record with only its number of constituents."""
    unions = _below(duty).filter(kind=UnionKind.INDUSTRIAL, state=UnionState.ACTIVE)
    linked = Line.objects.as_of(on).filter(kind=LineKind.CONSTITUENT).values("parent")
    bare = list(
        unions.filter(declared__units__gt=0)
        .exclude(pk__in=linked)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    why = _("已有的产业（行业）工会随名册导入，只有组成单位的个数；在它的档案里补记是哪些单位。")
    if bare:
        why = _("还有 %(count)s 个产业（行业）工会只有组成单位的个数，要补记是哪些单位。") % {
            "count": len(bare)
        }
    what, button = _("补记产业工会的组成单位"), _("补记组成单位")
    step = _officers(duty, what, not bare and _has_rosters(duty), why, "ORG-01", button, "")
    if not bare or step.note:
        return step
    return replace(step, url=reverse("rosters:link", args=[bare[0]]))


def _first_union(duty: Duty, on: date) -> Step:
    """The city's federation has nobody above it to ask: a union below it begins (ORG-17)."""
    standing = _below(duty).filter(kind=UnionKind.INDUSTRIAL).count()
    why = _("由牵头的县区或乡镇（街道）工会办理，报上一级工会审批；一个办理页办到底。")
    if standing:
        why = _("已登记 %(count)s 个。再组建的，由牵头的县区或乡镇（街道）工会办理，报上一级工会审批。") % {
            "count": standing
        }
    is_done, note = bool(standing) or Case.objects.exists(), _("由下级工会的经办办")
    return Step(_("组建产业（行业）工会"), is_done, why, "ORG-17", _("组建新工会"), "", note)


def _officers(duty: Duty, what: str, is_done: bool, why: str, clause: str, button: str, page: str) -> Step:
    """A line that handlers and heads do."""
    if duty.role not in WRITING_ROLES:
        return Step(what, is_done, why, clause, button, "", _("由经办登录后办"))
    return Step(what, is_done, why, clause, button, reverse(page) if page else "", "")


def _has_rosters(duty: Duty) -> bool:
    return bool(_below(duty).filter(kind__in=KEEP_MEMBERS).exists())


def _below(duty: Duty) -> Any:
    return Union.objects.filter(path__startswith=duty.union.path).exclude(pk=duty.union_id)


LINES: tuple[Callable[[Duty, date], Step], ...] = (
    _own_union, _territory, _accounts, _county_accounts, _rosters, _lines, _first_union,
)  # fmt: skip
