"""Reads of the organisation used by more than one caller. Always `on=day`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from gonglian.organisation.models import Coverage, Duty, Employer, Line, Membership, Person, Position, Union
from gonglian.organisation.states import LineKind

_DESCENDANTS = """
with recursive below(id) as (
    select unnest(%s::bigint[])
    union
    select line.child_id from organisation_line line join below on line.parent_id = below.id
    where line.kind = any(%s) and line.valid @> %s::date
      and case when %s::timestamptz is null then upper_inf(line.recorded)
           else line.recorded @> %s::timestamptz end
)
select id from below
"""

_ANCESTORS = """
with recursive above(id, depth) as (
    select %s::bigint, 0
    union
    select line.parent_id, above.depth + 1 from organisation_line line join above on line.child_id = above.id
    where line.kind = %s and line.valid @> %s::date and upper_inf(line.recorded) and above.depth < %s
)
select id from above where depth > 0 group by id order by min(depth), id
"""
DEEPEST = 12  # a chain of lines is never longer; it also ends a circle in old records


def duties_of(user: Any, *, on: date) -> list[Duty]:
    """The duties a user holds on a day, with their unions, the oldest first."""
    return list(Duty.objects.filter(user=user).active(on).select_related("union").order_by("pk"))


def descendants(
    roots: Iterable[int], kinds: Iterable[str], *, on: date, known: datetime | None = None
) -> set[int]:
    """The unions reached downward from `roots` along lines of `kinds` on a day, the roots included."""
    with connection.cursor() as cursor:
        cursor.execute(_DESCENDANTS, [list(roots), list(kinds), on, known, known])
        return {row[0] for row in cursor.fetchall()}


def ancestors(union: int, kind: str, *, on: date) -> list[int]:
    """The unions above one along a kind of line on a day, the nearest first."""
    with connection.cursor() as cursor:
        cursor.execute(_ANCESTORS, [union, kind, on, DEEPEST])
        return [row[0] for row in cursor.fetchall()]


def search(unions: QuerySet[Union], words: str) -> QuerySet[Union]:
    """Unions whose name, pinyin or initials hold the words, or whose code begins with them."""
    return unions.filter(search_condition(words)) if words.strip() else unions


def search_condition(words: str) -> Q:
    """The same search for every table with name, pinyin, initials and code.

    Twenty thousand names are read through in less time than the bigrams of common words are compared.
    """
    text = words.strip()
    latin = text.lower().replace(" ", "")
    if latin.isascii():
        code = Q(pk__in=[]) if len(latin) < 4 else Q(code__istartswith=latin)
        return Q(pinyin__contains=latin) | Q(initials__contains=latin) | code
    return Q(name__contains=text)


def parents(
    unions: Iterable[int], kind: LineKind, *, on: date, known: datetime | None = None
) -> dict[int, list[Line]]:
    """Lines upward of one kind for each union, with the parent at hand."""
    found: dict[int, list[Line]] = {}
    lines = Line.objects.as_of(on, known).filter(child__in=list(unions), kind=kind).select_related("parent")
    for line in lines.order_by("pk"):
        found.setdefault(line.child_id, []).append(line)
    return found


def unions_of(row: Person | Employer) -> set[int]:
    """The unions a person or an employer has to do with, as known now: membership, posts, coverage."""
    key = {"person" if isinstance(row, Person) else "employer": row}
    found: set[int] = set()
    for model in (Position, Membership if isinstance(row, Person) else Coverage):
        rows = model.objects.current_record().filter(union__isnull=False, **key)
        found.update(rows.values_list("union_id", flat=True))
    return found


def is_constituent(union: Union) -> bool:
    """Whether an industrial union unites it, without an end in sight: what it covers then needs a paper to change."""
    rows = Line.objects.current_record().filter(kind=LineKind.CONSTITUENT, valid__upper_inf=True)
    return rows.filter(child=union).exists()


def constituents_of(union: Union, *, on: date | None = None) -> QuerySet[Union]:
    """The unions an industrial union is made up of on a day, or without an end in sight, in the order of names."""
    lines = Line.objects.as_of(on) if on else Line.objects.current_record().filter(valid__upper_inf=True)
    united = lines.filter(parent=union, kind=LineKind.CONSTITUENT)
    return (
        Union.objects.filter(pk__in=united.values("child")).select_related("region").order_by("pinyin", "pk")
    )


def remaining(row: Any) -> Any:
    """The record that a merged one became part of; itself when it never was merged."""
    while row.merged_into_id:
        row = row.merged_into
    return row
