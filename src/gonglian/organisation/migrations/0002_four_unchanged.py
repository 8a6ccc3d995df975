"""意见 2.2 held by the database: while a union is a constituent of an industrial union, its leadership line, its dues
payee and its covered employers change only with a mandate that names it. Memberships stay in primary unions.

A change is a closed record and a new one. So a new row needs a mandate at once; a closed record needs, by commit, a
successor of the same kind written in the same transaction; anything else on the row can't be altered at all.
"""

from django.db import migrations

FORWARD = """
alter table organisation_membership add constraint membership_union_kind
    foreign key (union_id, union_kind) references organisation_union (id, kind) deferrable initially deferred;

create function organisation_is_constituent(subject bigint) returns boolean language sql stable as $$
    select exists (select 1 from organisation_line
                   where child_id = subject and kind = 'constituent' and upper_inf(recorded) and upper_inf(valid))
$$;

create function organisation_has_mandate(mandate bigint, subject bigint) returns boolean language sql stable as $$
    select exists (select 1 from organisation_mandate
                   where id = mandate and union_id = subject and kind in ('special_change', 'correction'))
$$;

create function organisation_line_unchanged() returns trigger language plpgsql as $$
declare
    subject bigint := coalesce(new.child_id, old.child_id);
    line_kind text := coalesce(new.kind, old.kind);
begin
    if line_kind not in ('leadership', 'dues') or not organisation_is_constituent(subject) then
        return null;
    end if;
    if tg_op = 'INSERT' then
        if upper_inf(new.recorded) and not organisation_has_mandate(new.mandate_id, subject) then
            raise exception 'four unchanged: % line of union % needs a mandate', line_kind, subject
                using errcode = 'check_violation', constraint = 'line_four_unchanged';
        end if;
    elsif tg_op = 'UPDATE' and (old.child_id, old.parent_id, old.kind, old.valid) is not distinct from
                               (new.child_id, new.parent_id, new.kind, new.valid) and not upper_inf(new.recorded) then
        if not exists (select 1 from organisation_line
                       where child_id = subject and kind = line_kind and upper_inf(recorded)
                         and lower(recorded) = now() and organisation_has_mandate(mandate_id, subject)) then
            raise exception 'four unchanged: % line of union % was closed without a mandate', line_kind, subject
                using errcode = 'check_violation', constraint = 'line_four_unchanged';
        end if;
    else
        raise exception 'four unchanged: % line of union % can not be altered', line_kind, subject
            using errcode = 'check_violation', constraint = 'line_four_unchanged';
    end if;
    return null;
end $$;
create trigger line_four_unchanged_new after insert on organisation_line
    for each row execute function organisation_line_unchanged();
create constraint trigger line_four_unchanged after update or delete on organisation_line
    deferrable initially deferred for each row execute function organisation_line_unchanged();

create function organisation_coverage_unchanged() returns trigger language plpgsql as $$
declare
    subject bigint := coalesce(new.union_id, old.union_id);
begin
    if not organisation_is_constituent(subject) then
        return null;
    end if;
    if tg_op = 'INSERT' then
        if upper_inf(new.recorded) and not organisation_has_mandate(new.mandate_id, subject) then
            raise exception 'four unchanged: coverage of union % needs a mandate', subject
                using errcode = 'check_violation', constraint = 'coverage_four_unchanged';
        end if;
    elsif tg_op = 'UPDATE' and (old.union_id, old.employer_id, old.valid) is not distinct from
                               (new.union_id, new.employer_id, new.valid) and not upper_inf(new.recorded) then
        if not exists (select 1 from organisation_coverage
                       where union_id = subject and upper_inf(recorded) and lower(recorded) = now()
                         and organisation_has_mandate(mandate_id, subject)) then
            raise exception 'four unchanged: coverage of union % was closed without a mandate', subject
                using errcode = 'check_violation', constraint = 'coverage_four_unchanged';
        end if;
    else
        raise exception 'four unchanged: coverage of union % can not be altered', subject
            using errcode = 'check_violation', constraint = 'coverage_four_unchanged';
    end if;
    return null;
end $$;
create trigger coverage_four_unchanged_new after insert on organisation_coverage
    for each row execute function organisation_coverage_unchanged();
create constraint trigger coverage_four_unchanged after update or delete on organisation_coverage
    deferrable initially deferred for each row execute function organisation_coverage_unchanged();
"""

BACKWARD = """
drop trigger coverage_four_unchanged on organisation_coverage;
drop trigger coverage_four_unchanged_new on organisation_coverage;
drop trigger line_four_unchanged on organisation_line;
drop trigger line_four_unchanged_new on organisation_line;
drop function organisation_coverage_unchanged(), organisation_line_unchanged();
drop function organisation_has_mandate(bigint, bigint), organisation_is_constituent(bigint);
alter table organisation_membership drop constraint membership_union_kind;
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
