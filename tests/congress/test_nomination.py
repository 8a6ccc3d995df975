"""Rounds of nomination: who was heard, who was proposed, who is taken over; the arithmetic of the list."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from gonglian.approvals.models import Consultation
from gonglian.congress.models import NominationRound, Nominee, Proposal, RoundOpinion
from gonglian.congress.nomination import actions, reads
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.policy.finding import Result
from tests.factories.founding import Road

pytestmark = [pytest.mark.django_db, pytest.mark.road_at("second")]
DAY = timedelta(days=1)


def opened(road: Road, **given: Any) -> NominationRound:
    plain = {"begun_on": road.on, "convocation": road.case.preparation}
    return actions.open_round(actor=road.handler, on=road.on, **plain | given)


def proposed(road: Road, turn: NominationRound, place: int = 6, **given: Any) -> Proposal:
    """A member of the first union, proposed by it; not on the list yet."""
    union = road.unions[0]
    plain = {"person": road.members(union)[place], "body": "committee", "by_kind": "constituent", "by_name": union.name,
             "union": union, "source": "free"}  # fmt: skip
    return actions.propose(turn=turn, actor=road.handler, on=road.on, **plain | given)


def close(road: Road, turn: NominationRound, **given: Any) -> None:
    names = [union.name for union in road.unions]
    plain = {"closed_on": road.on, "opinions": Consultation.objects.all(), "constituents": names}
    actions.close_round(turn=turn, actor=road.handler, on=road.on, **plain | given)


def take(road: Road, row: Proposal) -> Nominee:
    return actions.take_over(proposal=row, actor=road.handler, on=road.on)


def drop(road: Road, row: Proposal, reason: str = "与本人意愿不符") -> None:
    actions.drop_proposal(proposal=row, reason=reason, actor=road.handler, on=road.on)


# -- rounds


def test_rounds_are_numbered_and_one_is_open(road: Road) -> None:
    first = opened(road)
    with pytest.raises(Refused, match="第一轮酝酿还没有结束"):
        opened(road, begun_on=road.on)
    close(road, first)
    with pytest.raises(Refused, match="这一轮要在它之后"):
        opened(road)
    assert (first.number, later(road).number) == (1, 2)


def later(road: Road) -> NominationRound:
    road.on += DAY
    return opened(road)


def test_round_does_not_begin_in_the_future(road: Road) -> None:
    with pytest.raises(Refused, match="不能晚于今天"):
        opened(road, begun_on=road.on + DAY)


def test_round_ends_once_and_within_its_days(road: Road) -> None:
    turn = opened(road)
    for day in (road.on - DAY, road.on + DAY):
        with pytest.raises(Refused, match="结束日期要在"):
            close(road, turn, closed_on=day)
    close(road, turn)
    with pytest.raises(Refused, match="已结束"):
        close(road, turn)


def test_end_of_a_round_is_logged_with_who_was_not_heard(road: Road) -> None:
    close(road, opened(road))
    heard = Act.objects.filter(act="congress.close_round").latest("pk")
    later_turn = later(road)
    close(road, later_turn)
    unheard = Act.objects.filter(act="congress.close_round").latest("pk")
    results = [[(each["id"], each["result"]) for each in act.findings] for act in (heard, unheard)]
    assert results == [[("NOM-01", "OK"), ("NOM-02", "OK")], [("NOM-01", "FAIL"), ("NOM-02", "FAIL")]]


def test_opinions_belong_to_the_round_in_which_they_were_given(road: Road) -> None:
    first = opened(road)
    close(road, first)
    second = later(road)
    everything = list(Consultation.objects.all())
    assert [len(reads.opinions_in(turn, everything)) for turn in (first, second)] == [len(everything), 0]


def heard(road: Road, name: str, on: date, given_on: date) -> Consultation:
    return actions.hear(
        convocation=road.case.preparation, from_kind="constituent", from_name=name, given_on=given_on, agrees=True,
        text="同意", actor=road.handler, on=on,
    )  # fmt: skip


def test_opinion_is_of_the_round_open_on_its_day_or_of_none(road: Road) -> None:
    first = opened(road)
    close(road, first)
    day = first.begun_on
    second = later(road)
    early = heard(road, "早到的来函", road.on, day - timedelta(days=1))
    late = heard(road, "晚登记的来函", road.on, day)
    now = heard(road, "这一轮的来函", road.on, second.begun_on)
    rounds = {row.opinion_id: row.round for row in RoundOpinion.objects.all()}
    assert [rounds.get(row.pk) for row in (early, late, now)] == [None, first, second]
    log = Act.objects.filter(act="congress.hear").order_by("pk")
    assert [act.after["number"] for act in log] == [None, 1, 2]


def test_opinion_stays_in_its_round_when_the_round_ends_before_its_day(road: Road) -> None:
    first = opened(road)
    road.on += timedelta(days=3)
    opinion = heard(road, "来函", road.on, road.on)
    actions.close_round(
        turn=first, closed_on=first.begun_on, opinions=[], constituents=[], actor=road.handler, on=road.on
    )
    assert opinion in reads.opinions_in(first, Consultation.objects.all())


def test_older_opinions_fall_to_the_round_open_on_their_day(road: Road) -> None:
    first = opened(road)
    close(road, first)
    road.on += 3 * DAY
    second = opened(road)
    everything = {row.pk: first for row in Consultation.objects.all()}
    early = heard(road, "早到的来函", road.on, first.begun_on - DAY)
    now = heard(road, "这一轮的来函", road.on, second.begun_on)
    between = heard(road, "两轮之间的来函", road.on, first.begun_on + DAY)
    with transaction.atomic(), record("test.untie", actor=None, on=road.on):
        RoundOpinion.objects.all().delete()
    import_module("gonglian.congress.migrations.0009_opinions_of_rounds").tie(apps, None)
    tied = {row.opinion_id: row.round for row in RoundOpinion.objects.all()}
    assert tied == everything | {now.pk: second}
    assert not {early.pk, between.pk} & set(tied)


# -- proposals


def test_person_is_taken_over_with_all_who_proposed_him(road: Road) -> None:
    turn = opened(road)
    row = proposed(road, turn, office="vice_chair", is_model=True, front_line=True, unit_name="后厨组长")
    proposed(road, turn, by_name="餐饮行业党委", by_kind="party_organisation")
    nominee = take(road, row)
    assert (nominee.person, nominee.office, nominee.is_model, nominee.front_line, nominee.unit_name) == (
        row.person, "vice_chair", True, True, "后厨组长",
    )  # fmt: skip
    assert [each.outcome for each in turn.proposals.all()] == ["taken", "taken"]
    assert road.refresh().preparation.list_fixed_on is None  # the list changed


def test_who_stands_on_the_list_already_stays_there(road: Road) -> None:
    standing = road.case.preparation.nominees.filter(body="committee").earliest("pk")
    row = proposed(road, opened(road), person=standing.person)
    assert take(road, row) == standing


def test_person_is_dropped_for_a_reason(road: Road) -> None:
    row = proposed(road, opened(road))
    with pytest.raises(Refused, match="要写明理由"):
        drop(road, row, " ")
    drop(road, row)
    row.refresh_from_db()
    assert (row.outcome, row.reason) == ("dropped", "与本人意愿不符")


def test_what_is_decided_is_not_decided_again(road: Road) -> None:
    row = proposed(road, opened(road))
    take(road, row)
    for act in (take, drop):
        with pytest.raises(Refused, match="已定：列为候选人"):
            act(road, row)


def test_round_with_somebody_undecided_does_not_end(road: Road) -> None:
    turn = opened(road)
    row = proposed(road, turn)
    with pytest.raises(Refused, match=f"还没有定是否列入：{row.person.name}"):
        close(road, turn)


def test_round_that_is_over_takes_no_proposal(road: Road) -> None:
    turn = opened(road)
    close(road, turn)
    with pytest.raises(Refused, match="第一轮酝酿已结束"):
        proposed(road, turn)


@pytest.mark.parametrize(
    ("given", "said"),
    [({"votes_for": 5}, "要一起填"), ({"voters": 5}, "要一起填"), ({"votes_for": 6, "voters": 5}, "赞成 6 人多于参加推荐 5 人")],
)  # fmt: skip
def test_support_that_does_not_meet_is_refused(road: Road, given: dict[str, int], said: str) -> None:
    turn = opened(road)
    with pytest.raises(Refused, match=said):
        proposed(road, turn, **given)


def test_same_proposal_twice_is_refused(road: Road) -> None:
    turn = opened(road)
    proposed(road, turn)
    with pytest.raises(Refused, match="本轮已推荐过"):
        proposed(road, turn)


@pytest.mark.parametrize("wrong", [{"votes_for": 9, "voters": 8}, {"outcome": "dropped", "reason": ""}])
def test_database_holds_support_and_reason(road: Road, wrong: dict[str, Any]) -> None:
    row = proposed(road, opened(road), votes_for=7, voters=8)
    with pytest.raises(IntegrityError), transaction.atomic(), record("test.spoil", actor=None, on=road.on):
        Proposal.objects.filter(pk=row.pk).update(**wrong)


def test_people_of_a_round_stand_by_body_and_strokes(road: Road) -> None:
    turn = opened(road)
    for place, body in ((7, "audit"), (7, "committee"), (6, "committee")):
        proposed(road, turn, place, body=body)
    names = [(each.first.body, each.first.person.name[-1]) for each in reads.proposed_in(turn)]
    assert names == [("committee", "辛"), ("committee", "庚"), ("audit", "辛")]  # 辛 has one stroke less


# -- the arithmetic


def test_surplus_is_written_out(road: Road) -> None:
    committee, audit = reads.surplus(road.case.preparation, on=road.on)
    assert (committee.seats, committee.rate, committee.extra, committee.needed, committee.have, committee.missing) == (
        5, Fraction(1, 20), 1, 6, 6, 0,
    )  # fmt: skip
    assert (audit.extra, audit.needed, audit.missing, audit.finding.result) == (0, 3, 0, Result.OK)


def test_missing_candidates_are_counted(road: Road) -> None:
    with transaction.atomic(), record("test.fewer", actor=None, on=road.on):
        gone = road.case.preparation.nominees.filter(body="committee").values("pk")[:2]
        Nominee.objects.filter(pk__in=[row["pk"] for row in gone]).update(withdrawn=True)
    committee = reads.surplus(road.case.preparation, on=road.on)[0]
    assert (committee.missing, committee.finding.result) == (2, Result.FAIL)


def test_surplus_of_sizes_not_set_is_unknown(road: Road) -> None:
    plan = road.case.preparation
    plan.committee_size = None
    committee = reads.surplus(plan, on=road.on)[0]
    assert (committee.seats, committee.extra, committee.finding.result) == (None, 0, Result.UNKNOWN)


def test_shares_count_each_person_once_beside_the_figure(road: Road) -> None:
    plan = road.case.preparation
    with transaction.atomic(), record("test.mark", actor=None, on=road.on):
        Nominee.objects.filter(pk=plan.nominees.earliest("pk").pk).update(is_model=True, front_line=True)
    figures, finding = reads.shares(plan, on=road.on)
    assert [(row.name, row.count, row.of, row.least) for row in figures[:2]] == [
        ("model", 1, 12, Fraction(1, 20)), ("front_line", 1, 12, Fraction(1, 5)),
    ]  # fmt: skip
    assert (finding.clause, finding.result) == ("NOM-04", Result.FAIL)


@pytest.mark.road_at("prepare")
def test_shares_of_nobody_are_unknown(road: Road) -> None:
    finding = reads.shares(road.case.preparation, on=road.on)[1]
    assert (finding.result, finding.bars) == (Result.UNKNOWN, False)
    assert ("候选人数" in finding.message, "提供" in finding.cure) == (True, True)
