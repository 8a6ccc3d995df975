"""A constituent's post ends: the plain seats that rest on it fall the same day (TRM-07)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.congress.states import BodyKind, Office, Source
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Person, Position, Union
from gonglian.organisation.states import PositionRole
from gonglian.terms.actions.shared import (
    close_holder,
    end_acting_of,
    held_seat,
    kept_file,
    refuse_future,
    sitting,
)
from gonglian.terms.models import Holder, Substitution
from gonglian.terms.states import Went


@transaction.atomic
def end_post(*, holder: Holder, ended_on: date, actor: Any, on: date, upload: Any = None) -> Substitution:
    """The constituent's post behind a plain seat ended on that day (RECORD): the post's own record ends too, where there is one,
    and every seat that rests on it falls. Refused: as `fall_seat`."""
    refuse_future(ended_on, on, "ended_on")
    opened = fall_seat(holder=holder, ended_on=ended_on, actor=actor, on=on, upload=upload)
    rows = Position.objects.current_record().filter(
        person=holder.person_id, union=opened.seat.constituent_id, role=PositionRole.UNION_CHAIR,
        valid__upper_inf=True, valid__startswith__lt=ended_on,
    )  # fmt: skip
    for post in rows.select_related("person", "union"):
        organisation.end_position(position=post, last_day=ended_on - timedelta(days=1), actor=actor, on=on)
    return opened


@transaction.atomic
def fall_seat(*, holder: Holder, ended_on: date, actor: Any, on: date, upload: Any = None) -> Substitution:
    """The plain seat falls on the day the constituent's post ended, and a substitution is opened (RECORD; TRM-07).

    Effects: he acts for no other seat of the body any longer (TRM-05).
    Refused: the seat of a chair, vice-chair or standing member, or one that no constituent's post carries; a future day; one
    on or before his first; he left already.
    """
    seat = held_seat(holder.seat)
    if not seat.falls_with_post:
        raise refuse(
            _("%(seat)s不随组成单位的职务变动，不能替补。") % {"seat": seat},
            cure=_("登记离任，再补选。"), cite="TRM-07",
        )  # fmt: skip
    there = sitting(seat)
    if there is None or there.pk != holder.pk:
        raise refuse(
            _("%(person)s已不在%(seat)s上。") % {"person": holder.person, "seat": seat},
            cure=_("可能刚由别人办过，刷新页面看看。"),
        )
    refuse_future(ended_on, on, "ended_on")
    union = seat.body.union
    assert seat.constituent_id is not None  # a seat that falls with a post has one
    touches = [union.pk, seat.constituent_id]
    with record("terms.fall_seat", actor=actor, on=on, obj=union, touches=touches) as entry:
        scan = kept_file(upload, union, actor, on)
        close_holder(
            holder, ended_on, went=Went.SUBSTITUTED, reason=str(seat.constituent)[:200], went_scan=scan
        )
        end_acting_of(holder, ended_on, actor=actor, on=on)
        opened = Substitution.objects.create(seat=seat, former=holder.person, post_ended_on=ended_on)
        entry.after = {
            "person": holder.person.name, "seat": str(seat), "constituent": str(seat.constituent), "from": ended_on
        }  # fmt: skip
    return opened


def posts_fell(*, union: Union, person: Person, ended_on: date, actor: Any, on: date) -> list[Substitution]:
    """Inside the act that ended the person's post at `union`: every plain seat resting on it falls. A seat taken after that
    day stays for the officer to judge."""
    rows = Holder.objects.current_record().filter(
        person=person, valid__upper_inf=True, valid__startswith__lt=ended_on, seat__office=Office.MEMBER,
        seat__source=Source.FEDERATED, seat__constituent=union,
        seat__body__kind__in=(BodyKind.COMMITTEE, BodyKind.AUDIT), seat__body__valid__upper_inf=True,
        seat__body__recorded__upper_inf=True,
    )  # fmt: skip
    listed = rows.select_related("person", "seat__body__union").order_by("seat__body_id", "pk")
    return [fall_seat(holder=holder, ended_on=ended_on, actor=actor, on=on) for holder in listed]


def position_ended(*, position: Position, last_day: date, actor: Any, on: date) -> None:
    """What follows from the end of a recorded post: of a union's chair, the plain seats that rest on it fall."""
    if position.role == PositionRole.UNION_CHAIR and position.union is not None:
        ended_on = last_day + timedelta(days=1)
        posts_fell(union=position.union, person=position.person, ended_on=ended_on, actor=actor, on=on)
