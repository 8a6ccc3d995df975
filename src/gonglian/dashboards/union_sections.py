"""Sections of a union's file that need areas above the organisation: terms, founding, deadlines, papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gonglian.approvals.access import visible_requests
from gonglian.approvals.queries import page_of, reply_due
from gonglian.approvals.states import RequestState
from gonglian.dashboards.dues import registration_due
from gonglian.dashboards.renewal import renewals
from gonglian.documents.access import visible_papers
from gonglian.documents.models import Paper
from gonglian.documents.states import PaperState
from gonglian.founding.access import visible_cases
from gonglian.founding.models import Case
from gonglian.founding.states import OPEN, Consent, Stage
from gonglian.founding.steps import STEPS
from gonglian.organisation.models import Union
from gonglian.organisation.states import Form, UnionState
from gonglian.policy.catalogue import short_source
from gonglian.terms.picture import Picture, picture_of
from gonglian.terms.queries import bodies_of

SHOWN_PAPERS = 8


@dataclass(frozen=True, slots=True)
class Unit:
    """A constituent before and after the founding: for each of the four, whether it stayed."""

    name: str
    kept: tuple[bool, ...]

    @property
    def marks(self) -> list[tuple[bool, str]]:
        """Whether it stayed, and what, in the order of the table."""
        return list(zip(self.kept, (_("隶属关系"), _("经费渠道"), _("工作对象"), _("会籍")), strict=True))


@dataclass(frozen=True, slots=True)
class Founding:
    """The cases behind a union (its own, or those it joined by) with the proof of the four unchanged."""

    case: Case
    units: list[Unit]
    digest: str
    proved_on: date | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    what: str
    by: date
    clause: str
    url: str

    @property
    def cite(self) -> str:
        return short_source(self.clause)


def terms_section(
    union: Union, *, user: Any, on: date, today: date, known: datetime | None = None
) -> Picture | None:
    """Bodies, seats and holders as of the day; None for a union without bodies on record."""
    return picture_of(bodies_of(union, on=on, known=known), on)


def founding_section(
    union: Union, *, user: Any, on: date, today: date, known: datetime | None = None
) -> list[Founding] | None:
    """The union's own founding and those it joined, as far as the duty sees the cases; None for none by that day."""
    day = _told_by(on, known)
    about = Q(union=union) | Q(
        constituents__union=union, constituents__consent=Consent.CONSENTED, stage=Stage.ESTABLISHED
    )
    ids = visible_cases(user).filter(about).order_by().values("pk")
    rows = Case.objects.filter(pk__in=ids, created_on__lte=day).select_related(
        "union", "convocation", "first_request__reply", "second_request__reply", "third_request__reply"
    )
    found = [_founding(case, union, day) for case in rows.order_by("-pk")]
    return found or None


def _told_by(on: date, known: datetime | None) -> date:
    """Cases and papers have days but no record of when each was known: what is dated by then was."""
    return min(on, known.date()) if known else on


def _founding(case: Case, union: Union, on: date) -> Founding:
    is_own = case.union_id == union.pk
    proved = date.fromisoformat(case.proof["on"]) if case.proof else None
    if proved is None or proved > on:
        return Founding(case, [], "", None, is_own)
    units = [
        Unit(unit["union"], tuple(unit["before"][side] == unit["after"][side] for side in _SIDES))
        for unit in case.proof["units"]
        if is_own or unit["union"] == union.name
    ]
    return Founding(case, units, case.proof["digest"], proved, is_own)


_SIDES = ("leader", "payee", "employers", "members")


def papers_section(
    union: Union, *, user: Any, on: date, today: date, known: datetime | None = None
) -> tuple[list[Paper], int] | None:
    """The latest papers issued by or addressed to the union by that day, those of its founding included, and how many
    there are; None for none."""
    its = Q(issuer=union) | Q(addressee=union) | Q(pk__in=_founding_papers(union, user))
    rows = (
        visible_papers(user).filter(its, signed_on__lte=_told_by(on, known)).exclude(state=PaperState.DRAFT)
    )
    total = rows.count()
    return (list(rows.order_by("-signed_on", "-pk")[:SHOWN_PAPERS]), total) if total else None


def _founding_papers(union: Union, user: Any) -> list[int]:
    """Requests and replies of the union's founding, while it had no officers of its own."""
    fields = [f"{step.field}__{part}" for step in STEPS for part in ("paper", "reply")]
    ids = visible_cases(user).filter(union=union).order_by().values("pk")
    return [pk for row in Case.objects.filter(pk__in=ids).values_list(*fields) for pk in row if pk]


def deadlines_section(
    union: Union, *, user: Any, on: date, today: date, known: datetime | None = None
) -> list[Deadline] | None:
    """What is due for the union, told by today's records, the first due first; None on another day or for nothing."""
    if on != today or known:
        return None
    found = [*_of_requests(union, user), *_of_cases(union, user), *_of_union(union, today)]
    return sorted(found, key=lambda row: row.by) or None


def _of_requests(union: Union, user: Any) -> list[Deadline]:
    rows = visible_requests(user).filter(Q(applicant=union) | Q(approver=union), state=RequestState.SENT)
    return [
        Deadline(_("批复：%(subject)s") % {"subject": row.subject}, by, "CON-16", page_of(row))
        for row in rows
        if (by := reply_due(row)) is not None
    ]


def _of_cases(union: Union, user: Any) -> list[Deadline]:
    rows = visible_cases(user).filter(union=union, stage__in=OPEN, congress_by__isnull=False)
    return [
        Deadline(_("召开成立大会"), case.congress_by, "ORG-17", case.get_absolute_url())
        for case in rows
        if case.congress_by is not None
    ]


def _of_union(union: Union, today: date) -> list[Deadline]:
    found = []
    by = registration_due(union)
    is_person = (
        union.is_industrial and union.form != Form.WORKING_COMMITTEE
    )  # which registers as none (ORG-16)
    if by is not None and is_person and union.state == UnionState.ACTIVE:
        found.append(Deadline(_("申请法人登记"), by, "ORG-16", ""))
    for renewal in renewals(Union.objects.filter(pk=union.pk), today=today):
        coming = renewal.plan.next_step(today)
        what = str(coming.code.label) if coming else _("换届")
        found.append(Deadline(what, coming.latest if coming else renewal.ends_on, "TRM-03", "#renewal"))
    return found
