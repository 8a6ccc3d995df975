"""Employers, unions, names, lines, coverage and chairs out of staged rows of unions and industrial unions.

Lines and coverage are written for unions that are new; those of a union on record are never touched (意见 2.2).
A new union's lines hold from its founding day, or from the day of judgement, and their start counts as unknown:
they are proposed from the region, not read from a paper. The code of an employer that was merged stands for the one
that remains.
"""

# ruff: noqa: S608 - the SQL is put together from texts of this file alone
from __future__ import annotations

from gonglian.rosters.merge.tracing import traced

_NEW = "r.batch_id = %(batch)s and r.kind <> 'members' and r.effect = 'new'"
_NEW_PRIMARY = "r.batch_id = %(batch)s and r.kind = 'unions' and r.effect = 'new'"
_CHANGED = "r.batch_id = %(batch)s and r.kind <> 'members' and r.effect = 'change'"
_SINCE = "daterange(coalesce((r.facts ->> 'founded')::date, %(on)s::date), null)"
_DECLARED = "r.facts - array['founded', 'trade', 'chair']"

_HEAD_EMPLOYERS = traced(
    "employer",
    f"""
    insert into organisation_employer
        (city, uscc, name, pinyin, initials, region_id, industry, economic_type, workers, legal_person_id)
    select distinct on (r.derived ->> 'head') %(city)s, r.derived ->> 'head', r."values" ->> 'head_unit_name',
           r.derived ->> 'head_pinyin', r.derived ->> 'head_initials', r.region, '', '', null::integer, null::bigint
    from rosters_importrow r
    where {_NEW_PRIMARY} and r.derived ? 'head' and not exists (
        select 1 from rosters_importrow u where u.batch_id = %(batch)s and u.kind = 'unions' and u.effect = 'new'
        and u."values" ->> 'unit_code' = r.derived ->> 'head')
    order by r.derived ->> 'head', r.file_id, r.number
    on conflict (city, uscc) do nothing""",
)
_EMPLOYERS = traced(
    "employer",
    f"""
    insert into organisation_employer
        (city, uscc, name, pinyin, initials, region_id, industry, economic_type, workers, legal_person_id)
    select distinct on (r."values" ->> 'unit_code') %(city)s, r."values" ->> 'unit_code',
           coalesce(r."values" ->> 'unit_name', r."values" ->> 'union_name'), r.derived ->> 'unit_pinyin',
           r.derived ->> 'unit_initials', r.region, coalesce(r.facts ->> 'trade', ''),
           coalesce(r.derived ->> 'economic_type', ''), (r.facts ->> 'workers')::integer, null::bigint
    from rosters_importrow r where {_NEW_PRIMARY}
    order by r."values" ->> 'unit_code', r.file_id, r.number
    on conflict (city, uscc) do nothing""",
)
_BRANCHES = f"""
    update organisation_employer e set legal_person_id = coalesce(head.merged_into_id, head.id)
    from rosters_importrow r join organisation_employer head
      on head.city = %(city)s and head.uscc = r.derived ->> 'head'
    where {_NEW_PRIMARY} and r.derived ? 'head' and e.city = %(city)s and e.uscc = r."values" ->> 'unit_code'
      and head.id <> e.id and exists (select 1 from rosters_importtrace t
                                      where t.batch_id = %(batch)s and t.noun = 'employer' and t.row_id = e.id)
"""
_HOSTS = traced(
    "host",
    f"""
    insert into organisation_hostbody (kind, name)
    select distinct r.derived ->> 'host_kind', r."values" ->> 'host_body' from rosters_importrow r
    where {_NEW} and r.kind = 'sector_unions' and r.derived ->> 'host_kind' is not null
      and not exists (select 1 from organisation_hostbody h
                      where h.name = r."values" ->> 'host_body' and h.kind = r.derived ->> 'host_kind')""",
)
_NUMBER_UNIONS = f"""
    update rosters_importrow r set target = nextval(pg_get_serial_sequence('organisation_union', 'id'))
    where {_NEW}
"""
_UNIONS = traced(
    "union",
    f"""
    insert into organisation_union
        (id, city, kind, form, level, state, code, name, pinyin, initials, region_id, trades, host_id, founded_on,
         declared, path)
    select r.target, %(city)s, case r.kind when 'unions' then r.derived ->> 'kind' else 'industrial' end,
           coalesce(r.derived ->> 'form', ''), coalesce(r.derived ->> 'level', ''), 'active',
           case r.kind when 'unions' then r.key else '' end,
           coalesce(r."values" ->> 'union_name', r."values" ->> 'name'),
           r.derived ->> 'union_pinyin', r.derived ->> 'union_initials', r.region,
           array_remove(array[coalesce(r.facts ->> 'trade', r.derived ->> 'trade')], null)::varchar(5)[],
           (select min(h.id) from organisation_hostbody h
            where h.name = r."values" ->> 'host_body' and h.kind = r.derived ->> 'host_kind'),
           (r.facts ->> 'founded')::date, {_DECLARED},
           coalesce(above.path, '/') || r.target || '/'
    from rosters_importrow r left join organisation_union above on above.id = r.leader
    where {_NEW}""",
)
# Sector rosters name a trade in words: the codes are those of the primary unions that use the same words.
_TRADES_OF_SECTORS = f"""
    update organisation_union u set trades = found.trades
    from (select r.target, array_agg(distinct p.trades[1] order by p.trades[1]) as trades
          from rosters_importrow r join organisation_union p
            on p.city = %(city)s and p.kind in ('primary', 'joint_primary') and p.trades <> '{{}}'
           and p.declared ->> 'industry_name' = r.facts ->> 'industry_name'
          where {_NEW} and r.kind = 'sector_unions' group by r.target) found
    where u.id = found.target and u.trades = '{{}}'
"""
_NAMES = traced(
    "name",
    f"""
    insert into organisation_unionname (union_id, name, valid, start_known)
    select r.target, coalesce(r."values" ->> 'union_name', r."values" ->> 'name'), {_SINCE}, r.facts ? 'founded'
    from rosters_importrow r where {_NEW}""",
)
_LINES = traced(
    "line",
    f"""
    insert into organisation_line (child_id, parent_id, kind, valid, start_known)
    select r.target, r.leader, line.kind, {_SINCE}, false
    from rosters_importrow r cross join unnest(array['leadership', 'dues']) line(kind)
    where {_NEW} and r.leader is not null""",
)
_COVERAGE = traced(
    "coverage",
    f"""
    insert into organisation_coverage (union_id, employer_id, valid, start_known)
    select r.target, coalesce(e.merged_into_id, e.id), {_SINCE}, false
    from rosters_importrow r join organisation_employer e on e.city = %(city)s and e.uscc = r."values" ->> 'unit_code'
    where {_NEW_PRIMARY}""",
)

# ---------------------------------------------------------------- unions on record

_TRACE_CHANGED = f"""
    insert into rosters_importtrace (batch_id, noun, row_id, before)
    select %(batch)s, 'union', u.id,
           jsonb_build_object('declared', u.declared, 'trades', u.trades, 'founded_on', u.founded_on)
    from rosters_importrow r join organisation_union u on u.id = r.target where {_CHANGED}
"""
_CHANGE_UNIONS = f"""
    update organisation_union u set declared = u.declared || ({_DECLARED}),
        trades = case when r.facts ? 'trade' and r.before ? 'trade'
                      then array[r.facts ->> 'trade']::varchar(5)[] else u.trades end,
        founded_on = coalesce(u.founded_on, (r.facts ->> 'founded')::date)
    from rosters_importrow r where u.id = r.target and {_CHANGED}
"""

# ---------------------------------------------------------------- chairs

_NUMBER_CHAIRS = f"""
    update rosters_importrow r set person = nextval(pg_get_serial_sequence('organisation_person', 'id'))
    where (({_NEW}) or ({_CHANGED} and r.before ? 'chair')) and r.facts ? 'chair'
"""
_WITH_CHAIR = "r.batch_id = %(batch)s and r.kind <> 'members' and r.person is not null"
_CHAIRS = traced(
    "person",
    f"""
    insert into organisation_person (id, city, name, pinyin, initials, sex, phone, details)
    select r.person, %(city)s, r.facts ->> 'chair', r.derived ->> 'chair_pinyin',
           left(r.derived ->> 'chair_initials', 40), '0', coalesce(r."values" ->> 'phone', ''), '{{}}'
    from rosters_importrow r where {_WITH_CHAIR}""",
)
_CHAIR_POSTS = traced(
    "position",
    f"""
    insert into organisation_position
        (person_id, role, title, union_id, organisation_name, valid, start_known)
    select r.person, 'union_chair', '', r.target, '',
           daterange(coalesce((r.facts ->> 'term_start')::date, %(on)s::date), null), r.facts ? 'term_start'
    from rosters_importrow r where {_WITH_CHAIR}""",
)
_OUTSIDE_POSTS = traced(
    "position",
    f"""
    insert into organisation_position
        (person_id, role, title, employer_id, organisation_name, valid, start_known)
    select r.person, r.derived ->> 'chair_role', r."values" ->> 'chair_post', coalesce(e.merged_into_id, e.id),
           case when e.id is null then coalesce(r."values" ->> 'host_body', '') else '' end,
           daterange(%(on)s::date, null), false
    from rosters_importrow r left join organisation_employer e
      on e.city = %(city)s and e.uscc = r."values" ->> 'unit_code'
    where {_WITH_CHAIR} and r.derived ->> 'chair_role' is not null""",
)

STEPS = (
    _HEAD_EMPLOYERS, _EMPLOYERS, _BRANCHES, _HOSTS, _NUMBER_UNIONS, _UNIONS, _TRADES_OF_SECTORS, _NAMES, _LINES,
    _COVERAGE, _TRACE_CHANGED, _CHANGE_UNIONS, _NUMBER_CHAIRS, _CHAIRS, _CHAIR_POSTS, _OUTSIDE_POSTS,
)  # fmt: skip
