"""A recall is voted by a ballot of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_recall_on_agenda'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ballot',
            name='body',
            field=models.CharField(choices=[('committee', '委员会委员'), ('audit', '经费审查委员会委员'), ('women', '女职工委员会委员'), ('standing', '常务委员'), ('chair', '主席'), ('vice_chair', '副主席'), ('recall', '罢免')], max_length=12, verbose_name='选举'),
        ),
    ]
