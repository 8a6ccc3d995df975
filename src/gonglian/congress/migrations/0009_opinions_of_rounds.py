"""Opinions are kept with the round they were given in; those of before fall to the round that was open on their day."""

from typing import Any

import django.db.models.deletion
from django.db import connection, migrations, models


def tie(apps: Any, schema_editor: Any) -> None:
    """Each opinion to the latest round about its union that was open on its day, or to none."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('gonglian.act', 'congress.tie_opinions', true)")
    rounds, opinions = apps.get_model("congress", "nominationround"), apps.get_model("approvals", "consultation")
    kept = apps.get_model("congress", "roundopinion").objects
    known = set(kept.values_list("opinion_id", flat=True))
    for turn in rounds.objects.select_related("convocation").order_by("-begun_on", "-number"):
        days = {"on__gte": turn.begun_on} | ({"on__lte": turn.closed_on} if turn.closed_on else {})
        found = opinions.objects.filter(about_id=turn.convocation.union_id, **days).order_by("pk")
        for opinion in found:
            if opinion.pk not in known:
                known.add(opinion.pk)
                kept.create(round=turn, opinion=opinion)


class Migration(migrations.Migration):

    dependencies = [
        ('approvals', '0002_notice_keeper'),
        ('congress', '0008_archives_of_meetings'),
    ]

    operations = [
        migrations.CreateModel(
            name='RoundOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opinion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='heard_in', to='approvals.consultation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='heard', to='congress.nominationround')),
            ],
            options={
                'verbose_name': '酝酿中的意见',
                'ordering': ['pk'],
            },
        ),
        migrations.RunPython(tie, migrations.RunPython.noop),
    ]
