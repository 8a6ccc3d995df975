"""Staged rows against what is on record: new, change or unchanged, and what a person should look at.

Set by set inside the database; nothing on record is changed. Called when the preview is made and again, under the
tree's lock, when it is applied: what changed in between shows as other counts.
"""

# ruff: noqa: S608 - the SQL is put together from texts of this file alone
from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from gonglian.rosters import reasons
from gonglian.rosters.merge.planning import plan_for_sets
from gonglian.rosters.models import Import
from gonglian.rosters.states import RowStatus

# What an earlier comparison wrote is taken back first; rows that it left as they were are not written again.
_RESET = """
update rosters_importrow set target = null, leader = null, person = null, before = '{}',
    notes = coalesce((select jsonb_agg(n) from jsonb_array_elements(notes) n where not n ? 'found'), '[]'),
    message = case when reason = '' or reason = any(%(found)s) then '' else message end,
    reason = case when reason = any(%(found)s) then '' else reason end
where batch_id = %(batch)s and (target is not null or leader is not null or before <> '{}' or reason = any(%(found)s)
      or (reason = '' and message <> '') or notes @> '[{"found": true}]')
"""

# ---------------------------------------------------------------- unions and industrial unions

# Under the importing union, or under nobody yet and in its territory.
_WITHIN = "u.path like %(path)s or (u.path = '/' || u.id || '/' and u.region_id like %(territory)s)"

_FIND_UNIONS = """
update rosters_importrow r set target = u.id from organisation_union u
where r.batch_id = %(batch)s and r.kind = 'unions' and r.reason = '' and u.city = %(city)s and u.code = r.key
"""
_FIND_SECTOR_UNIONS = """
update rosters_importrow r set target = u.id
from (select name, min(id) as id from organisation_union
      where city = %(city)s and kind = 'industrial' and state not in ('dissolved', 'never_stood') group by name) u
where r.batch_id = %(batch)s and r.kind = 'sector_unions' and r.reason = '' and u.name = r.key
"""
_OTHER_KIND = """
select r.id from rosters_importrow r join organisation_union u on u.id = r.target
where r.batch_id = %(batch)s and r.kind = 'unions' and u.kind not in ('primary', 'joint_primary')
"""
_DISSOLVED = """
select r.id from rosters_importrow r join organisation_union u on u.id = r.target
where r.batch_id = %(batch)s and r.reason = '' and u.state = 'dissolved'
"""
_SECTOR_REPEATED = """
select id from (select id, row_number() over (partition by key order by file_id, number) as place
                from rosters_importrow
                where batch_id = %(batch)s and kind = 'sector_unions' and reason = '') r where place > 1
"""
_OUTSIDE_TERRITORY = """
select id from rosters_importrow
where batch_id = %(batch)s and kind <> 'members' and reason = '' and target is null
  and region not like %(territory)s
"""
_UNION_OUTSIDE = f"""
select r.id from rosters_importrow r join organisation_union u on u.id = r.target
where r.batch_id = %(batch)s and r.kind <> 'members' and r.reason = '' and not ({_WITHIN})
"""

# A place's code begins with its parent's: the union of the longest code that fits is the nearest.
_PROPOSE_LEADERS = """
with above as materialized (
    select id, kind, region_id from organisation_union
    where city = %(city)s and state = 'active' and kind in ('township', 'zone', 'local')),
place as materialized (
    select distinct kind, region from rosters_importrow
    where batch_id = %(batch)s and kind <> 'members' and reason = '' and target is null),
nearest as materialized (
    select distinct on (place.kind, place.region) place.kind, place.region, above.id
    from place join above on place.region like above.region_id || '%%'
     and (place.kind = 'unions' or above.kind <> 'township')
    order by place.kind, place.region, length(above.region_id) desc, above.kind = 'township' desc, above.id)
update rosters_importrow r set leader = nearest.id from nearest
where r.batch_id = %(batch)s and r.kind = nearest.kind and r.region = nearest.region and r.reason = ''
  and r.target is null
"""

# What is on record in the terms of a row's facts. Facts that a roster only asks about are shown as they stand.
_UNION_CHANGES = """
with chair as (
    select p.union_id, min(person.name) as name from organisation_position p
    join organisation_person person on person.id = p.person_id
    where p.role = 'union_chair' and p.valid @> %(on)s::date and upper_inf(p.recorded) group by p.union_id),
now as (
    select r.id, r.facts, u.declared || jsonb_strip_nulls(jsonb_build_object(
        'founded', case when u.founded_on is null then null else r.facts -> 'founded' end,
        'chair', case when chair.name is null then null else r.facts -> 'chair' end,
        'trade', case when r.kind = 'unions' then u.trades[1] end)) as facts_now
    from rosters_importrow r join organisation_union u on u.id = r.target
    left join chair on chair.union_id = u.id
    where r.batch_id = %(batch)s and r.kind <> 'members' and r.reason = '')
update rosters_importrow r set before = changed.before from (
    select now.id, jsonb_object_agg(fact.key, now.facts_now -> fact.key) as before
    from now, jsonb_each(now.facts) fact
    where (now.facts_now -> fact.key) is distinct from fact.value group by now.id) changed
where r.id = changed.id
"""

_ASKS = {
    "name_differs": """
        select r.id, u.name from rosters_importrow r join organisation_union u on u.id = r.target
        where r.batch_id = %(batch)s and r.kind = 'unions' and r.reason = ''
          and u.name <> r."values" ->> 'union_name'""",
    "town_differs": """
        select r.id, place.name from rosters_importrow r join organisation_union u on u.id = r.target
        join reference_region place on place.code = u.region_id
        where r.batch_id = %(batch)s and r.kind = 'unions' and r.reason = ''
          and u.region_id <> r."values" ->> 'town_code'""",
    "unit_differs": """
        select r.id, '' from rosters_importrow r
        where r.batch_id = %(batch)s and r.kind = 'unions' and r.reason = '' and r.target is not null
          and not exists (select 1 from organisation_coverage c
                          join organisation_employer e on c.employer_id = coalesce(e.merged_into_id, e.id)
                          where c.union_id = r.target and upper_inf(c.recorded) and c.valid @> %(on)s::date
                            and e.uscc = r."values" ->> 'unit_code')""",
    "founded_differs": """
        select r.id, u.founded_on::text from rosters_importrow r join organisation_union u on u.id = r.target
        where r.batch_id = %(batch)s and r.kind <> 'members' and r.reason = ''
          and u.founded_on <> (r.facts ->> 'founded')::date""",
    "chair_differs": """
        select r.id, string_agg(person.name, '、') from rosters_importrow r
        join organisation_position p on p.union_id = r.target and p.role = 'union_chair'
             and p.valid @> %(on)s::date and upper_inf(p.recorded)
        join organisation_person person on person.id = p.person_id
        where r.batch_id = %(batch)s and r.kind <> 'members' and r.reason = '' and r.facts ? 'chair'
        group by r.id having not bool_or(person.name = r.facts ->> 'chair')""",
    "no_leader": """
        select id, '' from rosters_importrow
        where batch_id = %(batch)s and kind <> 'members' and reason = '' and target is null and leader is null""",
}

# ---------------------------------------------------------------- members

_FIND_PEOPLE = """
update rosters_importrow r set target = p.id from organisation_person p
where r.batch_id = %(batch)s and r.kind = 'members' and r.reason = '' and p.city = %(city)s and p.id_hash = r.id_hash
"""
_KEEPS_NO_MEMBERS = """
select r.id from rosters_importrow r join organisation_union u on u.city = %(city)s and u.code = r.union_code
where r.batch_id = %(batch)s and r.kind = 'members' and r.reason = '' and r.union_code <> ''
  and (u.kind not in ('primary', 'joint_primary') or u.state = 'dissolved')
"""
_MEMBERS_OUTSIDE = f"""
select r.id from rosters_importrow r join organisation_union u on u.city = %(city)s and u.code = r.union_code
where r.batch_id = %(batch)s and r.kind = 'members' and r.reason = '' and not ({_WITHIN})
"""
_WAIT = """
update rosters_importrow r set message = %(message)s
where r.batch_id = %(batch)s and r.kind = 'members' and r.reason = ''
  and not exists (select 1 from organisation_union u where u.city = %(city)s and u.code = r.union_code)
  and not exists (select 1 from rosters_importrow n where n.batch_id = %(batch)s and n.kind = 'unions'
                  and n.reason = '' and n.key = r.union_code)
"""
_MEMBER_ELSEWHERE = """
select r.id from rosters_importrow r
join organisation_membership m on m.person_id = r.target and upper_inf(m.valid) and upper_inf(m.recorded)
join organisation_union u on u.id = m.union_id
where r.batch_id = %(batch)s and r.kind = 'members' and r.reason = '' and u.code <> r.union_code
  and not (r."values" ->> 'ended')::boolean
"""
_MEMBER_CHANGES = """
with kept as (
    select r.id, bool_or(upper_inf(m.valid)) as is_open from rosters_importrow r
    join organisation_membership m on m.person_id = r.target and upper_inf(m.recorded)
    join organisation_union u on u.id = m.union_id and u.code = r.union_code
    where r.batch_id = %(batch)s and r.kind = 'members' and r.reason = '' group by r.id),
now as (
    select r.id, r.facts || '{"membership": true}' as facts, p.details || jsonb_strip_nulls(jsonb_build_object(
        'sex', case when p.sex <> '0' then r.facts -> 'sex' end,
        'born_on', case when p.born_on is not null then r.facts -> 'born_on' end,
        'phone', nullif(p.phone, ''),
        'membership', case when case when (r."values" ->> 'ended')::boolean then kept.id is not null
                                     else kept.is_open end then true end)) as facts_now
    from rosters_importrow r join organisation_person p on p.id = r.target left join kept on kept.id = r.id
    where r.batch_id = %(batch)s and r.kind = 'members' and r.reason = '')
update rosters_importrow r set before = changed.before from (
    select now.id, jsonb_object_agg(fact.key, now.facts_now -> fact.key) as before
    from now, jsonb_each(now.facts) fact
    where (now.facts_now -> fact.key) is distinct from fact.value group by now.id) changed
where r.id = changed.id
"""
_MEMBER_ASKS = {
    "person_name_differs": """
        select r.id, p.name from rosters_importrow r join organisation_person p on p.id = r.target
        where r.batch_id = %(batch)s and r.kind = 'members' and r.reason = '' and p.name <> r."values" ->> 'name'""",
    "still_member": """
        select r.id, '' from rosters_importrow r
        join organisation_membership m on m.person_id = r.target and upper_inf(m.valid) and upper_inf(m.recorded)
        join organisation_union u on u.id = m.union_id and u.code = r.union_code
        where r.batch_id = %(batch)s and r.kind = 'members' and r.reason = '' and (r."values" ->> 'ended')::boolean""",
}

# ---------------------------------------------------------------- the result

# A row without a fault but with a message waits. An unchanged row is a warning only for what the comparison found:
# what judging says of it was said before.
_SETTLE = """
with settled as materialized (
    select id, case when reason <> '' or message <> '' then 'none' when target is null then 'new'
                    when before <> '{}' then 'change' else 'none' end as effect,
           case when reason <> '' then 'error' when message <> '' then 'waiting'
                when notes @> '[{"found": true}]' then 'warning'
                when (target is null or before <> '{}') and notes <> '[]' then 'warning'
                when target is null then 'new' when before <> '{}' then 'change' else 'unchanged' end as status
    from rosters_importrow where batch_id = %(batch)s)
update rosters_importrow r set effect = settled.effect, status = settled.status from settled
where r.id = settled.id and (r.effect, r.status) is distinct from (settled.effect, settled.status)
"""
_COUNT = """
select status, count(*), count(*) filter (where effect = 'new'), count(*) filter (where effect = 'change')
from rosters_importrow where batch_id = %(batch)s group by status
"""


def compare(batch: Import) -> dict[str, int]:
    """Give every staged row its status and effect; the counts by status, and how many rows would be written."""
    plan_for_sets()
    given = _parameters(batch, batch.judged_on)
    if batch.counts:
        _run(_RESET, given | {"found": list(reasons.FOUND)})
    _compare_unions(given)
    _compare_members(given)
    _run(_SETTLE, given)
    return _counts(given)


def _compare_unions(given: dict[str, Any]) -> None:
    _run(_FIND_UNIONS, given)
    _refuse("code_of_other_union", "union_code", _OTHER_KIND, given)
    _refuse("sector_name_repeated", "name", _SECTOR_REPEATED, given)
    _run(_FIND_SECTOR_UNIONS, given)
    _refuse("union_dissolved", "union_code", _DISSOLVED, given)
    if given["path"]:
        _refuse("outside_territory", "town_code", _OUTSIDE_TERRITORY, given)
        _refuse("union_outside", "union_code", _UNION_OUTSIDE, given)
    _run(_PROPOSE_LEADERS, given)
    _run(_UNION_CHANGES, given)
    for code, rows in _ASKS.items():
        _ask(code, rows, given)


def _compare_members(given: dict[str, Any]) -> None:
    _run(_FIND_PEOPLE, given)
    _refuse("keeps_no_members", "union_code", _KEEPS_NO_MEMBERS, given)
    if given["path"]:
        _refuse("union_outside", "union_code", _MEMBERS_OUTSIDE, given)
    _run(_WAIT, given | {"message": reasons.found("union_not_written")})
    _refuse("member_elsewhere", "id_no", _MEMBER_ELSEWHERE, given)
    _run(_MEMBER_CHANGES, given)
    for code, rows in _MEMBER_ASKS.items():
        _ask(code, rows, given)


def _parameters(batch: Import, on: date) -> dict[str, Any]:
    union = batch.union
    path = f"{union.path}%" if union else ""
    territory = f"{union.region_id}%" if union else "%"
    return {"batch": batch.pk, "city": batch.city, "on": on, "path": path, "territory": territory}


def _run(sql: str, given: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def _refuse(reason: str, field: str, rows: str, given: dict[str, Any]) -> None:
    """Turn the rows that `rows` selects into bad ones."""
    message = reasons.found(reason)
    _run(
        f"""update rosters_importrow set reason = %(reason)s, field = %(field)s, message = %(message)s
            where id in ({rows})""",
        given | {"reason": reason, "field": field, "message": message},
    )  # fmt: skip


def _ask(code: str, rows: str, given: dict[str, Any]) -> None:
    """Hang a question on the rows that `rows` selects with what is on record."""
    with connection.cursor() as cursor:
        cursor.execute(rows, given)
        asked = [(pk, code, reasons.found(code, now)) for pk, now in cursor.fetchall()]
        cursor.executemany(
            """update rosters_importrow set notes = notes
               || jsonb_build_array(jsonb_build_object('found', true, 'code', %s::text, 'message', %s::text))
               where id = %s""",
            [(code, message, pk) for pk, code, message in asked],
        )


def _counts(given: dict[str, Any]) -> dict[str, int]:
    counts = dict.fromkeys(RowStatus.values, 0)
    counts |= {"new_rows": 0, "changed_rows": 0}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, given)
        for status, rows, new, changed in cursor.fetchall():
            counts[status] = rows
            counts["new_rows"] += new
            counts["changed_rows"] += changed
    counts["all"] = sum(counts[status] for status in RowStatus.values)
    counts["written"] = counts["new_rows"] + counts["changed_rows"]
    return counts
