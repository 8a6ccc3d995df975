"""Rows that the pages of preparing show or change. A view has fetched the case first; these stay within it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from gonglian.approvals.access import visible_opinions
from gonglian.approvals.models import Consultation, Objection, PublicNotice
from gonglian.congress.models import Delegate, ElectingUnit, NominationRound, Nominee, Proposal
from gonglian.founding import queries
from gonglian.founding.models import Case
from gonglian.founding.people import People
from gonglian.organisation.access import visible_memberships
from gonglian.organisation.models import Employer, Membership, Person, Position, Union


def sees_details(user: Any, case: Case) -> bool:
    """Opinions, and why somebody is not eligible, are for those who propose and those who approve."""
    duty = getattr(user, "duty", None)
    return bool(duty and duty.union_id in (case.proposer_id, case.approver_id))


def opinions_of(user: Any, case: Case) -> QuerySet[Consultation]:
    """Opinions about the union's candidates, as far as this reader sees them, in their order of days."""
    rows = queries.opinions(case)
    if not sees_details(user, case):
        rows = rows.filter(pk__in=visible_opinions(user).values("pk"))
    return rows.order_by("on", "pk")


def notices_of(case: Case) -> QuerySet[PublicNotice]:
    """The latest first."""
    return queries.notices(case).order_by("-posted_on", "-pk")


def objections_of(case: Case) -> QuerySet[Objection]:
    return Objection.objects.filter(notice__in=queries.notices(case)).order_by("on", "pk")


def get_notice(case: Case, pk: int) -> PublicNotice:
    """A notice of this case; 404 for any other."""
    return get_object_or_404(queries.notices(case), pk=pk)


def get_objection(case: Case, pk: int) -> Objection:
    """An objection to a notice of this case; 404 for any other."""
    return get_object_or_404(Objection, pk=pk, notice__in=queries.notices(case))


def get_unit(case: Case, pk: int) -> ElectingUnit:
    """An electing unit of this case; 404 for any other."""
    return get_object_or_404(case.preparation.units, pk=pk)


def get_delegate(case: Case, pk: int) -> Delegate:
    """A delegate of this case; 404 for any other."""
    rows = Delegate.objects.select_related("person", "unit__convocation__union")
    return get_object_or_404(rows, pk=pk, unit__convocation=case.preparation)


def get_nominee(case: Case, pk: int) -> Nominee:
    """A standing nominee of this case; 404 for any other and for one withdrawn."""
    rows = case.preparation.nominees.select_related("person", "convocation__union")
    return get_object_or_404(rows, pk=pk, withdrawn=False)


def open_round_of(case: Case) -> NominationRound | None:
    """The round under way."""
    return case.preparation.rounds.filter(closed_on=None).first()


def get_proposal(case: Case, pk: int) -> Proposal:
    """A proposal of this case; 404 for any other."""
    rows = Proposal.objects.select_related("person", "round__convocation__union")
    return get_object_or_404(rows, pk=pk, round__convocation=case.preparation)


def get_person(pk: int) -> Person:
    """A person whom a form offered."""
    return Person.objects.get(pk=pk)


def posts_of(person: Person, on: date) -> list[Position]:
    """Posts the person holds on a day, as declared or registered before."""
    rows = Position.objects.as_of(on).filter(person=person)
    return list(rows.select_related("employer", "union").order_by("pk"))


def employers_of(case: Case, on: date) -> list[Employer]:
    """Employers that the constituents cover."""
    covered = queries.coverages([union.pk for union in queries.consenting(case)], on=on)
    return [link.employer for links in covered.values() for link in links]


def electors(user: Any, unit: ElectingUnit, on: date) -> tuple[People, bool]:
    """Whom the unit may have elected, and whether others may be registered: where a roster is not kept or not open."""
    unions = [link.union for link in unit.unions.select_related("union")]
    named = unit.delegates.values_list("person", "person__name", "unit__name")
    seen = set(_rosters(user, unions, on).order_by().values_list("union", flat=True).distinct())
    return _people(user, unions, named, on), any(union.pk not in seen for union in unions)


def choosable(user: Any, case: Case, on: date) -> People:
    """Members of the constituents, and whoever was nominated for some seat already."""
    named = case.preparation.nominees.values_list("person", "person__name", "unit_name")
    return _people(user, queries.consenting(case), named, on)


def _people(user: Any, unions: Iterable[Union], more: Iterable[tuple[int, str, str]], on: date) -> People:
    """Members of these unions as far as their rosters are open to this reader, and those given besides."""
    rows = _rosters(user, unions, on).order_by("person__pinyin", "person")
    members = {
        pk: (name, place) for pk, name, place in rows.values_list("person", "person__name", "union__name")
    }
    others = {pk: (name, place) for pk, name, place in more if pk not in members}
    return People((pk, name, place) for pk, (name, place) in (members | others).items())


def _rosters(user: Any, unions: Iterable[Union], on: date) -> QuerySet[Membership]:
    rows = visible_memberships(user).filter(union__in=[union.pk for union in unions])
    return rows.filter(valid__contains=on, recorded__upper_inf=True)
