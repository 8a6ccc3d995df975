"""The days between which a union was prepared: its record began with the first approval, and so did its first name."""

from django.db import migrations

FORWARD = """
select set_config('gonglian.act', 'migrate', true);
update organisation_union made set prepared_on = least(named.first, made.founded_on)
from (select union_id, min(lower(valid)) as first from organisation_unionname group by union_id) named, founding_case
where founding_case.union_id = made.id and named.union_id = made.id;
update organisation_union made set ended_on = founding_case.closed_on
from founding_case where founding_case.union_id = made.id and made.state = 'never_stood';
"""


class Migration(migrations.Migration):

    dependencies = [
        ("founding", "0005_never_stood"),
        ("organisation", "0008_days_of_state"),
    ]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
