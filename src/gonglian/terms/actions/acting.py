"""Somebody acts for a vacant chair or vice-chair, for a time that TRM-05 limits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.periods import DateRange, end_valid
from gonglian.core.refused import refuse
from gonglian.organisation.models import Person
from gonglian.policy.site import judge
from gonglian.terms.actions.shared import acting_now, held_seat, kept_file, refuse_future, sitting
from gonglian.terms.facts import told
from gonglian.terms.models import Acting, Seat
from gonglian.terms.queries import vacancy_facts


@transaction.atomic
def name_acting(
    *, seat: Seat, person: Person, since: date, actor: Any, on: date, basis: str = "", upload: Any = None
) -> Acting:  # fmt: skip
    """The person acts for the vacant seat from `since` on (RECORD); TRM-05 is judged from the vacancy's first day.

    Refused: a seat of no chair or vice-chair; one that is held; somebody acts already; a future day, or one before the
    seat fell vacant.
    """
    seat = held_seat(seat)
    union = seat.body.union
    refuse_future(since, on, "since")
    _refuse_acting(seat, since, on)
    with record("terms.name_acting", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        acting = Acting.objects.create(
            seat=seat, person=person, valid=DateRange(since, None), basis=basis.strip()[:200],
            scan=kept_file(upload, union, actor, on),
        )  # fmt: skip
        entry.findings = told([judge("TRM-05", vacancy_facts(seat, on=on), on)])
        entry.after = {"person": person.name, "seat": str(seat), "from": since, "basis": acting.basis}
    return acting


@transaction.atomic
def end_acting(*, acting: Acting, left_on: date, actor: Any, on: date) -> Acting:
    """He acts no longer from `left_on` on, and the seat stays vacant (RECORD). Refused: ended already; a future day, or one
    on or before his first."""
    seat = held_seat(acting.seat)
    union, now = seat.body.union, acting_now(seat)
    refuse_future(left_on, on, "left_on")
    if now is None or now.pk != acting.pk:
        raise refuse(_("%(person)s已不再代理。") % {"person": acting.person}, cure=_("刷新页面看看。"))
    if acting.valid.lower is not None and left_on <= acting.valid.lower:
        raise refuse(
            _("%(person)s %(day)s 才开始代理。") % {"person": acting.person, "day": acting.valid.lower},
            cure=_("核对日期。"), field="left_on",
        )  # fmt: skip
    with record("terms.end_acting", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        closed = end_valid(acting, left_on)
        entry.after = {"person": acting.person.name, "seat": str(seat), "from": left_on}
    assert isinstance(closed, Acting)
    return closed


def _refuse_acting(seat: Seat, since: date, on: date) -> None:
    if not seat.is_leading:
        raise refuse(
            _("%(seat)s空缺不设代理。") % {"seat": seat},
            cure=_("只有主席、副主席空缺时可以代理。"),
            cite="TRM-05",
        )
    if (there := sitting(seat)) is not None:
        raise refuse(
            _("%(seat)s现由%(person)s担任，不需要代理。") % {"seat": seat, "person": there.person},
            cure=_("他已离任的，先登记离任。"), cite="TRM-05",
        )  # fmt: skip
    if (now := acting_now(seat)) is not None:
        raise refuse(
            _("%(person)s已在代理。") % {"person": now.person}, cure=_("换人代理的，先结束他的代理。")
        )
    vacant = vacancy_facts(seat, on=on)["vacant_since"]
    if vacant is not None and since < vacant:
        raise refuse(
            _("%(seat)s %(day)s 才空缺。") % {"seat": seat, "day": vacant},
            cure=_("核对代理起始日。"),
            field="since",
        )
