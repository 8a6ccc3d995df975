"""Who saw the masked data of a person: for the officer to print when the person asks (个人信息保护法 45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gonglian.core.models import Act
from gonglian.core.readings import reading_acts
from gonglian.organisation.models import Membership, Person
from gonglian.organisation.states import Role, Sensitive


@dataclass(frozen=True, slots=True)
class Reading:
    """at: the moment; who, duty: the officer and the union and role he acted under; what: the field; why: his reason."""

    at: Any
    who: str
    duty: str
    what: str
    why: str


def readings_of(person: Person) -> list[Reading]:
    """Every reading of the person's own data and of a workbook of a union that kept his membership that day, latest first.

    The records that became part of the person's count as his.
    """
    ids = [person.pk, *person.former.values_list("pk", flat=True)]
    own = Q(act__in=reading_acts("organisation.person"), object_type="organisation.person", object_id__in=ids)
    acts = list(Act.objects.filter(own | _of_unions(ids)).order_by("-id"))
    return [_reading(act) for act in acts]


def _of_unions(people: list[int]) -> Q:
    """Workbooks with numbers of the unions that kept a membership, on the days when they did."""
    found = Q(pk__in=[])
    for row in Membership.objects.current_record().filter(person__in=people):
        days = Q(on__gte=row.valid.lower or date.min)
        if row.valid.upper:
            days &= Q(on__lt=row.valid.upper)
        found |= days & Q(object_id=row.union_id)
    return found & Q(act__in=reading_acts("organisation.union"), object_type="organisation.union")


def _reading(act: Act) -> Reading:
    role = dict(Role.choices).get(act.duty.get("role", ""), "")
    duty = "·".join(filter(None, [act.duty.get("union_name", ""), str(role)]))
    field = act.after.get("field")
    what = str(dict(Sensitive.choices)[field]) if field else _("会员名册中的身份证号")
    why = act.after.get("reason") or _("取出会员名册")
    return Reading(timezone.localtime(act.recorded_at), act.actor_name, duty, what, why)
