"""The head of a women's committee may be agreed on in consultation."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('terms', '0006_asked_extensions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='holder',
            name='came',
            field=models.CharField(choices=[('elected', '换届选举'), ('by_election', '补选'), ('substituted', '替补'), ('added', '增补'), ('appointed', '任命'), ('agreed', '协商产生')], default='elected', max_length=12, verbose_name='产生方式'),
        ),
    ]
