"""A parameter is changed by two persons; what held before stays readable."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.core.small import once
from gonglian.policy import actions
from gonglian.policy.models import ParameterChange, ParameterValue
from gonglian.policy.parameters import Parameter, ParameterTable
from gonglian.policy.site import judge, overlaid, site_table, using
from tests.factories.organisation import make_user

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)
KEY = "org.scale.county"
GIVEN: dict[str, Any] = {
    "key": KEY, "text": "20、800", "valid_from": date(2026, 4, 1), "source": "市总工会主席办公会议纪要", "certainty": "city",
    "reason": "县区规模普遍扩大。",
}  # fmt: skip


@pytest.fixture
def first(db: None) -> Any:
    return make_user("first", "初拟人")


@pytest.fixture
def second(db: None) -> Any:
    return make_user("second", "复核人")


def propose(actor: Any, **given: Any) -> ParameterChange:
    return actions.propose_change(**(GIVEN | given), actor=actor, on=ON)


def changed(first: Any, second: Any, **given: Any) -> ParameterChange:
    return actions.confirm_change(change=propose(first, **given), actor=second, on=ON)


def value(on: date, key: str = KEY) -> Any:
    return site_table().value(key, on)


def test_a_proposal_alone_changes_nothing(first: Any) -> None:
    propose(first)
    assert value(date(2027, 1, 1)) == (10, 500)


def test_a_confirmed_change_holds_from_its_day(first: Any, second: Any) -> None:
    changed(first, second)
    assert (value(date(2026, 3, 31)), value(date(2026, 4, 1)), value(date(2030, 1, 1))) == (
        (10, 500), (20, 800), (20, 800),
    )  # fmt: skip


def test_the_clause_compares_with_it_and_keeps_it_in_the_finding(first: Any, second: Any) -> None:
    facts = {"founder_level": "county", "units": 15, "workers": 900}
    changed(first, second)
    before, after = (judge("ORG-06", facts, day) for day in (date(2026, 3, 31), date(2026, 4, 1)))
    assert (before.ok, after.ok) == (True, False)
    assert after.parameters == {KEY: [20, 800]}


def test_a_later_change_ends_the_earlier_and_one_between_ends_where_the_later_begins(
    first: Any, second: Any
) -> None:
    changed(first, second)
    changed(first, second, text="40、900", valid_from=date(2028, 1, 1))
    changed(first, second, text="30、850", valid_from=date(2027, 1, 1))
    assert [value(date(year, 6, 1)) for year in (2025, 2026, 2027, 2028)] == [
        (10, 500), (20, 800), (30, 850), (40, 900),
    ]  # fmt: skip
    assert ParameterValue.objects.current_record().count() == 3


def test_a_change_of_the_same_day_replaces_it_and_the_old_record_stays(first: Any, second: Any) -> None:
    changed(first, second)
    changed(first, second, text="21、801")
    assert value(date(2026, 4, 1)) == (21, 801)
    closed = ParameterValue.objects.filter(recorded__upper_inf=False)
    assert [row.value for row in closed] == [[20, 800]]


def test_a_correction_may_begin_in_the_past(first: Any, second: Any) -> None:
    changed(first, second, valid_from=date(2020, 1, 1), is_correction=True)
    assert (value(date(2019, 12, 31)), value(date(2020, 1, 1))) == ((10, 500), (20, 800))


REFUSALS: list[tuple[dict[str, Any], str]] = [
    ({"key": "no.such"}, "没有“no.such”这个参数。"),
    ({"text": "很多"}, "取值“很多”不对。"),
    ({"source": " "}, "没有写出处或理由。"),
    ({"reason": ""}, "没有写出处或理由。"),
    ({"valid_from": date(2026, 3, 1)}, "起始日 2026-03-01 在今天之前。"),
    ({"valid_from": date(1900, 1, 1), "is_correction": True}, "起始日 1900-01-01 太早。"),
    ({"text": "10、500", "source": "意见 2.1.c"}, "和 2026-04-01 的取值、出处都一样。"),
    (
        {"key": "org.must_establish_members", "text": "30"},
        "“应当单独建立委员会的会员数”由法律法规或上级文件规定，本市不能自定。",
    ),
    (
        {"key": "org.must_establish_members", "text": "30", "source": "《工会法》第 11 条", "certainty": "R"},
        "“应当单独建立委员会的会员数”由法律法规或上级文件规定，本市不能自定。",
    ),
    (
        {"key": "org.must_establish_members", "text": "30", "source": "《新工会法》第十条"},
        "“应当单独建立委员会的会员数”不是本市定的。",
    ),
]


@pytest.mark.parametrize(("given", "message"), REFUSALS)
def test_propose_refuses(first: Any, given: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused) as refusal:
        propose(first, **given)
    assert str(refusal.value) == message
    assert ParameterChange.objects.count() == 0


@pytest.mark.parametrize(
    "given",
    [
        {"key": "org.must_establish_members", "text": "30", "source": "《新工会法》第十条", "certainty": "R"},
        # known from memory: the same instrument, once it was read
        {"key": "committee.size", "text": "0-200：3-7\n201以上：7-15", "certainty": "R",
         "source": "《工会基层组织选举工作条例》第 8 条"},
    ],
)  # fmt: skip
def test_what_the_law_sets_changes_with_its_instrument(
    first: Any, second: Any, given: dict[str, Any]
) -> None:
    assert changed(first, second, **given).state == "confirmed"


def test_one_change_of_a_parameter_waits_at_a_time(first: Any, second: Any) -> None:
    propose(first)
    with pytest.raises(Refused, match="已有一项变更待复核"):
        propose(second)
    assert propose(second, key="org.scale.zone", text="6、400").is_open


def test_nobody_confirms_his_own(first: Any) -> None:
    change = propose(first)
    with pytest.raises(Refused, match="不能由您复核"):
        actions.confirm_change(change=change, actor=first, on=ON)


def test_the_database_wants_two_persons_too(first: Any) -> None:
    change = propose(first)
    with pytest.raises(IntegrityError), transaction.atomic(), record("policy.test", actor=first, on=ON):
        ParameterChange.objects.filter(pk=change.pk).update(state="confirmed", decided_by=first)


def test_confirm_refuses_once_its_day_has_passed(first: Any, second: Any) -> None:
    change = propose(first)
    with pytest.raises(Refused, match="在今天之前"):
        actions.confirm_change(change=change, actor=second, on=date(2026, 4, 2))


def test_a_decided_change_is_not_decided_again(first: Any, second: Any) -> None:
    change = changed(first, second)
    for act in (actions.confirm_change, actions.withdraw_change):
        with pytest.raises(Refused, match="这项变更已生效"):
            act(change=change, actor=second, on=ON)


def test_a_withdrawn_change_makes_room_for_another(first: Any) -> None:
    change = actions.withdraw_change(change=propose(first), actor=first, on=ON)
    assert (change.state, propose(first).is_open) == ("withdrawn", True)


def test_the_log_tells_value_and_the_one_before(first: Any, second: Any) -> None:
    changed(first, second)
    act = Act.objects.get(act="policy.confirm_change")
    assert (act.before, act.after["value"], act.actor_name) == ({"value": "10、500"}, "20、800", "复核人")


def test_a_request_sees_one_table_from_beginning_to_end(first: Any, second: Any) -> None:
    with once():
        assert value(date(2027, 1, 1)) == (10, 500)
        stored = ParameterValue(key=KEY, value=[1, 1], source="另一进程", certainty="city")
        stored.change, stored.valid = propose(first), "[2026-04-01,)"
        with transaction.atomic(), record("policy.test", actor=None, on=ON):
            stored.save()
        assert value(date(2027, 1, 1)) == (10, 500)
    assert value(date(2027, 1, 1)) == (1, 1)


def test_its_own_change_is_seen_in_the_same_request(first: Any, second: Any) -> None:
    with once():
        assert value(date(2027, 1, 1)) == (10, 500)
        changed(first, second)
        assert value(date(2027, 1, 1)) == (20, 800)


def test_a_table_can_stand_in_for_the_one_in_force() -> None:
    other = overlaid(site_table(), [Parameter(KEY, (1, 1), ON, None, "x", "city", "x")])
    with using(other):
        assert value(ON) == (1, 1)
    assert value(ON) == (10, 500)


def _own(first: int, until: int | None) -> Parameter:
    return Parameter("x", first, date(first, 1, 1), until and date(until, 1, 1), "", "city", "")


@pytest.mark.parametrize(
    ("own", "spans"),
    [
        ([], [(2000, None)]),
        ([(2010, None)], [(2000, 2010), (2010, None)]),
        ([(2010, 2012)], [(2000, 2010), (2010, 2012), (2012, None)]),
        ([(2000, 2005), (2005, 2006)], [(2000, 2005), (2005, 2006), (2006, None)]),
        ([(1990, 2001)], [(1990, 2001), (2001, None)]),
    ],
)
def test_overlaid_keeps_what_no_own_value_covers(
    own: list[tuple[int, int | None]], spans: list[tuple[int, int | None]]
) -> None:
    base = ParameterTable([Parameter("x", 0, date(2000, 1, 1), None, "", "R", "")])
    rows = overlaid(base, [_own(*span) for span in own]).rows("x")
    assert [(row.valid_from.year, row.valid_until and row.valid_until.year) for row in rows] == spans


def test_overlaid_refuses_a_parameter_nobody_ships() -> None:
    with pytest.raises(ValueError, match="no such parameter"):
        overlaid(ParameterTable([]), [_own(2000, None)])
