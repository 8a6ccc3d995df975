"""Reads of terms: a union's bodies with seats and holders on a day, terms that end, chairs who can't sign in yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gonglian.congress.states import BodyKind, Office
from gonglian.organisation.models import Union
from gonglian.organisation.states import Form, UnionState
from gonglian.policy.arithmetic import add_months
from gonglian.policy.site import site_table
from gonglian.reference.calendar import site_calendar
from gonglian.terms.models import Body, Holder, Seat, Term
from gonglian.terms.planning import Plan, plan_renewal

SOON_MONTHS = 6  # a term is called ending so long before its last day


@dataclass(frozen=True, slots=True)
class SeatOn:
    """A seat with everybody who has sat on it up to the day, the earliest first; `holder` sits there on the day."""

    seat: Seat
    holders: tuple[Holder, ...]
    holder: Holder | None

    @property
    def vacant_since(self) -> date | None:
        """The first day without a holder; None while somebody sits there or nobody ever did."""
        if self.holder is not None or not self.holders:
            return None
        upper: date | None = self.holders[-1].valid.upper
        return upper


@dataclass(frozen=True, slots=True)
class BodyOn:
    """A body that stands on the day: its latest term begun by then, and its seats in order."""

    body: Body
    term: Term | None
    seats: tuple[SeatOn, ...]

    @property
    def ends_on(self) -> date | None:
        """The term's last day, inclusive."""
        return self.term.ends_on if self.term else None

    @property
    def held(self) -> int:
        return sum(seat.holder is not None for seat in self.seats)


def bodies_of(union: Union, *, on: date, known: datetime | None = None) -> list[BodyOn]:
    """The union's bodies on a day (as known then, with `known`): committee, audit, women's. Four queries."""
    bodies = list(Body.objects.as_of(on, known).filter(union=union))
    ids = [body.pk for body in bodies]
    terms = _latest_terms(ids, on, known)
    seats = _seats(ids, on, known)
    order = {kind: place for place, kind in enumerate(BodyKind.values)}
    found = [BodyOn(body, terms.get(body.pk), tuple(seats.get(body.pk, ()))) for body in bodies]
    return sorted(found, key=lambda row: order[row.body.kind])


def terms_ending(unions: QuerySet[Union], *, on: date) -> list[Term]:
    """The latest terms of the committees of `unions` that end within SOON_MONTHS of the day or have ended before it,
    the first to end first. Working committees have no term (TRM-03) and are left out."""
    standing = unions.filter(state=UnionState.ACTIVE).exclude(form=Form.WORKING_COMMITTEE).values("pk")
    rows = Term.objects.current_record().filter(
        body__kind=BodyKind.COMMITTEE, body__union__in=standing, body__valid__contains=on,
        body__recorded__upper_inf=True, valid__startswith__lte=on,
    )  # fmt: skip
    latest = {term.body_id: term for term in rows.select_related("body__union").order_by("ordinal", "pk")}
    by = add_months(on, SOON_MONTHS)
    ending = [term for term in latest.values() if term.ends_on is not None and term.ends_on <= by]
    return sorted(ending, key=lambda term: (term.ends_on or by, term.pk))


def plan_of(term: Term, *, today: date) -> Plan:
    """The plan to renew a term, by the city's own parameters and calendar. The term's first day must be known."""
    return plan_renewal(
        elected_on=term.valid.lower,
        years=term.years,
        today=today,
        table=site_table(),
        calendar=site_calendar(),
    )


def chairs_without_account(unions: QuerySet[Union], *, on: date) -> list[Holder]:
    """Who sits as chair of a union on the day and has no account to sign in with, in the order of names."""
    rows = Holder.objects.as_of(on).filter(
        seat__office__in=(Office.CHAIR, Office.DIRECTOR), seat__body__kind=BodyKind.COMMITTEE, seat__body__valid__contains=on,
        seat__body__recorded__upper_inf=True, seat__body__union__in=unions.values("pk"), person__user__isnull=True,
    )  # fmt: skip
    return list(
        rows.select_related("person", "seat__body__union").order_by("seat__body__union__pinyin", "pk")
    )


def is_ending(last: date, on: date) -> bool:
    """Whether a term with this last day is within SOON_MONTHS of its end, and not past it."""
    return on <= last <= add_months(on, SOON_MONTHS)


def _latest_terms(bodies: Iterable[int], on: date, known: datetime | None) -> dict[int, Term]:
    rows = Term.objects.current_record(known).filter(body__in=list(bodies), valid__startswith__lte=on)
    return {term.body_id: term for term in rows.order_by("ordinal", "pk")}


def _seats(bodies: list[int], on: date, known: datetime | None) -> dict[int, list[SeatOn]]:
    rows = Holder.objects.current_record(known).filter(seat__body__in=bodies, valid__startswith__lte=on)
    holders: dict[int, list[Holder]] = {}
    for row in rows.select_related("person").order_by("valid", "pk"):
        holders.setdefault(row.seat_id, []).append(row)
    found: dict[int, list[SeatOn]] = {}
    for seat in Seat.objects.filter(body__in=bodies).select_related("constituent").order_by("body", "number"):
        sat = tuple(holders.get(seat.pk, ()))
        sitting = next((row for row in sat if row.valid.upper is None or on < row.valid.upper), None)
        found.setdefault(seat.body_id, []).append(SeatOn(seat, sat, sitting))
    return found
