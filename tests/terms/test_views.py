"""The page of a union's terms and the pages on which an act is typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.congress.states import BodyKind
from gonglian.organisation.models import Person
from gonglian.organisation.states import Role
from gonglian.terms import actions
from gonglian.terms.models import Acting, Extension, Holder, Seat
from tests.factories.organisation import make_duty, make_user
from tests.terms.seats import ELECTED, LATER, Bench


@pytest.fixture
def bench(shared_bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: LATER)
    return shared_bench


@pytest.fixture
def head(bench: Bench) -> Client:
    return signed_in("head", bench.town.county, Role.HEAD)


def signed_in(name: str, union: Any, role: str) -> Client:
    user = make_user(name)
    make_duty(user, union, role)
    client = Client()
    client.force_login(user)
    return client


def shown(client: Client, bench: Bench, query: str = "") -> str:
    answer = client.get(reverse("terms:union", args=[bench.town.industrial.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, page: str, pk: int, status: int = 302, **data: Any) -> str:
    answer = client.post(reverse(f"terms:{page}", args=[pk]), data)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


# -- the page


def test_page_shows_each_seat_with_its_state_and_who_sat_there(bench: Bench, head: Client) -> None:
    actions.vacate(
        holder=bench.holder(1),
        how="resigned",
        left_on=date(2027, 5, 2),
        reason="年龄到限",
        actor=None,
        on=LATER,
    )
    page = shown(head, bench)
    assert page.count('<th scope="row">委员</th>') >= 2  # each plain seat has its line
    assert f"{bench.people[0]} 任到 2027-05-02 前，已空缺 30 天" in page
    assert "辞职，年龄到限" in page
    assert "空缺" in page and "主席 2027-05-02 起空缺或代理" in page  # TRM-05
    assert f"{bench.people[1]} 2026-03-18 至 今。本届至 2031-03-18，在任" in page  # the bar in words


def test_page_offers_what_fits_the_seat(bench: Bench, head: Client) -> None:
    plain, chair = bench.seat(4), bench.seat(1)
    links = {
        name: reverse(f"terms:{name}", args=[chair.pk]) for name in ("leave", "take", "act", "end_acting")
    }
    fallen = reverse("terms:post_ended", args=[plain.pk])

    def offered() -> set[str]:
        page = shown(head, bench)
        return {name for name, address in links.items() if f'href="{address}"' in page}

    assert offered() == {"leave"}
    assert f'href="{fallen}"' in shown(head, bench)
    actions.vacate(holder=bench.holder(1), how="died", left_on=date(2027, 5, 2), actor=None, on=LATER)
    assert offered() == {"take", "act"}
    actions.name_acting(seat=chair, person=bench.people[1], since=date(2027, 5, 3), actor=None, on=LATER)
    assert offered() == {"take", "end_acting"}
    assert f"{bench.people[1]} 自 2027-05-03 起代理" in shown(head, bench)


@pytest.mark.parametrize("role", [Role.READER, Role.HANDLER])
def test_page_offers_acts_to_those_who_may(bench: Bench, role: str) -> None:
    page = shown(signed_in("one", bench.town.industrial, role), bench)
    assert ("登记离任" in page) is (role == Role.HANDLER)
    assert ("请示延期" in page) is (role == Role.HANDLER)


def test_past_day_offers_no_change(bench: Bench, head: Client) -> None:
    assert "登记离任" in shown(head, bench)
    page = shown(head, bench, "?on=2026-12-01")
    assert "登记离任" not in page and "补记延期" not in page


def test_page_of_a_union_without_bodies_says_what_it_is_for(bench: Bench, head: Client) -> None:
    page = head.get(reverse("terms:union", args=[bench.town.north.pk])).content.decode()
    assert "这一天还没有登记机构" in page


def test_page_as_known_before_an_act(bench: Bench, head: Client) -> None:
    page = shown(head, bench, "?on=2026-12-01&known=2020-01-01")
    assert "这一天还没有登记机构" in page


def test_page_counts_its_questions(bench: Bench, head: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(60):
        shown(head, bench)


def test_file_leads_to_the_page(bench: Bench, head: Client) -> None:
    page = head.get(bench.town.industrial.get_absolute_url()).content.decode()
    assert reverse("terms:union", args=[bench.town.industrial.pk]) in page


# -- the acts


def test_leaving_is_typed(bench: Bench, head: Client) -> None:
    seat = bench.seat(1)
    page = head.get(reverse("terms:leave", args=[seat.pk])).content.decode()
    assert "本会委员会已同意" in page
    sent(head, "leave", seat.pk, how="moved", left_on="2027-05-20", committee="on", upper="on", reason="")
    gone = Holder.objects.current_record().get(seat=seat)
    assert (gone.went, gone.valid.upper) == ("moved", date(2027, 5, 20))
    assert "现在空着" in sent(head, "leave", seat.pk, 422, how="died", left_on="2027-05-20")


def test_leaving_of_a_plain_member_asks_no_consent(bench: Bench, head: Client) -> None:
    seat = bench.seat(3)
    assert "本会委员会已同意" not in head.get(reverse("terms:leave", args=[seat.pk])).content.decode()
    page = sent(head, "leave", seat.pk, 422, how="ended", left_on="2027-05-20")
    assert "就要写明是什么原因" in page
    assert "还没有到" in sent(head, "leave", seat.pk, 422, how="died", left_on="2027-06-02")


def vacated(bench: Bench, number: int = 1) -> Seat:
    actions.vacate(holder=bench.holder(number), how="died", left_on=date(2027, 5, 2), actor=None, on=LATER)
    return bench.seat(number)


def test_taking_names_a_person_on_record(bench: Bench, head: Client) -> None:
    seat = vacated(bench)
    given = {"how": "by_election", "since": "2027-05-20", "basis": "第三次全体会议"}
    sent(head, "take", seat.pk, person=str(bench.people[2]), **given)
    assert bench.holder(1).person == bench.people[2]


def test_taking_registers_who_is_not_on_record(bench: Bench, head: Client) -> None:
    seat = vacated(bench)
    given = {"how": "by_election", "since": "2027-05-20", "basis": "第三次全体会议", "person": "外来人"}
    assert "没有找到" in sent(head, "take", seat.pk, 422, **given)
    sent(head, "take", seat.pk, is_new="on", **given)
    assert bench.holder(1).person == Person.objects.get(name="外来人")


def test_a_refused_act_registers_nobody(bench: Bench, head: Client) -> None:
    seat = vacated(bench)
    given = {"how": "by_election", "since": "2027-06-02", "basis": "会议", "person": "外来人", "is_new": "on"}
    assert "还没有到" in sent(head, "take", seat.pk, 422, **given)
    assert not Person.objects.filter(name="外来人").exists()


def test_one_of_several_with_a_name_is_chosen_by_number(bench: Bench, head: Client) -> None:
    from gonglian.organisation.actions import add_position, register_person

    twins = [register_person(name="同名人", actor=None, on=ELECTED) for _n in range(2)]
    for twin in twins:
        add_position(person=twin, role="staff", union=bench.town.north, actor=None, on=ELECTED, start=ELECTED)
    seat = vacated(bench)
    given = {"how": "by_election", "since": "2027-05-20", "basis": "会议"}
    page = sent(head, "take", seat.pk, 422, person="同名人", **given)
    assert f"同名人（编号 {twins[1].pk}）" in page
    sent(head, "take", seat.pk, person=f"同名人(编号 {twins[1].pk})", **given)
    assert bench.holder(1).person == twins[1]


def test_acting_is_named_and_ended(bench: Bench, head: Client) -> None:
    seat = vacated(bench)
    sent(head, "act", seat.pk, person=str(bench.people[1]), since="2027-05-03", basis="委员会决定")
    sent(head, "end_acting", seat.pk, left_on="2027-05-20")
    assert Acting.objects.current_record().get().valid.upper == date(2027, 5, 20)
    assert "没有人代理" in sent(head, "end_acting", seat.pk, 422, left_on="2027-05-20")


def test_adding_offers_the_constituents(bench: Bench, head: Client) -> None:
    page = head.get(reverse("terms:add", args=[bench.body.pk])).content.decode()
    assert bench.town.north.name in page and bench.town.far.name not in page
    given = {
        "person": "新委员",
        "is_new": "on",
        "office": "member",
        "since": "2027-05-20",
        "basis": "会议",
        "size": 5,
    }
    sent(head, "add", bench.body.pk, constituent=bench.town.north.pk, **given)
    assert bench.holder(5).seat.constituent == bench.town.north


def test_extension_on_paper_is_recorded(bench: Bench, head: Client) -> None:
    given = {"asked_on": "2027-05-20", "approved_on": "2027-05-25", "number": "沂工发〔2027〕8号"}
    sent(head, "record_extension", bench.body.pk, issuer="沂州市总工会", until="2032-01-01", **given)
    assert Extension.objects.get().is_past
    assert "补记" in shown(head, bench)


def test_post_that_ended_empties_the_seat(bench: Bench, head: Client) -> None:
    seat = bench.seat(4)
    sent(head, "post_ended", seat.pk, ended_on="2027-05-20")
    assert Holder.objects.current_record().get(seat=seat).went == "substituted"
    assert "现在空着" in sent(head, "post_ended", seat.pk, 422, ended_on="2027-05-20")
    assert "不能替补" in sent(head, "post_ended", bench.seat(1).pk, 422, ended_on="2027-05-20")


def test_every_kind_of_body_has_its_word(bench: Bench) -> None:
    from gonglian.terms.picture import seat_title

    assert seat_title(bench.seat(1, bench.audit)) == "经审委主任"
    assert bench.audit.kind == BodyKind.AUDIT
