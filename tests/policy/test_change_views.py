"""The pages on which two officers of the city federation change a parameter."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gonglian.core import clock
from gonglian.organisation.states import Role
from gonglian.policy.models import ParameterChange
from tests.factories.organisation import Town, make_duty, make_user

pytestmark = pytest.mark.django_db
FORM = "/policy/parameters/org.scale.county/change/"


def officer(union: Any, role: str, name: str) -> Client:
    user, client = make_user(name, name), Client()
    make_duty(user, union, role)
    client.force_login(user)
    return client


def typed(**given: Any) -> dict[str, Any]:
    return {
        "value": "20、800", "valid_from": clock.today().isoformat(), "source": "会议纪要", "certainty": "city",
        "reason": "规模扩大", **given,
    }  # fmt: skip


def test_two_officers_change_a_value(town: Town) -> None:
    clerk, head = officer(town.city, Role.HANDLER, "clerk"), officer(town.city, Role.HEAD, "chief")
    assert clerk.post(FORM, typed()).status_code == 302
    change = ParameterChange.objects.get()
    waiting = clerk.get(f"/policy/changes/{change.pk}/").content.decode()
    assert [words in waiting for words in ("10、500", "20、800", "要由市总工会的另一位")] == [True] * 3
    assert clerk.post(f"/policy/changes/{change.pk}/confirm/").status_code == 403
    assert head.post(f"/policy/changes/{change.pk}/confirm/").status_code == 302
    page = head.get("/policy/parameters/").content.decode()
    assert "20、800" in page
    history = head.get("/policy/parameters/org.scale.county/").content.decode()
    assert [words in history for words in ("10、500", "20、800", "规模扩大", "会议纪要")] == [True] * 4


def test_the_form_starts_from_what_holds_today(town: Town) -> None:
    page = officer(town.city, Role.HANDLER, "clerk").get(FORM).content.decode()
    assert ('value="10、500"' in page, f'value="{clock.today()}"' in page) == (True, True)


def test_a_look_keeps_nothing_and_shows_what_changes(town: Town) -> None:
    clerk = officer(town.city, Role.HANDLER, "clerk")
    form = "/policy/parameters/org.min_member_unions/change/"
    given = typed(value="5", source="《新意见》二（一）", certainty="R", look="1")
    page = clerk.post(form, given).content.decode()
    assert ParameterChange.objects.count() == 0
    assert (town.industrial.name in page, 'value="5"' in page) == (True, True)


@pytest.mark.parametrize(
    ("given", "words"),
    [({"value": "无数"}, "填整数"), ({"valid_from": "昨天"}, "从哪天起"), ({"source": ""}, "出处")],
)
def test_a_refused_form_keeps_what_was_typed(town: Town, given: dict[str, str], words: str) -> None:
    clerk = officer(town.city, Role.HANDLER, "clerk")
    response = clerk.post(FORM, typed(reason="别丢了这句话", **given))
    page = response.content.decode()
    assert (response.status_code, words in page, "别丢了这句话" in page) == (422, True, True)


def test_a_county_sees_values_and_no_proposals(town: Town) -> None:
    officer(town.city, Role.HANDLER, "clerk").post(FORM, typed())
    county = officer(town.county, Role.HEAD, "county")
    change = ParameterChange.objects.get()
    page = county.get("/policy/parameters/org.scale.county/").content.decode()
    assert ("规模扩大" in page, county.get(FORM).status_code) == (False, 403)
    assert county.get(f"/policy/changes/{change.pk}/").status_code == 404


def test_withdrawn_by_an_officer(town: Town) -> None:
    clerk = officer(town.city, Role.HANDLER, "clerk")
    clerk.post(FORM, typed())
    change = ParameterChange.objects.get()
    assert clerk.post(f"/policy/changes/{change.pk}/withdraw/").status_code == 302
    again = clerk.post(f"/policy/changes/{change.pk}/withdraw/")
    assert (again.status_code, "已撤回" in again.content.decode()) == (422, True)


def test_an_unknown_parameter_is_not_found(town: Town) -> None:
    clerk = officer(town.city, Role.HANDLER, "clerk")
    found = [clerk.get(f"/policy/parameters/no.such/{rest}").status_code for rest in ("", "change/")]
    assert found == [404, 404]


def test_the_list_shows_the_day_of_view(town: Town) -> None:
    clerk, head = officer(town.city, Role.HANDLER, "clerk"), officer(town.city, Role.HEAD, "chief")
    clerk.post(FORM, typed())
    head.post(f"/policy/changes/{ParameterChange.objects.get().pk}/confirm/")
    page = head.get("/policy/parameters/?on=2020-01-01").content.decode()
    assert ("10、500" in page, "20、800" in page) == (True, False)
