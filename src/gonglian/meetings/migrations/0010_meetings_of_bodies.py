"""Audit and women's committees meet between congresses."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0009_phones_of_the_hall'),
    ]

    operations = [
        migrations.AlterField(
            model_name='meeting',
            name='kind',
            field=models.CharField(choices=[('congress', '代表大会'), ('committee', '委员会全体会议'), ('audit', '经费审查委员会全体会议'), ('women', '女职工委员会全体会议'), ('committee_first', '委员会第一次会议'), ('audit_first', '经费审查委员会第一次会议'), ('women_first', '女职工委员会第一次会议')], max_length=16, verbose_name='会议'),
        ),
    ]
