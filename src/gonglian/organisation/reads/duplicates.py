"""Records that look like one and the same: people and employers within the reach, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from gonglian.organisation import access
from gonglian.organisation.models import Employer, Person
from gonglian.organisation.states import MergeState

MOST = 50

# Two people: the same letters and birth in one union; or a member and somebody of the same name and without a number
# who holds a post in that union or in an employer it covers, as chairs do who came with a roster of unions.
_PEOPLE = """
with seen as (select unnest(%(unions)s::bigint[]) as id),
member as (
    select m.union_id, p.id, p.name, p.pinyin, p.born_on
    from organisation_membership m join seen on seen.id = m.union_id join organisation_person p on p.id = m.person_id
    where upper_inf(m.recorded) and m.valid @> %(on)s::date
), post as (
    select coalesce(o.union_id, c.union_id) as union_id, p.id, p.name
    from organisation_position o join organisation_person p on p.id = o.person_id
    left join organisation_coverage c on c.employer_id = o.employer_id and upper_inf(c.recorded) and c.valid @> %(on)s::date
    where upper_inf(o.recorded) and o.valid @> %(on)s::date and p.id_hash is null
)
select kept, dropped, min(why) from (
    select least(one.id, two.id) as kept, greatest(one.id, two.id) as dropped, 'birth' as why
    from member one join member two on two.union_id = one.union_id and two.id > one.id
        and two.pinyin = one.pinyin and two.born_on = one.born_on
    union all
    select member.id, post.id, 'post' from member join post on post.union_id = member.union_id
        and post.name = member.name and post.id <> member.id
) pair group by kept, dropped order by kept, dropped limit %(most)s
"""
_EMPLOYERS = """
select one.id, two.id, 'body' from organisation_employer one
join organisation_employer two on substr(two.uscc, 9, 9) = substr(one.uscc, 9, 9) and two.id > one.id
where one.id = any(%(seen)s) and two.id = any(%(seen)s) and one.merged_into_id is null and two.merged_into_id is null
order by 1, 2 limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that look alike, the one proposed to remain first, and why."""

    noun: str
    kept: Any
    dropped: Any
    why: str


def likely_duplicates(user: Any, *, on: date) -> list[Pair]:
    """At most MOST pairs of people and as many of employers, within the reach of today; none for who may not merge."""
    duty = getattr(user, "duty", None)
    if duty is None or not access.may_see_members(duty):
        return []
    unions = list(access.visible_unions(user).values_list("pk", flat=True))
    seen = list(access.visible_employers(user).values_list("pk", flat=True))
    people = _pairs("people", Person, _PEOPLE, {"unions": unions, "on": on, "most": MOST})
    return people + _pairs("employers", Employer, _EMPLOYERS, {"seen": seen, "most": MOST})


def merges_waiting(user: Any) -> list[Any]:
    """Mergers proposed and not decided, the oldest first."""
    rows = [
        merge
        for found in access.visible_merges(user).values()
        for merge in found.filter(state=MergeState.PROPOSED).select_related("kept", "dropped", "proposed_by")
    ]
    return sorted(rows, key=lambda merge: (merge.proposed_on, merge.pk))


def _pairs(noun: str, model: type[Any], sql: str, given: dict[str, Any]) -> list[Pair]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows = cursor.fetchall()
    found = model.objects.in_bulk({pk for row in rows for pk in row[:2]})
    return [Pair(noun, found[kept], found[dropped], _reasons()[why]) for kept, dropped, why in rows]


def _reasons() -> dict[str, str]:
    return {
        "birth": _("同一工会，姓名读音和出生日期相同"),
        "post": _("会员与任职人同名，任职记录没有身份证号"),
        "body": _("统一社会信用代码的主体标识码相同"),
    }
