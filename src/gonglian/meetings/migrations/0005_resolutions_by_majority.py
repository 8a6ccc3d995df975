"""A resolution is voted by hands or ballot and names the majority it needs; plenary meetings of a committee."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0004_roll_changes_confirmed'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='abstain',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='弃权'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='against',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='反对'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='majority',
            field=models.CharField(choices=[('voters', '表决人数过半数'), ('entitled', '应到人数过半数')], default='voters', max_length=8, verbose_name='通过办法'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='way',
            field=models.CharField(choices=[('hands', '举手'), ('ballot', '投票')], default='hands', max_length=6, verbose_name='表决方式'),
        ),
        migrations.AlterField(
            model_name='meeting',
            name='kind',
            field=models.CharField(choices=[('congress', '代表大会'), ('committee', '委员会全体会议'), ('committee_first', '委员会第一次会议'), ('audit_first', '经费审查委员会第一次会议'), ('women_first', '女职工委员会第一次会议')], max_length=16, verbose_name='会议'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('against__isnull', True), ('voters', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('votes_for'), '+', models.F('against')), '+', models.F('abstain'))), _connector='OR'), name='agenda_sums_meet', violation_error_message='赞成、反对、弃权加起来要等于表决人数。'),
        ),
    ]
