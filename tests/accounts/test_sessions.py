"""Where one is signed in: listed, ended one by one and all at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from gonglian.accounts.models import OpenSession, User
from gonglian.accounts.sessions import SEEN_EVERY
from gonglian.core import clock
from tests.factories.organisation import make_user

PAGE = "/account/security/"


@pytest.fixture
def user(db: None) -> User:
    return make_user("lu.zhou", "陆舟")


def enter(user: User, agent: str) -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    client.force_login(user)
    client.get(PAGE)
    return client


def shown(client: Client) -> list[str]:
    return [row.agent for row in client.get(PAGE).context["sessions"]]


def test_every_place_is_listed_and_ones_own_is_marked(user: User) -> None:
    here, there = enter(user, "Zheli"), enter(user, "Nali")
    enter(make_user("other"), "Bieren")
    there.get(PAGE)
    assert sorted(shown(here)) == ["Nali", "Zheli"]
    assert here.get(PAGE).content.decode().count("就是这里") == 1


def test_one_place_is_ended_and_the_others_stay(user: User) -> None:
    here, there, third = enter(user, "Zheli"), enter(user, "Nali"), enter(user, "Disan")
    row = OpenSession.objects.get(agent="Nali")
    assert here.post(f"{PAGE}sessions/{row.pk}/end/").status_code == 302
    assert [client.get(PAGE).status_code for client in (here, there, third)] == [200, 302, 200]
    assert user.sign_in_events.latest("pk").kind == "session_ended"


def test_anothers_place_is_not_there(user: User) -> None:
    here, other = enter(user, "Zheli"), enter(make_user("other"), "Bieren")
    row = OpenSession.objects.get(agent="Bieren")
    assert here.post(f"{PAGE}sessions/{row.pk}/end/").status_code == 404
    assert other.get(PAGE).status_code == 200


def test_all_others_are_ended_at_once(user: User) -> None:
    here, there, third = enter(user, "Zheli"), enter(user, "Nali"), enter(user, "Disan")
    text = here.post(f"{PAGE}sessions/end/", follow=True).content.decode()
    assert "已结束其他 2 处登录。" in text
    assert [client.get(PAGE).status_code for client in (here, there, third)] == [200, 302, 302]


def test_expired_place_is_not_listed(user: User) -> None:
    here, there = enter(user, "Zheli"), enter(user, "Nali")
    key = there.session.session_key
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert shown(here) == ["Zheli"]


def test_last_seen_moves_at_most_once_a_minute(user: User, monkeypatch: Any) -> None:
    here = enter(user, "Zheli")
    begun = OpenSession.objects.get().last_seen
    times = []
    for seconds in (SEEN_EVERY - 5, SEEN_EVERY + 5):
        later = begun + timedelta(seconds=seconds)
        monkeypatch.setattr(clock, "now", lambda later=later: later)
        here.get(PAGE)
        times.append(OpenSession.objects.get().last_seen - begun)
    assert times == [timedelta(0), timedelta(seconds=SEEN_EVERY + 5)]


def test_sign_out_leaves_the_list(user: User) -> None:
    here, there = enter(user, "Zheli"), enter(user, "Nali")
    there.post("/account/logout/")
    assert (shown(here), OpenSession.objects.count()) == (["Zheli"], 1)


def test_password_change_ends_every_other_place(user: User) -> None:
    here, there = enter(user, "Zheli"), enter(user, "Nali")
    new = "Ziji-Ding-2026"
    here.post("/account/password/", {"oldpassword": "Secret-2026-ok", "password1": new, "password2": new})
    assert [client.get(PAGE).status_code for client in (here, there)] == [200, 302]
