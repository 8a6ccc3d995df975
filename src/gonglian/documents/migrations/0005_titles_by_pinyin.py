"""Titles are found by their pinyin and initials."""

from typing import Any

from django.db import connection, migrations

from gonglian.core.spelling import SpeltField


def spell(apps: Any, schema_editor: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('gonglian.act', 'documents.spell', true)")
    for row in apps.get_model("documents", "paper").objects.all().iterator(500):
        row.save(update_fields=['pinyin', 'initials'])


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_papers_of_endings")]
    operations = [
        migrations.AddField("paper", "pinyin", SpeltField(source="title", max_length=1200)),
        migrations.AddField("paper", "initials", SpeltField(source="title", part="initials", max_length=240)),
        migrations.RunPython(spell, migrations.RunPython.noop),
    ]
