"""登录记录 kept as they were written: nobody changes one, and nobody removes one younger than half a year
(网络安全法：网络日志留存不少于六个月)."""

from django.db import migrations

FORWARD = """
create function accounts_events_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.at < now() - interval '6 months' then
        return old;
    end if;
    raise exception 'a sign-in event is never changed and stays half a year'
        using errcode = 'insufficient_privilege';
end $$;
create trigger events_stay before update or delete on accounts_signinevent
    for each row execute function accounts_events_stay();
"""

BACKWARD = """
drop trigger events_stay on accounts_signinevent;
drop function accounts_events_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sign_in_events_and_sessions")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
