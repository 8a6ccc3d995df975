"""Seats belong to a term of their body; those on record to its latest."""

from django.db import migrations, models

FORWARD = """
select set_config('gonglian.act', 'migrate', true);
update terms_seat seat set ordinal = latest.ordinal
from (select body_id, max(ordinal) as ordinal from terms_term where upper_inf(recorded) group by body_id) latest
where latest.body_id = seat.body_id;
"""


class Migration(migrations.Migration):

    dependencies = [("terms", "0003_acts_on_seats")]

    operations = [
        migrations.AddField("seat", "ordinal", models.PositiveSmallIntegerField("届", default=0)),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
        migrations.AlterModelOptions("seat", {"ordering": ["body", "ordinal", "number"], "verbose_name": "席位"}),
        migrations.RemoveConstraint("seat", "seat_number_once"),
        migrations.AddConstraint(
            "seat", models.UniqueConstraint(fields=["body", "ordinal", "number"], name="seat_number_once")
        ),
    ]
