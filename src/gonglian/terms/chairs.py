"""Chairs whose name in an imported roster is another than on record. A roster only asks; nothing falls from free text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gonglian.organisation.models import Position, Union
from gonglian.organisation.states import PositionRole
from gonglian.rosters.models import Import, ImportRow
from gonglian.rosters.rows import MEMBERS
from gonglian.rosters.states import HOLDS_ROWS, RowStatus
from gonglian.terms.models import ChairName

NOTE = "chair_differs"  # how the preview marks such a row


@dataclass(frozen=True, slots=True)
class ChairQuestion:
    """post: the chair's on record; name: what the roster says; row: where it says so."""

    union: Union
    post: Position
    name: str
    row: ImportRow


def chair_questions(
    imports: QuerySet[Import], *, on: date, union: Union | None = None
) -> list[ChairQuestion]:
    """The open questions of imports that weren't discarded or undone, by the union's name; of several rosters the latest
    asks. Five queries."""
    batches = imports.filter(state__in=HOLDS_ROWS).order_by().values("pk")
    rows = ImportRow.objects.filter(batch__in=batches, target__isnull=False).exclude(kind=MEMBERS)
    noted = rows.filter(status=RowStatus.WARNING, notes__contains=[{"code": NOTE}])
    wanted = [union.pk] if union else [row.target for row in noted.only("target")]
    said = {row.target: row for row in rows.filter(target__in=wanted).order_by("batch", "pk") if row.target}
    latest = {target: row for target, row in said.items() if any(note["code"] == NOTE for note in row.notes)}
    posts = _posts(latest, on)
    answered = set(ChairName.objects.filter(union__in=latest).values_list("union_id", "name"))
    unions = Union.objects.filter(pk__in=posts).order_by("pinyin", "pk")
    found = (
        ChairQuestion(each, posts[each.pk], str(latest[each.pk].facts["chair"]), latest[each.pk])
        for each in unions
    )
    return [
        asked for asked in found
        if asked.post.person.name != asked.name and (asked.union.pk, asked.name) not in answered
    ]  # fmt: skip


def _posts(unions: Iterable[int], on: date) -> dict[int, Position]:
    """The one chair each union has on record; a union with several is left to its file."""
    found: dict[int, list[Position]] = {}
    rows = Position.objects.as_of(on).filter(union__in=list(unions), role=PositionRole.UNION_CHAIR)
    for row in rows.select_related("person", "union"):
        assert row.union_id is not None  # filtered by it
        found.setdefault(row.union_id, []).append(row)
    return {union: posts[0] for union, posts in found.items() if len(posts) == 1}
