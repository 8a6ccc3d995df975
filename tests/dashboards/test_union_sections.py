"""Sections of a union's file: terms with their picture, founding with its proof, deadlines, papers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from gonglian.core.acts import record
from gonglian.core.periods import end_valid
from gonglian.dashboards import union_sections as sections
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from gonglian.terms.models import Holder
from gonglian.terms.queries import bodies_of
from gonglian.terms.timeline import Axis, Bar, axis_of, bars_of
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_user
from tests.factories.papers import make_paper

pytestmark = pytest.mark.road_at("established")

ELECTED = date(2026, 4, 4)
APPROVED = date(2026, 4, 7)
LAST = date(2031, 4, 4)


@pytest.fixture
def union(road: Road) -> Union:
    return Union.objects.get(pk=road.case.union_id)


def loaded(load: Any, union: Union, user: Any, on: date = APPROVED, today: date | None = None) -> Any:
    return load(union, user=user, on=on, today=today or on)


def vacate(union: Union, office: str, first_day_after: date) -> None:
    holder = Holder.objects.get(seat__body__union=union, seat__body__kind="committee", seat__office=office)
    with transaction.atomic(), record("test.leave", actor=None, on=first_day_after):
        end_valid(holder, first_day_after)


# -- terms


def seats(union: Union, user: Any, on: date) -> list[tuple[str, int, str]]:
    found = loaded(sections.terms_section, union, user, on)
    return [(row.title, len(row.people), row.mark[1]) for row in found.rows]


def test_terms_list_heads_one_by_one_and_members_together(road: Road, union: Union) -> None:
    assert seats(union, road.upper_head, APPROVED) == [
        ("主席", 1, "在任"),
        ("副主席", 1, "在任"),
        ("委员 3 席", 3, "在任"),
        ("经审委主任", 1, "在任"),
        ("经审委委员 2 席", 2, "在任"),
        ("女职委主任", 1, "在任"),
        ("女职委委员 2 席", 2, "在任"),
    ]
    assert loaded(sections.terms_section, union, road.upper_head).tally == "委员会 5 席，都在任"


@pytest.mark.parametrize(
    ("on", "word"),
    [
        (date(2030, 10, 3), "在任"),
        (date(2030, 10, 4), "将到期"),
        (LAST, "将到期"),
        (LAST + timedelta(days=1), "超期留任"),
    ],
)
def test_state_of_a_seat_follows_its_term(road: Road, union: Union, on: date, word: str) -> None:
    assert {row[2] for row in seats(union, road.upper_head, on)} == {word}


def test_empty_seat_says_since_when(road: Road, union: Union) -> None:
    vacate(union, "vice_chair", date(2027, 5, 1))
    assert seats(union, road.upper_head, date(2027, 4, 30))[1] == ("副主席", 1, "在任")
    row = loaded(sections.terms_section, union, road.upper_head, date(2027, 5, 31)).rows[1]
    assert (row.people, row.mark[1]) == ([], "空缺")
    assert row.note.endswith("任到 2027-05-01 前，已空缺 30 天")
    assert loaded(sections.terms_section, union, road.upper_head, date(2027, 5, 31)).tally == (
        "委员会 5 席：在任 4，空缺 1"
    )


def test_union_without_bodies_has_no_section(road: Road, union: Union) -> None:
    assert loaded(sections.terms_section, road.town.county, road.upper_head) is None
    assert loaded(sections.terms_section, union, road.upper_head, ELECTED - timedelta(days=1)) is None


# -- the picture


def test_axis_places_days_in_percent() -> None:
    axis = Axis(date(2026, 1, 1), date(2026, 4, 11))  # a hundred days
    places = [
        axis.at(day) for day in (date(2025, 1, 1), date(2026, 1, 1), date(2026, 1, 26), date(2030, 1, 1))
    ]
    assert places == [0, 0, 25, 100]
    assert axis.bar("held", date(2026, 1, 11), date(2026, 1, 31)) == Bar("held", 10, 20)
    assert axis.bar("held", date(2026, 1, 31), date(2026, 1, 31)) is None


@pytest.mark.parametrize(
    ("last", "years"),
    [
        (2026, []),
        (2028, [2027, 2028]),
        (2032, [2027, 2028, 2029, 2030, 2031, 2032]),
        (2038, [2027, 2029, 2031, 2033, 2035, 2037]),
    ],
)
def test_axis_names_six_years_at_most(last: int, years: list[int]) -> None:
    assert [year for year, _x in Axis(date(2026, 6, 1), date(last, 6, 1)).years] == years


def bars(union: Union, on: date) -> list[tuple[str, date, date]]:
    """Kind and days of each bar of the chair's seat, from percent back to days."""
    bodies = bodies_of(union, on=on)
    axis = axis_of(bodies, on)
    days = (axis.last - axis.first).days

    def day(x: float) -> date:
        return axis.first + timedelta(days=round(x * days / 100))

    chair = next(seat for seat in bodies[0].seats if seat.seat.office == "chair")
    found = bars_of(chair, bodies[0], axis, on)
    return [(bar.css, day(bar.x), day(bar.x + bar.width)) for bar in found]


def test_bars_tell_the_past_and_the_rest_of_the_term(road: Road, union: Union) -> None:
    day_after = LAST + timedelta(days=1)
    soon, over = date(2031, 1, 1), date(2031, 8, 1)
    assert bars(union, APPROVED) == [("held", ELECTED, APPROVED), ("planned", APPROVED, day_after)]
    assert bars(union, soon) == [("held", ELECTED, soon), ("end", soon, day_after)]
    assert bars(union, over) == [("held", ELECTED, day_after), ("over", day_after, over)]


def test_bars_tell_an_empty_seat_to_the_end_of_the_term(road: Road, union: Union) -> None:
    left, on = date(2027, 5, 1), date(2027, 6, 1)
    vacate(union, "chair", left)
    assert bars(union, on) == [("held", ELECTED, left), ("open", left, LAST + timedelta(days=1))]


# -- founding


def test_founding_shows_the_proof_for_each_constituent(road: Road, union: Union) -> None:
    (found,) = loaded(sections.founding_section, union, road.upper_head)
    assert (found.case, found.is_own, found.proved_on) == (road.case, True, APPROVED)
    assert [(unit.name, unit.kept) for unit in found.units] == [
        (each.name, (True, True, True, True)) for each in road.unions
    ]
    assert found.digest == road.refresh().proof["digest"]


def test_founding_marks_what_changed(road: Road, union: Union) -> None:
    road.refresh()
    road.case.proof["units"][1]["after"]["payee"] = "0"
    with transaction.atomic(), record("test.proof", actor=None, on=APPROVED):
        road.case.save()
    (found,) = loaded(sections.founding_section, union, road.upper_head)
    assert [unit.kept for unit in found.units] == [
        (True, True, True, True), (True, False, True, True), (True, True, True, True), (True, True, True, True),
    ]  # fmt: skip


def test_constituents_file_shows_its_own_row_only(road: Road, union: Union) -> None:
    (found,) = loaded(sections.founding_section, road.unions[2], road.handler)
    assert (found.is_own, [unit.name for unit in found.units]) == (False, [road.unions[2].name])


def test_founding_before_the_proof_shows_none(road: Road, union: Union) -> None:
    (found,) = loaded(sections.founding_section, union, road.upper_head, ELECTED, APPROVED)
    assert (found.units, found.proved_on) == ([], None)
    assert loaded(sections.founding_section, union, road.upper_head, date(2026, 1, 1), APPROVED) is None


def test_founding_is_seen_by_the_parties_only(road: Road, union: Union) -> None:
    stranger = make_user("stranger")
    make_duty(stranger, road.town.other_county, Role.HEAD)
    city = make_user("city")
    make_duty(city, road.town.city, Role.HEAD)
    for user in (stranger, city):
        assert loaded(sections.founding_section, union, user) is None


# -- deadlines and papers


def test_deadlines_are_todays(road: Road, union: Union) -> None:
    found = loaded(sections.deadlines_section, union, road.upper_head)
    assert [(row.what, row.by, row.clause) for row in found] == [
        ("申请法人登记", APPROVED + timedelta(days=60), "ORG-16")
    ]
    assert loaded(sections.deadlines_section, union, road.upper_head, APPROVED, date(2026, 5, 1)) is None
    near = loaded(sections.deadlines_section, union, road.upper_head, date(2031, 1, 1))
    assert [row.clause for row in near] == ["ORG-16", "TRM-03"]


@pytest.mark.road_at("start")
def test_deadlines_of_the_approver_hold_the_reply(road: Road) -> None:
    road.begin()
    road.consent()
    road.send()
    found = loaded(sections.deadlines_section, road.town.county, road.upper_head, road.on)
    assert [(row.by, row.clause) for row in found] == [(road.on + timedelta(days=15), "CON-16")]
    assert loaded(sections.deadlines_section, road.town.other_county, road.upper_head, road.on) is None


def test_papers_are_those_of_the_union_and_of_its_founding(road: Road, union: Union) -> None:
    papers, total = loaded(sections.papers_section, union, road.upper_head)
    assert (total, len(papers)) == (6, 6)
    assert [paper.kind for paper in papers] == ["reply", "request"] * 3
    papers, total = loaded(sections.papers_section, union, road.upper_head, date(2026, 3, 2))
    assert [paper.kind for paper in papers] == ["request"]
    assert loaded(sections.papers_section, union, road.upper_head, date(2026, 3, 1)) is None


def test_sections_as_known_on_a_day(road: Road, union: Union) -> None:
    """What is recorded counts by its record, cases and papers by their own days; what is to do is today's."""

    def shown(known: datetime | None) -> list[bool]:
        asked = {"user": road.upper_head, "on": APPROVED, "today": APPROVED, "known": known}
        loaders = (
            sections.terms_section, sections.deadlines_section, sections.founding_section, sections.papers_section,
        )  # fmt: skip
        return [load(union, **asked) is not None for load in loaders]

    now, last_year = timezone.localtime(), datetime(2025, 12, 31, tzinfo=UTC)
    assert shown(None) == [True, True, True, True]
    assert shown(now + timedelta(hours=1)) == [True, False, True, True]
    assert shown(now - timedelta(days=1)) == [False, False, True, True]
    assert shown(last_year) == [False, False, False, False]


def test_draft_paper_is_not_in_the_file(road: Road) -> None:
    make_paper(road.town.other_county, road.town.city)
    head = make_user("other")
    make_duty(head, road.town.other_county, Role.HEAD)
    assert loaded(sections.papers_section, road.town.other_county, head) is None


# -- the page


def page_of(user: Any, union: Union, query: str = "") -> str:
    client = Client()
    client.force_login(user)
    response = client.get(f"{union.get_absolute_url()}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_file_shows_the_sections_that_have_something(
    road: Road, union: Union, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: date(2026, 4, 10))
    anchors = ("terms", "founding", "deadlines", "papers")

    def shown(of: Union, query: str = "") -> list[str]:
        page = page_of(road.upper_head, of, query)
        return [anchor for anchor in anchors if f'id="{anchor}"' in page and f'href="#{anchor}"' in page]

    assert shown(union) == list(anchors)
    assert shown(union, "?on=2026-03-20") == ["founding", "papers"]
    assert shown(road.town.north) == []
