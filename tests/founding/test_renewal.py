"""A union renews itself on the road of its founding."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gonglian.congress.actions import plan_congress
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.periods import DateRange
from gonglian.core.refused import Refused
from gonglian.founding import actions, outcome
from gonglian.founding.plans import plan_establishment
from gonglian.founding.renewal import gates
from gonglian.founding.renewal.actions import begin_renewal
from gonglian.organisation.models import Duty, Line
from gonglian.policy.finding import Result
from gonglian.terms.actions import decide_extension
from gonglian.terms.models import Body, Holder
from gonglian.terms.queries import bodies_of
from tests.factories.founding import Road
from tests.founding.refusals import clauses_of

pytestmark = pytest.mark.road_at("established")

LAST = date(2031, 4, 4)  # elected 2026-04-04 for five years
BEGUN = date(2031, 1, 6)


def test_renewal_leads_from_the_plan_to_the_second_term(road: Road) -> None:
    case = road.begin_renewal(BEGUN)
    union = case.founded_union
    assert (case.stage, case.preparation.ordinal, case.approver, case.preparation.members) == (
        "prepare", 2, road.town.county, 32,
    )  # fmt: skip
    lines = set(Line.objects.as_of(BEGUN).values_list("pk", flat=True))
    case = road.renew()
    elected_on = outcome.congress_meeting(case).held_on
    now = {found.body.kind: found for found in bodies_of(union, on=road.on)}
    assert case.stage == "renewed"
    assert {kind: (found.term.ordinal, found.term.valid.lower, found.held) for kind, found in now.items()} == {
        "committee": (2, elected_on, 5), "audit": (2, elected_on, 3), "women": (2, elected_on, 3),
    }  # fmt: skip
    before = {found.body.kind: found for found in bodies_of(union, on=elected_on - timedelta(days=1))}
    assert {kind: (found.term.ordinal, found.held) for kind, found in before.items()} == {
        "committee": (1, 5), "audit": (1, 3), "women": (1, 3),
    }  # fmt: skip
    assert before["committee"].ends_on == elected_on - timedelta(
        days=1
    )  # an early successor ends it the day before
    assert set(Line.objects.as_of(road.on).values_list("pk", flat=True)) == lines
    assert not Holder.objects.current_record().filter(went="term_over", valid__upper_inf=True).exists()


def test_plan_is_what_the_last_reply_does(road: Road) -> None:
    road.begin_renewal(BEGUN)
    for leg in (road._second, road._answered, road._elected, road._first_meetings):
        leg()
    road.send()
    planned = plan_establishment(road.refresh(), on=road.on)
    road.answer()
    assert Act.objects.get(act="founding.renew").after["effects"] == [
        list(effect.key) for effect in planned.effects
    ]


def test_chair_elected_again_keeps_one_duty(road: Road) -> None:
    union = road.case.founded_union
    chair = next(
        row.holder.person for row in bodies_of(union, on=road.on)[0].seats if row.seat.office == "chair"
    )
    chair.user = road.officer("former", union, "head")
    with record("test.account", actor=None, on=road.on):
        chair.save(update_fields=["user"])
    road.begin_renewal(BEGUN)
    road.renew()
    assert Duty.objects.filter(user=chair.user, union=union).active(road.on).count() == 1
    assert Duty.objects.filter(user=chair.user, union=union).count() == 2


def test_second_renewal_at_once_is_refused(road: Road) -> None:
    case = road.begin_renewal(BEGUN)
    with pytest.raises(Refused, match="正在办理"):
        begin_renewal(union=case.founded_union, actor=road.handler, on=BEGUN)


def test_ordinal_is_never_skipped(road: Road) -> None:
    with pytest.raises(Refused, match="不能跳号"):
        road.begin_renewal(BEGUN, ordinal=3)


def test_ordinal_is_asked_for_where_no_term_is_on_record(road: Road) -> None:
    union = road.case.founded_union
    with record("test.no_body", actor=None, on=road.on):
        Body.objects.filter(union=union).update(valid=DateRange(date(2026, 1, 1), date(2026, 2, 1)))
    with pytest.raises(Refused, match="第几届"):
        road.begin_renewal(BEGUN)
    assert road.begin_renewal(BEGUN, ordinal=4).preparation.ordinal == 4


def test_only_a_standing_industrial_union_renews_itself(road: Road) -> None:
    with pytest.raises(Refused, match="不是正在活动的产业"):
        begin_renewal(union=road.unions[0], actor=road.handler, on=BEGUN)
    union = road.case.founded_union
    union.form = "working_committee"
    with record("test.form", actor=None, on=road.on):
        union.save(update_fields=["form"])
    with pytest.raises(Refused, match="不换届"):
        begin_renewal(union=union, actor=road.handler, on=BEGUN)


def timing(road: Road, planned: date, on: date) -> tuple[str, str]:
    """The clause and result of the day of the congress against the term's end."""
    case = road.refresh()
    plan_congress(convocation=case.convocation, plan={"planned_on": planned}, actor=road.handler, on=on)
    found = gates._timing(road.refresh(), on)
    return (found[0].clause, found[0].result.value) if found else ("", "")


@pytest.mark.parametrize(
    ("planned", "on", "expected"),
    [
        (LAST, BEGUN, ("TRM-04", "OK")),
        (date(2031, 1, 5), date(2030, 12, 1), ("TRM-04", "OK")),
        (date(2031, 1, 3), date(2030, 12, 1), ("TRM-04", "FAIL")),  # three months early, no reason
        (LAST + timedelta(days=1), BEGUN, ("TRM-04", "FAIL")),
        (
            LAST + timedelta(days=30),
            LAST + timedelta(days=1),
            ("TRM-03", "FAIL"),
        ),  # over already: renew at once
    ],
)
def test_day_of_the_congress_is_judged_by_the_terms_end(
    road: Road, planned: date, on: date, expected: tuple[str, str]
) -> None:
    road.begin_renewal(min(on, BEGUN))
    assert timing(road, planned, on) == expected


def test_early_renewal_with_a_reason_is_asked_for(road: Road) -> None:
    road.begin_renewal(date(2029, 1, 8), reason="两家工会合并，机构要重新产生。")
    assert timing(road, date(2029, 3, 1), road.on) == ("TRM-04", "OK")


def test_late_renewal_is_refused_until_the_term_is_extended(road: Road) -> None:
    case = road.begin_renewal(BEGUN)
    late = LAST + timedelta(days=20)
    road._second()
    road.plan(planned_on=late)
    with pytest.raises(Refused) as refused:
        actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    assert clauses_of(refused) == {"TRM-04"}
    for found in bodies_of(case.founded_union, on=BEGUN):
        decide_extension(
            body=found.body, issuer=road.town.county, asked_on=BEGUN, until=date(2031, 6, 30), number="兰工复〔2031〕1号",
            actor=road.upper_head, on=BEGUN,
        )  # fmt: skip
    assert timing(road, late, BEGUN)[1] == Result.OK.value
    actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)


def test_withdrawn_renewal_leaves_the_union_and_may_begin_again(road: Road) -> None:
    case = road.begin_renewal(BEGUN)
    actions.withdraw_case(case=case, reason="方案要重拟", actor=road.head, on=BEGUN)
    assert road.refresh().founded_union.state == "active"
    assert road.begin_renewal(BEGUN).preparation.ordinal == 2


def test_opinions_and_notices_of_the_founding_do_not_count_again(road: Road) -> None:
    road.begin_renewal(BEGUN)
    road.plan()
    road.units()
    road.nominate()
    failed = {finding.clause for finding in gates.convene(road.refresh(), on=road.on) if finding.bars}
    assert {"NOM-01", "NOM-02", "NOM-03"} <= failed
