"""按当时所知: a file, a person, an employer as they were known on a day; who may see them is today's matter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.utils import timezone

from gonglian.core.acts import record
from gonglian.core.periods import rewrite
from gonglian.organisation import access, actions
from gonglian.organisation.models import Coverage, Line, Membership, Person, Position, Union, UnionName
from gonglian.organisation.reads.counts import members_of
from gonglian.organisation.reads.employers import employer_page
from gonglian.organisation.reads.file import UnionFile, union_file
from gonglian.organisation.reads.people import person_page
from gonglian.organisation.states import LineKind, Role
from tests.factories.organisation import DAY, Town, make_duty, make_member, make_user
from tests.organisation.merging import Desk
from tests.organisation.test_covered import correct
from tests.organisation.test_views import signed_in, text

pytestmark = pytest.mark.django_db
TABLES = (Coverage, Line, Membership, Position, UnionName)
ENTERED, PUT_RIGHT = date(2020, 1, 1), date(2023, 6, 1)
BEFORE, THAT_DAY = PUT_RIGHT - timedelta(days=1), PUT_RIGHT
RIGHT = "东岭快递有限公司"


def end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, timezone.get_current_timezone())


def entered_long_ago() -> None:
    """All that is on record now was entered on ENTERED."""
    _rewrite_recorded("tstzrange(%s, null)", [ENTERED])


def put_right_then() -> None:
    """What was closed or written since was so at noon of PUT_RIGHT."""
    _rewrite_recorded(
        "case when upper_inf(recorded) then tstzrange(%s::date + time '12:00', null)"
        " else tstzrange(%s, %s::date + time '12:00') end",
        [PUT_RIGHT, ENTERED, PUT_RIGHT],
        "where not upper_inf(recorded) or lower(recorded) > %s",
        [PUT_RIGHT],
    )


def _rewrite_recorded(value: str, given: list[Any], where: str = "", of: Any = ()) -> None:
    with clock_turned_back(), connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"update {model._meta.db_table} set recorded = {value} {where}", [*given, *of])


@contextmanager
def clock_turned_back() -> Iterator[None]:
    """What the database never lets happen: another time of record."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "set constraints all immediate; set local role postgres; set local session_replication_role = replica"
        )
        yield
        cursor.execute(
            "set local session_replication_role = origin; set local role gonglian_app; set constraints all deferred"
        )


def struck_out(rows: Any) -> None:
    """The rows were corrected away at noon of PUT_RIGHT."""
    with clock_turned_back():
        rows.update(recorded=(str(ENTERED), f"{PUT_RIGHT} 12:00+08"))


@pytest.fixture
def county_handler(town: Town) -> Any:
    user = make_user("county")
    make_duty(user, town.county, Role.HANDLER)
    return user


def file_known(union: Union, user: Any, known: date | None) -> UnionFile:
    seen = access.get_union(user, union.pk, on=DAY)
    return union_file(seen, user=user, on=DAY, today=DAY, pages={}, known=end_of(known) if known else None)


@pytest.mark.parametrize(("known", "is_right"), [(BEFORE, False), (THAT_DAY, True), (None, True)])
def test_file_shows_what_was_known_by_the_end_of_the_day(
    town: Town, county_handler: Any, known: date | None, is_right: bool
) -> None:
    wrong, wrong_name = Coverage.objects.as_of(DAY).get(union=town.east).employer.name, town.east.name
    entered_long_ago()
    correct(town.east, name=RIGHT)
    actions.correct_name(union=town.east, name=f"{RIGHT}工会", reason="登错", actor=None, on=DAY)
    put_right_then()
    found = file_known(town.east, county_handler, known)
    assert [row.employer.name for row in found.covered.rows] == [RIGHT if is_right else wrong]
    assert found.union.name == (f"{RIGHT}工会" if is_right else wrong_name)
    assert [row.name for row in found.names] == [found.union.name]


def test_lines_and_counts_are_those_known_then(town: Town, county_handler: Any) -> None:
    make_member("甲某", town.north)
    entered_long_ago()
    wrong = Line.objects.filter(child=town.north, kind=LineKind.CONSTITUENT)
    member = Membership.objects.filter(union=town.north)
    struck_out(wrong)
    struck_out(member)
    names = {
        known: {row.union for row in file_known(town.industrial, county_handler, known).constituents.rows}
        for known in (BEFORE, None)
    }
    assert names == {BEFORE: {town.north, town.south}, None: {town.south}}
    counts = [members_of([town.north.pk], on=DAY, known=known) for known in (end_of(BEFORE), None)]
    assert [found[town.north.pk].number if found else None for found in counts] == [1, None]
    assert members_of([town.industrial.pk], on=DAY, known=end_of(BEFORE))[town.industrial.pk].number == 1


def test_before_anything_was_entered_nothing_is_known(town: Town, county_handler: Any) -> None:
    entered_long_ago()
    found = file_known(town.east, county_handler, ENTERED - timedelta(days=1))
    assert (found.up, found.covered.total, found.names, found.story.total) == ([], 0, [], 0)


def test_reach_is_what_is_known_today(town: Town) -> None:
    entered_long_ago()
    with transaction.atomic(), record("tests.correct", actor=None, on=DAY):
        for line in Line.objects.as_of(DAY).filter(child=town.east):
            rewrite(line, parent=town.other_county)
        Union.objects.filter(pk=town.east.pk).update(path=f"{town.other_county.path}{town.east.pk}/")
    put_right_then()
    address = f"/org/unions/{town.east.pk}/?known={BEFORE}"
    text(signed_in(town.county, name="former"), address, 404)
    page = text(signed_in(town.other_county, name="right"), address)
    assert "兰山区总工会" in page  # known then as its leader, named and not to be opened
    assert f'href="/org/unions/{town.county.pk}/' not in page


def test_an_employer_corrected_away_stays_out_of_reach(town: Town, county_handler: Any) -> None:
    wrong = Coverage.objects.as_of(DAY).get(union=town.east).employer
    entered_long_ago()
    right = correct(town.east, name=RIGHT).employer
    put_right_then()
    client = signed_in(town.county)
    text(client, f"/org/employers/{wrong.pk}/?known={BEFORE}", 404)
    covers = [
        employer_page(county_handler, right.pk, on=DAY, today=DAY, known=known).covers
        for known in (end_of(BEFORE), end_of(THAT_DAY), None)
    ]
    assert [len(rows) for rows in covers] == [0, 1, 1]


def test_a_member_corrected_away_is_not_named(town: Town, county_handler: Any) -> None:
    stays, gone = make_member("甲某", town.north), make_member("乙某", town.north)
    entered_long_ago()
    struck_out(Membership.objects.filter(person=gone))
    found = file_known(town.north, county_handler, BEFORE)
    assert (found.members and found.members.number, [row.person for row in found.member_rows.rows]) == (
        2,
        [stays],
    )


def test_a_merged_record_counts_as_the_persons_own(town: Town) -> None:
    desk = Desk(town)
    entered_long_ago()
    desk.merge()
    put_right_then()
    person = Person.objects.get(pk=desk.member.pk)
    posts = [
        [row.role for row in person_page(desk.one, person.pk, on=DAY, known=known).positions]
        for known in (end_of(BEFORE), end_of(THAT_DAY), None)
    ]
    assert posts == [["union_chair"]] * 3


def test_personal_data_show_by_what_is_known_today(town: Town, county_handler: Any) -> None:
    """Known then as a member here, today only as the holder of a post."""
    person = make_member("甲某", town.east, phone="13800002222")
    actions.add_position(
        person=person, role="union_chair", actor=None, on=DAY, start=DAY, union=town.east, title="主席"
    )
    entered_long_ago()
    shown = dict(person_page(county_handler, person.pk, on=DAY, known=end_of(BEFORE)).facts)
    struck_out(Membership.objects.filter(person=person))
    page = person_page(county_handler, person.pk, on=DAY, known=end_of(BEFORE))
    assert ("手机号" in shown, "手机号" in dict(page.facts), len(page.memberships)) == (True, False, 1)


def addresses(town: Town) -> list[str]:
    person = make_member("甲某", town.east)
    employer = Coverage.objects.as_of(DAY).get(union=town.east).employer
    return [row.get_absolute_url() for row in (town.east, person, employer)]


def test_pages_say_it_aloud_and_offer_no_act(town: Town) -> None:
    client = signed_in(town.county)
    for address in addresses(town):
        today, then = text(client, address), text(client, f"{address}?known={clock_yesterday()}")
        acts = ("变更名称", "更正人员资料", "受保护的信息", "更正单位资料", "变更上级")
        assert any(word in today for word in acts)
        assert not any(word in then for word in acts)
        assert ("当天所知的记录" in today, "当天所知的记录" in then) == (False, True)
        assert f'name="known" type="date" value="{clock_yesterday()}"' in then
        assert 'name="known" type="date" value=""' in today


def clock_yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def test_file_of_a_past_day_offers_no_change(town: Town) -> None:
    client, address = signed_in(town.county), town.east.get_absolute_url()
    pages = [text(client, f"{address}{query}") for query in ("", f"?on={clock_yesterday()}")]
    assert ["变更名称" in page for page in pages] == [True, False]


def test_other_pages_neither_ask_nor_say(town: Town) -> None:
    page = text(signed_in(town.county), f"/org/?known={BEFORE}")
    assert ('id="known"' in page, "g-past" in page) == (False, False)


def test_links_carry_it_only_to_pages_that_take_it(town: Town) -> None:
    entered_long_ago()
    page = text(signed_in(town.county), f"/org/unions/{town.industrial.pk}/?on={DAY}&known={BEFORE}")
    assert f'href="/org/unions/{town.north.pk}/?on={DAY}&amp;known={BEFORE}"' in page
    assert f'href="/org/map/?union={town.industrial.pk}&amp;on={DAY}"' in page


@pytest.mark.parametrize("given", ["2023-6-1", "nonsense", "2023-02-30"])
def test_what_is_no_day_is_answered_as_for_the_day_of_view(town: Town, given: str) -> None:
    client = signed_in(town.county)
    answers = [client.get(town.east.get_absolute_url(), {name: given}) for name in ("on", "known")]
    told = [[str(message) for message in get_messages(answer.wsgi_request)] for answer in answers]
    assert told[0] == told[1] == ["日期要写成 2026-03-01 这样，现在按今天显示。"]
    assert [answer.wsgi_request.known for answer in answers] == [None, None]  # type: ignore[attr-defined]


def test_a_day_to_come_is_what_is_known_today(town: Town) -> None:
    page = text(signed_in(town.county), f"{town.east.get_absolute_url()}?known={timezone.localdate()}")
    assert "当天所知的记录" not in page
