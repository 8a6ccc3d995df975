"""What two records of a person or an employer say, side by side, and what keeps them from being one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.core.merging import open_business
from gonglian.core.refused import Reason
from gonglian.organisation.models import Employer, Membership, Person

KEPT, DROPPED = "kept", "dropped"
# Columns whose values are compared; the rest of a record follows its name or is never changed by a merge.
FIELDS: Mapping[type[Any], tuple[str, ...]] = {
    Person: ("name", "sex", "born_on", "phone"),
    Employer: ("name", "region", "industry", "economic_type", "legal_person", "workers"),
}
_EMPTY = ("", None, "0")  # "0" is the sex nobody wrote down
_BODY = slice(8, 17)  # of a USCC: the number of the body itself (GB 32100)


@dataclass(frozen=True, slots=True)
class Difference:
    """A column in which the records differ. kept, dropped: the values in words. Both are filled: somebody chooses."""

    field: str
    label: str
    kept: str
    dropped: str


def differences(kept: Any, dropped: Any) -> list[Difference]:
    """The columns in which both records say something, and not the same."""
    found = []
    for name in FIELDS[type(kept)]:
        one, other = getattr(kept, name), getattr(dropped, name)
        if one not in _EMPTY and other not in _EMPTY and one != other:
            label = str(kept._meta.get_field(name).verbose_name)
            found.append(Difference(name, label, _words(kept, name), _words(dropped, name)))
    return found


def taken(kept: Any, dropped: Any, choices: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of `kept` that change: those chosen from `dropped`, and those only `dropped` fills."""
    chosen = {item.field for item in differences(kept, dropped) if choices.get(item.field) == DROPPED}
    empty = {
        name
        for name in FIELDS[type(kept)]
        if getattr(kept, name) in _EMPTY and getattr(dropped, name) not in _EMPTY
    }
    return {name: getattr(dropped, name) for name in FIELDS[type(kept)] if name in chosen | empty}


def open_memberships(kept: Any, dropped: Any) -> list[Membership]:
    """The open memberships of both people when they are kept by different unions: somebody says which one holds."""
    if not isinstance(kept, Person):
        return []
    rows = Membership.objects.current_record().filter(person__in=[kept, dropped], valid__upper_inf=True)
    found = list(rows.select_related("union", "person").order_by("pk"))
    return found if len({row.union_id for row in found}) > 1 else []


def obstacles(kept: Any, dropped: Any) -> list[Reason]:
    """Why the two cannot be one record; empty when they can."""
    found = _of_people(kept, dropped) if isinstance(kept, Person) else _of_employers(kept, dropped)
    if kept.pk == dropped.pk:
        found.append(Reason(_("这是同一条记录。"), _("另选一条。")))
    if kept.merged_into_id or dropped.merged_into_id:
        found.append(Reason(_("其中一条已经并入别的记录。"), _("从保留的那条记录重新办理。")))
    for words in open_business(dropped):
        found.append(
            Reason(
                _("要并入的记录正用在：%(business)s。") % {"business": words},
                _("先办完这件事，或反过来保留这一条。"),
            )
        )
    return found


def missing_choices(kept: Any, dropped: Any, choices: Mapping[str, Any]) -> list[Reason]:
    """What somebody has yet to choose."""
    found = [
        Reason(
            _("两条记录的%(field)s不同，没有选用哪一个。") % {"field": item.label},
            _("选一个。"),
            "",
            item.field,
        )
        for item in differences(kept, dropped)
        if choices.get(item.field) not in (KEPT, DROPPED)
    ]
    rows = open_memberships(kept, dropped)
    if rows and str(choices.get("membership", "")) not in {str(row.pk) for row in rows}:
        found.append(
            Reason(
                _("两条记录的会籍在不同的工会，没有选哪一个有效。"),
                _("选一个；另一个的记录关闭，仍可查。"),
                _("工会会员会籍管理办法第三条"),
                "membership",
            )
        )
    return found


def _of_people(kept: Person, dropped: Person) -> list[Reason]:
    found = []
    if kept.id_hash and dropped.id_hash and bytes(kept.id_hash) != bytes(dropped.id_hash):
        cure = _("核对证件；确有一个登错的，先更正身份证号。")
        found.append(Reason(_("两条记录的身份证号不同，是两个人。"), cure))
    if kept.user_id and dropped.user_id:
        found.append(Reason(_("两条记录各有一个账号。"), _("先停用一个账号，解除与人员的关联。")))
    return found


def _of_employers(kept: Employer, dropped: Employer) -> list[Reason]:
    found = []
    if kept.uscc[_BODY] != dropped.uscc[_BODY]:
        found.append(
            Reason(
                _("两个统一社会信用代码的主体标识码不同，是两个单位。"),
                _("核对登记证；代码登错的先更正。分支机构应登记为所属法人的分支。"),
                "GB 32100",
            )
        )
    if dropped.pk == kept.legal_person_id or kept.pk == dropped.legal_person_id:
        found.append(Reason(_("一个是另一个的分支机构，不是同一个单位。"), _("核对所属法人。")))
    return found


def _words(row: Any, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return value.isoformat() if isinstance(value, date) else str(value)
