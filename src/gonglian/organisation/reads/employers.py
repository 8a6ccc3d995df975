"""The page of an employer: what it is, which unions cover it, its branches, who holds a post there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gonglian.organisation import access
from gonglian.organisation.models import Coverage, Employer, Position
from gonglian.organisation.reads.lines import within_reach
from gonglian.organisation.reads.names import wear_names_of
from gonglian.organisation.reads.rows import trade_words
from gonglian.reference.codelists import codelist

BRANCHES = 50


@dataclass(frozen=True)
class EmployerPage:
    """facts: label and value. covers: coverages begun by the day, by unions in reach. branches: those in
    reach, at most BRANCHES. positions: posts of people in sight.
    former: records that became part of this one."""

    employer: Employer
    facts: list[tuple[str, Any]]
    covers: list[Coverage]
    branches: list[Employer]
    positions: list[Position]
    former: list[Employer]
    may_correct: bool


def employer_page(
    user: Any, pk: int, *, on: date, today: date, known: datetime | None = None
) -> EmployerPage:
    """The employer as of a day, as known now or at that moment; 404 outside the reach of what is known now. A record that
    became part of this one counts as its own."""
    employer = access.get_employer(user, pk, on=on)
    former = list(employer.former.order_by("pk"))
    its = [employer, *former] if known else [employer]
    begun = Coverage.objects.current_record(known).filter(employer__in=its, valid__startswith__lte=on)
    covers = list(begun.select_related("union").order_by("-valid", "pk"))
    seen = within_reach(user, [cover.union_id for cover in covers], on=on)
    covers = [cover for cover in covers if cover.union_id in seen]
    wear_names_of([cover.union for cover in covers], on=on, today=today, known=known)
    branches = access.visible_employers(user, on=on).filter(legal_person=employer).order_by("pinyin", "pk")
    posts = Position.objects.as_of(on, known).filter(
        employer__in=its, person__in=access.visible_people(user, on=on)
    )
    return EmployerPage(
        employer,
        _facts(employer),
        covers,
        list(branches[:BRANCHES]),
        list(posts.select_related("person").order_by("role", "pk")),
        former,
        known is None and access.can_merge(user, employer),
    )


def _facts(employer: Employer) -> list[tuple[str, Any]]:
    economic = codelist("economic_type").canonical(employer.economic_type) if employer.economic_type else ""
    facts = [
        (_("信用代码"), employer.uscc),
        (_("地域"), employer.region.name),
        (_("行业"), trade_words([employer.industry]) if employer.industry else ""),
        (_("经济类型"), economic),
        (_("职工人数"), employer.workers),
        (_("法人"), _("分支机构") if employer.legal_person_id else _("独立法人")),
    ]
    return [(label, value) for label, value in facts if value not in ("", None)]
