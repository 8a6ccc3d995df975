"""Accounts are listed by the spelling of their names."""

from typing import Any

from django.db import connection, migrations

from gonglian.core.spelling import SpeltField


def spell(apps: Any, schema_editor: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('gonglian.act', 'accounts.spell', true)")
    for row in apps.get_model("accounts", "user").objects.all().iterator(500):
        row.save(update_fields=['spelling'])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_events_stay")]
    operations = [
        migrations.AddField("user", "spelling", SpeltField(source="name", part="sort", surname=True, max_length=200)),
        migrations.RunPython(spell, migrations.RunPython.noop),
    ]
