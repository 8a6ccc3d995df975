"""A union's employer: another one from a day on, or another one than was written down."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.periods import end_valid, rewrite, since
from gonglian.core.refused import refuse
from gonglian.organisation.actions.holding import held_union
from gonglian.organisation.actions.unions import register_employer
from gonglian.organisation.models import Coverage, Employer, Mandate, Union
from gonglian.organisation.queries import is_constituent, remaining
from gonglian.organisation.states import MandateKind


@transaction.atomic
def change_covered(
    *, union: Union, coverage: Coverage, uscc: str, name: str, mandate: Mandate | None, actor: Any, on: date
) -> Coverage:
    """From `on` (inclusive) the union covers another employer instead of that of `coverage` (RECORD, 变更).

    uscc, name: the other employer; one not on record is registered by this name, in the region and trade of the former.
    mandate: the approval a constituent of an industrial union needs (意见 2.2). Refused: none such; a coverage that is
    not the union's, ended or began on `on` or later; the same employer, or one covered already; a faulty code.
    """
    _refuse_unless_open(union, coverage)
    if coverage.valid.lower and coverage.valid.lower >= on:
        raise refuse(
            _("这个单位从 %(day)s 起才由本会覆盖，不能在这一天变更。") % {"day": coverage.valid.lower},
            cure=_("另选一天；登记错了的，办更正。"), field="first_day",
        )  # fmt: skip
    paper = _mandate_for(union, mandate, (MandateKind.SPECIAL_CHANGE,))
    former = coverage.employer
    with record("organisation.change_covered", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        employer = _employer(uscc, name, former, actor, on)
        _refuse_if_covered(union, employer, since(on))
        end_valid(coverage, on, mandate=paper or coverage.mandate)  # the paper stands on both rows
        made = Coverage.objects.create(union=union, employer=employer, valid=since(on), mandate=paper)
        entry.before = {"employer": former.name, "uscc": former.uscc}
        entry.after = {"employer": employer.name, "uscc": employer.uscc, "mandate": str(paper or "")}
    return made


@transaction.atomic
def correct_covered(
    *, union: Union, coverage: Coverage, uscc: str, name: str, reason: str, mandate: Mandate | None, actor: Any, on: date
) -> Coverage:  # fmt: skip
    """The employer was written down wrongly: the other one was covered all the time (RECORD, 更正). The wrong record
    closes and stays readable as known before; the right one takes its whole period.

    Refused: no reason; else as change_covered, but a constituent's paper may be a correction with its second person.
    """
    if not reason.strip():
        raise refuse(_("没有写更正的理由。"), cure=_("写明哪里登错，依据是什么。"), field="reason")
    _refuse_unless_open(union, coverage)
    paper = _mandate_for(union, mandate, (MandateKind.SPECIAL_CHANGE, MandateKind.CORRECTION))
    former = coverage.employer
    with record("organisation.correct_covered", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        employer = _employer(uscc, name, former, actor, on)
        _refuse_if_covered(union, employer, coverage.valid)
        made = rewrite(coverage, employer=employer, mandate=paper or coverage.mandate)
        entry.before = {"employer": former.name, "uscc": former.uscc}
        entry.after = {"employer": employer.name, "uscc": employer.uscc, "mandate": str(paper or "")}
        entry.after["reason"] = reason.strip()[:200]
    assert isinstance(made, Coverage)
    return made


def _employer(uscc: str, name: str, former: Employer, actor: Any, on: date) -> Employer:
    """The employer of a code, read through merged records; registered when the city has none of it."""
    found = Employer.objects.filter(city=settings.CITY_CODE, uscc=uscc).first()
    if found is not None:
        kept: Employer = remaining(found)
        return kept
    if not name.strip():
        raise refuse(
            _("还没有登记过代码为 %(code)s 的单位。") % {"code": uscc},
            cure=_("核对代码；确是新单位的，写上单位名称，随这件事一并登记。"), field="name",
        )  # fmt: skip
    return register_employer(
        uscc=uscc, name=name.strip(), region_id=former.region_id, actor=actor, on=on, industry=former.industry
    )


def _refuse_unless_open(union: Union, coverage: Coverage) -> None:
    """Asked with the union locked: the second of two at once sees what the first did."""
    held_union(union)
    rows = Coverage.objects.current_record().filter(pk=coverage.pk, union=union, valid__upper_inf=True)
    if not rows.exists():
        raise refuse(
            _("这个单位已不由本会覆盖，或刚被别人改过。"),
            cure=_("回到本档看现在的覆盖单位。"),
            field="coverage",
        )


def _refuse_if_covered(union: Union, employer: Employer, period: DateRange) -> None:
    rows = Coverage.objects.current_record().filter(union=union, employer=employer, valid__overlap=period)
    if rows.exists():
        raise refuse(
            _("%(employer)s已在本会覆盖之内。") % {"employer": employer}, cure=_("核对代码。"), field="uscc"
        )


def _mandate_for(union: Union, mandate: Mandate | None, kinds: tuple[str, ...]) -> Mandate | None:
    """The paper that goes with the rows: asked of a constituent, none for others."""
    if not is_constituent(union):
        return None
    if mandate is None or mandate.union_id != union.pk or mandate.kind not in kinds:
        raise refuse(
            _("%(union)s是产业（行业）工会的组成单位，工作对象不变，没有批准文件不能换单位。") % {"union": union},
            cure=_("先在本档办“变更上级”请示，写明换单位的理由；批准后再来，选用批准文件。"),
            cite="意见 2.2", field="mandate",
        )  # fmt: skip
    return mandate
