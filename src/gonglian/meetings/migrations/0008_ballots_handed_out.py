"""Which ballots were handed out, by serial."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0007_recall_by_ballot'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BallotIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('out', '发出'), ('unused', '退回未用'), ('spoiled', '写坏作废')], max_length=7, verbose_name='事项')),
                ('first', models.PositiveIntegerField(blank=True, null=True, verbose_name='从第几号')),
                ('count', models.PositiveIntegerField(verbose_name='张数')),
                ('unit_name', models.CharField(blank=True, max_length=120, verbose_name='代表团')),
                ('staff', models.CharField(max_length=40, verbose_name='经手人')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='记录时间')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='meetings.ballot')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '发票记录',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('count__gt', 0), models.Q(('kind', 'spoiled'), models.Q(('first__gt', 0), ('first__isnull', False)), _connector='XOR')), name='ballot_issue_has_serials', violation_error_message='发出和退回未用的选票要写号码，写坏作废的只写张数。')],
            },
        ),
    ]
