"""Who came: by the officer's list, by a slip at the door, by her own telephone; and the screen that counts them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from gonglian.core import clock
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.meetings import actions, preparation, queries
from gonglian.meetings.models import Meeting, RollEntry
from gonglian.meetings.preparation import Point
from gonglian.meetings.readiness import Readiness, readiness_of
from gonglian.organisation.models import Person
from gonglian.organisation.states import Role
from tests.factories.meetings import HELD, make_gathering, make_people
from tests.factories.organisation import Town, make_duty, make_user
from tests.factories.pages import client_of, text_of

ADDRESS = "203.0.113.8"
pytestmark = pytest.mark.django_db


class Known:
    """A preparation as a higher area would register it: the slips "slip-<person>" and one candidate."""

    def __init__(self) -> None:
        self.standing: list[int] = []

    def points(self, meeting: Meeting) -> Iterable[Point]:
        return [Point("选举办法", False, "名额还没有定", "在大会筹备里填席数。", "CON-13")]

    def candidates(self, meeting: Meeting) -> Iterable[int]:
        return self.standing

    def holder_of(self, meeting: Meeting, code: str) -> Person | None:
        return Person.objects.filter(pk=code.removeprefix("slip-")).first() if code[-1].isdigit() else None


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Known:
    made = Known()
    monkeypatch.setattr(preparation, "_registered", [made])
    return made


@pytest.fixture
def meeting(town: Town) -> Meeting:
    meeting = make_gathering(town.industrial, 6, keeper=town.county)
    actions.set_phones(meeting=meeting, phones="here", address=ADDRESS, actor=None, on=HELD)
    return meeting


@pytest.fixture
def keeper(meeting: Meeting, town: Town, monkeypatch: pytest.MonkeyPatch) -> Client:
    day = clock.now().replace(year=HELD.year, month=HELD.month, day=HELD.day)
    monkeypatch.setattr(clock, "now", lambda: day)
    make_duty(user := make_user("keeper"), town.county, Role.HANDLER)
    return client_of(user)


def people_of(meeting: Meeting) -> list[Person]:
    return [entry.person for entry in queries.roll_of(meeting)]


def check_in(meeting: Meeting, person: Person, how: str = "phone", day: int = 0) -> RollEntry:
    on = HELD + timedelta(days=day)
    return actions.check_in(meeting=meeting, person=person, how=how, actor=None, on=on, address=ADDRESS)


def refusal(meeting: Meeting, person: Person, day: int = 0) -> str:
    with pytest.raises(Refused) as refused:
        check_in(meeting, person, day=day)
    return refused.value.reasons[0].message


# -- one comes


def test_first_who_comes_opens_the_meeting_and_each_keeps_how_and_when(meeting: Meeting) -> None:
    first, second = people_of(meeting)[:2]
    row = check_in(meeting, first)
    meeting.refresh_from_db()
    assert (row.present, row.presence_how, row.presence_at is not None) == (True, "phone", True)
    assert (meeting.state, meeting.opened_at is not None) == ("opened", True)
    assert [finding["id"] for finding in Act.objects.get(act="meetings.check_in").findings] == [
        "CON-06",
        "CON-05",
    ]
    assert check_in(meeting, second, "slip").presence_how == "slip"
    assert queries.attendance(meeting) == (6, 2)


def test_who_comes_twice_is_told_how_and_when_and_counted_once(meeting: Meeting) -> None:
    person = people_of(meeting)[0]
    row = check_in(meeting, person, "slip")
    assert refusal(meeting, person) == f"{row.name} 已经签到：{queries.told(row)}。这次不再记。"
    assert "凭条" in queries.told(row)
    assert (queries.attendance(meeting), RollEntry.objects.get(pk=row.pk).presence_how) == ((6, 1), "slip")


def test_nobody_signs_in_on_another_day_without_a_seal_or_off_the_roll(meeting: Meeting, town: Town) -> None:
    person, (stranger,) = people_of(meeting)[0], make_people(1)
    assert "只在当天签到" in refusal(meeting, person, day=1)
    assert "只在当天签到" in refusal(meeting, person, day=-1)
    assert "不在这次会议的名册上" in refusal(meeting, stranger)
    unsealed = make_gathering(town.industrial, 1, ordinal=2, sealed=False)
    assert "名册还没有封存" in refusal(unsealed, people_of(unsealed)[0])


def test_nobody_signs_in_once_a_ballot_has_begun_or_the_meeting_is_over(meeting: Meeting) -> None:
    first, second, *rest = people_of(meeting)
    check_in(meeting, first)
    actions.open_ballot(
        meeting=meeting, body="committee", seats=1, candidates=rest[:2], org_form="federation", source="free",
        actor=None, on=HELD,
    )  # fmt: skip
    assert "已经开始投票" in refusal(meeting, second)
    assert not queries.may_check_in(meeting, HELD)
    over = make_gathering(meeting.union, 2, ordinal=2)
    check_in(over, people_of(over)[0], "slip")
    actions.close_meeting(meeting=over, actor=None, on=HELD)
    assert "会议已闭会" in refusal(over, people_of(over)[1])


# -- beside the officer's list


def test_list_ticked_from_an_old_page_loses_nobody_who_came_since(meeting: Meeting) -> None:
    ids = [person.pk for person in people_of(meeting)]
    actions.record_presence(meeting=meeting, present_ids=ids[:2], actor=None, on=HELD, by="纸质签到簿")
    check_in(meeting, people_of(meeting)[4])
    acting = {"meeting": meeting, "actor": None, "on": HELD}
    assert actions.record_presence(present_ids=[ids[0], ids[2]], seen_ids=ids[:2], **acting) == (6, 3)
    rows = {row.person_id: (row.present, row.presence_how, row.presence_by) for row in meeting.roll.all()}
    assert [rows[pk] for pk in ids] == [
        (True, "list", "纸质签到簿"), (False, "", ""), (True, "list", ""), (False, "", ""), (True, "phone", ""),
        (False, "", ""),
    ]  # fmt: skip
    assert actions.record_presence(present_ids=ids[:1], **acting) == (6, 1)  # the whole truth


def test_presence_form_sends_what_it_showed(meeting: Meeting, keeper: Client) -> None:
    address = reverse("meetings:record_presence", args=[meeting.pk])
    first, second, third = (person.pk for person in people_of(meeting)[:3])
    keeper.post(address, {"present": [first, second], "seen": ""})
    shown = keeper.get(address).context["form"].initial["seen"]
    check_in(meeting, people_of(meeting)[2])
    assert keeper.post(address, {"present": [first], "seen": shown}).status_code == 302
    assert set(meeting.roll.filter(present=True).values_list("person", flat=True)) == {first, third}
    response = keeper.post(address, {"present": [first], "seen": "x"})
    assert (response.status_code, "请重新打开本页再勾选" in text_of(response)) == (422, True)


# -- the door


def test_slip_at_the_door_lets_in_once_and_tells_the_next_time(
    meeting: Meeting, keeper: Client, known: Known
) -> None:
    address, person = reverse("meetings:door", args=[meeting.pk]), people_of(meeting)[0]
    assert keeper.post(address, {"code": f"slip-{person.pk}"}).status_code == 302
    text = text_of(keeper.get(address))
    assert (f"{person.name} 已签到" in text, "已到 1 人" in text) == (True, True)
    again = keeper.post(address, {"code": f"slip-{person.pk}"})
    assert (again.status_code, "已经签到" in text_of(again)) == (422, True)
    wrong = keeper.post(address, {"code": "none"})
    assert (wrong.status_code, "没有这张凭条" in text_of(wrong)) == (422, True)
    assert meeting.roll.get(person=person).presence_how == "slip"


# -- what the day needs


def points(meeting: Meeting) -> dict[str, tuple[bool, str]]:
    found = readiness_of(meeting)
    assert isinstance(found, Readiness)
    return {point.what: (point.is_met, point.said) for point in found.points}


def test_readiness_lists_everything_missing_with_its_cure(town: Town, known: Known) -> None:
    empty = actions.open_meeting(union=town.industrial, kind="congress", held_on=HELD, actor=None, on=HELD)
    found = readiness_of(empty)
    assert found is not None
    assert [(point.what, point.is_met, bool(point.cure)) for point in found.points] == [
        (what, False, True) for what in ("日期和地点", "选举办法", "名册", "到会人数", "监票人", "计票人")
    ]
    assert found.missing == 6


def test_readiness_follows_each_cure(meeting: Meeting, known: Known) -> None:
    assert points(meeting)["名册"] == (True, "6 人，已封存")
    assert points(meeting)["到会人数"] == (False, "应到 6 人，至少到 4 人，已到 0 人")
    people, tellers = people_of(meeting), [make_user("one", "计票甲"), make_user("two", "计票乙")]
    acting = {"meeting": meeting, "actor": None, "on": HELD}
    actions.set_place(place=" 三楼会议室 ", **acting)
    actions.record_presence(present_ids=[person.pk for person in people[:4]], **acting)
    actions.appoint_officers(scrutineers=people[:2], tellers=tellers, approved=False, **acting)
    assert points(meeting)["监票人"] == (False, "还没有经表决通过")
    actions.appoint_officers(scrutineers=people[:2], tellers=tellers, approved=True, **acting)
    meeting.refresh_from_db()
    assert {what: is_met for what, (is_met, _said) in points(meeting).items() if not is_met} == {
        "选举办法": False
    }
    actions.propose_roll_change(removed=people[5:], reason="调离", **acting)
    assert points(meeting)["名册"] == (False, "第 1 号变动还没有复核")
    known.standing = [people[1].pk]
    assert points(meeting)["监票人"] == (False, f"{people[1].name} 是候选人")
    tellers[0].is_active = False
    tellers[0].save(update_fields=["is_active"])
    assert points(meeting)["计票人"] == (False, "计票甲 的账号已停用")


def test_readiness_asks_for_the_seal_and_ends_with_the_first_ballot(town: Town, known: Known) -> None:
    meeting = make_gathering(town.industrial, 6, sealed=False)
    people = people_of(meeting)
    assert points(meeting)["名册"] == (False, "6 人，还没有封存")
    actions.record_presence(meeting=meeting, present_ids=[people[0].pk], actor=None, on=HELD)
    actions.open_ballot(
        meeting=meeting, body="committee", seats=1, candidates=people[:2], org_form="federation", source="free",
        actor=None, on=HELD,
    )  # fmt: skip
    assert readiness_of(meeting) is None


def test_meeting_page_shows_what_is_missing_and_the_place_cures_one(meeting: Meeting, keeper: Client) -> None:
    address = reverse("meetings:place", args=[meeting.pk])
    assert ("补记地点" in text_of(keeper.get(meeting.get_absolute_url()))) is True
    assert keeper.post(address, {"place": ""}).status_code == 422
    assert keeper.post(address, {"place": "工人文化宫"}).status_code == 302
    text = text_of(keeper.get(meeting.get_absolute_url()))
    assert ("补记地点" in text, "工人文化宫" in text, "还缺" in text) == (False, True, True)


def test_place_is_not_empty(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="还没有写地点"):
        actions.set_place(meeting=meeting, place="  ", actor=None, on=HELD)


# -- the screen


def test_screen_counts_and_names_units_not_people(meeting: Meeting, keeper: Client) -> None:
    people = people_of(meeting)
    check_in(meeting, people[0])
    page = keeper.get(reverse("meetings:live", args=[meeting.pk]))
    text = strip_tags(text_of(page))
    for words in (
        "应到6",
        "实到1",
        "至少要到4",
        "到会率16.6%",
        "还差 3 人才到三分之二",
        "甲单位 1",
        "乙单位 2",
    ):
        assert words in " ".join(text.split()), words
    assert not any(person.name in text for person in people)


def test_screen_answers_not_modified_until_somebody_comes(meeting: Meeting, keeper: Client) -> None:
    address, people = reverse("meetings:live_now", args=[meeting.pk]), people_of(meeting)
    first = keeper.get(address)
    mark = first.headers["ETag"]
    assert (first.status_code, keeper.get(address, headers={"If-None-Match": mark}).status_code) == (200, 304)
    for person in people:
        check_in(meeting, person)
    later = keeper.get(address, headers={"If-None-Match": mark})
    assert (later.status_code, "已达到三分之二" in text_of(later), "全部到齐" in text_of(later)) == (
        200,
        True,
        True,
    )
