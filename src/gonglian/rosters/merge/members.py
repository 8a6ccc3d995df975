"""People and memberships out of staged rows of members.

A member who is new gets a person and a membership; a person on record gets what the row gives and a membership only if
none is open. Transfers are never made here: such a row is bad. Who has left is stored with an end and never counted:
the membership ends the day before the day of judgement, its true end is unknown.
"""

# ruff: noqa: S608 - the SQL is put together from texts of this file alone
from __future__ import annotations

from gonglian.rosters.merge.tracing import traced

_NEW = "r.batch_id = %(batch)s and r.kind = 'members' and r.effect = 'new'"
_CHANGED = "r.batch_id = %(batch)s and r.kind = 'members' and r.effect = 'change'"
_ENDED = """(r."values" ->> 'ended')::boolean"""
_JOINED = """(r."values" ->> 'joined')::date"""
_DETAILS = "r.facts - array['phone', 'sex', 'born_on']"

_PEOPLE = traced(
    "person",
    f"""
    insert into organisation_person
        (city, name, pinyin, initials, sex, born_on, id_sealed, id_hash, phone, details)
    select %(city)s, r."values" ->> 'name', left(r.derived ->> 'pinyin', 160),
           left(r.derived ->> 'initials', 40), coalesce(r.facts ->> 'sex', '0'), (r.facts ->> 'born_on')::date,
           r.id_sealed, r.id_hash, coalesce(r.facts ->> 'phone', ''),
           jsonb_strip_nulls({_DETAILS} || jsonb_build_object('id_type', r.derived -> 'id_type'))
    from rosters_importrow r where {_NEW}""",
)
_TRACE_CHANGED = f"""
    insert into rosters_importtrace (batch_id, noun, row_id, before)
    select %(batch)s, 'person', p.id,
           jsonb_build_object('details', p.details, 'phone', p.phone, 'sex', p.sex, 'born_on', p.born_on)
    from rosters_importrow r join organisation_person p on p.id = r.target
    where {_CHANGED} and r.before - 'membership' <> '{{}}'
"""
_CHANGE_PEOPLE = f"""
    update organisation_person p set details = p.details || ({_DETAILS}),
        phone = coalesce(r.facts ->> 'phone', p.phone),
        sex = case when p.sex = '0' then coalesce(r.facts ->> 'sex', p.sex) else p.sex end,
        born_on = coalesce(p.born_on, (r.facts ->> 'born_on')::date)
    from rosters_importrow r where p.id = r.target and {_CHANGED} and r.before - 'membership' <> '{{}}'
"""
_MEMBERSHIPS = traced(
    "membership",
    f"""
    insert into organisation_membership (city, person_id, union_id, union_kind, kind, valid, start_known)
    select %(city)s, p.id, u.id, u.kind, 'voting',
           case when {_ENDED} then daterange(case when {_JOINED} < %(on)s::date then {_JOINED} end, %(on)s::date)
                else daterange(coalesce({_JOINED}, %(on)s::date), null) end,
           case when {_ENDED} then coalesce({_JOINED} < %(on)s::date, false) else {_JOINED} is not null end
    from rosters_importrow r join organisation_union u on u.city = %(city)s and u.code = r.union_code
    join organisation_person p on p.city = %(city)s and p.id_hash = r.id_hash
    where ({_NEW}) or ({_CHANGED} and r.before ? 'membership')""",
)
_FORGET_NUMBERS = """
    update rosters_importrow set id_sealed = null, id_hash = null where batch_id = %(batch)s and effect <> 'none'
"""

STEPS = (_PEOPLE, _TRACE_CHANGED, _CHANGE_PEOPLE, _MEMBERSHIPS, _FORGET_NUMBERS)
