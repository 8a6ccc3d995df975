"""Reads of terms: a union's bodies with seats and holders on a day, how a seat stands, terms that end, chairs who can't sign
in yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gonglian.congress.states import BodyKind, Office
from gonglian.organisation.models import Union
from gonglian.organisation.states import Form, UnionKind, UnionState
from gonglian.policy.arithmetic import add_months
from gonglian.policy.site import site_table
from gonglian.reference.calendar import site_calendar
from gonglian.terms.facts import is_enterprise
from gonglian.terms.models import Acting, Body, Extension, Holder, Seat, Term
from gonglian.terms.planning import Plan, plan_renewal
from gonglian.terms.states import Status

SOON_MONTHS = 6  # a term is called ending so long before its last day


@dataclass(frozen=True, slots=True)
class SeatOn:
    """A seat with everybody who has sat on it up to the day, the earliest first; `holder` sits there on the day. actings: who
    has acted for it up to the day; `acting`: who does on the day."""

    seat: Seat
    holders: tuple[Holder, ...]
    holder: Holder | None
    actings: tuple[Acting, ...] = ()
    acting: Acting | None = None

    @property
    def vacant_since(self) -> date | None:
        """The first day without a holder; None while somebody sits there or nobody ever did."""
        if self.holder is not None or not self.holders:
            return None
        upper: date | None = self.holders[-1].valid.upper
        return upper


@dataclass(frozen=True, slots=True)
class SeatState:
    """A seat's status and its first day; None where that day isn't known."""

    status: Status
    since: date | None


@dataclass(frozen=True, slots=True)
class BodyOn:
    """A body that stands on the day: its latest term begun by then, and its seats in order."""

    body: Body
    term: Term | None
    seats: tuple[SeatOn, ...]
    extensions: tuple[Extension, ...] = ()  # of this term, the earliest first

    @property
    def ends_on(self) -> date | None:
        """The term's own last day, inclusive."""
        return self.term.ends_on if self.term else None

    @property
    def extended_to(self) -> date | None:
        """The last day of the latest extension; None where there is none."""
        return self.extensions[-1].ends_on if self.extensions else None

    @property
    def runs_to(self) -> date | None:
        """The last day before carry-over: the term's own, or that of its extension (TRM-03)."""
        return self.extended_to or self.ends_on

    def state_of(self, seat: SeatOn, on: date) -> SeatState:
        """How one of its seats stands on the day, and since when."""
        if seat.holder is None:
            if seat.acting is not None:
                return SeatState(Status.ACTING, seat.acting.starts_on)
            return SeatState(Status.VACANT, seat.vacant_since or self.body.starts_on)
        if (last := self.runs_to) is not None and on > last:
            return SeatState(Status.CARRY_OVER, last + timedelta(days=1))
        if last is not None and is_ending(last, on):
            return SeatState(Status.ENDING, add_months(last, -SOON_MONTHS))
        return SeatState(Status.FILLED, seat.holder.starts_on)

    @property
    def held(self) -> int:
        return sum(seat.holder is not None for seat in self.seats)


def bodies_of(union: Union, *, on: date, known: datetime | None = None) -> list[BodyOn]:
    """The union's bodies on a day (as known then, with `known`): committee, audit, women's. Six queries."""
    return _standing(list(Body.objects.as_of(on, known).filter(union=union)), on, known)


def latest_term(union: Union, *, on: date) -> Term | None:
    """The latest term of the union's committee begun by the day; None where the records hold none."""
    rows = (found.term for found in bodies_of(union, on=on) if found.body.kind == BodyKind.COMMITTEE)
    return next(rows, None)


def body_on(body: Body, *, on: date, known: datetime | None = None) -> BodyOn:
    """A body as it stands on a day, whether or not it is over by then."""
    return _standing([body], on, known)[0]


def seat_state(seat: Seat, *, on: date, known: datetime | None = None) -> SeatState:
    """How a seat stands on a day (as known then, with `known`): filled, ending soon, carry-over, acting, vacant; since when."""
    body = body_on(seat.body, on=on, known=known)
    return body.state_of(next(row for row in body.seats if row.seat.pk == seat.pk), on)


def vacancy_facts(seat: Seat, *, on: date) -> dict[str, Any]:
    """Facts of TRM-05 for a seat on a day; both days empty while somebody sits there."""
    row = next(each for each in body_on(seat.body, on=on).seats if each.seat.pk == seat.pk)
    return {
        "enterprise": is_enterprise(seat.body.union, on=on), "vacant_since": row.vacant_since,
        "acting_since": row.acting.starts_on if row.acting else None, "on": on,
    }  # fmt: skip


def _standing(bodies: list[Body], on: date, known: datetime | None) -> list[BodyOn]:
    ids = [body.pk for body in bodies]
    terms = _latest_terms(ids, on, known)
    seats = _seats(terms, ids, on, known)
    extensions = _extensions(ids, known)
    order = {kind: place for place, kind in enumerate(BodyKind.values)}
    found = [
        BodyOn(body, term := terms.get(body.pk), tuple(seats.get(body.pk, ())), _of_term(term, extensions.get(body.pk, [])))
        for body in bodies
    ]  # fmt: skip
    return sorted(found, key=lambda row: order[row.body.kind])


def _extensions(bodies: list[int], known: datetime | None) -> dict[int, list[Extension]]:
    found: dict[int, list[Extension]] = {}
    rows = Extension.objects.current_record(known).filter(body__in=bodies).order_by("valid", "pk")
    for row in rows:
        found.setdefault(row.body_id, []).append(row)
    return found


def _of_term(term: Term | None, rows: list[Extension]) -> tuple[Extension, ...]:
    """Extensions belong to the term whose own end they moved."""
    return tuple(row for row in rows if term is not None and row.original_end == term.ends_on)


def terms_ending(unions: QuerySet[Union], *, on: date, months: int = SOON_MONTHS) -> list[Term]:
    """The latest terms of the committees of `unions` that end within so many months of the day or have ended before it,
    the first to end first. Working committees have no term (TRM-03) and are left out."""
    standing = unions.filter(state=UnionState.ACTIVE).exclude(form=Form.WORKING_COMMITTEE).values("pk")
    rows = Term.objects.current_record().filter(
        body__kind=BodyKind.COMMITTEE, body__union__in=standing, body__valid__contains=on,
        body__recorded__upper_inf=True, valid__startswith__lte=on,
    )  # fmt: skip
    latest = {term.body_id: term for term in rows.select_related("body__union").order_by("ordinal", "pk")}
    by = add_months(on, months)
    ending = [term for term in latest.values() if term.ends_on is not None and term.ends_on <= by]
    return sorted(ending, key=lambda term: (term.ends_on or by, term.pk))


def extended_ends(terms: Iterable[Term]) -> dict[int, date]:
    """The last day to which each term was extended, by the term's key; terms without an extension are left out. One query."""
    listed = list(terms)
    rows = _extensions([term.body_id for term in listed], None)
    found = {term.pk: _of_term(term, rows.get(term.body_id, [])) for term in listed}
    return {pk: last for pk, own in found.items() if own and (last := own[-1].ends_on) is not None}


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


def vacant_chairs(unions: QuerySet[Union], *, on: date) -> list[int]:
    """Those of `unions` that are active industrial unions with a committee in which nobody sits as chair on the day. The
    director of a working committee is appointed and left out. One query."""
    sits = Holder.objects.as_of(on).filter(
        seat__body__union=OuterRef("pk"), seat__body__kind=BodyKind.COMMITTEE, seat__office=Office.CHAIR
    )
    committees = Body.objects.as_of(on).filter(kind=BodyKind.COMMITTEE).values("union")
    rows = unions.filter(kind=UnionKind.INDUSTRIAL, state=UnionState.ACTIVE, pk__in=committees)
    return list(rows.exclude(form=Form.WORKING_COMMITTEE).exclude(Exists(sits)).values_list("pk", flat=True))


def former_holders(body: BodyOn, *, on: date, known: datetime | None = None) -> list[Holder]:
    """Who sat in the body in earlier terms, the latest term first, seat by seat."""
    rows = Holder.objects.current_record(known).filter(
        seat__body=body.body, seat__ordinal__lt=body.term.ordinal if body.term else 0, valid__startswith__lte=on
    )  # fmt: skip
    return list(
        rows.select_related("person", "seat__body").order_by("-seat__ordinal", "seat__number", "valid")
    )


def is_ending(last: date, on: date) -> bool:
    """Whether a term with this last day is within SOON_MONTHS of its end, and not past it."""
    return on <= last <= add_months(on, SOON_MONTHS)


def _latest_terms(bodies: Iterable[int], on: date, known: datetime | None) -> dict[int, Term]:
    rows = Term.objects.current_record(known).filter(body__in=list(bodies), valid__startswith__lte=on)
    return {term.body_id: term for term in rows.order_by("ordinal", "pk")}


def _seats(
    terms: dict[int, Term], bodies: list[int], on: date, known: datetime | None
) -> dict[int, list[SeatOn]]:
    """The seats of each body's term of the day."""
    holders, actings = (_by_seat(model, bodies, on, known) for model in (Holder, Acting))
    found: dict[int, list[SeatOn]] = {}
    for seat in (
        Seat.objects.filter(body__in=bodies).select_related("constituent", "body").order_by("body", "number")
    ):
        term = terms.get(seat.body_id)
        if seat.ordinal != (term.ordinal if term else 0):
            continue
        sat, acted = tuple(holders.get(seat.pk, ())), tuple(actings.get(seat.pk, ()))
        if sat or acted:  # a seat added later isn't there yet
            row = SeatOn(seat, sat, _there(sat, on), acted, _there(acted, on))
            found.setdefault(seat.body_id, []).append(row)
    return found


def _by_seat(model: type[Any], bodies: list[int], on: date, known: datetime | None) -> dict[int, list[Any]]:
    """The rows of holders or of those who act, begun by the day, by seat, the earliest first."""
    rows = model.objects.current_record(known).filter(seat__body__in=bodies, valid__startswith__lte=on)
    found: dict[int, list[Any]] = {}
    for row in rows.select_related("person").order_by("valid", "pk"):
        found.setdefault(row.seat_id, []).append(row)
    return found


def _there(rows: Iterable[Any], on: date) -> Any:
    return next((row for row in rows if row.valid.upper is None or on < row.valid.upper), None)
