"""Registering unions and employers, and a union's change of name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.hanzi import pinyin
from gonglian.core.periods import end_valid, since
from gonglian.core.refused import refuse
from gonglian.organisation.models import Employer, Union, UnionName
from gonglian.organisation.states import UnionKind
from gonglian.reference.usccs import uscc_fault


@transaction.atomic
def create_union(*, kind: str, name: str, region_id: str, actor: Any, on: date, **fields: Any) -> Union:
    """Register a union as it stands (RECORD). `fields` are further columns of Union.

    Effects: the union, its name from its founding day (or an unknown start), a place of its own in the tree.
    Refused: a code that fails its checksum or is taken; a name without text.
    """
    _check_code(fields.get("code", ""))
    if not name.strip():
        raise refuse(_("名称没有填。"), field="name")
    key = pinyin(name)
    with record("organisation.create_union", actor=actor, on=on) as entry:
        union = Union(
            city=settings.CITY_CODE,
            kind=kind,
            name=name,
            region_id=region_id,
            pinyin=key.full,
            initials=key.initials,
            **fields,
        )
        _save_once(union, _("这个统一社会信用代码已属于另一个工会。"))
        union.path = f"/{union.pk}/"
        union.save(update_fields=["path"])
        start = union.founded_on
        UnionName.objects.create(
            union=union, name=name, valid=since(start or on), start_known=start is not None
        )
        entry.obj, entry.touches = union, {union.pk}
        entry.after = {"name": name, "kind": kind, "code": union.code, "region": region_id}
    return union


@transaction.atomic
def rename_union(*, union: Union, name: str, actor: Any, on: date) -> Union:
    """The union is called `name` from `on` on. Refused: the same name; a day before the present name began."""
    current = UnionName.objects.as_of(on).filter(union=union).first()
    if current is None or current.name == name:
        raise refuse(_("新名称与现名称相同，或所选日期早于现名称的起始日。"), field="name")
    with record("organisation.rename_union", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        end_valid(current, on)
        UnionName.objects.create(union=union, name=name, valid=since(on))
        key = pinyin(name)
        entry.before, entry.after = {"name": union.name}, {"name": name}
        union.name, union.pinyin, union.initials = name, key.full, key.initials
        union.save(update_fields=["name", "pinyin", "initials"])
    return union


@transaction.atomic
def register_employer(
    *, uscc: str, name: str, region_id: str, actor: Any, on: date, **fields: Any
) -> Employer:
    """Register a unit (RECORD). `legal_person` in `fields` names a branch's head enterprise.

    Refused: a USCC that fails its checksum or is taken.
    """
    _check_code(uscc)
    key = pinyin(name)
    with record("organisation.register_employer", actor=actor, on=on) as entry:
        employer = Employer(
            city=settings.CITY_CODE,
            uscc=uscc,
            name=name,
            region_id=region_id,
            pinyin=key.full,
            initials=key.initials,
            **fields,
        )
        _save_once(employer, _("这个统一社会信用代码已属于另一个单位。"))
        entry.obj, entry.after = employer, {"name": name, "uscc": uscc}
    return employer


def _check_code(code: str) -> None:
    if code and uscc_fault(code):
        raise refuse(
            _("统一社会信用代码 %(code)s 不对。") % {"code": code},
            cure=_("对照登记证核对 18 位代码。"),
            cite="GB 32100",
            field="code",
        )


def _save_once(row: Union | Employer, taken: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "_once" not in str(error):
            raise
        raise refuse(taken, cure=_("查一下是否已经登记过。"), field="code") from error


def is_member_keeping(union: Union) -> bool:
    return union.kind in (UnionKind.PRIMARY, UnionKind.JOINT_PRIMARY)
