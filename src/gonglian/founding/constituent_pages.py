"""What the pages of the unions asked show: the list with its sums, the unions to choose from. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gonglian.core.access import fetch
from gonglian.core.pages import Page, bounds, page_number
from gonglian.founding import access, queries
from gonglian.founding.actions.consents import JOINING_KINDS
from gonglian.founding.draft_forms import BETWEEN_CODES
from gonglian.founding.models import Case, CaseConstituent
from gonglian.founding.states import Consent, Stage
from gonglian.organisation.access import visible_unions
from gonglian.organisation.listing import codes_within
from gonglian.organisation.models import Coverage, Union
from gonglian.organisation.queries import search
from gonglian.organisation.states import UnionState

ANSWERABLE = (Stage.DRAFT, Stage.FIRST_REQUEST, Stage.PREPARE)
MARKS = {
    Consent.ASKED: ("wait", "todo"), Consent.CONSENTED: ("ok", ""), Consent.REFUSED: ("no", "bad"),
    Consent.WITHDRAWN: ("over", "late"),
}  # fmt: skip


def get_row_to_carry(user: Any, pk: int) -> CaseConstituent:
    """A union asked, reached through its case: 404 to strangers, 403 to those who may not carry the case."""
    rows = CaseConstituent.objects.filter(case__in=access.visible_cases(user)).select_related("case", "union")
    return fetch(rows, lambda row: access.can_carry(user, row.case), pk=pk)


@dataclass(frozen=True, slots=True)
class Line:
    """One union asked. mark: shape and tone; is_open: whether its file is in the reader's reach."""

    row: CaseConstituent
    members: int
    mark: tuple[str, str]
    is_open: bool

    @property
    def was_asked_only(self) -> bool:
        return self.row.consent == Consent.ASKED

    @property
    def may_withdraw(self) -> bool:
        return self.row.consent == Consent.CONSENTED


@dataclass(frozen=True, slots=True)
class ConstituentsPage:
    """tally: asked, consented, pending, refused and how many members those consenting have."""

    lines: list[Line]
    tally: dict[str, int]
    can_pick: bool
    can_answer: bool


def constituents_page(case: Case, user: Any, *, on: date) -> ConstituentsPage:
    """The list in the order asked, for this reader, members counted on the day."""
    rows = list(case.constituents.select_related("union__region"))
    members = queries.member_counts([row.union for row in rows], on=on)
    within = visible_unions(user).filter(pk__in=members).values_list("pk", flat=True)
    reach = set(within)
    lines = [
        Line(row, members[row.union_id], MARKS[Consent(row.consent)], row.union_id in reach) for row in rows
    ]
    can_carry = access.can_carry(user, case)
    return ConstituentsPage(
        lines=lines,
        tally=_tally(lines),
        can_pick=can_carry and case.stage == Stage.DRAFT,
        can_answer=can_carry and case.stage in ANSWERABLE,
    )


def _tally(lines: list[Line]) -> dict[str, int]:
    consents = [line.row.consent for line in lines]
    consented = consents.count(Consent.CONSENTED)
    pending = consents.count(Consent.ASKED)
    members = sum(line.members for line in lines if line.row.consent == Consent.CONSENTED)
    return {
        "asked": len(lines), "consented": consented, "pending": pending, "members": members,
        "refused": len(lines) - consented - pending,
    }  # fmt: skip


class Picking:
    """The unions in the reader's reach that may join a case and are not asked yet, as the address wants them.

    query: q (words of the name, pinyin or initials), trade (codes between commas; the case's own when not given, all
    trades when empty), page.
    """

    def __init__(self, case: Case, user: Any, query: Mapping[str, str], *, on: date) -> None:
        self.on = on
        self.q = query.get("q", "")[:60]
        self.trade = query.get("trade", "，".join(case.trades))[:80]
        self._asked_page = query.get("page", "1")
        self._unions = search(self._in_trade(_may_join(case, user)), self.q)

    def page(self) -> Page[tuple[Union, int]]:
        """The unions of the page asked for, each with its members on the day."""
        total = self._unions.count()
        number = page_number(self._asked_page, total)
        rows = self._unions.select_related("region").order_by("pinyin", "pk")[bounds(number)]
        members = queries.member_counts(rows, on=self.on)
        return Page(number, total, [(union, members[union.pk]) for union in rows])

    def _in_trade(self, unions: QuerySet[Union]) -> QuerySet[Union]:
        """A union's own trades; where it has none on record, those of the employers it covers (as ORG-03 judges)."""
        wanted = [part.strip().upper() for part in BETWEEN_CODES.split(self.trade) if part.strip()]
        if not wanted:
            return unions
        codes = {code for trade in wanted for code in codes_within(trade)}
        covering = Coverage.objects.as_of(self.on).filter(employer__industry__in=codes).values("union_id")
        return unions.filter(Q(trades__overlap=sorted(codes)) | Q(trades=[], pk__in=covering))


def _may_join(case: Case, user: Any) -> QuerySet[Union]:
    place = Q(region__code__startswith=case.territory_id)
    rows = visible_unions(user).filter(place, kind__in=JOINING_KINDS, state=UnionState.ACTIVE)
    return rows.exclude(pk__in=case.constituents.values("union_id")).exclude(pk=case.union_id or 0)
