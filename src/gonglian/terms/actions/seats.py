"""Acts on seats: somebody takes one, leaves one, one is added."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from gonglian.congress.states import Office, Source
from gonglian.core.acts import record
from gonglian.core.periods import DateRange
from gonglian.core.refused import refuse
from gonglian.organisation.models import Person, Union
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge
from gonglian.terms.actions.posts import posts_fell
from gonglian.terms.actions.shared import (
    close_acting,
    close_holder,
    current_ordinal,
    end_acting_of,
    end_duties,
    held_body,
    held_seat,
    kept_file,
    refuse_blank,
    refuse_future,
    sitting,
)
from gonglian.terms.facts import eligibility, eligible, members_of, of_the_body, told
from gonglian.terms.models import Body, Holder, Seat
from gonglian.terms.states import ActingEnds, Came, Went

COMMITTEE, UPPER = "committee", "upper_union"  # whose consent TRM-06 asks


@transaction.atomic
def seat_holder(
    *, seat: Seat, person: Person, how: str, since: date, actor: Any, on: date, basis: str = "", upload: Any = None
) -> Holder:  # fmt: skip
    """The person sits on the seat from `since` on (RECORD; ELI-01…04, 07, 08 stay as findings). how: Came; basis: where by.

    Effects: whoever acted for the seat acts no longer; who takes an office leaves his plain seat of the same body.
    Refused: a future day, one before the body's or the last holder's; the seat is taken (also by another officer a moment
    ago); the person sits on another seat of the body (ELI-10); a substitution on a seat that no post carries (TRM-07);
    an agreement on any but the head of a women's committee (ELI-08).
    """
    seat = held_seat(seat)
    union = seat.body.union
    _refuse_taking(seat, since, how, on)
    findings = eligible(eligibility(seat, person, on=since), on=since)
    findings += of_the_body(seat, person, on=since, agreed=how == Came.AGREED or None)
    with record("terms.seat_holder", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        _leave_plain_seat(seat, person, since)
        close_acting(seat, since, ActingEnds.SEATED, actor=actor, on=on)
        holder = Holder.objects.create(
            seat=seat, person=person, valid=DateRange(since, None), came=how, basis=basis.strip()[:200],
            came_scan=kept_file(upload, union, actor, on),
        )  # fmt: skip
        entry.findings = told(findings)
        entry.after = {
            "person": person.name,
            "seat": str(seat),
            "how": how,
            "from": since,
            "basis": holder.basis,
        }
    return holder


@transaction.atomic
def vacate(
    *, holder: Holder, how: str, left_on: date, actor: Any, on: date, reason: str = "", upload: Any = None,
    consents: Collection[str] = (),
) -> Holder:  # fmt: skip
    """The holder sits there no longer from `left_on` on (RECORD). how: Went; consents: of whom to a move (TRM-06).

    Effects: a chair's or vice-chair's move without both consents stays as a finding; the duties of a head who left end;
    he acts for no other seat of the body any longer (TRM-05); where he left the chair, plain seats elsewhere that rest on
    that post fall the same day (TRM-07).
    Refused: a future day; one on or before his first; he left already; no reason where only a reason tells why.
    """
    seat = held_seat(holder.seat)
    _refuse_gone(seat, holder)
    refuse_future(left_on, on, "left_on")
    if how == Went.ENDED:
        refuse_blank(reason, "reason", _("其他原因离任，没有写明原因。"))
    union, findings = seat.body.union, _consents(seat, how, consents, left_on)
    with record("terms.vacate", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        scan = kept_file(upload, union, actor, on)
        closed = close_holder(holder, left_on, went=how, reason=reason.strip()[:200], went_scan=scan)
        end_acting_of(closed, left_on, actor=actor, on=on)
        duties = end_duties(closed, left_on, actor, on)
        entry.findings = told(findings)
        entry.after = {
            "person": holder.person.name, "seat": str(seat), "how": how, "from": left_on, "reason": closed.reason,
            "duties": duties,
        }  # fmt: skip
        if seat.office == Office.CHAIR:
            posts_fell(union=union, person=holder.person, ended_on=left_on, actor=actor, on=on)
    return closed


@transaction.atomic
def add_seat(
    *, body: Body, person: Person, since: date, basis: str, actor: Any, on: date, office: str = Office.MEMBER,
    constituent: Union | None = None, size: int | None = None, upload: Any = None,
) -> Holder:  # fmt: skip
    """增补: a new seat and who takes it, elected or confirmed by `basis` on `since` (RECORD).

    size: the number of seats approved, where it changed; more seats than approved stay as a finding (CON-13).
    Refused: no basis; a second chair or director; what `seat_holder` refuses.
    """
    refuse_blank(basis, "basis", _("没有写明由哪次会议选举或确认。"))
    body = held_body(body)
    union, ordinal = body.union, current_ordinal(body)
    seats = body.seats.filter(ordinal=ordinal)
    _refuse_second(body, seats, office)
    number = int(seats.aggregate(last=Max("number"))["last"] or 0) + 1
    approved = size or body.size
    facts = {"body": body.kind, "members": members_of(union, on=since), "size": number, "approved": approved}
    finding = judge("CON-13", facts, since)
    with record("terms.add_seat", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        if size and size != body.size:
            Body.objects.filter(pk=body.pk).update(size=size)
        source = Source.FEDERATED if constituent else Source.FREE
        seat = Seat.objects.create(
            body=body, ordinal=ordinal, number=number, office=office, source=source, constituent=constituent
        )
        entry.findings = told([finding])
        entry.after = {"seat": str(seat), "number": number, "size": approved, "person": person.name}
        return seat_holder(
            seat=seat,
            person=person,
            how=Came.ADDED,
            since=since,
            basis=basis,
            upload=upload,
            actor=actor,
            on=on,
        )


def _refuse_second(body: Body, seats: QuerySet[Seat], office: str) -> None:
    if office in (Office.CHAIR, Office.DIRECTOR) and seats.filter(office=office).exists():
        raise refuse(
            _("%(body)s的%(office)s席位已有一个。") % {"body": body, "office": Office(office).label},
            cure=_("空着的，在那一席上登记到任。"), field="office",
        )  # fmt: skip


def _refuse_taking(seat: Seat, since: date, how: str, on: date) -> None:
    refuse_future(since, on, "since")
    if how == Came.SUBSTITUTED and not seat.falls_with_post:
        raise refuse(
            _("%(seat)s不能替补。") % {"seat": seat}, cure=_("改由补选产生。"), cite="TRM-07", field="how"
        )
    if how == Came.AGREED and not seat.is_head_of_women:
        raise refuse(
            _("%(seat)s不能协商产生。") % {"seat": seat}, cure=_("改由补选产生。"), cite="ELI-08", field="how"
        )
    if (there := sitting(seat)) is not None:
        raise refuse(
            _("%(seat)s现由%(person)s担任。") % {"seat": seat, "person": there.person},
            cure=_("先登记他离任；刚由别人办过的，刷新页面看看。"), field="seat",
        )  # fmt: skip
    last = Holder.objects.current_record().filter(seat=seat).order_by("-valid").first()
    first_day = (last.valid.upper if last else None) or seat.body.valid.lower
    if first_day is not None and since < first_day:
        raise refuse(
            _("这个席位 %(day)s 才空出，不能从 %(since)s 起任职。") % {"day": first_day, "since": since},
            cure=_("核对任职起始日。"), field="since",
        )  # fmt: skip


def _leave_plain_seat(seat: Seat, person: Person, since: date) -> None:
    """One person, one seat in a body (ELI-10): the plain seat is left for an office, anything else is refused."""
    rows = Holder.objects.current_record().filter(person=person, seat__body=seat.body_id)
    there = rows.filter(Q(valid__upper_inf=True) | Q(valid__endswith__gt=since)).exclude(seat=seat)
    other = there.select_related("seat__body", "person").first()
    if other is None:
        return
    if other.seat.office != Office.MEMBER or seat.office == Office.MEMBER or other.valid.upper is not None:
        raise refuse(
            _("%(person)s已是%(seat)s。") % {"person": person, "seat": other.seat},
            cure=_("先登记他离开那个席位。"), cite="ELI-10", field="person",
        )  # fmt: skip
    close_holder(other, since, went=Went.OTHER_SEAT, reason=str(seat))


def _refuse_gone(seat: Seat, holder: Holder) -> None:
    there = sitting(seat)
    if there is None or there.pk != holder.pk:
        raise refuse(
            _("%(person)s已不在%(seat)s上。") % {"person": holder.person, "seat": seat},
            cure=_("可能刚由别人办过，刷新页面看看。"), field="left_on",
        )  # fmt: skip


def _consents(seat: Seat, how: str, given: Collection[str], day: date) -> list[Finding]:
    """TRM-06 on the move of a chair or vice-chair; nothing otherwise."""
    if how != Went.MOVED or not seat.is_leading:
        return []
    return [judge("TRM-06", {"consents": [{"from": each, "agrees": True} for each in given]}, day)]
