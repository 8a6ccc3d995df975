"""A roster named another chair: the officer says what it means, and only then something changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.organisation import actions as organisation
from gonglian.organisation.actions.holding import held_union
from gonglian.organisation.models import Membership, Person, Position, Union
from gonglian.organisation.states import PositionRole
from gonglian.terms.actions.shared import refuse_future
from gonglian.terms.models import ChairName
from gonglian.terms.states import ChairAnswer


@transaction.atomic
def answer_chair(
    *, union: Union, post: Position, name: str, answer: str, actor: Any, on: date, since: date | None = None
) -> ChairName:  # fmt: skip
    """Same person, corrected, or a successor from `since` on (RECORD).

    Effects: corrected — the name on record becomes the roster's; successor — the former chair's post ends the day before, the
    plain seats that rest on it fall (TRM-07), and the new chair's post begins: of the member of that name where the union keeps
    exactly one, else of a person registered now. Refused: answered already; a successor without a day, in the future, or not
    after the former began.
    """
    union = held_union(union)
    if ChairName.objects.filter(union=union, name=name).exists():
        raise refuse(_("“%(name)s”已经核对过。") % {"name": name}, cure=_("刷新页面看看。"))
    with record("terms.answer_chair", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        if answer == ChairAnswer.CORRECTED:
            organisation.correct_person(
                person=post.person, name=name, phone="", reason=_("照花名册更正主席姓名"), actor=actor, on=on
            )
        elif answer == ChairAnswer.SUCCESSOR:
            _succeed(union, post, name, since, actor, on)
        row = ChairName.objects.create(union=union, name=name, answer=answer, answered_on=on)
        entry.after = {"answer": answer, "from": since}
    return row


def _succeed(union: Union, post: Position, name: str, since: date | None, actor: Any, on: date) -> None:
    if since is None:
        raise refuse(_("换了人，要写新主席从哪一天起任职。"), cure=_("照选举结果填写。"), field="since")
    refuse_future(since, on, "since")
    if post.valid.lower is not None and since <= post.valid.lower:
        raise refuse(
            _("%(person)s %(day)s 才任职，新主席不能从 %(since)s 起任职。")
            % {"person": post.person, "day": post.valid.lower, "since": since},
            cure=_("核对任职起始日。"), field="since",
        )  # fmt: skip
    organisation.end_position(position=post, last_day=since - timedelta(days=1), actor=actor, on=on)
    person = _member(union, name, on) or organisation.register_person(name=name, actor=actor, on=on)
    organisation.add_position(
        person=person, role=PositionRole.UNION_CHAIR, union=union, start=since, actor=actor, on=on
    )


def _member(union: Union, name: str, on: date) -> Person | None:
    """The member of that name, where there is exactly one."""
    rows = Membership.objects.as_of(on).filter(union=union, person__name=name).select_related("person")[:2]
    return rows[0].person if len(rows) == 1 else None
