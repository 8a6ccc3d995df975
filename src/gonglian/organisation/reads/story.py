"""履历: the act log about unions as sentences, and the sentences of this area's own acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Max, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gonglian.core.models import Act
from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.story import counted_acts, register, tell
from gonglian.organisation.models import Union
from gonglian.organisation.states import LineKind, PositionRole, Role

STORY_SIZE = 12
WINDOW = 2000
_BEGINS = {
    "leadership": _("属地领导为"),
    "guidance": _("业务指导为"),
    "constituent": _("加入"),
    "dues": _("经费上缴到"),
}
_KIND = dict(LineKind.choices)
_ROLE = {"role": dict(Role.choices)}
_POST = {"role": dict(PositionRole.choices)}

register("organisation.begin_city", _("开始使用：登记%(object)s，%(admin)s为系统管理员"))
register("organisation.register_territory", _("%(object)s：登记下级工会 %(count)s 个"))
register("organisation.create_union", _("登记工会：%(object)s"))
register("organisation.rename_union", _("由“%(old_name)s”改名为“%(name)s”"))
register("organisation.correct_name", _("名称登错，“%(old_name)s”更正为“%(name)s”"))
register("organisation.change_address", _("住所由“%(old_address)s”变更为“%(address)s”"))
register("organisation.correct_address", _("住所登错，“%(old_address)s”更正为“%(address)s”"))
register("organisation.record_registration", _("%(object)s：%(registered_on)s 法人登记，证书到 %(until)s"))
register("organisation.open_line", _("%(object)s：%(kind)s%(parent)s"), words={"kind": _BEGINS})
register("organisation.open_constituents", _("%(object)s：%(units)s 个单位记为组成单位"))
register(
    "organisation.end_line",
    _("%(object)s：与%(old_parent)s的%(old_kind)s关系结束"),
    words={"old_kind": _KIND},
)
register(
    "organisation.change_line",
    _("%(object)s：%(kind)s关系由%(old_parent)s变更为%(parent)s %(mandate)s"),
    words={"kind": _KIND},
)
register(
    "organisation.correct_line",
    _("%(object)s：%(kind)s关系更正，%(old_parent)s改为%(parent)s"),
    words={"kind": _KIND},
)
register("organisation.cover_employer", _("%(object)s：覆盖单位增加%(employer)s"))
register(
    "organisation.change_covered", _("%(object)s：覆盖单位由%(old_employer)s变更为%(employer)s %(mandate)s")
)
register("organisation.correct_covered", _("%(object)s：覆盖单位登错，%(old_employer)s更正为%(employer)s"))
register("organisation.register_employer", _("登记单位：%(object)s"))
register("organisation.correct_employer", _("%(object)s：更正%(fields)s"))
register("organisation.correct_person", _("%(object)s：更正%(fields)s"))
register("organisation.recognise_person", _("按身份证号认出%(object)s，没有另建一档"))
register("organisation.register_person", _("登记人员 %(count)s 人"), counted=True)
register("organisation.keep_membership", _("登记会籍 %(count)s 人"), counted=True)
register("organisation.reveal_field", _("查看会员受保护的信息 %(count)s 次"), counted=True)
register("organisation.propose_merge", _("%(object)s：提出与另一条记录“%(former)s”合并"))
register("organisation.confirm_merge", _("%(object)s：另一条记录“%(former)s”并入本记录"))
register("organisation.withdraw_merge", _("%(object)s：与“%(former)s”的合并没有办"))
register("organisation.undo_merge", _("%(object)s：撤销合并，恢复记录“%(former)s”"))
register("organisation.add_position", _("%(object)s任%(place)s%(title)s（%(role)s）"), words=_POST)
register("organisation.end_position", _("%(object)s不再任%(old_place)s职务"))
register("organisation.grant_duty", _("%(object)s以%(role)s身份办理%(union)s的事"), words=_ROLE)
register("organisation.end_duty", _("%(object)s办理%(old_union)s事务的身份结束"))
register("organisation.link_account", _("%(object)s的账号对应登记的人员%(person)s"))


@dataclass(frozen=True)
class Told:
    """A line of the story: the days it took effect and was recorded, the sentence, who did it for whom."""

    on: date
    recorded_on: date
    words: str
    actor: str
    duty: str


def story_of(union: Union, *, on: date, page: str, known: datetime | None = None) -> Page[Told]:
    """What was done about a union up to the day of view and, with `known`, recorded by then; latest first."""
    acts = Act.objects.filter(touches__contains=[union.pk])
    groups = _grouped(acts.filter(recorded_at__lte=known) if known else acts, on)
    total = groups.count()
    number = page_number(page, total, STORY_SIZE)
    return Page(number, total, _told(groups[bounds(number, STORY_SIZE)]), STORY_SIZE)


def recent_story(unions: QuerySet[Union], *, on: date, limit: int) -> list[Told]:
    """The latest lines about any of `unions` up to the day of view.

    Taken from the last WINDOW acts of the city: the whole log has millions of rows.
    """
    reach = set(unions.values_list("pk", flat=True))
    latest = Act.objects.filter(on__lte=on).order_by("-id").values("id", "act", "on", "touches")[:WINDOW]
    counted = set(counted_acts())
    groups: dict[tuple[Any, ...], dict[str, int]] = {}
    for row in latest:
        if reach.isdisjoint(row["touches"]):
            continue
        key = (row["act"], row["on"]) if row["act"] in counted else (row["id"],)
        group = groups.setdefault(key, {"last": row["id"], "number": 0})
        group["number"] += 1
    return _told(list(groups.values())[:limit])


def _grouped(acts: QuerySet[Act], on: date) -> Any:
    """One group an act; counted acts one group for each kind and day."""
    counted = When(Q(act__in=counted_acts()), then=Value(0))
    single = Case(counted, default=F("id"), output_field=BigIntegerField())
    rows = acts.filter(on__lte=on).annotate(single=single).values("on", "act", "single")
    return rows.annotate(number=Count("id"), last=Max("id")).order_by("-on", "-last")


def _told(groups: Iterable[dict[str, Any]]) -> list[Told]:
    found = list(groups)
    acts = Act.objects.in_bulk([group["last"] for group in found])
    return [_line(acts[group["last"]], group["number"]) for group in found]


def _line(act: Act, count: int) -> Told:
    recorded_on = timezone.localtime(act.recorded_at).date()
    return Told(act.on, recorded_on, tell(act, count).strip(), act.actor_name, act.duty.get("union_name", ""))
