"""Registering unions and employers, and a union's change of name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.hanzi import pinyin
from gonglian.core.periods import end_valid, rewrite, since
from gonglian.core.refused import refuse
from gonglian.organisation.actions.addresses import settle_address
from gonglian.organisation.actions.holding import held_union
from gonglian.organisation.models import Employer, Registration, Union, UnionName
from gonglian.organisation.states import Form, UnionKind
from gonglian.policy.site import judge
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
    """The union is called `name` from `on` on (变更; the earlier days keep the old name). Registered within 30 days
    (TRM-10). Refused: no name; the same name; a day before the present name began, or that day itself."""
    _check_name(name)
    union = held_union(union)
    current = UnionName.objects.as_of(on).filter(union=union).first()
    if current is None or current.name == name or current.ends_on:
        raise refuse(_("新名称与现名称相同，或所选日期早于现名称的起始日。"), field="name")
    if current.valid.lower == on:
        raise refuse(
            _("%(day)s 起的名称已登记为“%(name)s”。") % {"day": on, "name": current.name},
            cure=_("登记错了的，用更正；又改了名的，写下一天。"), field="name",
        )  # fmt: skip
    with record("organisation.rename_union", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        end_valid(current, on)
        UnionName.objects.create(union=union, name=name, valid=since(on))
        entry.before, entry.after = {"name": union.name}, {"name": name}
        _wear(union, name)
    return union


@transaction.atomic
def correct_name(*, union: Union, name: str, reason: str, actor: Any, on: date) -> Union:
    """The present name was entered wrongly: it never was as written (更正). The record is closed and written again over
    the same days; what was known before stays readable. Refused: no name, no reason, the same name, no name on `on`."""
    _check_name(name)
    if not reason.strip():
        raise refuse(_("没有写更正的理由。"), cure=_("写明哪里登错，依据是什么。"), field="reason")
    union = held_union(union)
    current = UnionName.objects.as_of(on).filter(union=union).first()
    if current is None or current.name == name or current.ends_on:
        raise refuse(_("名称没有不同，或这一天的名称不是现在的名称。"), field="name")
    with record("organisation.correct_name", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        rewrite(current, name=name)
        entry.before, entry.after = {"name": union.name}, {"name": name, "reason": reason.strip()[:200]}
        _wear(union, name)
    return union


@transaction.atomic
def record_registration(
    *, union: Union, registered_on: date, certificate_until: date, actor: Any, on: date, code: str = "",
    address: str = "",
) -> Registration:  # fmt: skip
    """A registration, renewal or change of registration as a legal person (RECORD, ORG-16, TRM-10).

    code: the credit code of the certificate; "" leaves the union's. address: as the certificate says; another than on
    record holds from that day. Carries the finding of ORG-16.
    Refused: a day after `on` or not after the last registration; a certificate that ends before it begins; a working
    committee; a code that fails its checksum, is taken, or differs from the one on record.
    """
    union = held_union(union)
    _check_registration(union, registered_on, certificate_until, code, on)
    touches = [union.pk]
    with record("organisation.record_registration", actor=actor, on=on, obj=union, touches=touches) as entry:
        if code and not union.code:
            union.code = code
            _save_once(union, _("这个统一社会信用代码已属于另一个工会。"))
        for row in Registration.objects.current_record().filter(union=union, valid__upper_inf=True):
            end_valid(row, registered_on)
        made = Registration.objects.create(
            union=union,
            valid=since(registered_on),
            certificate_until=certificate_until,
        )
        if address.strip():
            settle_address(union, address.strip(), registered_on)
        facts = {
            "approved_on": union.approved_on, "registered_on": registered_on, "form": union.form or None,
            "certificate_until": certificate_until, "on": on,
        }  # fmt: skip
        entry.findings = [judge("ORG-16", {k: v for k, v in facts.items() if v is not None}, on).to_json()]
        entry.after = {"registered_on": registered_on, "until": certificate_until, "address": address.strip()}
    return made


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


def _wear(union: Union, name: str) -> None:
    key = pinyin(name)
    union.name, union.pinyin, union.initials = name, key.full, key.initials
    union.save(update_fields=["name", "pinyin", "initials"])


def _check_name(name: str) -> None:
    if not name.strip():
        raise refuse(_("名称没有填。"), field="name")


def _check_registration(union: Union, registered_on: date, until: date, code: str, on: date) -> None:
    if union.form == Form.WORKING_COMMITTEE:
        raise refuse(_("工会工作委员会不办法人登记。"), cite="ORG-16")
    if registered_on > on:
        raise refuse(
            _("登记日 %(day)s 在今天之后。") % {"day": registered_on},
            cure=_("登记以后再填。"),
            field="registered_on",
        )
    if until <= registered_on:
        raise refuse(_("证书有效期止不能早于登记日。"), cure=_("照证书核对日期。"), field="certificate_until")
    _check_code(code)
    if code and union.code and code != union.code:
        raise refuse(
            _("档里的信用代码是 %(code)s，与所填的不同。") % {"code": union.code},
            cure=_("照证书核对；不填就沿用档里的。"),
            field="code",
        )
    last = Registration.objects.current_record().filter(union=union).order_by("-valid").first()
    if last and last.valid.lower >= registered_on:
        raise refuse(
            _("上一次登记在 %(day)s，这一次要晚于它。") % {"day": last.valid.lower},
            cure=_("核对登记日。"),
            field="registered_on",
        )


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
