"""Each presence knows how it was recorded and when."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0002_names_on_rolls'),
    ]

    operations = [
        migrations.AddField(
            model_name='rollentry',
            name='presence_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='签到时间'),
        ),
        migrations.AddField(
            model_name='rollentry',
            name='presence_how',
            field=models.CharField(blank=True, choices=[('list', '名册勾选'), ('slip', '凭条'), ('phone', '本人手机')], max_length=8, verbose_name='怎样签到'),
        ),
        migrations.AlterField(
            model_name='rollentry',
            name='presence_by',
            field=models.CharField(blank=True, max_length=20, verbose_name='签到说明'),
        ),
    ]
