"""What was written down wrongly of an employer or a person. Neither has periods: the record is put right, the log tells."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.hanzi import pinyin
from gonglian.core.refused import refuse
from gonglian.organisation.models import Employer, Person
from gonglian.organisation.queries import remaining, unions_of
from gonglian.reference.industries import valid_codes


@transaction.atomic
def correct_employer(
    *, employer: Employer, name: str, region_id: str, industry: str, head: str, reason: str, actor: Any, on: date
) -> Employer:  # fmt: skip
    """Name, region, trade and head enterprise as they should stand (RECORD, 更正).

    industry: a code of GB/T 4754, or "". head: the code of the enterprise it is a branch of, "" for none.
    Refused: no name, no reason, nothing different; a merged record; an unknown trade; a head that is not on record, is
    itself or a branch; a head for one that has branches.
    """
    employer = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    _refuse_unless_sound(employer, name, reason)
    if industry and industry not in valid_codes():
        raise refuse(
            _("没有行业代码 %(code)s。") % {"code": industry}, cure=_("对照国民经济行业分类填写。"),
            cite="GB/T 4754", field="industry",
        )  # fmt: skip
    legal_person = _head_of(employer, head)
    given = {
        "name": name.strip(), "region_id": region_id, "industry": industry,
        "legal_person_id": legal_person.pk if legal_person else None,
    }  # fmt: skip
    changed = _different(employer, given)
    with record(
        "organisation.correct_employer", actor=actor, on=on, obj=employer, touches=unions_of(employer)
    ) as entry:
        entry.before = {key: getattr(employer, key) for key in changed}
        entry.after = {**changed, "fields": _labels(employer, changed), "reason": reason.strip()[:200]}
        _write(employer, changed, surname=False)
    return employer


@transaction.atomic
def correct_person(
    *, person: Person, name: str, phone: str, reason: str, actor: Any, on: date
) -> Person:  # fmt: skip
    """The spelling of the name and the telephone as they should stand (RECORD, 更正). phone: "" leaves what is there.

    The log tells which fields were corrected and why, never what they said. Refused: no name, no reason, nothing
    different; a merged record.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _refuse_unless_sound(person, name, reason)
    changed = _different(person, {"name": name.strip(), "phone": phone or person.phone})
    with record(
        "organisation.correct_person", actor=actor, on=on, obj=person, touches=unions_of(person)
    ) as entry:
        entry.after = {"fields": _labels(person, changed), "reason": reason.strip()[:200]}
        _write(person, changed, surname=True)
    return person


def _refuse_unless_sound(row: Employer | Person, name: str, reason: str) -> None:
    if row.merged_into_id:
        raise refuse(_("这条记录已并入别的记录。"), cure=_("从保留的那条记录办理。"))
    if not name.strip():
        raise refuse(_("名称没有填。"), cure=_("照证件填写。"), field="name")
    if not reason.strip():
        raise refuse(_("没有写更正的理由。"), cure=_("写明哪里登错，依据是什么。"), field="reason")


def _head_of(employer: Employer, code: str) -> Employer | None:
    if not code:
        return None
    found = Employer.objects.filter(city=settings.CITY_CODE, uscc=code).first()
    head: Employer | None = remaining(found) if found else None
    if head is None or head.pk == employer.pk or head.legal_person_id:
        raise refuse(
            _("代码 %(code)s 不是另一个已登记的独立法人。") % {"code": code},
            cure=_("核对代码；所属法人还没有登记的，先登记。"), field="head",
        )  # fmt: skip
    if employer.branches.exists():
        raise refuse(
            _("%(employer)s有分支机构，不能是别的单位的分支。") % {"employer": employer},
            cure=_("先更正它的分支机构。"), field="head",
        )  # fmt: skip
    return head


def _different(row: Employer | Person, given: dict[str, Any]) -> dict[str, Any]:
    changed = {key: value for key, value in given.items() if getattr(row, key) != value}
    if not changed:
        raise refuse(_("没有要更正的地方。"), cure=_("改过以后再办。"))
    return changed


def _labels(row: Employer | Person, changed: dict[str, Any]) -> list[str]:
    labels = {field.attname: str(field.verbose_name) for field in row._meta.concrete_fields}
    return [labels[key] for key in changed]


def _write(row: Employer | Person, changed: dict[str, Any], *, surname: bool) -> None:
    for key, value in changed.items():
        setattr(row, key, value)
    if "name" in changed:
        key_words = pinyin(row.name, surname=surname)
        row.pinyin, row.initials = key_words.full, key_words.initials
    row.save()
