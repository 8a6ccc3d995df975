from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("organisation", "0007_never_stood"),
    ]

    operations = [
        migrations.AddField(
            model_name="union",
            name="prepared_on",
            field=models.DateField(blank=True, null=True, verbose_name="开始筹备日"),
        ),
        migrations.AddField(
            model_name="union",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="撤销或终止筹建日"),
        ),
        migrations.AddConstraint(
            model_name="union",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("state__in", ("dissolved", "never_stood")), _connector="OR"),
                name="union_end_of_none_that_stands",
                violation_error_message="筹备中或运行中的工会没有撤销日。",
            ),
        ),
    ]
