"""Who may see terms and change who sits where. Authority is today's duty.

Reading goes with the union's file. Seats are kept by handlers and heads of the union and of those that lead it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from gonglian.core.access import fetch
from gonglian.organisation.access import (
    can_change_union,
    get_union,
    get_union_to_change,
    visible_people,
    visible_unions,
)
from gonglian.organisation.models import Person, Position, Union
from gonglian.rosters.access import visible_imports
from gonglian.terms.chairs import ChairQuestion, chair_questions
from gonglian.terms.models import Acting, Body, Holder, Seat, Substitution

__all__ = ["can_change_union", "get_union"]  # the page of terms is read as the union's file is


def get_body_to_keep(user: Any, pk: int) -> Body:
    """The body for adding a seat or recording an extension; 403 to a reader."""
    return fetch(_bodies(user), lambda body: can_change_union(user, body.union), pk=pk)


def get_seat_to_keep(user: Any, pk: int) -> Seat:
    """The seat for an officer who may change its holder; 403 to a reader."""
    rows = Seat.objects.filter(body__in=_bodies(user)).select_related("body__union", "constituent")
    return fetch(rows, lambda seat: can_change_union(user, seat.body.union), pk=pk)


def get_post_of(seat: Seat, pk: int, *, on: date) -> Position:
    """A post that somebody who sits on the seat holds on the day; 404 for any other. The seat was fetched before."""
    here = Holder.objects.as_of(on).filter(seat=seat).values("person")
    return fetch(Position.objects.as_of(on).filter(person__in=here), lambda row: True, pk=pk)


def get_substitution(user: Any, pk: int) -> Substitution:
    """For reading; 404 outside the reach."""
    return fetch(_substitutions(user), lambda row: True, pk=pk)


def get_substitution_to_carry(user: Any, pk: int) -> Substitution:
    """For those who keep the seat; 403 to a reader."""
    return fetch(_substitutions(user), lambda row: can_change_union(user, row.seat.body.union), pk=pk)


def _substitutions(user: Any) -> QuerySet[Substitution]:
    rows = Substitution.objects.filter(seat__body__in=_bodies(user))
    return rows.select_related(
        "seat__body__union", "seat__constituent", "former", "successor", "report", "scan"
    )


def get_chair_question(user: Any, pk: int, *, on: date) -> ChairQuestion:
    """The open question about a union's chair, from a roster of the office one acts for; 404 for none, 403 to a reader."""
    union = get_union_to_change(user, pk)
    found = chair_questions(visible_imports(user), on=on, union=union)
    if not found:
        raise Http404
    return found[0]


def people_named(user: Any, union: Union, name: str) -> QuerySet[Person]:
    """Persons of exactly this name in the user's reach, or who have sat in a body of the union."""
    sat = Holder.objects.filter(seat__body__union=union).values("person")
    acted = Acting.objects.filter(seat__body__union=union).values("person")
    here = Q(pk__in=visible_people(user).values("pk")) | Q(pk__in=sat) | Q(pk__in=acted)
    return Person.objects.filter(here, name=name, merged_into=None).order_by("pk")


def _bodies(user: Any) -> QuerySet[Body]:
    rows = Body.objects.current_record().filter(union__in=visible_unions(user).values("pk"))
    return rows.select_related("union")
