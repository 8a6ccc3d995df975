"""From where delegates may say by telephone that they have come."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0008_ballots_handed_out'),
    ]

    operations = [
        migrations.CreateModel(
            name='PhonePresence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('networks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=43), blank=True, default=list, size=None, verbose_name='会场网络')),
                ('anywhere', models.BooleanField(default=False, verbose_name='不限网络')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='meetings.meeting')),
            ],
            options={
                'verbose_name': '手机签到',
            },
        ),
    ]
