"""What the page of terms shows: bodies with their seats, extensions, what the clauses say, who sat where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.congress.states import BodyKind, Office
from gonglian.meetings.reads import Mark, mark
from gonglian.organisation.models import Position, Union
from gonglian.policy.site import judge
from gonglian.terms import access
from gonglian.terms.by_elections.models import ByElection
from gonglian.terms.by_elections.queries import called_for
from gonglian.terms.eligibility import barred, barring_posts
from gonglian.terms.extending.reads import Asked, asked_by
from gonglian.terms.facts import is_enterprise, org_form
from gonglian.terms.models import Extension, Substitution
from gonglian.terms.picture import Picture, SeatRow, picture_of, seat_rank, seat_title, tally_of
from gonglian.terms.queries import BodyOn, bodies_of, former_holders
from gonglian.terms.succession import underway_for
from gonglian.terms.timeline import axis_of


@dataclass(frozen=True, slots=True)
class Stay:
    """A line of who sat where: the seat, the holder's row (or that of who acted), how he came and went in words."""

    seat: str
    row: Any
    came: str
    went: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier term of a body: who sat in it."""

    ordinal: int
    stays: list[Stay]


@dataclass(frozen=True, slots=True)
class Block:
    """A body on the page. stays: who sits or has sat in the latest term; earlier: the terms before it, the latest first."""

    standing: BodyOn
    title: str
    tally: str
    picture: Picture
    stays: list[Stay]
    earlier: list[Earlier]

    @property
    def extensions(self) -> tuple[Extension, ...]:
        return self.standing.extensions


@dataclass(frozen=True, slots=True)
class TermsPage:
    union: Union
    blocks: list[Block]
    marks: list[Mark]
    may_change: bool
    extension: Asked | None


@dataclass(frozen=True, slots=True)
class Doing:
    """What is under way, by seat, and the posts outside that bar, by person."""

    underway: dict[int, Substitution]
    called: dict[int, ByElection]
    posts: dict[int, list[Position]]


def terms_page(union: Union, *, user: Any, on: date, today: date, known: datetime | None = None) -> TermsPage:
    """The union's bodies on the day of view; acts are offered today only."""
    bodies = bodies_of(union, on=on, known=known)
    is_now = on == today and known is None
    may_change = is_now and access.can_change_union(user, union)
    axis = axis_of(bodies, on) if bodies else None
    blocks = []
    for body in bodies:
        picture = picture_of([body], on, each=True, axis=axis)
        assert picture is not None  # of one body
        if may_change:
            seats = [seat.seat for seat in body.seats]
            doing = Doing(
                underway_for(seats),
                called_for(seats),
                barring_posts([seat.holder.person_id for seat in body.seats if seat.holder], on=on),
            )
            picture = replace(picture, rows=[replace(row, acts=_acts(row, doing)) for row in picture.rows])
        blocks.append(
            Block(body, _title(body), tally_of(body), picture, _stays(body), _earlier(body, on, known))
        )
    marks = [mark(finding) for finding in _judged(union, bodies, on)]
    in_time = any(body.ends_on is not None and on <= body.ends_on for body in bodies)
    asked = asked_by(union, user, in_time=in_time) if is_now else None
    return TermsPage(union, blocks, marks, may_change, asked)


def _title(body: BodyOn) -> str:
    """The body with its term: 委员会，第 2 届，2026-03-18 至 2031-03-18."""
    if body.term is None:
        return str(body.body)
    words = {
        "body": body.body,
        "ordinal": body.term.ordinal,
        "from": body.term.starts_on,
        "until": body.ends_on,
    }
    told = _("%(body)s，第 %(ordinal)s 届，%(from)s 至 %(until)s") % words
    return told + (_("，延期至 %(day)s") % {"day": body.extended_to} if body.extended_to else "")


def _acts(row: SeatRow, doing: Doing) -> list[tuple[str, str]]:
    """What may be recorded of a seat as it stands: word and address."""
    seat = row.seat
    if seat is None:
        return []
    if (row_of := doing.underway.get(seat.seat.pk)) is not None and seat.holder is None:
        return [(_("办理替补"), row_of.get_absolute_url())]
    if (vote := doing.called.get(seat.seat.pk)) is not None:
        return [(_("办理%(purpose)s") % {"purpose": vote.get_purpose_display()}, vote.get_absolute_url())]
    if seat.holder is not None:
        found = [(_("登记离任"), "leave"), (_("登记外部任职"), "outside_post"), (_("发起罢免"), "recall")]
        found += [(_("原职务终止"), "post_ended")] if seat.seat.falls_with_post else []
    elif seat.acting is not None:
        found = [(_("登记到任"), "take"), (_("结束代理"), "end_acting"), (_("发起补选"), "call_by_election")]
    else:
        found = [(_("登记到任"), "take")]
        found += [(_("登记代理"), "act")] if seat.seat.is_leading else []
        by_vote = not seat.seat.falls_with_post and (
            seat.seat.is_leading or seat.seat.is_director or seat.seat.office == Office.MEMBER
        )
        found += [(_("发起补选"), "call_by_election")] if by_vote else []
    return [(word, reverse(f"terms:{name}", args=[seat.seat.pk])) for word, name in found] + _ends(row, doing)


def _ends(row: SeatRow, doing: Doing) -> list[tuple[str, str]]:
    """What the holder of a seat may give up: word and address for each post that some clause bars."""
    seat = row.seat
    if seat is None or seat.holder is None:
        return []
    return [
        (_("登记卸任：%(post)s") % {"post": post}, reverse("terms:end_outside_post", args=[seat.seat.pk, post.pk]))
        for post in doing.posts.get(seat.holder.person_id, [])
    ]  # fmt: skip


def _stays(body: BodyOn) -> list[Stay]:
    """Everybody who has sat or acted, the chair first, seat by seat, the earliest first."""
    found = []
    for seat in sorted(body.seats, key=lambda one: seat_rank(one.seat)):
        title = seat_title(seat.seat)
        for row in seat.holders:
            found.append(Stay(title, row, _came(row), _went(row)))
        found += [Stay(title, row, _("代理"), "") for row in seat.actings]
    return found


def _earlier(body: BodyOn, on: date, known: datetime | None) -> list[Earlier]:
    found = groupby(former_holders(body, on=on, known=known), key=lambda row: row.seat.ordinal)
    return [
        Earlier(
            ordinal,
            [
                Stay(seat_title(row.seat), row, _came(row), _went(row))
                for row in sorted(rows, key=lambda row: seat_rank(row.seat))
            ],
        )
        for ordinal, rows in found
    ]


def _came(row: Any) -> str:
    return "，".join(filter(None, [str(row.get_came_display()), row.basis]))


def _went(row: Any) -> str:
    return "，".join(filter(None, [str(row.get_went_display() or ""), row.reason]))


def _judged(union: Union, bodies: list[BodyOn], on: date) -> list[dict[str, Any]]:
    """TRM-03, 05 and 09 on the day, of a union that has a committee, and the holders whom a post bars."""
    by_kind = {body.body.kind: body for body in bodies}
    committee = by_kind.get(BodyKind.COMMITTEE)
    if committee is None:
        return []
    form = org_form(union)
    over = {"ends_on": committee.ends_on, "extended_to": committee.extended_to, "on": on, "org_form": form}
    found = [judge("TRM-03", over, on)]
    for seat in committee.seats:
        if seat.seat.office == Office.CHAIR:
            acting = seat.acting.starts_on if seat.acting else None
            facts = {
                "enterprise": is_enterprise(union, on=on),
                "vacant_since": seat.vacant_since,
                "acting_since": acting,
            }
            found.append(judge("TRM-05", facts | {"on": on}, on))
    begun = {kind: _begun(by_kind.get(kind)) for kind in BodyKind.values}
    if begun[BodyKind.COMMITTEE] is not None:
        found.append(judge("TRM-09", begun, on))
    found += [
        replace(finding, message=f"{seat_title(row.holder.seat)} {row.holder.person}：{finding.message}")
        for row in barred([union.pk], on=on)
        for finding in row.findings
    ]
    return [finding.for_people().to_json() for finding in found]


def _begun(body: BodyOn | None) -> date | None:
    return body.term.starts_on if body and body.term else None
