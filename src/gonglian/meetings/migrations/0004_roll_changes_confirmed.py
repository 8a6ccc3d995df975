"""A change of the sealed roll is proposed by one officer and confirmed by another."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_presence_known_how'),
        ('organisation', '0008_days_of_state'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='rollchange',
            name='answer',
            field=models.CharField(blank=True, max_length=200, verbose_name='复核意见'),
        ),
        migrations.AddField(
            model_name='rollchange',
            name='decided_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='复核时间'),
        ),
        migrations.AddField(
            model_name='rollchange',
            name='number',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='第几号变动'),
        ),
        migrations.AddField(
            model_name='rollchange',
            name='proposed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人'),
        ),
        migrations.AddField(
            model_name='rollchange',
            name='state',
            field=models.CharField(choices=[('proposed', '待复核'), ('confirmed', '已复核'), ('refused', '复核不同意')], default='confirmed', max_length=9, verbose_name='复核'),
        ),  # those from before hold, by the second person they name
        migrations.AlterField(
            model_name='rollchange',
            name='state',
            field=models.CharField(choices=[('proposed', '待复核'), ('confirmed', '已复核'), ('refused', '复核不同意')], default='proposed', max_length=9, verbose_name='复核'),
        ),
        migrations.AlterField(
            model_name='rollchange',
            name='changed_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='提出时间'),
        ),
        migrations.AlterField(
            model_name='rollchange',
            name='digest',
            field=models.CharField(blank=True, max_length=64, verbose_name='变动后指纹'),
        ),
        migrations.AlterField(
            model_name='rollchange',
            name='second_person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='复核人'),
        ),
        migrations.AddConstraint(
            model_name='rollchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('second_person__isnull', True), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('second_person__isnull', False)), _connector='OR'), name='roll_change_holds_by_second', violation_error_message='名册变动要由第二人复核。'),
        ),
        migrations.AddConstraint(
            model_name='rollchange',
            constraint=models.CheckConstraint(condition=models.Q(('second_person__isnull', True), ('proposed_by__isnull', True), models.Q(('second_person', models.F('proposed_by')), _negated=True), _connector='OR'), name='roll_change_two_persons', violation_error_message='复核人不能是提出人自己。'),
        ),
    ]
