"""The demo city: every state that exists has somebody in it, every sign-in opens, and nobody real is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from gonglian.approvals.models import Request
from gonglian.approvals.states import RequestState
from gonglian.core import clock
from gonglian.dashboards.demo.city import load_demo_city
from gonglian.dashboards.demo.names import DEMO
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.joining.models import Joining
from gonglian.founding.models import Case, CaseConstituent
from gonglian.founding.states import Consent, Stage
from gonglian.organisation.models import Employer, Line, PersonMerge, Union
from gonglian.organisation.states import Form, LineKind, UnionKind, UnionState
from gonglian.rosters.models import Import
from gonglian.terms.queries import chairs_without_account, terms_ending
from tests.shared import Shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


SignIns = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def sign_ins(shared: Shared, django_db_blocker: Any) -> Iterator[SignIns]:
    """Loaded once for all tests here, where nothing else stands; undone after the last."""
    with django_db_blocker.unblock():
        shared.stand_at([])
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo_city()
        transaction.set_rollback(True)


def test_demo_city_has_everything_that_exists(sign_ins: SignIns) -> None:
    missing = {
        "stage": _missing(Stage.values, Case.objects.values_list("stage", flat=True)),
        "request": _missing(RequestState.values, Request.objects.values_list("state", flat=True)),
        "consent": _missing(Consent.values, CaseConstituent.objects.values_list("consent", flat=True)),
        "union": _missing(UnionState.values, Union.objects.values_list("state", flat=True)),
        "kind": _missing(UnionKind.values, Union.objects.values_list("kind", flat=True)),
        "joining": _missing(
            ("gathering", "prepared", "done"), Joining.objects.values_list("state", flat=True)
        ),
        "change": _missing(
            ("draft", "sent", "done", "refused"), LineChange.objects.values_list("state", flat=True)
        ),
        "merge": _missing(("proposed", "done"), PersonMerge.objects.values_list("state", flat=True)),
        "line": _missing(LineKind.values, Line.objects.values_list("kind", flat=True)),
        "form": _missing(Form.values, Union.objects.exclude(form="").values_list("form", flat=True)),
    }
    assert missing == {
        "stage": set(), "request": set(), "consent": set(), "union": set(), "kind": set(),
        "joining": set(), "change": set(), "merge": set(), "line": set(), "form": set(),
    }  # fmt: skip
    assert set(Import.objects.values_list("state", flat=True)) == {"applied", "failed", "previewed"}
    assert Case.objects.filter(mandate__isnull=False).exists()
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


def _missing(all_of: Iterable[str], found: Iterable[str]) -> set[str]:
    return set(all_of) - set(found)
