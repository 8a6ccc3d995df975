"""Registering people, the posts they hold, and where their membership is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.hanzi import pinyin
from gonglian.core.periods import end_valid, since
from gonglian.core.refused import refuse
from gonglian.core.sealing import keyed_hash, seal_text
from gonglian.organisation.endings import followers
from gonglian.organisation.models import Membership, Person, Position, Union
from gonglian.organisation.queries import remaining
from gonglian.organisation.states import MembershipKind
from gonglian.reference.idcards import checksum_holds


@transaction.atomic
def register_person(*, name: str, actor: Any, on: date, id_number: str = "", **fields: Any) -> Person:
    """Register a person (RECORD). The ID number is sealed; the log names the person and nothing else of him.

    Refused: an ID number that belongs to another person.
    """
    key = pinyin(name, surname=True)
    sealed: dict[str, Any] = {}
    if id_number:
        sealed = {"id_sealed": seal_text(id_number), "id_hash": keyed_hash(id_number)}
        if Person.objects.filter(city=settings.CITY_CODE, id_hash=sealed["id_hash"]).exists():
            raise refuse(
                _("这个身份证号已属于另一个人。"), cure=_("查一下是否已经登记过。"), field="id_number"
            )
    with record("organisation.register_person", actor=actor, on=on) as entry:
        person = Person.objects.create(
            city=settings.CITY_CODE, name=name, pinyin=key.full, initials=key.initials, **sealed, **fields
        )
        entry.obj = person
    return person


@transaction.atomic
def recognise_person(*, name: str, id_number: str, actor: Any, on: date) -> Person:
    """The person on record under this ID number, also out of the officer's reach, so that nobody is registered twice; else
    registered now (RECORD). Recognising goes into the log; nothing else of the record is told.

    Refused: a number that isn't valid; one that stands under another name.
    """
    number = id_number.strip().upper()
    if not checksum_holds(number):
        raise refuse(_("身份证号不对。"), cure=_("照身份证核对 18 位号码。"), field="id_number")
    found = Person.objects.filter(city=settings.CITY_CODE, id_hash=keyed_hash(number)).first()
    if found is None:
        return register_person(name=name, id_number=number, actor=actor, on=on)
    if name.strip() not in {found.name, remaining(found).name}:
        raise refuse(
            _("这个身份证号登记在另一个姓名下。"), cure=_("核对姓名和号码；确是本人的，请会籍所在工会更正姓名。"),
            field="id_number",
        )  # fmt: skip
    with record("organisation.recognise_person", actor=actor, on=on, obj=remaining(found)):
        return remaining(found)  # type: ignore[no-any-return]


@transaction.atomic
def add_position(
    *, person: Person, role: str, actor: Any, on: date, start: date | None, **fields: Any
) -> Position:
    """The person holds a post from `start` (None = unknown) (RECORD)."""
    union = fields.get("union")
    with record(
        "organisation.add_position", actor=actor, on=on, obj=person, touches=[union.pk] if union else []
    ) as entry:
        position = Position.objects.create(
            person=person, role=role, valid=since(start or on), start_known=start is not None, **fields
        )
        entry.after = {"role": role, "place": position.place, "title": position.title}
    return position


@transaction.atomic
def end_position(*, position: Position, last_day: date, actor: Any, on: date) -> None:
    """The post ended; `last_day` inclusive. What rests on the post in higher areas follows (endings)."""
    touches = [position.union_id] if position.union_id else []
    with record(
        "organisation.end_position", actor=actor, on=on, obj=position.person, touches=touches
    ) as entry:
        end_valid(position, last_day + timedelta(days=1))
        entry.before = {"role": position.role, "place": position.place}
        for follower in followers():
            follower(position=position, last_day=last_day, actor=actor, on=on)


@transaction.atomic
def keep_membership(
    *,
    person: Person,
    union: Union,
    actor: Any,
    on: date,
    start: date | None,
    kind: str = MembershipKind.VOTING,
) -> Membership:
    """`union` keeps the person's membership from `start` on (RECORD). Refused: it is open elsewhere."""
    elsewhere = (
        Membership.objects.current_record()
        .filter(person=person, valid__upper_inf=True)
        .select_related("union")
        .first()
    )
    if elsewhere:
        raise refuse(
            _("%(person)s 的会籍在 %(union)s。") % {"person": person, "union": elsewhere.union},
            cure=_("先办转出，再在这里登记。"), cite="LAW-1.45", field="person",
        )  # fmt: skip
    with record("organisation.keep_membership", actor=actor, on=on, obj=person, touches=[union.pk]):
        return Membership.objects.create(
            city=union.city, person=person, union=union, union_kind=union.kind, kind=kind,
            valid=since(start or on), start_known=start is not None,
        )  # fmt: skip
