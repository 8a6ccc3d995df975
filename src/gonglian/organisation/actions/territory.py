"""The beginning of an installation: the city's own federation with its first administrator, and those below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.accounts.actions import issue_code, open_account
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.organisation.actions.duties import grant_duty
from gonglian.organisation.actions.lines import open_line
from gonglian.organisation.actions.unions import create_union
from gonglian.organisation.models import Union
from gonglian.organisation.states import ONE_PARENT, TERRITORIAL, Level, Role, UnionKind
from gonglian.reference.models import Region, RegionKind

KINDS = {
    RegionKind.COUNTY: (UnionKind.LOCAL, Level.COUNTY),
    RegionKind.ZONE: (UnionKind.ZONE, Level.ZONE),
    RegionKind.TOWN: (UnionKind.TOWNSHIP, Level.TOWNSHIP),
}


@transaction.atomic
def begin_city(*, union_name: str, username: str, name: str, actor: Any, on: date) -> str:
    """The city's federation and its first ADMIN, who opens every further account. `actor`: None, for
    nobody is there yet. Returns his one-time code.

    Effects: the union at the head of the tree, the account with a one-time code, the duty.
    Refused: a union is on record already; no name; the user name is taken.
    """
    if Union.objects.exists():
        raise refuse(_("这里已经有工会，不是新装的系统。"), cure=_("由系统管理员登录后开账号。"))
    if not name.strip() or not username.strip():
        raise refuse(_("姓名或用户名没有填。"))
    with record("organisation.begin_city", actor=actor, on=on) as entry:
        union = create_union(
            kind=UnionKind.LOCAL, name=union_name, region_id=settings.CITY_CODE, level=Level.CITY, actor=actor, on=on
        )  # fmt: skip
        user = open_account(username=username, name=name, actor=actor, on=on)
        grant_duty(user=user, union=union, role=Role.ADMIN, actor=actor, on=on)
        entry.obj, entry.touches = union, {union.pk}
        entry.after = {"admin": name}
        return issue_code(user=user, actor=actor, on=on)


@transaction.atomic
def register_territory(
    *, under: Union, places: Sequence[tuple[Region, str]], actor: Any, on: date
) -> list[Union]:
    """The federations and township unions that stand directly below `under`: (place, name of its union) each (RECORD).

    Effects: the unions, their leadership and dues lines with an unknown start.
    Refused: nothing chosen; a place that is not directly below; one that has its union; a name without text.
    """
    Union.objects.select_for_update().get(
        pk=under.pk
    )  # two officers at once: the second finds what the first did
    if not places:
        raise refuse(_("没有选地方。"), cure=_("勾选要登记工会的县区或乡镇（街道）。"))
    taken = set(with_union([place.pk for place, _name in places]))
    with record(
        "organisation.register_territory", actor=actor, on=on, obj=under, touches=[under.pk]
    ) as entry:
        unions = [_register(under, place, name, taken, actor, on) for place, name in places]
        entry.touches |= {union.pk for union in unions}
        entry.after = {"count": len(unions), "names": [union.name for union in unions]}
    return unions


def with_union(places: Sequence[str]) -> list[str]:
    """Which of these places have their territorial union."""
    rows = Union.objects.filter(region__in=places, kind__in=TERRITORIAL).exclude(kind=UnionKind.REGIONAL)
    return list(rows.values_list("region", flat=True))


def _register(under: Union, place: Region, name: str, taken: set[str], actor: Any, on: date) -> Union:
    if place.parent_id != under.region_id or place.kind not in KINDS:
        raise refuse(_("%(place)s 不在 %(union)s 之下。") % {"place": place, "union": under})
    if place.pk in taken:
        raise refuse(
            _("%(place)s 已登记了工会。") % {"place": place}, cure=_("刷新页面，去掉这一个。"), cite="ORG-11 · 意见 2.2"
        )  # fmt: skip
    kind, level = KINDS[RegionKind(place.kind)]
    union = create_union(kind=kind, name=name, region_id=place.pk, level=level, actor=actor, on=on)
    for line in ONE_PARENT:
        open_line(child=union, parent=under, kind=line, start=None, actor=actor, on=on)
    return union
