"""A delegate's slip and the page it opens."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.congress import day
from gonglian.congress.day import short_code
from gonglian.congress.models import Delegate
from gonglian.congress.slips import make_slips, open_page, standing_of
from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.founding import actions as founding
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Meeting
from tests.architecture.doors import DOORS, OPEN
from tests.factories.founding import Road
from tests.factories.pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.road_at("second")]
PAGE = "/delegate/"


@pytest.fixture
def ready(road: Road, monkeypatch: pytest.MonkeyPatch) -> Road:
    """The congress is prepared, and the clock stands at the day of it."""
    now = clock.now()
    monkeypatch.setattr(
        clock, "now", lambda: now.replace(year=road.on.year, month=road.on.month, day=road.on.day)
    )
    return road


@pytest.fixture
def slips(ready: Road) -> dict[Delegate, str]:
    return dict(make_slips(convocation=ready.case.preparation, actor=ready.handler, on=ready.on))


@pytest.fixture
def first(slips: dict[Delegate, str]) -> tuple[Delegate, str]:
    return next(iter(slips.items()))


def opened(word: str) -> Client:
    client = Client()
    assert client.post(f"{PAGE}{word}/").status_code == 302
    return client


def refusal(word: str, road: Road) -> str:
    with pytest.raises(Refused) as refused:
        open_page(word=word, on=road.on)
    return refused.value.reasons[0].message


def test_every_delegate_gets_a_word_of_her_own(ready: Road, slips: dict[Delegate, str]) -> None:
    delegates = Delegate.objects.filter(unit__convocation=ready.case.preparation)
    assert (set(slips), len(set(slips.values()))) == (set(delegates), 16)


def test_words_are_nowhere_kept(slips: dict[Delegate, str], first: tuple[Delegate, str]) -> None:
    log = Act.objects.get(act="congress.make_slips")
    assert (first[1] in str(log.after), first[1] == first[0].own_page.digest) == (False, False)


def test_slip_is_not_used_up_by_looking(first: tuple[Delegate, str]) -> None:
    shown = [Client().get(f"{PAGE}{first[1]}/") for _time in range(2)]
    assert [(page.status_code, "打开我的页面" in text_of(page)) for page in shown] == [(200, True)] * 2
    assert opened(first[1]).get(PAGE).status_code == 200


def test_page_says_whether_where_and_when_and_names_nobody_else(
    ready: Road, slips: dict[Delegate, str], first: tuple[Delegate, str]
) -> None:
    page = text_of(opened(first[1]).get(PAGE))
    plan = ready.case.preparation
    said = (
        "2026年" + f"{plan.planned_on.month}月{plan.planned_on.day}日",
        plan.place,
        first[0].person.name,
        "资格已确认",
    )
    others = [other.person.name for other in slips if other != first[0]]
    assert [word in page for word in said] == [True] * 4
    assert [name for name in others if name in page] == []


def test_slip_opens_once(ready: Road, first: tuple[Delegate, str]) -> None:
    client = opened(first[1])
    again = Client().post(f"{PAGE}{first[1]}/")
    assert (again.status_code, "只能用一次" in text_of(again)) == (422, True)
    assert (Client().get(PAGE).status_code, client.get(f"{PAGE}{first[1]}/").headers["Location"]) == (
        404,
        PAGE,
    )


def test_new_slips_end_the_old_and_the_open_pages(ready: Road, slips: dict[Delegate, str]) -> None:
    one, two = list(slips.values())[:2]
    client = opened(one)
    make_slips(convocation=ready.case.preparation, actor=ready.handler, on=ready.on)
    assert (client.get(PAGE).status_code, refusal(two, ready)) == (404, "没有这张凭条，或者已经重新发过。")


def test_forged_cookie_opens_nothing(first: tuple[Delegate, str]) -> None:
    client = opened(first[1])
    client.cookies["delegate"] = client.cookies["delegate"].value.replace(":", "0:", 1)
    assert client.get(PAGE).status_code == 404


def test_slip_and_page_end_with_the_day_of_the_congress(
    ready: Road, slips: dict[Delegate, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = list(slips.values())[:2]
    client, day = opened(one), ready.case.preparation.planned_on
    later = clock.now() + (day - ready.on) + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    ready.on = later.date()
    assert (client.get(PAGE).status_code, refusal(two, ready)) == (404, "大会的日子已过，凭条作废。")


def test_slips_are_refused_without_day_or_delegates_or_after_it(ready: Road) -> None:
    plan = ready.case.preparation
    day, plan.planned_on = plan.planned_on, None
    for on, change, said in (
        (ready.on, lambda: None, "还没有定大会的日期和地点。"),
        (day + timedelta(days=1), lambda: setattr(plan, "planned_on", day), "大会的日子已过，不再发凭条。"),
    ):
        change()
        with pytest.raises(Refused, match=said):
            make_slips(convocation=plan, actor=ready.handler, on=on)


@pytest.mark.road_at("prepare")
def test_slips_are_refused_before_delegates_are_reported(road: Road) -> None:
    road.plan()
    with pytest.raises(Refused, match="还没有登记代表"):
        make_slips(convocation=road.case.preparation, actor=road.handler, on=road.on)


def test_who_is_not_confirmed_waits(ready: Road, first: tuple[Delegate, str]) -> None:
    first[0].confirmed = False
    assert standing_of(first[0]).word == "waiting"


@pytest.mark.road_at("congress")
def test_sealed_roll_decides(road: Road) -> None:
    plan = road.case.preparation
    person = Delegate.objects.filter(unit__convocation=plan).earliest("pk").person
    road.on = plan.planned_on
    meeting = founding.open_congress(
        case=road.refresh(), held_on=road.on, place="街道会议室", actor=road.handler, on=road.on
    )
    rest = [entry.person for entry in meeting.roll.exclude(person=person)]
    meetings.set_roll(
        meeting=meeting, entries=[{"person": one} for one in rest], actor=road.handler, on=road.on
    )
    meetings.seal_roll(meeting=meeting, actor=road.handler, on=road.on)
    words = {row.person_id: standing_of(row).word for row in Delegate.objects.filter(unit__convocation=plan)}
    assert words == {row.pk: "may" for row in rest} | {person.pk: "not"}


def test_union_that_never_stands_has_no_congress(ready: Road, first: tuple[Delegate, str]) -> None:
    founding.withdraw_case(case=ready.refresh(), reason="条件变化", actor=ready.head, on=ready.on)
    delegate = Delegate.objects.get(pk=first[0].pk)
    assert standing_of(delegate).why == "这次大会不再召开。"


# -- who gets in


def test_page_of_slips_shows_the_words_that_open(ready: Road) -> None:
    client = Client()
    client.force_login(ready.handler)
    page = client.post(reverse("founding:slips", args=[ready.case.pk]))
    words = re.findall(r"/delegate/([\w-]{32})/", text_of(page))
    assert (page.status_code, len(words), text_of(page).count("data:image/svg+xml;base64,")) == (200, 16, 16)
    assert opened(words[0]).get(PAGE).status_code == 200


def test_telephone_of_a_delegate_opens_nothing_else(ready: Road, first: tuple[Delegate, str]) -> None:
    client = opened(first[1])
    case = [("GET", reverse(f"founding:{name}", args=[ready.case.pk])) for name in ("case", "units")]
    doors = [(door.method, reverse(door.page)) for door in DOORS if not door.of and door.page not in OPEN]
    found = {door: client.generic(*door).headers.get("Location", "").split("?")[0] for door in doors + case}
    assert found == dict.fromkeys(doors + case, "/account/login/")


# -- she comes


@pytest.fixture
def hall(slips: dict[Delegate, str], ready: Road) -> Meeting:
    """The congress on its day, its roll sealed."""
    plan = ready.case.preparation
    meeting = meetings.open_meeting(
        union=plan.union,
        keeper=ready.case.proposer,
        kind="congress",
        held_on=ready.on,
        actor=None,
        on=ready.on,
    )
    plan.planned_on = ready.on
    with record("test.plan", actor=None, on=ready.on):
        plan.save(update_fields=["planned_on"])
    entries = [{"person": delegate.person, "unit_name": delegate.unit.name} for delegate in slips]
    meetings.set_roll(meeting=meeting, entries=entries, actor=None, on=ready.on)
    return meeting


def test_delegate_says_once_that_she_has_come(
    hall: Meeting, ready: Road, first: tuple[Delegate, str]
) -> None:
    phone = opened(first[1])
    assert "我到了" not in text_of(phone.get(PAGE))
    early = phone.post(f"{PAGE}arrived/")
    assert (early.status_code, "名册还没有封存" in text_of(early)) == (422, True)
    meetings.seal_roll(meeting=hall, actor=None, on=ready.on)
    assert "到签到台签到" in text_of(phone.get(PAGE))
    closed = phone.post(f"{PAGE}arrived/")
    assert (closed.status_code, "没有开放手机签到" in text_of(closed)) == (422, True)
    meetings.set_phones(meeting=hall, phones="here", address="198.51.100.7", actor=None, on=ready.on)
    assert "我到了" in text_of(phone.get(PAGE))
    away = phone.post(f"{PAGE}arrived/", REMOTE_ADDR="203.0.113.9")
    assert (away.status_code, "带凭条到签到台" in text_of(away)) == (422, True)
    assert not hall.roll.filter(present=True).exists()
    assert phone.post(f"{PAGE}arrived/", REMOTE_ADDR="198.51.100.250").status_code == 302
    text = text_of(phone.get(PAGE))
    assert ("您已签到" in text, "本人手机" in text, "我到了" in text) == (True, True, False)
    again = phone.post(f"{PAGE}arrived/")
    assert (again.status_code, "已经签到" in text_of(again)) == (422, True)
    assert (hall.roll.filter(present=True).count(), hall.roll.get(person=first[0].person).presence_how) == (
        1,
        "phone",
    )


def test_nobody_arrives_without_a_page_or_before_there_is_a_meeting(first: tuple[Delegate, str]) -> None:
    assert Client().post(f"{PAGE}arrived/").status_code == 404
    answer = opened(first[1]).post(f"{PAGE}arrived/")
    assert (answer.status_code, "大会还没有开始签到" in text_of(answer)) == (422, True)


def test_slip_is_known_at_the_door_by_its_code_its_word_and_its_picture(
    hall: Meeting, first: tuple[Delegate, str]
) -> None:
    delegate, word = first
    for code in (short_code(word), short_code(word).upper(), word, f"/delegate/{word}/"):
        assert day.holder_of(hall, code) == delegate.person, code
    assert (day.holder_of(hall, "no-such-word"), day.holder_of(hall, "0000-0000")) == (None, None)
    hall.kind = "audit_first"
    assert day.holder_of(hall, word) is None


def test_two_slips_of_one_code_are_refused(hall: Meeting, slips: dict[Delegate, str]) -> None:
    one, two = list(slips)[:2]
    page = two.own_page
    page.digest = one.own_page.digest[:8] + page.digest[8:]
    with record("test.same_code", actor=None, on=hall.held_on):
        page.save(update_fields=["digest"])
    with pytest.raises(Refused, match="短码相同"):
        day.holder_of(hall, short_code(slips[one]))


def test_preparation_says_what_the_day_lacks(hall: Meeting, ready: Road) -> None:
    plan = ready.case.preparation
    assert [(point.is_met, bool(point.cure)) for point in day.points(hall)] == [
        (True, True),
        (plan.list_fixed_on is not None, True),
    ]
    assert set(day.candidates(hall)) == set(plan.nominees.values_list("person", flat=True))
    plan.committee_size = plan.list_fixed_on = None
    with record("test.unset", actor=None, on=ready.on):
        plan.save(update_fields=["committee_size", "list_fixed_on"])
    assert [point.is_met for point in day.points(hall)] == [False, False]
