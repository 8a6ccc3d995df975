"""Joining and leaving an industrial union: what comes about, what each act refuses, who sees it (ORG-21)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.documents.models import Paper
from gonglian.founding.joining import actions, queries
from gonglian.founding.joining.models import Joining
from gonglian.founding.joining.papers import sheet_of
from gonglian.founding.joining.plans import plan_joining
from gonglian.founding.queries import standing
from gonglian.organisation.actions import end_line, open_line
from gonglian.organisation.models import Line
from gonglian.organisation.states import Level, UnionKind
from tests.factories.joining import START, Entrance
from tests.factories.organisation import make_member, make_union
from tests.factories.papers import make_scan
from tests.founding.refusals import clauses_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entrance(shared_entrance: Entrance) -> Entrance:
    return shared_entrance


def _constituents(entrance: Entrance) -> set[str]:
    return {union.name for union in queries.constituents(entrance.union, on=entrance.on)}


# -- joining


def test_two_units_join_by_one_decision_and_nothing_else_changes(entrance: Entrance) -> None:
    make_member("员甲", entrance.west)
    before = standing([entrance.east, entrance.west], on=START)
    joining = entrance.joined()
    assert len(_constituents(entrance)) == 4
    assert standing([entrance.east, entrance.west], on=entrance.on) == before
    lines = Line.objects.as_of(entrance.on).filter(child=entrance.west, kind="constituent")
    assert [line.starts_on for line in lines] == [START + timedelta(days=1)]
    assert joining.state == "done"
    assert len(joining.proof["digest"]) == 64
    assert joining.proof["finding"]["result"] == "OK"


def test_plan_of_a_joining_is_what_the_log_tells(entrance: Entrance) -> None:
    entrance.begin()
    entrance.decide()
    entrance.prepare()
    plan = plan_joining(entrance.refresh(), on=entrance.on)
    entrance.accept()
    entry = Act.objects.get(act="founding.accept_units")
    assert entry.after["effects"] == [list(effect.key) for effect in plan.effects]
    opened = Act.objects.filter(act="organisation.open_line", pk__lt=entry.pk).order_by("-pk")[:2]
    assert {act.object_id for act in opened} == {line.child.pk for line in plan.opens}
    assert [(before, after) for _what, before, after in plan.totals] == [(2, 4), (0, 0), (0, 0)]
    assert {finding["id"] for finding in entry.findings} == {
        *("ORG-01", "ORG-03", "ORG-04", "ORG-09", "ORG-10", "ORG-21")
    }


def test_report_and_letters_are_signed_with_numbers(entrance: Entrance) -> None:
    joining = entrance.joined()
    assert joining.report is not None
    assert joining.report.addressee == entrance.town.county
    assert joining.reported_on == entrance.on
    assert joining.report_number == joining.report.number != ""
    letters = [row.letter for row in queries.agreed(joining)]
    assert [letter.addressee for letter in letters if letter] == [entrance.east, entrance.west]
    assert all("{{" not in paper.body for paper in Paper.objects.filter(state="signed"))


def test_seat_of_a_new_unit_is_left_to_terms(entrance: Entrance) -> None:
    entrance.begin(entrance.west)
    entrance.decide()
    plan = plan_joining(entrance.joining, on=entrance.on)
    assert ("seat_open", str(entrance.west.pk)) in [effect.key for effect in plan.effects]


def test_scan_is_kept_with_the_union_that_decides(entrance: Entrance) -> None:
    entrance.begin(entrance.west)
    entrance.decide(upload=make_scan())
    row = entrance.joining.units.get()
    assert row.scan is not None
    assert row.scan.owner_union == entrance.union


def test_sheet_of_a_unit_names_both(entrance: Entrance) -> None:
    sheet = sheet_of(entrance.begin(entrance.west).units.get())
    assert "物流行业工会联合会" in sheet.title
    assert "西垣运输有限公司" in str(sheet.body)


# -- what beginning refuses


@pytest.mark.parametrize(
    ("union", "units", "message"),
    [
        ("county", ["west"], "不是运行中的产业"),
        ("industrial", [], "还没有勾选"),
        ("industrial", ["north"], "已是"),
        ("industrial", ["town"], "不能作为组成单位"),
        ("industrial", ["industrial"], "不能作为组成单位"),
    ],
)
def test_beginning_is_refused(entrance: Entrance, union: str, units: list[str], message: str) -> None:
    town = entrance.town
    listed = [entrance.west if name == "west" else getattr(town, name) for name in units]
    with pytest.raises(Refused, match=message):
        actions.begin_joining(
            union=getattr(town, union),
            way="join",
            units=listed,
            opener=town.county,
            actor=entrance.handler,
            on=START,
        )
    assert not Joining.objects.exists()


def test_a_unit_stands_in_one_open_list_of_a_union(entrance: Entrance) -> None:
    entrance.begin(entrance.west)
    with pytest.raises(Refused, match="没有办结"):
        entrance.begin(entrance.west, entrance.east)
    entrance.decide(consent="refused")
    assert entrance.begin(entrance.west).units.count() == 1


def test_leaving_of_who_never_joined_is_refused(entrance: Entrance) -> None:
    with pytest.raises(Refused, match="西垣运输有限公司工会委员会 不是"):
        entrance.begin(entrance.west, way="leave")


# -- decisions


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"present": 6}, "present"),
        ({"present": 3, "votes_for": 4}, "votes_for"),
        ({"decided_on": START + timedelta(days=1)}, "decided_on"),
    ],
)
def test_decision_that_contradicts_itself_is_refused(entrance: Entrance, changes: dict, field: str) -> None:
    entrance.begin(entrance.west)
    with pytest.raises(Refused) as refused:
        entrance.decide(**changes)
    assert refused.value.reasons[0].field == field
    assert entrance.joining.units.get().consent == "asked"


def test_decision_changed_after_preparing_sends_the_papers_back(entrance: Entrance) -> None:
    entrance.begin()
    entrance.decide()
    entrance.prepare()
    row = entrance.joining.units.get(union=entrance.east)
    actions.record_unit_decision(
        row=row, consent="withdrawn", body="committee", decided_on=START, entitled=5, present=5, votes_for=5,
        actor=entrance.handler, on=START,
    )  # fmt: skip
    with pytest.raises(Refused, match="还没有登记接收决定"):
        entrance.accept()
    entrance.prepare()
    entrance.accept()
    assert _constituents(entrance) == {entrance.west.name, entrance.town.north.name, entrance.town.south.name}
    assert Paper.objects.filter(state="void").count() == 3


# -- preparing and accepting


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"present": 10}, "present"),
        ({"votes_for": 9}, "votes_for"),
        ({"accepted_on": START + timedelta(days=1)}, "accepted_on"),
    ],
)
def test_acceptance_that_contradicts_itself_is_refused(entrance: Entrance, changes: dict, field: str) -> None:
    entrance.begin()
    entrance.decide()
    with pytest.raises(Refused) as refused:
        entrance.prepare(**changes)
    assert refused.value.reasons[0].field == field


def test_preparing_waits_for_every_answer_and_for_one_consent(entrance: Entrance) -> None:
    entrance.begin(entrance.west)
    with pytest.raises(Refused, match="还没有答复"):
        entrance.prepare()
    entrance.decide(consent="refused")
    with pytest.raises(Refused, match="没有单位同意"):
        entrance.prepare()


def test_preparing_needs_a_leader_to_report_to(entrance: Entrance) -> None:
    entrance.union = make_union("兰山区快运行业工会联合会", UnionKind.INDUSTRIAL, trades=["54"])
    entrance.begin()
    entrance.decide()
    with pytest.raises(Refused, match="没有登记领导工会"):
        entrance.prepare()


@pytest.mark.parametrize(
    ("decision", "acceptance", "clause"),
    [
        ({"votes_for": 2}, {}, "ORG-21"),
        ({}, {"votes_for": 4}, "ORG-21"),
        ({}, {"accepted_on": START - timedelta(days=1)}, "ORG-21"),
    ],
)
def test_acceptance_is_refused_by_clause(
    entrance: Entrance, decision: dict, acceptance: dict, clause: str
) -> None:
    entrance.begin(entrance.west)
    entrance.decide(**decision)
    entrance.prepare(**acceptance)
    with pytest.raises(Refused) as refused:
        entrance.accept()
    assert clauses_of(refused) == {clause}
    assert all(reason.cure for reason in refused.value.reasons)
    assert len(_constituents(entrance)) == 2


def test_taking_in_the_union_one_belongs_to_is_refused(entrance: Entrance) -> None:
    upper = make_union(
        "沂州市物流行业工会联合会",
        UnionKind.INDUSTRIAL,
        "3713",
        entrance.town.city,
        level=Level.CITY,
        trades=["54"],
    )
    open_line(child=entrance.union, parent=upper, kind="constituent", actor=None, on=START, start=START)
    entrance.begin(upper)
    entrance.decide()
    entrance.prepare()
    with pytest.raises(Refused, match="循环"):
        entrance.accept()


def test_only_the_head_of_the_industrial_union_accepts(entrance: Entrance) -> None:
    entrance.begin()
    entrance.decide()
    entrance.prepare()
    with pytest.raises(Refused):
        actions.accept_units(joining=entrance.refresh(), actor=entrance.handler, on=START)
    assert len(_constituents(entrance)) == 2


def test_accepting_twice_is_refused(entrance: Entrance) -> None:
    entrance.joined()
    with pytest.raises(Refused, match="已办结"):
        entrance.accept()


def test_a_line_opened_meanwhile_refuses_the_whole_list(entrance: Entrance) -> None:
    entrance.begin()
    entrance.decide()
    entrance.prepare()
    open_line(
        child=entrance.west, parent=entrance.union, kind="constituent", actor=None, on=START, start=START
    )
    with pytest.raises(Refused, match="时段重叠"):
        entrance.accept()
    assert len(_constituents(entrance)) == 3


@pytest.mark.parametrize("act", [actions.decline_joining, actions.withdraw_joining])
def test_closing_needs_a_reason_and_sets_the_papers_aside(entrance: Entrance, act) -> None:
    entrance.begin()
    entrance.decide()
    entrance.prepare()
    with pytest.raises(Refused, match="写明原因"):
        act(joining=entrance.refresh(), reason=" ", actor=entrance.handler, on=START)
    closed = act(joining=entrance.refresh(), reason="另行商议", actor=entrance.handler, on=START)
    assert not closed.is_open
    assert Paper.objects.filter(state="void").count() == 3
    with pytest.raises(Refused, match="不能再办"):
        act(joining=closed, reason="另行商议", actor=entrance.handler, on=START)


# -- leaving


def _leave(entrance: Entrance, *units) -> None:
    entrance.begin(*units, way="leave")
    entrance.decide()
    entrance.on += timedelta(days=30)
    entrance.prepare()


def test_a_unit_leaves_and_the_line_ends_on_the_day_before(entrance: Entrance) -> None:
    entrance.joined()
    _leave(entrance, entrance.west)
    plan = plan_joining(entrance.refresh(), on=entrance.on)
    entrance.accept()
    line = Line.objects.current_record().get(child=entrance.west, kind="constituent")
    assert line.ends_on == entrance.on - timedelta(days=1)
    entry = Act.objects.filter(act="founding.accept_units").latest("pk")
    assert entry.after["effects"] == [list(effect.key) for effect in plan.effects]
    assert plan.totals[0][1:] == (4, 3)


def test_leaving_that_leaves_one_behind_is_not_barred_but_told(entrance: Entrance) -> None:
    _leave(entrance, entrance.town.north)
    entrance.accept()
    found = Act.objects.get(act="founding.accept_units").findings
    assert [(f["id"], f["result"]) for f in found if f["id"] == "ORG-01"] == [("ORG-01", "FAIL")]


def test_leaving_before_joining_is_refused(entrance: Entrance) -> None:
    entrance.joined()
    entrance.begin(entrance.west, way="leave")
    entrance.decide()
    with pytest.raises(Refused, match="才加入"):
        entrance.prepare()


def test_leaving_of_one_let_go_meanwhile_is_refused(entrance: Entrance) -> None:
    _leave(entrance, entrance.town.north)
    line = Line.objects.as_of(entrance.on).get(child=entrance.town.north, kind="constituent")
    end_line(line=line, first_day_after=entrance.on, actor=None, on=entrance.on)
    with pytest.raises(Refused, match="已不是组成单位"):
        entrance.accept()
