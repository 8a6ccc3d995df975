"""A union whose founding ended was called dissolved, though it never stood."""

from django.db import migrations

FORWARD = """
select set_config('gonglian.act', 'migrate', true);
update organisation_union set state = 'never_stood' where state = 'dissolved'
  and id in (select union_id from founding_case where stage in ('refused', 'withdrawn', 'lapsed'));
"""
BACKWARD = """
select set_config('gonglian.act', 'migrate', true);
update organisation_union set state = 'dissolved' where state = 'never_stood';
"""


class Migration(migrations.Migration):

    dependencies = [
        ("founding", "0004_line_changes"),
        ("organisation", "0007_never_stood"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
