"""Pages of the delegates: the check of credentials one by one, leaving and replacing, filling an empty place."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from gonglian.congress import actions as congress
from gonglian.congress.models import Delegate, DelegateChange, ElectingUnit
from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.founding import actions as founding
from gonglian.meetings import actions as meetings
from gonglian.organisation.models import Membership
from gonglian.organisation.states import Role
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_member, make_user
from tests.factories.pages import client_of, text_of
from tests.founding.preparing import sign_in, url

pytestmark = [pytest.mark.django_db, pytest.mark.road_at("second")]


@pytest.fixture(autouse=True)
def today(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands at the road's day."""
    now = clock.now()
    day = {"year": road.on.year, "month": road.on.month, "day": road.on.day}
    monkeypatch.setattr(clock, "now", lambda: now.replace(**day))


@pytest.fixture
def holder(road: Road) -> Client:
    return client_of(road.handler)


@pytest.fixture
def unit(road: Road) -> ElectingUnit:
    return ElectingUnit.objects.filter(convocation=road.case.preparation).earliest("pk")


@pytest.fixture
def first(unit: ElectingUnit) -> Delegate:
    return unit.delegates.select_related("person")[0]


def report_anew(road: Road, unit: ElectingUnit, count: int) -> list[Delegate]:
    """The unit reports so many delegates, who wait for the check."""
    people = road.members(road.unions[0])[:count]
    congress.report_delegates(
        unit=unit, reported_on=road.on, entitled=8, present=8, candidates=5,
        delegates=[{"person": person, "votes_for": 8} for person in people], actor=road.handler, on=road.on,
    )  # fmt: skip
    return list(unit.delegates.all())


def end_memberships(road: Road, **of: Any) -> None:
    with transaction.atomic(), record("test.end", actor=None, on=road.on):
        Membership.objects.filter(**of).delete()


def verdicts(client: Client, road: Road, **changed: str) -> dict[str, str]:
    """What the page proposes for each delegate, with these fields changed."""
    form = client.get(url(road, "credentials")).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changed


VOTE = {"elected_on": "2026-03-05", "entitled": 8, "present": 8, "candidates": 2, "votes_for": 7}
LEAVE = {"left_on": "2026-03-05", "ground": "moved", "note": ""}


# -- the check


def test_who_raises_no_doubt_is_proposed_and_confirmed(
    road: Road, holder: Client, unit: ElectingUnit
) -> None:
    waiting = report_anew(road, unit, 2)
    page = text_of(holder.get(url(road, "units")))
    assert ("资格待确认" in page, "代表和资格审查" in page) == (True, True)
    assert holder.post(url(road, "credentials"), verdicts(holder, road)).status_code == 302
    assert [Delegate.objects.get(pk=row.pk).confirmed for row in waiting] == [True, True]


def test_who_raises_a_doubt_is_left_for_a_person_to_decide(
    road: Road, holder: Client, unit: ElectingUnit
) -> None:
    doubtful, fine = report_anew(road, unit, 2)
    end_memberships(road, person=doubtful.person_id)
    page = holder.get(url(road, "credentials"))
    form = page.context["form"]
    assert "不是本单位有表决权的会员" in text_of(page)
    assert [form[f"c{row.pk}"].value() for row in (doubtful, fine)] == ["", "confirmed"]


def test_refusal_is_kept_with_its_reason(road: Road, holder: Client, first: Delegate) -> None:
    given = verdicts(holder, road, **{f"c{first.pk}": "refused", f"r{first.pk}": "管理人员超比例"})
    assert holder.post(url(road, "credentials"), given).status_code == 302
    first.refresh_from_db()
    assert (first.confirmed, first.refused_for) == (False, "管理人员超比例")
    assert "确认 15 名，不予确认 1 名" in text_of(holder.get(url(road, "credentials")))


@pytest.mark.parametrize(
    ("verdict", "reason", "said"),
    [("refused", "", "不予确认的，要写明理由"), ("confirmed", "超比例", "审查结果要选“不予确认”"),
     ("confirmed", "", "没有改动，不用保存")],
)  # fmt: skip
def test_verdicts_that_do_not_fit_come_back(
    road: Road, holder: Client, first: Delegate, verdict: str, reason: str, said: str
) -> None:
    given = verdicts(holder, road, **{f"c{first.pk}": verdict, f"r{first.pk}": reason})
    page = holder.post(url(road, "credentials"), given)
    assert (page.status_code, said in text_of(page)) == (422, True)


def test_reader_sees_the_verdicts_and_no_form(road: Road, first: Delegate) -> None:
    congress.check_credentials(
        convocation=road.case.preparation, verdicts={first.pk: "材料不全"}, actor=road.handler, on=road.on
    )
    page = text_of(sign_in("reader", road.town.town, Role.READER).get(url(road, "credentials")))
    assert ("不予确认" in page, "材料不全" in page, "保存审查结果" in page) == (True, True, False)


@pytest.mark.road_at("prepare")
def test_page_before_delegates_says_what_comes_first(road: Road, holder: Client) -> None:
    road.plan()
    assert "先登记各单位选出的代表" in text_of(holder.get(url(road, "credentials")))


# -- leaving and replacing


def replace_url(road: Road, delegate: Delegate) -> str:
    return url(road, "replace_delegate", delegate.pk)


def test_delegate_is_replaced(road: Road, holder: Client, first: Delegate) -> None:
    person = road.members(road.unions[0])[6]
    given = LEAVE | VOTE | {"person": person.name, "front_line": "on"}
    assert holder.post(replace_url(road, first), given).status_code == 302
    row = Delegate.objects.get(unit=first.unit, person=person)
    assert (row.votes_for, row.front_line, row.confirmed) == (7, True, False)
    page = text_of(holder.get(url(road, "credentials")))
    assert [words in page for words in ("工作调离选举单位", "实到 8 / 应到 8，得票 7", "待审查 1 名")] == [
        True
    ] * 3


def test_delegate_leaves_and_the_place_is_filled_later(
    road: Road, holder: Client, unit: ElectingUnit, first: Delegate
) -> None:
    name = first.person.name
    assert holder.post(replace_url(road, first), LEAVE).status_code == 302
    page = text_of(holder.get(url(road, "credentials")))
    assert ("登记补选" in page, "空缺 1 名" in page) == (True, True)
    asked = text_of(holder.get(url(road, "fill_place", unit.pk)))
    assert (f"{name} " in asked, "离任（工作调离选举单位）" in asked) == (True, True)
    given = VOTE | {"person": road.members(road.unions[0])[6].name}
    assert holder.post(url(road, "fill_place", unit.pk), given).status_code == 302
    assert DelegateChange.objects.get().successor == road.members(road.unions[0])[6]


BAD = [
    ({"votes_for": 7}, "要写明新代表是谁"), ({"person": "名册外的人"} | VOTE, "不在选举单位的会员名册里"),
    ({"person": "first"}, "填了新代表，这一项也要填"), ({"person": "first"} | VOTE | {"present": 9}, "实到 9 人多于应到 8 人"),
    ({"person": "taken"} | VOTE, "一人只占一个代表名额"), ({"ground": "other"}, "要写明是什么原因"),
    ({"left_on": "2027-01-01"}, "离任日期不能晚于今天"),
]  # fmt: skip


def test_changes_that_do_not_fit_come_back(road: Road, holder: Client, first: Delegate) -> None:
    people = road.members(road.unions[0])
    names = {"first": people[6].name, "taken": people[1].name}
    for changed, said in BAD:
        given = LEAVE | changed
        given |= {"person": names.get(given.get("person", ""), given.get("person", ""))}
        page = holder.post(replace_url(road, first), given)
        assert (said, page.status_code, said in text_of(page)) == (said, 422, True)
    assert DelegateChange.objects.count() == 0


def test_name_two_members_share_is_to_be_chosen(road: Road, holder: Client, first: Delegate) -> None:
    for _n in range(2):
        make_member("同名人", road.unions[0])
    page = holder.post(replace_url(road, first), LEAVE | VOTE | {"person": "同名人"})
    assert "有几个人叫 同名人" in text_of(page)


def test_person_outside_the_rosters_is_registered_on_demand(
    road: Road, holder: Client, unit: ElectingUnit, first: Delegate
) -> None:
    end_memberships(road, union=road.unions[0])
    given = LEAVE | VOTE | {"person": "公冶望", "add_new": "on"}
    assert holder.post(replace_url(road, first), given).status_code == 302
    assert unit.delegates.filter(person__name="公冶望").count() == 1


def test_too_many_vacancies_are_told_with_their_last_day(road: Road, holder: Client) -> None:
    for delegate in Delegate.objects.filter(unit__convocation=road.case.preparation)[:5]:
        holder.post(replace_url(road, delegate), LEAVE)
    pages = [text_of(holder.get(url(road, name))) for name in ("units", "credentials")]
    assert ["最迟 2026-06-05 补选" in page for page in pages] == [True, True]


# -- the roll and the term


@pytest.mark.road_at("congress")
def test_sealed_roll_sends_to_the_meeting(road: Road, holder: Client, first: Delegate) -> None:
    road.on = road.case.preparation.planned_on
    meeting = founding.open_congress(
        case=road.refresh(), held_on=road.on, place="街道会议室", actor=road.handler, on=road.on
    )
    meetings.seal_roll(meeting=meeting, actor=road.handler, on=road.on)
    page = text_of(holder.get(url(road, "credentials")))
    refused = holder.post(replace_url(road, first), LEAVE)
    assert ("大会名册已封存" in page, "保存审查结果" in page) == (True, False)
    assert (refused.status_code, "CON-05" in text_of(refused)) == (422, True)


@pytest.mark.road_at("established")
@pytest.mark.parametrize(("who", "status"), [("own", 302), ("founder", 403)])
def test_standing_union_keeps_its_delegates_itself(
    road: Road, first: Delegate, who: str, status: int
) -> None:
    clients = {"founder": client_of(road.handler), "own": client_of(own_officer(road))}
    assert clients[who].post(replace_url(road, first), LEAVE).status_code == status


def own_officer(road: Road) -> Any:
    user = make_user("own")
    make_duty(user, road.case.founded_union, Role.HANDLER)
    return user
