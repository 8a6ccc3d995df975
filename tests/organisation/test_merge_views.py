"""The pages about two records of one person, as a browser gets them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.organisation import actions
from gonglian.organisation.models import PersonMerge
from gonglian.organisation.states import MergeState, Role
from tests.factories.organisation import DAY, Town, make_duty, make_member, make_user

pytestmark = pytest.mark.django_db


class Desk:
    def __init__(self, town: Town) -> None:
        self.town = town
        self.kept = make_member("周一鸣", self.town.north, phone="13800000000")
        self.dropped = make_member("周一明", self.town.north)
        self.users = {}
        for name, role in (("one", Role.HANDLER), ("two", Role.HEAD)):
            self.users[name] = make_user(name)
            make_duty(self.users[name], self.town.county, role)

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.users[name])
        return client

    @property
    def form(self) -> str:
        return reverse("organisation:propose_merge", args=["people", self.kept.pk, self.dropped.pk])

    def address(self, name: str) -> str:
        return reverse(f"organisation:{name}", args=["people", PersonMerge.objects.get().pk])


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town)


def test_form_without_a_choice_keeps_what_was_typed(desk: Desk) -> None:
    answer = desk.client("one").post(desk.form, {"reason": "核对过登记表"})
    page = answer.content.decode()
    assert (answer.status_code, "核对过登记表" in page, 'href="#id_name"' in page) == (422, True, True)
    assert not PersonMerge.objects.exists()


def test_two_officers_merge_and_the_old_address_says_so(desk: Desk) -> None:
    one, two = desk.client("one"), desk.client("two")
    assert one.post(desk.form, {"reason": "核对过登记表", "name": "dropped"}).status_code == 302
    assert "等第二个人复核" in one.get(desk.address("merge")).content.decode()
    assert "周一鸣" in two.get(reverse("organisation:duplicates")).content.decode()
    assert two.post(desk.address("confirm_merge")).status_code == 302
    old = two.get(desk.dropped.get_absolute_url() + "?on=2026-03-03", follow=True)
    assert old.redirect_chain == [(f"{desk.kept.get_absolute_url()}?on=2026-03-03", 302)]
    page = old.content.decode()
    assert "您打开的记录已并入这一条" in page and "并入本记录的：周一明" in page


def test_search_by_the_former_name_finds_the_record_that_remains(desk: Desk) -> None:
    merge = actions.propose_merge(
        kept=desk.kept, dropped=desk.dropped, reason="同一个人", choices={"name": "kept"},
        actor=desk.users["one"], on=DAY,
    )  # fmt: skip
    actions.confirm_merge(merge=merge, actor=desk.users["two"], on=DAY)
    for words in ("周一明", "zhouyiming", "zym"):
        page = desk.client("one").get(reverse("dashboards:find"), {"q": words}).content.decode()
        assert f'href="{desk.kept.get_absolute_url()}"' in page
        assert f'href="{desk.dropped.get_absolute_url()}"' not in page


def test_undoing_without_a_reason_is_refused_on_the_page(desk: Desk) -> None:
    desk.client("one").post(desk.form, {"reason": "核对过登记表", "name": "kept"})
    desk.client("two").post(desk.address("confirm_merge"))
    answer = desk.client("one").post(desk.address("undo_merge"))
    assert (answer.status_code, "没有写理由。" in answer.content.decode()) == (422, True)
    assert desk.client("one").post(desk.address("undo_merge"), {"reason": "认错人"}).status_code == 302
    assert PersonMerge.objects.get().state == MergeState.UNDONE
