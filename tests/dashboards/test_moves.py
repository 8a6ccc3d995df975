"""Joinings and changes of line in a union's file and on the workbench."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.dashboards.moves import joinings_due, line_changes_due, moves_section, pending_section
from gonglian.founding.change_of_line.actions import begin_change, prepare_change
from gonglian.organisation.states import Role
from tests.factories.changes import Move
from tests.factories.joining import Entrance

pytestmark = pytest.mark.django_db


@pytest.fixture
def entrance(shared_entrance: Entrance) -> Entrance:
    return shared_entrance


def test_file_shows_what_is_open_and_what_may_be_begun(entrance: Entrance) -> None:
    today, joining = clock.today(), entrance.begin(entrance.west)
    change = begin_change(
        union=entrance.west, kind="dues", target=entrance.town.other_county, reason="迁址", applicant=entrance.town.town,
        actor=entrance.leader_handler, on=today,
    )  # fmt: skip
    moves = moves_section(entrance.west, user=entrance.leader_handler, on=today, today=today)
    assert moves is not None
    assert moves.rows == [joining, change]
    assert [word for word, _url in moves.acts] == ["加入产业（行业）工会", "变更上级"]
    reader = entrance.officer("reader", entrance.town.county, Role.READER)
    seen = moves_section(entrance.west, user=reader, on=today, today=today)
    assert seen is not None
    assert seen.acts == []
    past = today - timedelta(days=1)
    assert moves_section(entrance.west, user=entrance.leader_handler, on=past, today=today) is None


def test_file_of_an_industrial_union_offers_its_own_side(entrance: Entrance) -> None:
    today = clock.today()
    moves = moves_section(entrance.union, user=entrance.leader_handler, on=today, today=today)
    assert moves is not None
    words = [word for word, _url in moves.acts]
    assert words[:4] == ["吸收组成单位", "组成单位退出", "补记已办的加入", "对照名册补记组成单位"]
    reader = entrance.officer("reader", entrance.town.county, Role.READER)
    assert moves_section(entrance.union, user=reader, on=today, today=today) is None


def test_workbench_follows_the_joining(entrance: Entrance) -> None:
    def told(user: object) -> list[tuple[str, bool]]:
        return [(line.why, line.is_mine) for line in joinings_due(user, entrance.on)]

    entrance.begin(entrance.west)
    assert told(entrance.handler) == [("等 西垣运输有限公司工会委员会 等 1 家的决定", False)]
    entrance.decide()
    assert told(entrance.handler) == [("各单位已决定，等委员会讨论", True)]
    entrance.prepare()
    assert told(entrance.head) == [("报告和答复已拟好，等负责人签发", True)]
    assert told(entrance.handler) == [("报告和答复已拟好，等负责人签发", False)]
    entrance.accept()
    assert told(entrance.head) == []


def test_workbench_follows_the_change_of_line() -> None:
    move = Move()
    target_reader = move.officer("o_reader", move.target, Role.READER)

    def told(user: object) -> list[tuple[str, bool]]:
        return [(line.why, line.is_mine) for line in line_changes_due(user, move.on)]

    move.begin()
    both = f"等{move.former}、{move.target}的意见"
    users = (move.handler, move.target_head, target_reader, move.city_head)
    assert [told(user) for user in users] == [[(both, True)], [(both, True)], [], []]
    move.hear()
    ready = [("两个上级的意见已齐，等拟请示", True)]
    assert [told(user) for user in users] == [ready, [], [], []]
    prepare_change(change=move.refresh(), actor=move.handler, on=move.on)
    assert told(move.handler) == []  # the request's own line speaks of it


def test_a_correction_waits_for_the_second_person() -> None:
    move = Move()
    move.begin(is_correction=True)
    found = {
        user: [line.is_mine for line in line_changes_due(user, move.on)] for user in (move.handler, move.head)
    }
    assert found == {move.handler: [False], move.head: [True]}


def test_map_marks_what_is_under_way(entrance: Entrance, client: Client) -> None:
    today, joining = clock.today(), entrance.begin(entrance.west)
    change = begin_change(
        union=entrance.west, kind="leadership", target=entrance.town.other_county, reason="迁址",
        applicant=entrance.town.town, actor=entrance.leader_handler, on=today,
    )  # fmt: skip
    found = pending_section(entrance.west, user=entrance.leader_handler, on=today, today=today)
    assert found is not None
    assert found.rows == [("加入中", joining), ("拟变更", change)]
    assert [(mark.word, mark.is_left) for mark in found.marks] == [("加入中", False), ("拟变更", True)]
    client.force_login(entrance.leader_handler)
    page = client.get(reverse("organisation:map"), {"union": entrance.west.pk}).content.decode()
    assert page.count('class="node pending"') == 2
    assert change.get_absolute_url() in page and joining.get_absolute_url() in page
    below = pending_section(entrance.union, user=entrance.handler, on=today, today=today)
    assert below is not None
    assert (below.rows, below.marks) == ([("加入中", joining)], [])
    plain = client.get(reverse("organisation:map"), {"union": entrance.east.pk}).content.decode()
    assert "pending" not in plain
