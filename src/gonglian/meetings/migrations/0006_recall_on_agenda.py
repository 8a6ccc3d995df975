"""A recall is a point of the agenda."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0005_resolutions_by_majority'),
    ]

    operations = [
        migrations.AlterField(
            model_name='agendaitem',
            name='item',
            field=models.CharField(choices=[('credentials', '代表资格审查报告'), ('found', '成立的决议'), ('rules', '选举办法'), ('list', '候选人名单'), ('scrutineers', '监票人'), ('election', '投票选举'), ('recall', '罢免'), ('other', '其他议程')], max_length=12, verbose_name='议程'),
        ),
    ]
