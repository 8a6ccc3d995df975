"""The minutes and the count sheet as they follow from the record."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.documents.papers import OfficialPaper, Paragraph, Table
from gonglian.documents.render import render
from gonglian.meetings import actions
from gonglian.meetings.minutes import minutes
from gonglian.meetings.papers import count_sheet
from gonglian.organisation.states import Role
from tests.factories.meetings import HELD, Hall
from tests.factories.organisation import Town, make_duty, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(shared_hall: Hall) -> Hall:
    return shared_hall


def drawn(hall: Hall) -> OfficialPaper:
    paper = minutes(hall.meeting)
    assert render(paper)
    return paper


def told(paper: OfficialPaper) -> list[str]:
    """Each line of the body; a heading by its text."""
    lines = (block for block in paper.body if not isinstance(block, Table))
    return [block.lead + block.text if isinstance(block, Paragraph) else block.text for block in lines]


def test_minutes_tell_presence_agenda_and_who_came(hall: Hall) -> None:
    paper = drawn(hall)
    lines = told(paper)
    assert paper.title == "兰山区物流行业工会联合会第一届代表大会第一次会议纪要"
    assert "应到代表9人，实到代表8人，达到三分之二，会议有效。" in lines[0]
    assert lines[1:4] == [
        "一、议程和表决",
        "1.代表资格审查报告：表决8人，赞成8人，通过。",
        "2.成立的决议：表决8人，赞成8人，通过。",
    ]
    assert lines[-1] == "6.投票选举：结果见各次投票。"
    lists = {row.label: row.names for row in paper.attendance}
    assert lists["出席"] == "、".join(person.name for person in hall.people[:8])
    assert lists["缺席"] == hall.people[8].name
    assert paper.number is None


def test_minutes_tell_votes_and_result(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    hall.count(ballot, [8, 7, 6, 2], write_ins={"程未央": 1})
    paper = drawn(hall)
    lines = told(paper)
    names = [row.name for row in ballot.candidates.order_by("order")]
    table = next(block for block in paper.body if isinstance(block, Table))
    assert table.rows[0] == ("1", names[0], "8", "0", "0", "8")
    assert table.rows[-1] == ("5", "程未央（另选）", "1", "", "", "")
    assert f"得票超过应到9人的半数始得当选：{'、'.join(names[:3])}，当选3名。" in lines
    assert lines[-1] == f"1.委员会委员3名，当选3名：{'、'.join(names[:3])}。"
    officers = f"监票人：{'、'.join(person.name for person in hall.watchers)}。计票人：计票甲、计票乙，两人分别计票，逐格核对。"
    assert officers in lines


def test_minutes_tell_what_stays_open(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    hall.count(ballot, [7, 7, 5, 5])
    names = [row.name for row in ballot.candidates.order_by("order")]
    tied = f"{names[2]}、{names[3]}末位得票相同，在他们中再次投票选1名。"
    assert [line.endswith(tied) for line in told(drawn(hall)) if "末位" in line] == [True]
    follow = actions.open_ballot(
        meeting=hall.meeting, body="committee", org_form="federation", source="free", seats=1, round="runoff",
        previous=ballot, candidates=[row.person for row in ballot.candidates.order_by("order")][2:], actor=None, on=HELD,
    )  # fmt: skip
    assert "1.委员会委员：计票还没有核对。" in told(drawn(hall))
    hall.count(follow, [5, 3])
    assert f"得票多的当选：{names[2]}，当选1名。" in told(drawn(hall))


def test_minutes_say_that_a_ballot_was_void(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    hall.count(ballot, [8, 7, 6, 2], issued=7)
    lines = told(drawn(hall))
    assert "这次投票无效（CON-09），无人当选。" in lines
    assert lines[-1] == "1.委员会委员3名，当选0名：无。空缺3名。"


def test_minutes_of_a_meeting_without_quorum_say_so(town: Town) -> None:
    hall = Hall(town.industrial, entitled=9, present=5)
    assert "没有达到三分之二，会议不能进行选举" in told(drawn(hall))[0]


def test_minutes_are_there_once_the_meeting_was_opened(hall: Hall, town: Town) -> None:
    client, reader = Client(), make_user("minutes_reader")
    make_duty(reader, town.industrial, Role.READER)
    client.force_login(reader)
    assert client.get(reverse("meetings:minutes", args=[hall.meeting.pk])).status_code == 200
    planned = actions.open_meeting(
        union=town.industrial, kind="committee_first", held_on=HELD, actor=None, on=HELD
    )
    assert client.get(reverse("meetings:minutes", args=[planned.pk])).status_code == 404


# -- the count sheet


def test_count_sheet_names_both_tellers_and_writes_the_sums_out(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    hall.count(ballot, [7, 7, 5, 4], write_ins={"程未央": 1})
    sheet = count_sheet(ballot)
    names = [row.name for row in ballot.candidates.order_by("order")]
    assert sheet.counted_by == (("计票人（一）计票甲", (8, 8, 8, 0)), ("计票人（二）计票乙", (8, 8, 8, 0)))
    assert sheet.sums == (
        "核算：",
        "收回8＝有效8＋废票0；发出8，收回不多于发出。",
        f"{names[0]}：7＋1＋0＝8；2×7＝14＞应到9，当选。",
        f"{names[1]}：7＋1＋0＝8；2×7＝14＞应到9，当选。",
        f"{names[2]}：5＋3＋0＝8；2×5＝10＞应到9，当选。",
        f"{names[3]}：4＋4＋0＝8；2×4＝8＜应到9，未当选。",
        "程未央：2×1＝2＜应到9，未当选。",
    )
    assert render(sheet)


def test_sums_of_a_void_count_name_nobody(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    hall.count(ballot, [8, 7, 6, 2], issued=7)
    sums = count_sheet(ballot).sums
    assert (sums[1], sums[-1]) == ("收回8＝有效8＋废票0；发出7，收回多于发出。", "这次投票无效，无人当选。")
    assert [line for line in sums if line.endswith("，当选。")] == []


def test_count_sheet_leaves_room_for_the_pen_before_the_count(hall: Hall) -> None:
    sheet = count_sheet(hall.vote(hall.people[:4], 3))
    assert (sheet.issued, sheet.counted_by, sheet.sums) == (None, (), ())
