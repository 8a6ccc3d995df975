"""Opening bodies with their first term, seats and holders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.congress.states import Office, Source
from gonglian.core.acts import record
from gonglian.core.periods import since, through
from gonglian.core.refused import refuse, refuse_findings
from gonglian.organisation.models import Person, Union
from gonglian.policy.arithmetic import add_years
from gonglian.policy.site import judge
from gonglian.terms.models import Body, Holder, Seat, Term
from gonglian.terms.states import Came

DISPATCHED = "dispatched"  # made_by of a body that was appointed


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """One seat to open and who takes it."""

    person: Person
    office: str = Office.MEMBER
    source: str = Source.FREE
    constituent: Union | None = None


@transaction.atomic
def open_body(
    *, union: Union, kind: str, seats: Sequence[SeatPlan], elected_on: date, years: int, ordinal: int, made_by: str,
    actor: Any, on: date, size: int | None = None,
) -> Body:  # fmt: skip
    """A body begins with its election: term, seats, holders run from `elected_on` (TRM-02), opened by approval.
    size: the seats that were approved.

    Refused (DECIDE): a term of years TRM-01 does not allow; no seats; one person on two seats (ELI-10).
    """
    _refuse_seats(seats)
    finding = judge("TRM-01", {"org_form": union.form or union.kind, "years": years}, on)
    if finding.bars:
        raise refuse_findings([finding])
    last = add_years(elected_on, years)
    with record("terms.open_body", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        body = Body.objects.create(
            union=union, kind=kind, made_by=made_by, size=size, valid=since(elected_on)
        )
        Term.objects.create(body=body, ordinal=ordinal, years=years, valid=through(elected_on, last))
        _fill(body, seats, elected_on, Came.ELECTED)
        entry.findings = [finding.to_json()]
        entry.after = {"body": kind, "seats": len(seats), "from": elected_on, "until": last}
    return body


@transaction.atomic
def appoint_body(
    *, union: Union, kind: str, seats: Sequence[SeatPlan], appointed_on: date, actor: Any, on: date
) -> Body:
    """A body of a working committee: appointed by the federation that dispatches it, without a term (章程 12).

    Refused: no seats; one person on two seats (ELI-10).
    """
    _refuse_seats(seats)
    with record("terms.appoint_body", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        body = Body.objects.create(union=union, kind=kind, made_by=DISPATCHED, valid=since(appointed_on))
        _fill(body, seats, appointed_on, Came.APPOINTED)
        entry.after = {"body": kind, "seats": len(seats), "from": appointed_on}
    return body


def _refuse_seats(seats: Sequence[SeatPlan]) -> None:
    people = [seat.person.pk for seat in seats]
    if not seats or len(people) != len(set(people)):
        raise refuse(_("机构没有席位，或同一人占了两席。"), cite="ELI-10")


def _fill(body: Body, seats: Sequence[SeatPlan], start: date, came: str) -> None:
    for number, plan in enumerate(seats, start=1):
        seat = Seat.objects.create(
            body=body, office=plan.office, source=plan.source, constituent=plan.constituent, number=number
        )
        Holder.objects.create(seat=seat, person=plan.person, valid=since(start), came=came)
