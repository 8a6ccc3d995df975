"""The demo city: every state that exists has somebody in it, every sign-in opens, and nobody real is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from gonglian.core import clock
from gonglian.dashboards.demo.city import load_demo_city
from gonglian.dashboards.demo.names import DEMO
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.models import Case
from gonglian.organisation.models import Employer, Union
from gonglian.organisation.states import UnionKind
from gonglian.terms.queries import chairs_without_account, terms_ending
from tests.shared import Shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


STATUSES = {"state", "stage", "status", "consent"}
KINDS = {
    "organisation.Union.kind", "organisation.Union.form", "organisation.Line.kind", "founding.Joining.way",
    "meetings.Meeting.kind",
}  # fmt: skip
NOT_IN_A_DEMO = {
    "rosters.Import.state": {"uploaded", "previewing", "applying"},  # only while the worker is at it
    "rosters.ImportRow.status": {"warning", "waiting"},  # of rosters of members and of industrial unions
    "organisation.EmployerMerge.state": {"done", "withdrawn", "undone"},  # the same page shows them of people
    "meetings.Meeting.kind": {"women_first"},  # elected by the congress; nothing opens one yet
}

SignIns = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def sign_ins(shared: Shared, django_db_blocker: Any) -> Iterator[SignIns]:
    """Loaded once for all tests here, where nothing else stands; undone after the last."""
    with django_db_blocker.unblock():
        shared.stand_at([])
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo_city()
        transaction.set_rollback(True)


def test_demo_city_has_every_status(sign_ins: SignIns) -> None:
    missing = {
        str(field): lacking
        for model in apps.get_models()
        if model.__module__.startswith("gonglian.")
        for field in model._meta.concrete_fields
        if field.choices and (field.name in STATUSES or str(field) in KINDS)
        if (lacking := _missing(model, field))
    }
    assert missing == NOT_IN_A_DEMO


def test_demo_city_has_what_is_rare(sign_ins: SignIns) -> None:
    assert Case.objects.filter(mandate__isnull=False).exists()
    assert LineChange.objects.filter(is_correction=True).exists()
    assert Union.objects.filter(kind=UnionKind.PRIMARY).count() >= 400


def test_demo_city_has_terms_and_chairs_to_look_after(sign_ins: SignIns) -> None:
    today = clock.today()
    ends = [term.ends_on for term in terms_ending(Union.objects.all(), on=today) if term.ends_on]
    assert (sum(day < today for day in ends), sum(day >= today for day in ends)) == (1, 1)
    assert chairs_without_account(Union.objects.all(), on=today)


def test_demo_city_opens_for_every_sign_in(sign_ins: SignIns) -> None:
    for username, password, _who in sign_ins:
        client = Client()
        assert client.login(username=username, password=password), username
        assert client.get("/").status_code == 200, username


def test_demo_city_names_nobody(sign_ins: SignIns) -> None:
    unmarked = Union.objects.exclude(name__contains="演示").values_list("name", flat=True)
    firms = Employer.objects.exclude(name__contains="演示").values_list("name", flat=True)
    assert (list(unmarked), list(firms)) == ([], []), DEMO


def test_demo_city_is_loaded_once(sign_ins: SignIns) -> None:
    before = Union.objects.count()
    assert load_demo_city() == sign_ins
    assert Union.objects.count() == before


def _missing(model: Any, field: Any) -> set[str]:
    found = model._base_manager.values_list(field.attname, flat=True)
    return {str(value) for value, _label in field.flatchoices if value} - set(found)
