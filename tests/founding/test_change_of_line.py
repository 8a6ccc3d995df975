"""A change of leader or dues payee: asked, heard, decided by mandate, corrected by two persons (意见 2.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.founding.change_of_line import access, actions
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.change_of_line.plans import plan_change
from gonglian.founding.proofs import changes_of
from gonglian.organisation.access import visible_unions
from gonglian.organisation.actions import change_line, correct_line
from gonglian.organisation.models import Line, Mandate
from gonglian.organisation.states import Role
from tests.factories.changes import START, Move
from tests.factories.organisation import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def move(shared_move: Move) -> Move:
    return shared_move


def _parent(move: Move, kind: str = "leadership") -> Any:
    return Line.objects.as_of(move.on).get(child=move.union, kind=kind).parent


def _check_deferred() -> None:
    """What the database asks at commit, asked now (ADR 0006)."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def test_approval_is_the_mandate_that_changes_the_line(move: Move) -> None:
    move.asked()
    change = move.answer()
    _check_deferred()
    assert _parent(move) == move.target
    assert _parent(move, "dues") == move.former
    mandate = Mandate.objects.get(union=move.union)
    assert (mandate.kind, mandate.issuer) == ("special_change", move.town.city.name)
    assert mandate.number == change.request.reply.number
    assert change.proof["finding"]["result"] == "OK"
    assert changes_of(change.proof["units"][0]) == [("隶属关系", str(mandate))]
    move.union.refresh_from_db()
    assert move.union.path.startswith(move.target.path)


def test_plan_of_a_change_is_what_the_log_tells(move: Move) -> None:
    move.asked()
    plan = plan_change(move.refresh(), on=move.on)
    assert plan is not None
    move.answer()
    entry = Act.objects.get(act="founding.decide_change")
    assert entry.after["effects"] == [list(effect.key) for effect in plan.effects]
    done = Act.objects.get(act="organisation.change_line")
    assert (done.before["parent"], done.after["parent"]) == (move.former.name, move.target.name)
    assert [(before, after) for _what, before, after in plan.totals] == [(2, 1), (1, 2)]
    kept = [effect.key for effect in plan.effects if effect.key[0] == "kept"]
    assert kept == [("kept", str(move.town.industrial.pk))]


def test_the_file_goes_with_the_union_to_its_new_leader(move: Move) -> None:
    assert not visible_unions(move.target_head).filter(pk=move.union.pk).exists()
    move.asked()
    move.answer()
    assert visible_unions(move.target_head).filter(pk=move.union.pk).exists()
    assert visible_unions(move.target_head, on=LONG_AGO).filter(pk=move.union.pk).exists()
    assert not visible_unions(move.handler).filter(pk=move.union.pk).exists()


def test_dues_payee_changes_alone(move: Move) -> None:
    move.asked(kind="dues")
    move.answer()
    _check_deferred()
    assert (_parent(move), _parent(move, "dues")) == (move.former, move.target)


def test_refusal_and_return_change_nothing(move: Move) -> None:
    move.asked()
    assert move.answer("return", "补充企业迁址的证明").state == "draft"
    move.send()
    assert move.answer("refuse", "迁址还没有完成").state == "refused"
    assert _parent(move) == move.former
    assert "不同意" in move.refresh().request.reply.body


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "guidance"}, "kind"),
        ({"reason": " "}, "reason"),
        ({"target": "former"}, "target"),
        ({"target": "union"}, "target"),
        ({"union": "city"}, "kind"),
        ({"applicant": "city"}, "target"),
    ],
)
def test_beginning_is_refused(move: Move, changes: dict[str, str], field: str) -> None:
    unions = {"former": move.former, "union": move.union, "city": move.town.city}
    with pytest.raises(Refused) as refused:
        move.begin(**{name: unions.get(value, value) for name, value in changes.items()})
    assert refused.value.reasons[0].field == field
    assert refused.value.reasons[0].cure
    assert not LineChange.objects.exists()


def test_one_open_change_of_a_line(move: Move) -> None:
    move.begin()
    with pytest.raises(Refused, match="没有办结的变更"):
        move.begin(target=move.town.county)
    assert move.begin(kind="dues").kind == "dues"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"side": "nobody"}, "side"),
        ({"text": " "}, "text"),
        ({"given_on": START + timedelta(days=1)}, "given_on"),
    ],
)
def test_opinion_that_says_nothing_is_refused(move: Move, changes: dict[str, Any], field: str) -> None:
    given = {"side": "target", "agrees": False, "text": "不同意", "given_on": START} | changes
    move.begin()
    with pytest.raises(Refused) as refused:
        actions.record_change_opinion(change=move.change, actor=move.target_head, on=move.on, **given)
    assert refused.value.reasons[0].field == field


def test_both_superiors_are_heard_before_the_request(move: Move) -> None:
    move.begin()
    with pytest.raises(Refused, match="现上级柳青街道工会还没有意见"):
        move.send()
    move.hear()
    assert move.send().state == "sent"
    with pytest.raises(Refused, match="已经过去"):
        move.hear()


def test_circle_is_refused_by_clause(move: Move) -> None:
    move.begin(union=move.town.town, target=move.town.north)
    move.hear()
    with pytest.raises(Refused) as refused:
        move.send()
    assert [finding.clause for finding in refused.value.findings] == ["ORG-09"]


def test_steps_come_in_their_order(move: Move) -> None:
    move.begin()
    with pytest.raises(Refused, match="还没有拟好的请示"):
        actions.send_change(change=move.change, actor=move.head, on=move.on)
    with pytest.raises(Refused, match="还没到"):
        move.answer()
    move.hear()
    actions.prepare_change(change=move.refresh(), actor=move.handler, on=move.on)
    with pytest.raises(Refused, match="已经拟好"):
        actions.prepare_change(change=move.refresh(), actor=move.handler, on=move.on)
    actions.send_change(change=move.refresh(), actor=move.head, on=move.on)
    with pytest.raises(Refused, match="还没有拟好的批复"):
        actions.decide_change(change=move.refresh(), actor=move.city_head, on=move.on)


def test_a_line_changed_meanwhile_refuses_the_decision(move: Move) -> None:
    move.asked()
    with record("test.mandate", actor=None, on=move.on):
        paper = Mandate.objects.create(
            union=move.union,
            kind="special_change",
            number="沂工复〔2026〕1号",
            issuer="沂州市总工会",
            issued_on=move.on,
        )
    change_line(
        child=move.union, parent=move.town.county, kind="leadership", mandate=paper, actor=None, on=move.on
    )
    with pytest.raises(Refused, match="上级已不是"):
        move.answer()
    assert move.refresh().state == "sent"


def test_withdrawn_with_its_request(move: Move) -> None:
    move.asked()
    with pytest.raises(Refused, match="写明原因"):
        actions.withdraw_change(change=move.change, reason="", actor=move.head, on=move.on)
    change = actions.withdraw_change(change=move.change, reason="暂缓", actor=move.head, on=move.on)
    assert (change.state, change.request.state) == ("withdrawn", "withdrawn")
    with pytest.raises(Refused):
        actions.withdraw_change(change=change, reason="暂缓", actor=move.head, on=move.on)


# -- corrections


def test_correction_by_two_persons_takes_the_whole_period(move: Move) -> None:
    move.begin(target=move.town.county, is_correction=True)
    with pytest.raises(Refused, match="第二人"):
        actions.confirm_correction(change=move.change, actor=move.handler, on=move.on)
    actions.confirm_correction(change=move.change, actor=move.head, on=move.on)
    _check_deferred()
    line = Line.objects.as_of(move.on).get(child=move.union, kind="leadership")
    assert (line.parent, line.starts_on) == (move.town.county, LONG_AGO)
    assert line.mandate is not None
    assert line.mandate.second_person == move.head
    assert Line.objects.filter(child=move.union, kind="leadership", recorded__upper_inf=False).count() == 1


def test_correction_sends_no_request_and_a_change_needs_no_second_person(move: Move) -> None:
    move.begin(is_correction=True, target=move.town.county)
    with pytest.raises(Refused, match="还没到"):
        move.hear()
    actions.withdraw_change(change=move.change, reason="看错了", actor=move.handler, on=move.on)
    move.begin()
    with pytest.raises(Refused, match="还没到"):
        actions.confirm_correction(change=move.change, actor=move.head, on=move.on)


def test_correcting_without_its_own_mandate_is_refused(move: Move) -> None:
    move.asked()
    move.answer()
    line = Line.objects.as_of(move.on).get(child=move.union, kind="leadership")
    with pytest.raises(Refused, match="第二人"):
        correct_line(
            line=line, parent=move.town.county, mandate=Mandate.objects.get(), actor=None, on=move.on
        )


# -- who


def test_who_sees_a_change(move: Move) -> None:
    move.begin()
    unions = {
        "union": move.union, "former": move.former, "target": move.target, "county": move.town.county,
        "city": move.town.city, "industrial": move.town.industrial, "other": move.town.far,
    }  # fmt: skip
    seen = {
        name for name, union in unions.items()
        if access.visible_changes(move.officer(f"x_{name}", union, Role.READER)).exists()
    }  # fmt: skip
    assert seen == {"union", "former", "target", "county", "city"}
    assert not access.visible_changes(move.officer("x_admin", move.former, Role.ADMIN)).exists()


def test_who_may_what(move: Move) -> None:
    change = move.begin()
    people = (move.handler, move.head, move.target_head, move.city_head)
    assert [access.can_carry(user, change) for user in people] == [True, True, False, False]
    assert [access.can_sign(user, change) for user in people] == [False, True, False, False]
    assert [access.can_answer(user, change) for user in people] == [False, False, False, True]
    assert [access.sides_of(user, change) for user in people] == [
        ["former", "target"], ["former", "target"], ["target"], [],
    ]  # fmt: skip
