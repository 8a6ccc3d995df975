"""Opening bodies with their term, seats and holders, and renewing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.congress.states import Office, Source
from gonglian.core.acts import record
from gonglian.core.periods import end_valid, since, through
from gonglian.core.refused import refuse, refuse_findings
from gonglian.organisation.models import Person, Union
from gonglian.policy.arithmetic import add_years
from gonglian.policy.site import judge
from gonglian.terms.actions.shared import close_acting, close_holder, end_duties, held_body
from gonglian.terms.models import Body, Holder, Seat, Term
from gonglian.terms.states import ActingEnds, Came, Went

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
        _fill(body, ordinal, seats, elected_on, Came.ELECTED)
        entry.findings = [finding.to_json()]
        entry.after = {"body": kind, "seats": len(seats), "from": elected_on, "until": last}
    return body


@transaction.atomic
def renew_body(
    *, body: Body, seats: Sequence[SeatPlan], elected_on: date, years: int, ordinal: int, made_by: str, actor: Any, on: date,
    size: int | None = None,
) -> Body:  # fmt: skip
    """The next term of a body, opened by approval: its seats and holders run from `elected_on`. The former term ends on the day
    before where it still ran (TRM-02); its holders go, those who acted with them, and the heads' duties end today.

    Refused (DECIDE): what `open_body` refuses; an ordinal that doesn't follow the last (none may be skipped); elected on or
    before the first day of the former term.
    """
    _refuse_seats(seats)
    body = held_body(body)
    former = body.terms.filter(recorded__upper_inf=True).order_by("ordinal").last()
    finding = judge("TRM-01", {"org_form": body.union.form or body.union.kind, "years": years}, on)
    if finding.bars:
        raise refuse_findings([finding])
    _refuse_order(body, former, ordinal, elected_on)
    last = add_years(elected_on, years)
    with record("terms.renew_body", actor=actor, on=on, obj=body.union, touches=[body.union_id]) as entry:
        _end_term(body, former, elected_on, actor, on)
        Body.objects.filter(pk=body.pk).update(made_by=made_by, size=size)
        Term.objects.create(body=body, ordinal=ordinal, years=years, valid=through(elected_on, last))
        _fill(body, ordinal, seats, elected_on, Came.ELECTED)
        entry.findings = [finding.to_json()]
        entry.after = {
            "body": body.kind,
            "ordinal": ordinal,
            "seats": len(seats),
            "from": elected_on,
            "until": last,
        }
    return body


def _refuse_order(body: Body, former: Term | None, ordinal: int, elected_on: date) -> None:
    if former is None:
        return
    now = {"body": body, "now": former.ordinal, "next": former.ordinal + 1, "start": former.starts_on}
    if ordinal != former.ordinal + 1:
        raise refuse(
            _("%(body)s现在是第 %(now)s 届，下一届是第 %(next)s 届，不能跳号。") % now, field="ordinal"
        )
    if former.valid.lower is not None and elected_on <= former.valid.lower:
        raise refuse(
            _("%(body)s第 %(now)s 届 %(start)s 才选出。") % now, cure=_("核对选举日。"), cite="TRM-02"
        )


def _end_term(body: Body, former: Term | None, elected_on: date, actor: Any, on: date) -> None:
    rows = Holder.objects.current_record().filter(seat__body=body, valid__upper_inf=True)
    for holder in rows.select_related("seat__body", "person__user").order_by("pk"):
        close_holder(holder, elected_on, went=Went.TERM_OVER)
        end_duties(holder, on, actor, on)
    for seat in body.seats.select_related("body__union"):
        close_acting(seat, elected_on, ActingEnds.TERM_OVER, actor=actor, on=on)
    if former is not None and former.valid.upper is not None and elected_on < former.valid.upper:
        end_valid(former, elected_on)


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
        _fill(body, 0, seats, appointed_on, Came.APPOINTED)
        entry.after = {"body": kind, "seats": len(seats), "from": appointed_on}
    return body


def _refuse_seats(seats: Sequence[SeatPlan]) -> None:
    people = [seat.person.pk for seat in seats]
    if not seats or len(people) != len(set(people)):
        raise refuse(_("机构没有席位，或同一人占了两席。"), cite="ELI-10")


def _fill(body: Body, ordinal: int, seats: Sequence[SeatPlan], start: date, came: str) -> None:
    for number, plan in enumerate(seats, start=1):
        seat = Seat.objects.create(
            body=body, ordinal=ordinal, number=number, office=plan.office, source=plan.source, constituent=plan.constituent,
        )  # fmt: skip
        Holder.objects.create(seat=seat, person=plan.person, valid=since(start), came=came)
