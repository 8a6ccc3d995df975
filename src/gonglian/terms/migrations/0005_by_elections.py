"""A by-election or recall: one seat, one meeting, who is named."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_recall_on_agenda'),
        ('organisation', '0008_days_of_state'),
        ('terms', '0004_seats_of_a_term'),
    ]

    operations = [
        migrations.CreateModel(
            name='ByElection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('fill', '补选'), ('recall', '罢免')], max_length=6, verbose_name='事由')),
                ('state', models.CharField(choices=[('open', '办理中'), ('done', '已办结'), ('failed', '没有结果')], default='open', max_length=6, verbose_name='状态')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='terms.holder')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='by_election', to='meetings.meeting')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='by_elections', to='terms.seat')),
            ],
            options={
                'verbose_name': '补选和罢免',
            },
        ),
        migrations.CreateModel(
            name='ByNominee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_name', models.CharField(blank=True, max_length=120, verbose_name='单位')),
                ('by_election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominees', to='terms.byelection')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'verbose_name': '补选候选人',
                'ordering': ['by_election', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='byelection',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('seat',), name='by_election_one_open', violation_error_message='这个席位正在办补选或罢免。'),
        ),
        migrations.AddConstraint(
            model_name='byelection',
            constraint=models.CheckConstraint(condition=models.Q(('purpose', 'fill'), ('holder__isnull', False), _connector='XOR'), name='by_election_recalls_somebody', violation_error_message='罢免要写明罢免谁。'),
        ),
        migrations.AddConstraint(
            model_name='bynominee',
            constraint=models.UniqueConstraint(fields=('by_election', 'person'), name='by_nominee_once', violation_error_message='此人已是候选人。'),
        ),
    ]
