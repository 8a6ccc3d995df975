"""Data of the first published state, restored and brought up to this version: nothing lost, the log sound."""

from __future__ import annotations

import ast
import json
import shutil

import pytest

from gonglian.config.archive import Reader
from tests.config.installation import ROOT, installation

pytestmark = pytest.mark.slow
DATA = ROOT / "tests/data"
SOUND = """
import django; django.setup()
import json
from gonglian.config.operation import pending_migrations
from gonglian.core.protection import guarded_models
from gonglian.core.sealing import open_text
from gonglian.documents.models import Attachment
from gonglian.organisation.models import Person, Union
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'gonglian_guard'")
    unguarded = {model._meta.db_table for model in guarded_models()} - {row[0] for row in cursor.fetchall()}
print(json.dumps({
    "pending": pending_migrations(), "unguarded": sorted(unguarded), "unions": Union.objects.count(),
    "persons": Person.objects.count(), "attachments": [a.file.read().decode() for a in Attachment.objects.all()],
    "sealed": [open_text(bytes(p.id_sealed)) for p in Person.objects.exclude(id_sealed=None)],
}))
"""
MOVED = """
import django; django.setup()
from datetime import date, timedelta
from gonglian.organisation import actions
from gonglian.organisation.models import Union
union, first = Union.objects.filter(kind="local").first(), date(2020, 3, 1)
for years, address in ((0, "沂州路1号"), (1, ""), (2, "沂州路1号"), (3, "沂州路2号")):
    day = first + timedelta(days=365 * years)
    actions.record_registration(union=union, registered_on=day, certificate_until=day + timedelta(days=1800),
                                address=address, actor=None, on=day)
"""
ENDED = """
import django; django.setup()
from datetime import date
from django.db import transaction
from gonglian.accounts.models import User
from gonglian.core.acts import record
from gonglian.core.periods import since
from gonglian.founding.models import Case
from gonglian.organisation.models import Union, UnionName
city = Union.objects.filter(kind="local").first()
with transaction.atomic(), record("tests.end", actor=None, on=date(2026, 3, 2)):
    for stage, state in (("withdrawn", "never_stood"), ("established", "dissolved")):
        union = Union.objects.create(city=city.city, kind="industrial", form="federation", level="city", state=state,
                                     name=stage, region=city.region)
        UnionName.objects.create(union=union, name=stage, valid=since(date(2026, 3, 3)))
        Case.objects.create(city=city.city, form="federation", level="city", name=stage, stage=stage, union=union,
                            territory=city.region, trades=[], proposer=city, approver=city, leader=city,
                            created_on=date(2026, 3, 2), created_by=User.objects.first(),
                            closed_on=date(2026, 3, 9) if stage == "withdrawn" else None)
"""
STATES = """
import django; django.setup()
from gonglian.organisation.models import Union
rows = Union.objects.filter(name__in=["withdrawn", "established"])
print({row.name: (row.state, str(row.prepared_on), str(row.ended_on)) for row in rows})
"""
SEATED = """
import django; django.setup()
from gonglian.organisation.models import UnionAddress
rows = UnionAddress.objects.current_record().order_by("union", "valid")
print([(row.address, str(row.starts_on), str(row.ends_on)) for row in rows])
"""


def test_addresses_become_dated_and_ended_foundings_never_stood() -> None:
    with installation() as made:
        shutil.copy(DATA / "first_state.env", made.data / "keys.env")
        made.do("restore", DATA / "first_state.zip", "--json")
        made.script(MOVED)
        made.script(ENDED)
        before = made.script(SEATED)
        made.do("manage", "migrate", "organisation", "0005")
        made.do("manage", "migrate")
        after, states = made.script(SEATED), made.script(STATES)
    seats = [("沂州路1号", "2020-03-01", "2023-02-28"), ("沂州路2号", "2023-03-01", "None")]
    assert (before, after) == (f"{seats}\n", f"{seats}\n")
    assert ast.literal_eval(states) == {
        "withdrawn": ("never_stood", "2026-03-03", "2026-03-09"),
        "established": ("dissolved", "2026-03-03", "None"),
    }


def test_data_of_the_first_state_come_up_to_this_version() -> None:
    with installation() as made:
        shutil.copy(DATA / "first_state.env", made.data / "keys.env")
        result = json.loads(made.do("restore", DATA / "first_state.zip", "--json"))
        found = json.loads(made.script(SOUND))
        rows = Reader(DATA / "first_state.zip").manifest["rows"]
    assert (result["ok"], result["faults"], result["acts"] >= rows["core_act"]) == (True, [], True)
    assert found == {
        "pending": [],
        "unguarded": [],
        "unions": rows["organisation_union"],
        "persons": rows["organisation_person"],
        "attachments": ["%PDF-1.4 invented"],
        "sealed": ["11010119900101001X"],
    }
