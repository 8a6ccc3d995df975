"""The beginning of an installation: the first administrator, and the unions of the territory."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from gonglian import cli
from gonglian.core.refused import Refused
from gonglian.organisation import actions
from gonglian.organisation.models import Duty, Line, Union
from gonglian.organisation.reads.territory import places_left, territory_rows
from gonglian.organisation.states import Level, LineKind, Role, UnionKind
from gonglian.organisation.territory_access import federations_of
from gonglian.reference.models import Region
from tests.factories.organisation import DAY, Town, make_duty, make_town, make_union, make_user

pytestmark = pytest.mark.django_db


def begin() -> str:
    return actions.begin_city(union_name="海平市总工会", username="admin", name="樊守正", actor=None, on=DAY)


def region(code: str) -> Region:
    return Region.objects.get(pk=code)


def test_begin_city_makes_the_federation_and_its_admin() -> None:
    code = begin()
    duty = Duty.objects.get()
    union = duty.union
    assert (union.name, union.kind, union.level, union.region_id) == (
        "海平市总工会", UnionKind.LOCAL, Level.CITY, "3713",
    )  # fmt: skip
    assert (duty.user.username, duty.role, duty.user.must_change_password) == ("admin", Role.ADMIN, True)
    assert duty.user.check_password(code)


def test_begin_city_is_refused_where_a_union_stands(town: Town) -> None:
    with pytest.raises(Refused, match="不是新装的系统"):
        begin()


def test_begin_city_is_refused_without_a_name() -> None:
    with pytest.raises(Refused, match="姓名或用户名没有填"):
        actions.begin_city(union_name="海平市总工会", username="a", name=" ", actor=None, on=DAY)


def test_first_admin_command_prints_a_password_that_opens(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["first-admin", "--union", "海平市总工会", "--username", "admin", "--name", "樊守正", "--json"]
    assert cli.main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert Client().login(username="admin", password=told["password"])
    assert cli.main(words) == 1
    assert "不是新装的系统" in capsys.readouterr().err


def test_register_territory_opens_unions_with_both_lines() -> None:
    city = make_union("海平市总工会", UnionKind.LOCAL, "3713", level=Level.CITY)
    places = [(region("371302"), "兰山区总工会"), (region("371371"), "高新区总工会")]
    made = actions.register_territory(under=city, places=places, actor=None, on=DAY)
    assert [(union.name, union.kind, union.level) for union in made] == [
        ("兰山区总工会", UnionKind.LOCAL, Level.COUNTY), ("高新区总工会", UnionKind.ZONE, Level.ZONE),
    ]  # fmt: skip
    lines = Line.objects.filter(child=made[0]).order_by("kind")
    assert [(line.kind, line.parent, line.start_known) for line in lines] == [
        (LineKind.DUES, city, False), (LineKind.LEADERSHIP, city, False),
    ]  # fmt: skip
    assert "371302" not in [place.pk for place in places_left(city)]


def test_register_territory_of_a_county_opens_township_unions(town: Town) -> None:
    (made,) = actions.register_territory(
        under=town.county, places=[(region("371302001"), "兰山街道工会")], actor=None, on=DAY
    )
    made.refresh_from_db()
    assert (made.kind, made.path) == (UnionKind.TOWNSHIP, f"{town.county.path}{made.pk}/")


@pytest.mark.parametrize(
    ("place", "name", "message"),
    [("", "", "没有选地方"), ("371311001", "罗庄街道工会", "不在"), ("371302004", "柳青街道工会", "已登记了工会"),
     ("371302001", " ", "名称没有填")],
)  # fmt: skip
def test_register_territory_is_refused(town: Town, place: str, name: str, message: str) -> None:
    places = [(region(place), name)] if place else []
    with pytest.raises(Refused, match=message):
        actions.register_territory(under=town.county, places=places, actor=None, on=DAY)
    assert not Union.objects.filter(region="371302001").exists()


@pytest.mark.parametrize(
    ("role", "at", "seen"),
    [(Role.ADMIN, "city", 3), (Role.HANDLER, "county", 1), (Role.READER, "city", 0), (Role.HEAD, "town", 0)],
)
def test_federations_are_those_of_the_own_subtree(town: Town, role: str, at: str, seen: int) -> None:
    user = make_user("officer")
    make_duty(user, getattr(town, at), role)
    assert federations_of(user).count() == seen


def test_territory_rows_count_what_is_registered() -> None:
    town = make_town()
    rows = {row.union: (row.registered, row.total) for row in territory_rows([town.city, town.county])}
    assert rows[town.county] == (1, Region.objects.filter(parent="371302").count())
    assert rows[town.city] == (2, Region.objects.filter(parent="3713").count())


class Page:
    """The page of the territory as the county's handler sees it."""

    def __init__(self) -> None:
        self.town = make_town()
        user = make_user("handler")
        make_duty(user, self.town.county, Role.HANDLER)
        self.client = Client()
        self.client.force_login(user)
        self.address = reverse("organisation:territory")


def test_page_registers_what_is_ticked() -> None:
    page = Page()
    answer = page.client.post(page.address, {"take_371302001": "on", "name_371302001": "兰山街道工会"})
    assert answer.status_code == 302
    assert Union.objects.filter(name="兰山街道工会", region="371302001").exists()


def test_page_keeps_what_was_typed_when_a_name_is_missing() -> None:
    page = Page()
    typed = {"take_371302001": "on", "name_371302001": "", "name_371302002": "银雀山的工会"}
    answer = page.client.post(page.address, typed)
    assert answer.status_code == 422
    assert "勾选了就要写工会名称" in answer.content.decode()
    assert "银雀山的工会" in answer.content.decode()


def test_page_says_why_nothing_was_done() -> None:
    page = Page()
    answer = page.client.post(page.address, {})
    assert answer.status_code == 422
    assert "没有选地方" in answer.content.decode()


def test_page_is_not_for_another_county() -> None:
    page = Page()
    assert page.client.get(page.address, {"under": page.town.other_county.pk}).status_code == 404
    assert page.client.get(page.address, {"under": "none"}).status_code == 200
