"""How many members and constituents, for many unions at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from gonglian.organisation.states import KEEP_MEMBERS

_MEMBERS = """
with recursive below(root, id) as (
    select id, id from unnest(%(unions)s::bigint[]) as root(id)
    union
    select below.root, line.child_id
    from below join organisation_union parent on parent.id = below.id
    join organisation_line line on line.parent_id = below.id
    where (line.kind = 'constituent' or (line.kind = 'leadership' and parent.kind = 'regional'))
      and line.valid @> %(on)s::date
      and case when %(known)s::timestamptz is null then upper_inf(line.recorded)
           else line.recorded @> %(known)s::timestamptz end
), kept as (
    select union_id, count(*) as number from organisation_membership
    where union_id = any(array(select distinct id from below))
      and kind = 'voting' and valid @> %(on)s::date
      and case when %(known)s::timestamptz is null then upper_inf(recorded) else recorded @> %(known)s::timestamptz end
    group by union_id
), known as (
    select below.root, below.id, u.kind = any(%(keepers)s) as keeps, kept.number as kept,
           case when jsonb_typeof(u.declared -> 'members') = 'number'
                then (u.declared ->> 'members')::int end as declared
    from below join organisation_union u on u.id = below.id left join kept on kept.union_id = below.id
)
select root,
       (sum(coalesce(kept, declared)) filter (where keeps))::bigint,
       coalesce(bool_or(kept is not null) filter (where keeps), false),
       coalesce(bool_or(kept is null and declared is not null) filter (where keeps), false),
       max(declared) filter (where id = root and not keeps)
from known group by root
"""

_CONSTITUENTS = """
select parent_id, count(*) from organisation_line
where parent_id = any(%(unions)s) and kind = 'constituent' and valid @> %(on)s::date and upper_inf(recorded)
group by parent_id
"""


@dataclass(frozen=True)
class Members:
    """A number of members and where it comes from: kept memberships, declared figures, or both."""

    number: int
    kept: bool
    declared: bool

    @property
    def source(self) -> str:
        """会籍 when every member is on record, 上报 for a declared figure, 部分上报 for a sum of both."""
        if self.kept and self.declared:
            return _("部分上报")
        return _("会籍") if self.kept else _("上报")


def members_of(unions: Iterable[int], *, on: date, known: datetime | None = None) -> dict[int, Members]:
    """Members on a day by union id, as known now or at that moment; unions without any figure are left out.

    A primary union: its voting memberships open on the day, else what it declared. An industrial union: the
    distinct primary unions below it along constituent lines, each counted once, those under a regional
    federation included. Others: what they declared.
    """
    with connection.cursor() as cursor:
        given: dict[str, Any] = {
            "unions": list(unions),
            "on": on,
            "known": known,
            "keepers": list(KEEP_MEMBERS),
        }
        cursor.execute(_MEMBERS, given)
        rows = cursor.fetchall()
    found: dict[int, Members] = {}
    for union, number, kept, declared, own in rows:
        if number is not None:
            found[union] = Members(number, kept, declared)
        elif own is not None:
            found[union] = Members(own, kept=False, declared=True)
    return found


def constituents_of(unions: Iterable[int], *, on: date) -> dict[int, int]:
    """How many constituents stand directly below each union on a day; unions with none are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_CONSTITUENTS, {"unions": list(unions), "on": on})
        return dict(cursor.fetchall())
