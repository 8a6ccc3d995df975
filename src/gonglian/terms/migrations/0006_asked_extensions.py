"""A union asks that its term go on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('approvals', '0002_notice_keeper'),
        ('organisation', '0008_days_of_state'),
        ('terms', '0005_by_elections'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExtensionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(verbose_name='延期到')),
                ('reason', models.CharField(max_length=200, verbose_name='延期理由')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='extension', to='approvals.request')),
                ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extension_requests', to='organisation.union', verbose_name='工会')),
            ],
            options={
                'verbose_name': '延期换届请示',
            },
        ),
    ]
