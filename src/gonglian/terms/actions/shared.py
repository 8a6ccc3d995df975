"""What the acts on seats share: the lock, what contradicts itself, closing a holder's row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.periods import end_valid
from gonglian.core.refused import refuse
from gonglian.documents.actions import attach_file
from gonglian.documents.models import Attachment
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Duty, Union
from gonglian.terms.models import Acting, Body, Holder, Seat
from gonglian.terms.states import HEADS, ActingEnds


def held_body(body: Body) -> Body:
    """The body held to the end of the act: of two officers at one second, one after the other.

    Refused: it has ended, or its record was replaced.
    """
    row = Body.objects.select_for_update(of=("self",)).select_related("union").get(pk=body.pk)
    if row.recorded.upper is not None or row.valid.upper is not None:
        raise refuse(_("%(body)s这一届已经结束。") % {"body": row}, cure=_("到现任机构里办。"))
    return row


def held_seat(seat: Seat) -> Seat:
    """The seat with its body held."""
    row = Seat.objects.select_related("constituent").get(pk=seat.pk)
    row.body = held_body(row.body)
    return row


def current_ordinal(body: Body) -> int:
    """The ordinal of the latest term on record; 0 where the body has none."""
    last = body.terms.filter(recorded__upper_inf=True).order_by("ordinal").last()
    return last.ordinal if last else 0


def sitting(seat: Seat) -> Holder | None:
    """Who sits there without an end on record."""
    return (
        Holder.objects.current_record()
        .filter(seat=seat, valid__upper_inf=True)
        .select_related("person")
        .first()
    )


def acting_now(seat: Seat) -> Acting | None:
    return (
        Acting.objects.current_record()
        .filter(seat=seat, valid__upper_inf=True)
        .select_related("person")
        .first()
    )


def refuse_future(day: date, on: date, field: str) -> None:
    if day > on:
        raise refuse(
            _("%(day)s 还没有到。") % {"day": day}, cure=_("照文件改正日期，或到那一天再登记。"), field=field
        )


def refuse_blank(text: str, field: str, message: str) -> None:
    if not text.strip():
        raise refuse(message, cure=_("照文件写明。"), field=field)


def kept_file(upload: Any, union: Union, actor: Any, on: date) -> Attachment | None:
    """The scan, kept with the union."""
    return attach_file(paper=None, upload=upload, owner=union, actor=actor, on=on) if upload else None


def close_holder(holder: Holder, left_on: date, **how: Any) -> Holder:
    """Inside an act: the holder sat there until the day before `left_on`.

    Refused: he began on that day or later.
    """
    start = holder.valid.lower
    if start is not None and left_on <= start:
        raise refuse(
            _("%(person)s %(start)s 才任职，不能在 %(day)s 离任。")
            % {"person": holder.person, "start": start, "day": left_on},
            cure=_("核对离任日期。"), field="left_on",
        )  # fmt: skip
    closed = end_valid(holder, left_on, **how)
    assert isinstance(closed, Holder)
    return closed


def close_acting(seat: Seat, first_day_after: date, why: ActingEnds, *, actor: Any, on: date) -> None:
    """Inside an act: whoever acts for the seat acts no longer from that day on, one day at least; logged as an act."""
    acting = acting_now(seat)
    if acting is None:
        return
    start, union = acting.valid.lower, seat.body.union
    after = max(first_day_after, start + timedelta(days=1)) if start else first_day_after
    with record("terms.close_acting", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        end_valid(acting, after)
        entry.after = {"person": acting.person.name, "seat": str(seat), "from": after, "why": why}


def end_acting_of(holder: Holder, left_on: date, *, actor: Any, on: date) -> None:
    """Inside an act: who left his own seat acts for no other seat of that body, unless he sits there still."""
    body = holder.seat.body
    sits = Holder.objects.current_record().filter(
        person=holder.person_id, seat__body=body, valid__upper_inf=True
    )
    if sits.exists():
        return
    acted_for = Acting.objects.current_record().filter(
        person=holder.person_id, seat__body=body, valid__upper_inf=True
    )
    for acting in acted_for.select_related("seat__body__union").order_by("pk"):
        close_acting(acting.seat, left_on, ActingEnds.OWN_SEAT, actor=actor, on=on)


def end_duties(holder: Holder, left_on: date, actor: Any, on: date) -> list[str]:
    """The duties in the union of a head who left end with the seat, unless he still heads a body there; their names.

    What he did stays readable to him (dashboards, own acts).
    """
    union, user = holder.seat.body.union_id, holder.person.user
    if user is None or holder.seat.office not in HEADS or _heads_elsewhere(holder, left_on):
        return []
    ended = []
    for duty in Duty.objects.filter(user=user, union=union).active(on).select_related("user", "union"):
        last = max(left_on - timedelta(days=1), duty.valid.lower or date.min)
        organisation.end_duty(duty=duty, last_day=last, actor=actor, on=on)
        ended.append(str(duty.get_role_display()))
    return ended


def _heads_elsewhere(holder: Holder, on: date) -> bool:
    rows = Holder.objects.as_of(on).filter(
        person=holder.person_id, seat__office__in=HEADS, seat__body__union=holder.seat.body.union_id
    )
    return rows.exclude(seat=holder.seat_id).exists()
