from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("organisation", "0006_addresses_over_time"),
    ]

    operations = [
        migrations.AlterField(
            model_name="union",
            name="state",
            field=models.CharField(
                choices=[
                    ("preparing", "筹备中"),
                    ("active", "运行中"),
                    ("dissolved", "已撤销"),
                    ("never_stood", "未成立（筹建终止）"),
                ],
                default="active",
                max_length=12,
                verbose_name="状态",
            ),
        ),
    ]
