"""Joinings and changes of line in a union's file and on the workbench."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gonglian.core import clock
from gonglian.dashboards.moves import joinings_due, moves_section
from gonglian.founding.change_of_line.actions import begin_change
from gonglian.organisation.states import Role
from tests.factories.joining import Entrance

pytestmark = pytest.mark.django_db


@pytest.fixture
def entrance() -> Entrance:
    return Entrance()


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
