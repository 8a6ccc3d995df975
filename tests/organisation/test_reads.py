"""What the organisation's pages read: names and counts by day, lines, maps, the story, the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from gonglian.organisation import access, actions
from gonglian.organisation.listing import Listing, codes_within
from gonglian.organisation.models import Line, Union
from gonglian.organisation.queries import ancestors
from gonglian.organisation.reads.counts import Members, constituents_of, members_of
from gonglian.organisation.reads.drawing import wrap
from gonglian.organisation.reads.file import UnionFile, union_file
from gonglian.organisation.reads.maps import two_lines
from gonglian.organisation.reads.people import mask
from gonglian.organisation.states import LineKind, Role, UnionKind
from tests.factories.organisation import DAY, LONG_AGO, Town, make_duty, make_member, make_user

BEFORE = date(2010, 1, 1)


@pytest.fixture
def city_head(town: Town) -> Any:
    user = make_user("head")
    make_duty(user, town.city, Role.HEAD)
    return user


def listing(user: Any, address: str = "", on: date = DAY) -> Listing:
    return Listing(user, QueryDict(address), on=on, today=DAY)


def file_of(union: Union, user: Any, on: date = DAY) -> UnionFile:
    seen = access.get_union(user, union.pk, on=on)
    return union_file(seen, user=user, on=on, today=DAY, pages={})


def names(found: Listing) -> list[str]:
    return [row.union.name for row in found.page().rows]


def declare(union: Union, **numbers: int) -> None:
    from django.db import transaction

    from gonglian.core.acts import record

    with transaction.atomic(), record("organisation.declare", actor=None, on=DAY):
        Union.objects.filter(pk=union.pk).update(declared=numbers)


def test_members_are_counted_by_source(town: Town) -> None:
    make_member("甲", town.north)
    make_member("乙", town.north)
    declare(town.south, members=30)
    declare(town.city, members=9000)
    ids = [town.north.pk, town.south.pk, town.industrial.pk, town.city.pk, town.east.pk]
    assert members_of(ids, on=DAY) == {
        town.north.pk: Members(2, kept=True, declared=False),
        town.south.pk: Members(30, kept=False, declared=True),
        town.industrial.pk: Members(32, kept=True, declared=True),
        town.city.pk: Members(9000, kept=False, declared=True),
    }


def test_members_count_only_on_their_days(town: Town) -> None:
    make_member("甲", town.north)
    assert members_of([town.north.pk], on=BEFORE) == {}


def test_a_primary_reached_twice_counts_once(town: Town) -> None:
    lower = actions.create_union(
        kind=UnionKind.INDUSTRIAL, name="柳青街道货运行业工会委员会", region_id="371302004",
        actor=None, on=DAY, form="committee", level="township",
    )  # fmt: skip
    for child, parent in ((town.north, lower), (lower, town.industrial)):
        actions.open_line(
            child=child, parent=parent, kind=LineKind.CONSTITUENT, actor=None, on=DAY, start=LONG_AGO
        )
    declare(town.north, members=10)
    declare(town.south, members=5)
    assert members_of([town.industrial.pk], on=DAY)[town.industrial.pk].number == 15


@pytest.mark.parametrize(("on", "number"), [(DAY, 2), (BEFORE, None)])
def test_constituents_on_a_day(town: Town, on: date, number: int | None) -> None:
    assert constituents_of([town.industrial.pk], on=on).get(town.industrial.pk) == number


def test_ancestors_come_nearest_first(town: Town) -> None:
    found = ancestors(town.north.pk, LineKind.LEADERSHIP, on=DAY)
    assert found == [town.town.pk, town.county.pk, town.city.pk]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("kind=industrial", ["兰山区物流行业工会联合会"]),
        ("q=lsqwl", ["兰山区物流行业工会联合会"]),
        ("q=lanshanquwuliu", ["兰山区物流行业工会联合会"]),
        ("q=物流行业", ["兰山区物流行业工会联合会"]),
        ("q=物", ["兰山区物流行业工会联合会", "南苑物流有限公司工会委员会"]),
        ("trade=G", ["兰山区物流行业工会联合会"]),
        ("trade=54", ["兰山区物流行业工会联合会"]),
        ("trade=55", []),
        ("region=371311&kind=primary", ["远山木业有限公司工会委员会"]),
        ("form=committee", []),
        ("line=no_guidance", ["兰山区物流行业工会联合会"]),
        ("kind=nonsense&q=远山", ["远山木业有限公司工会委员会"]),
        ("state=dissolved", []),
    ],
)
def test_list_is_filtered(city_head: Any, address: str, found: list[str]) -> None:
    assert names(listing(city_head, address)) == found


def test_list_finds_by_code(town: Town, city_head: Any) -> None:
    assert names(listing(city_head, f"q={town.industrial.code.lower()}")) == [town.industrial.name]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("members", ["北关货运有限公司工会委员会", "兰山区物流行业工会联合会", "远山木业有限公司工会委员会"]),
        (
            "-members",
            ["远山木业有限公司工会委员会", "北关货运有限公司工会委员会", "兰山区物流行业工会联合会"],
        ),
        ("constituents", ["兰山区物流行业工会联合会"]),
        ("-constituents", ["兰山区物流行业工会联合会"]),
    ],
)
def test_list_sorts_by_counts_with_unknown_last(
    town: Town, city_head: Any, sort: str, first: list[str]
) -> None:
    declare(town.north, members=10)
    declare(town.far, members=20)
    assert names(listing(city_head, f"sort={sort}"))[: len(first)] == first


def test_list_of_a_past_day_has_only_what_existed(city_head: Any) -> None:
    assert names(listing(city_head, on=BEFORE)) == []


def test_list_shows_the_name_of_the_day(town: Town, city_head: Any) -> None:
    actions.rename_union(
        union=town.industrial, name="兰山区现代物流行业工会联合会", actor=None, on=date(2026, 3, 1)
    )
    assert names(listing(city_head, "kind=industrial")) == ["兰山区现代物流行业工会联合会"]
    past = listing(city_head, "kind=industrial", on=date(2026, 2, 28))
    assert names(past) == ["兰山区物流行业工会联合会"]


def test_tally_counts_along_lines(city_head: Any) -> None:
    assert listing(city_head).tally == {"total": 9, "led": 8, "guided": 0, "unguided": 1}


def test_list_takes_the_same_queries_for_one_row_and_for_many(town: Town, city_head: Any) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            found = listing(city_head, address)
            found.page()
        return len(captured)

    for order in ("name", "members", "constituents"):
        assert queries(f"q=物流行业&sort={order}") == queries(f"sort={order}")


def test_workbook_is_what_the_list_shows(town: Town, city_head: Any) -> None:
    declare(town.north, members=10)
    found = listing(city_head, "kind=primary&sort=-members&cols=members&cols=code")
    sheet = openpyxl.load_workbook(found.workbook(["说明"])).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["名称", "类别", "会员", "会员数来源", "统一社会信用代码"]
    assert rows[1] == [town.north.name, "基层工会", 10, "上报", town.north.code]
    assert [row[0] for row in rows[1:]] == names(found)


@pytest.mark.parametrize(
    ("trade", "holds", "lacks"), [("G", "54", "51"), ("54", "5431", "55"), ("5431", "5431", "54")]
)
def test_codes_within_a_trade(trade: str, holds: str, lacks: str) -> None:
    found = set(codes_within(trade))
    assert (holds in found, lacks in found) == (True, False)


def test_file_has_its_sections_on_the_day(town: Town, city_head: Any) -> None:
    found = file_of(town.industrial, city_head)
    assert [(row.word, row.line.parent, row.is_open) for row in found.up] == [
        ("属地领导", town.county, True), ("经费上缴", town.county, True),
    ]  # fmt: skip
    assert {row.union for row in found.constituents.rows} == {town.north, town.south}
    assert [row.leader for row in found.constituents.rows] == ["柳青街道工会", "柳青街道工会"]
    assert found.drawing.says == (
        "兰山区物流行业工会联合会的两条线；属地领导，实线：兰山区总工会；下有组成单位 2 家"
    )
    assert found.story.rows[-1].words == "登记工会：兰山区物流行业工会联合会"


def test_file_of_a_day_before_has_no_lines(town: Town, city_head: Any) -> None:
    found = file_of(town.industrial, city_head, on=BEFORE)
    assert (found.up, found.constituents.total, found.story.total) == ([], 0, 0)


def test_industrial_duty_sees_the_count_and_no_member(town: Town) -> None:
    make_member("甲某", town.north)
    user = make_user("sector")
    make_duty(user, town.industrial, Role.HANDLER)
    found = file_of(town.north, user)
    assert (found.members, found.member_rows.total, found.may_see_members) == (
        Members(1, True, False),
        0,
        False,
    )
    assert [row.is_open for row in found.up] == [False, True, False]
    assert [line.words for line in found.story.rows if "会籍" in line.words] == ["登记会籍 1 人"]


def test_map_names_both_lines_and_counts_siblings_in_reach(town: Town) -> None:
    user = make_user("county")
    make_duty(user, town.county, Role.READER)
    found = two_lines(town.industrial, user=user, on=DAY, today=DAY, pages={})
    assert [(row.union, row.is_open, row.siblings) for row in found.leaders] == [
        (town.city, False, None), (town.county, True, 3),
    ]  # fmt: skip
    assert found.constituents.total == 2
    assert found.drawing.says == (
        "兰山区物流行业工会联合会的两条线。属地领导自上而下：沂州市总工会、兰山区总工会；业务指导自上而下：无；"
        "加入：无。下面领导 0 个、指导 0 个、组成单位 2 个。"
    )


def test_map_boxes_stay_inside_the_field(town: Town, city_head: Any) -> None:
    drawing = two_lines(town.county, user=city_head, on=DAY, today=DAY, pages={}).drawing
    assert all(b.x >= 0 and b.x + b.width <= 300 and b.y + b.height <= drawing.height for b in drawing.boxes)


@pytest.mark.parametrize(
    ("name", "room", "lines"),
    [
        ("兰山区总工会", 11, ["兰山区总工会"]),
        ("沂州市物流行业工会联合会", 11, ["沂州市物流", "行业工会联合会"]),
        ("某某某某某某某某某某某某", 11, ["某某某某某某", "某某某某某某"]),
        ("某" * 30, 10, ["某" * 10, "某" * 9 + "…"]),
    ],
)
def test_wrap_breaks_names_where_people_would(name: str, room: int, lines: list[str]) -> None:
    assert wrap(name, room) == lines


@pytest.mark.parametrize(
    ("text", "masked"),
    [("371302197503121234", "3713**********1234"), ("12345678", "********"), ("", "")],
)
def test_mask_hides_the_middle(text: str, masked: str) -> None:
    assert mask(text, 4, 4) == masked


def test_lines_of_a_closed_record_are_not_shown(town: Town, city_head: Any) -> None:
    line = Line.objects.as_of(DAY).get(child=town.north, kind=LineKind.CONSTITUENT)
    actions.end_line(line=line, first_day_after=DAY, actor=None, on=DAY)
    found = file_of(town.industrial, city_head)
    assert [row.union for row in found.constituents.rows] == [town.south]
