"""The roll keeps the name as it was sealed; rolls from before take today's spelling, which their digests were made of."""

from django.db import migrations, models

FILL = """
select set_config('gonglian.act', 'meetings.names_on_rolls', true);
update meetings_rollentry entry set name = person.name from organisation_person person where person.id = entry.person_id;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="rollentry",
            name="name",
            field=models.CharField(default="", max_length=40, verbose_name="姓名"),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
