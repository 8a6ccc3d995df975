"""The page of a person: posts for whoever sees it, personal data only where the membership is seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gonglian.core.sealing import open_text
from gonglian.organisation import access
from gonglian.organisation.models import Membership, Person, Position


@dataclass(frozen=True)
class PersonPage:
    """facts: label and value, personal ones masked; posts and memberships latest first.
    former: records that became part of this one. may_reveal, may_account: see access."""

    person: Person
    facts: list[tuple[str, Any]]
    positions: list[Position]
    past_positions: list[Position]
    memberships: list[Membership]
    former: list[Person]
    may_reveal: bool
    may_account: bool
    may_correct: bool


def person_page(user: Any, pk: int, *, on: date, known: datetime | None = None) -> PersonPage:
    """The person as of a day, as known now or at that moment; 404 outside the reach. What may be seen of him and done with
    him follows from what is known now; a record that became part of his counts as his."""
    person = access.get_person(user, pk, on=on)
    former = list(person.former.order_by("pk"))
    his = [person, *former] if known else [person]
    posts = Position.objects.current_record(known).filter(person__in=his).select_related("employer", "union")
    seen = access.visible_memberships(user, on=on).filter(person__in=his, valid__startswith__lte=on)
    memberships = list(seen.current_record(known).select_related("union").order_by("-valid"))
    return PersonPage(
        person,
        _facts(person, is_member_seen=seen.current_record().exists() if known else bool(memberships)),
        list(posts.filter(valid__contains=on).order_by("-valid")),
        list(posts.filter(valid__fully_lt=(on, None)).order_by("-valid")),
        memberships,
        former,
        known is None and access.can_reveal(user, person),
        known is None and access.can_account_for(user, person),
        known is None and access.can_merge(user, person),
    )


def mask(text: str, head: int, tail: int) -> str:
    """The first `head` and last `tail` signs with stars between; all stars when too short to hide any."""
    hidden = len(text) - head - tail
    return text[:head] + "*" * hidden + text[-tail:] if hidden > 0 else "*" * len(text)


def _facts(person: Person, *, is_member_seen: bool) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [(_("性别"), person.get_sex_display())]
    if is_member_seen:
        number = mask(open_text(bytes(person.id_sealed)), 4, 4) if person.id_sealed else ""
        facts += [
            (_("出生日期"), person.born_on),
            (_("身份证号"), number),
            (_("手机号"), mask(person.phone, 3, 4) if person.phone else ""),
        ]
    return [(label, value) for label, value in facts if value]
