"""Founding's acts: what each refuses, and that nothing happened then."""

from datetime import timedelta

import pytest

from gonglian.congress import actions as congress
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.founding import actions, checks
from gonglian.founding.access import visible_cases
from gonglian.founding.outcome import congress_meetings, elected, third_request
from gonglian.founding.plans import plan_establishment
from gonglian.meetings import actions as meetings
from gonglian.organisation.actions import add_position
from gonglian.organisation.models import Coverage, Duty
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_user
from tests.founding.refusals import clauses_of

pytestmark = pytest.mark.django_db


# -- drafting


def test_working_committee_that_another_would_dispatch_is_refused(road: Road) -> None:
    with pytest.raises(Refused, match="自己拟订、决定"):
        road.begin(form="working_committee")


def test_second_save_of_the_same_version_lists_what_the_first_changed(road: Road) -> None:
    case = road.begin()
    actions.save_draft(case=case, version=1, data={"reason": "甲改的"}, actor=road.handler, on=road.on)
    with pytest.raises(Refused) as refused:
        actions.save_draft(case=case, version=1, data={"reason": "乙改的"}, actor=road.head, on=road.on)
    assert refused.value.reasons[1].message == "组建理由：现在是“甲改的”，您填的是“乙改的”。"
    assert road.refresh().reason == "甲改的"


def test_approver_is_above_a_leader_that_proposes_itself(road: Road) -> None:
    data = {
        "name": "兰山区餐饮行业工会联合会",
        "form": "federation",
        "level": "county",
        "territory_id": "371302",
    }
    case = actions.begin_case(
        proposer=road.town.county, leader=road.town.county, trade_words="餐饮行业", trades=["62"], actor=road.upper_handler,
        on=road.on, **data,
    )  # fmt: skip
    assert case.approver == road.town.city


@pytest.mark.parametrize("heads", [0, 2])
def test_preparatory_group_without_exactly_one_head_is_refused(road: Road, heads: int) -> None:
    case = road.begin()
    members = [{"name": f"成员{n}", "comes_from": "upper_union", "is_head": n < heads} for n in range(3)]
    with pytest.raises(Refused, match="一名组长"):
        actions.set_group(case=case, members=members, actor=road.handler, on=road.on)


# -- consents


@pytest.mark.parametrize(
    ("entitled", "present", "votes_for", "message"),
    [(5, 6, 5, "实到 6 人多于应到 5 人"), (5, 4, 5, "赞成 5 人多于实到 4 人")],
)
def test_consent_that_contradicts_itself_is_refused(
    road: Road, entitled: int, present: int, votes_for: int, message: str
) -> None:
    road.begin()
    actions.ask_constituents(case=road.case, unions=road.unions[:1], actor=road.handler, on=road.on)
    with pytest.raises(Refused, match=message):
        actions.record_consent(
            constituent=road.case.constituents.get(), consent="consented", body="committee", decided_on=road.on,
            entitled=entitled, present=present, votes_for=votes_for, actor=road.handler, on=road.on,
        )  # fmt: skip


def test_consent_on_a_day_to_come_is_refused(road: Road) -> None:
    road.begin()
    actions.ask_constituents(case=road.case, unions=road.unions[:1], actor=road.handler, on=road.on)
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.record_consent(
            constituent=road.case.constituents.get(), consent="consented", body="committee",
            decided_on=road.on + timedelta(days=1), entitled=5, present=5, votes_for=5, actor=road.handler, on=road.on,
        )  # fmt: skip


def test_refused_consent_stays_on_record_and_leaves_the_case(road: Road) -> None:
    road.begin()
    actions.ask_constituents(case=road.case, unions=road.unions, actor=road.handler, on=road.on)
    for agreed in road.case.constituents.all()[:3]:
        actions.record_consent(
            constituent=agreed, consent="consented", body="committee", decided_on=road.on, entitled=5, present=5,
            votes_for=5, actor=road.handler, on=road.on,
        )  # fmt: skip
    row = road.case.constituents.last()
    actions.record_consent(
        constituent=row, consent="refused", body="committee", decided_on=road.on, entitled=5, present=5, votes_for=1,
        actor=road.handler, on=road.on,
    )  # fmt: skip
    facts = {f.clause: f for f in checks.first_request(road.case, on=road.on)}
    assert (road.case.constituents.count(), facts["ORG-01"].message[:14]) == (
        4,
        "组成单位工会 3 个，独立法人"[:14],
    )


def test_answered_union_is_not_dropped_from_the_list(road: Road) -> None:
    road.begin()
    road.consent()
    with pytest.raises(Refused, match="已答复"):
        actions.drop_constituent(constituent=road.case.constituents.first(), actor=road.handler, on=road.on)


# -- the first request


def test_first_request_without_two_consents_is_refused_by_the_clause(road: Road) -> None:
    road.begin()
    with pytest.raises(Refused) as refused:
        actions.prepare_request(case=road.case, actor=road.handler, on=road.on)
    assert {"ORG-01", "ORG-19"} <= clauses_of(refused)
    assert road.refresh().first_request is None


def test_consent_withdrawn_between_preparing_and_signing_bars_the_signature(road: Road) -> None:
    road.begin()
    road.consent()
    actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    for row in road.case.constituents.all()[1:]:
        actions.withdraw_consent(
            constituent=row, withdrawn_on=road.on, reason="另有安排", actor=road.handler, on=road.on
        )
    with pytest.raises(Refused) as refused:
        actions.send_request(case=road.refresh(), actor=road.head, on=road.on)
    assert "ORG-01" in clauses_of(refused)
    assert (road.refresh().stage, road.case.first_request.paper.number) == ("draft", "")


def test_handler_can_not_sign_for_the_head(road: Road) -> None:
    road.begin()
    road.consent()
    actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    with pytest.raises(Refused, match="负责人"):
        actions.send_request(case=road.refresh(), actor=road.handler, on=road.on)


def test_request_signed_twice_keeps_one_number(road: Road) -> None:
    road.begin()
    road.consent()
    case = road.send()
    with pytest.raises(Refused, match="已经过去"):
        actions.send_request(case=case, actor=road.head, on=road.on)
    assert case.first_request.paper.serial == 1


def test_returned_request_comes_again_as_a_new_round(road: Road) -> None:
    road.begin()
    road.consent()
    first = road.send().first_request
    case = road.answer("return", "组建理由写得不够具体")
    assert (case.stage, case.first_request.reasons) == ("draft", "组建理由写得不够具体")
    case = road.send()
    assert (case.first_request.previous, case.first_request.paper.serial) == (first, 2)


def test_return_without_reasons_is_refused(road: Road) -> None:
    road.begin()
    road.consent()
    road.send()
    with pytest.raises(Refused, match="理由"):
        road.answer("return")
    assert road.refresh().stage == "first_request"


def test_refused_request_ends_the_case_with_its_paper(road: Road) -> None:
    road.begin()
    road.consent()
    road.send()
    case = road.answer("refuse", "同地同行业已有工会")
    assert (case.stage, case.union, case.first_request.reply.is_signed) == ("refused", None, True)


def test_signer_with_a_duty_above_can_not_decide_his_own_request(road: Road) -> None:
    from tests.factories.organisation import make_duty

    road.begin()
    road.consent()
    road.send()
    actions.propose_reply(
        case=road.refresh(),
        decision="approve",
        reasons="",
        congress_by=None,
        actor=road.upper_handler,
        on=road.on,
    )
    make_duty(road.head, road.town.county, "head")
    with pytest.raises(Refused) as refused:
        actions.decide_request(case=road.refresh(), actor=road.head, on=road.on)
    assert clauses_of(refused) == {"APP-01"}


@pytest.mark.road_at("prepare")
def test_first_approval_opens_a_preparing_union_without_officers_or_lines(road: Road) -> None:
    case = road.to_prepare()
    union = case.union
    assert (case.stage, union.state, union.lines_up.count(), union.lines_down.count(), union.duties.count()) == (
        "prepare", "preparing", 0, 0, 0,
    )  # fmt: skip
    assert case.congress_by == road.on.replace(month=9)


# -- the second request


@pytest.mark.road_at("second")
def test_ineligible_candidate_bars_the_second_request_until_replaced(road: Road) -> None:
    case = road.to_second()
    nominee = case.convocation.nominees.filter(body="committee").first()
    employer = Coverage.objects.filter(union=nominee.union).get().employer
    add_position(
        person=nominee.person,
        role="head",
        title="总经理",
        employer=employer,
        start=road.on,
        actor=road.handler,
        on=road.on,
    )
    with pytest.raises(Refused) as refused:
        actions.prepare_request(case=case, actor=road.handler, on=road.on)
    assert clauses_of(refused) == {"ELI-02"}


@pytest.mark.road_at("second")
def test_undeclared_nominee_bars_the_second_request(road: Road) -> None:
    case = road.to_second()
    person = road.members(road.unions[0])[6]
    congress.nominate(
        convocation=case.convocation,
        person=person,
        body="committee",
        source="free",
        actor=road.handler,
        on=road.on,
    )
    with pytest.raises(Refused) as refused:
        actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    assert {"NOM-08", "ELI-01", "ELI-02"} <= clauses_of(refused)


@pytest.mark.road_at("second")
def test_constituent_in_no_electing_unit_bars_the_second_request(road: Road) -> None:
    case = road.to_second()
    rows = [(union.name, [union], 8) for union in road.unions[:3]]
    congress.set_units(convocation=case.convocation, units=rows, actor=road.handler, on=road.on)
    with pytest.raises(Refused) as refused:
        actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    assert "CON-02" in clauses_of(refused)


@pytest.mark.road_at("congress")
def test_second_approval_freezes_what_was_agreed(road: Road) -> None:
    case = road.to_congress()
    agreed = case.convocation.agreed
    assert (agreed["delegates"], agreed["committee_size"], len(agreed["names"]["committee"])) == (16, 5, 6)


# -- the congress


@pytest.mark.road_at("congress")
def test_failed_quorum_is_recorded_and_a_second_meeting_follows(road: Road) -> None:
    road.to_congress()
    failed = road.hold(present=10)
    recorded = Act.objects.filter(act="meetings.record_presence").latest("id").findings
    assert {row["id"]: row["result"] for row in recorded}["CON-06"] == "FAIL"
    with pytest.raises(Refused, match="已经登记过"):
        actions.open_congress(case=road.case, held_on=road.on, place="会议室", actor=road.handler, on=road.on)
    meetings.close_meeting(meeting=failed, actor=road.handler, on=road.on)
    second = road.hold(present=16)
    assert [meeting.pk for meeting in congress_meetings(road.case)] == [failed.pk, second.pk]


@pytest.mark.road_at("congress")
def test_report_after_a_failed_quorum_is_refused(road: Road) -> None:
    road.to_congress()
    road.hold(present=10)
    findings = {f.clause: f.result for f in third_request(road.refresh(), on=road.on)}
    assert findings["CON-06"] == "FAIL"
    with pytest.raises(Refused) as refused:
        actions.prepare_request(case=road.case, actor=road.handler, on=road.on)
    assert "CON-06" in clauses_of(refused)


@pytest.mark.road_at("congress")
def test_congress_on_a_day_to_come_is_refused(road: Road) -> None:
    case = road.to_congress()
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.open_congress(
            case=case, held_on=road.on + timedelta(days=1), place="会议室", actor=road.handler, on=road.on
        )


@pytest.mark.road_at("congress")
def test_first_meetings_before_the_counts_are_refused(road: Road) -> None:
    road.to_congress()
    road.hold()
    with pytest.raises(Refused, match="还没有全部选出"):
        actions.open_first_meetings(
            case=road.refresh(), held_on=road.on, place="会议室", actor=road.handler, on=road.on
        )


@pytest.mark.road_at("report")
def test_list_voted_on_must_be_the_list_agreed_to(road: Road) -> None:
    case = road.to_report()
    agreed = dict(case.convocation.agreed)
    agreed["names"] = dict(agreed["names"]) | {"committee": agreed["names"]["committee"][:-1]}
    congress.freeze_agreed(convocation=case.convocation, agreed=agreed, actor=road.upper_head, on=road.on)
    with pytest.raises(Refused) as refused:
        actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    assert clauses_of(refused) == {"NOM-07"}


# -- establishment


@pytest.mark.road_at("report")
def test_plan_and_log_agree(road: Road) -> None:
    case = road.to_report()
    plan = plan_establishment(case, on=road.on)
    road.send()
    road.answer()
    keys = [list(effect.key) for effect in plan.effects]
    done = Act.objects.get(act="founding.establish")
    opened = Act.objects.filter(act="organisation.open_line", id__lt=done.pk).order_by("-id")[
        : len(plan.lines)
    ]
    lines = {("line", act.after["kind"]) for act in opened}
    bodies = {
        ("body", a.after["body"], str(a.after["seats"])) for a in Act.objects.filter(act="terms.open_body")
    }
    assert done.after["effects"] == keys
    assert lines == {("line", effect.key[1]) for effect in plan.effects if effect.key[0] == "line"}
    assert bodies == {effect.key for effect in plan.effects if effect.key[0] == "body"}


@pytest.mark.road_at("established")
def test_term_runs_from_the_election_and_ends_on_the_corresponding_day(road: Road) -> None:
    case = road.to_established()
    term = case.union.bodies.get(kind="committee").terms.get()
    assert (term.starts_on, term.ends_on) == (case.union.founded_on, case.union.founded_on.replace(year=2031))


@pytest.mark.road_at("report")
def test_chair_with_an_account_becomes_head_of_the_new_union(road: Road) -> None:
    case = road.to_report()
    chair = elected(case)["chair"][0]
    with record("test.link_account", actor=None, on=road.on):
        chair.user = make_user("chair", chair.name)
        chair.save(update_fields=["user"])
    road.send()
    case = road.answer()
    assert [(d.role, d.union_id) for d in Duty.objects.filter(user=chair.user)] == [("head", case.union_id)]


@pytest.mark.road_at("established")
def test_proof_holds_each_constituent_before_and_after(road: Road) -> None:
    case = road.to_established()
    assert [(unit["union"], unit["before"] == unit["after"]) for unit in case.proof["units"]] == [
        (union.name, True) for union in road.unions
    ]
    assert case.proof["finding"]["result"] == "OK"


@pytest.mark.road_at("prepare")
def test_withdrawn_case_stays_readable(road: Road) -> None:
    case = road.to_prepare()
    with pytest.raises(Refused, match="写明原因"):
        actions.withdraw_case(case=case, reason=" ", actor=road.head, on=road.on)
    case = actions.withdraw_case(case=case, reason="条件变化", actor=road.head, on=road.on)
    assert (case.stage, case.constituents.count()) == ("withdrawn", 4)


@pytest.mark.road_at("established")
def test_founded_union_sees_its_own_case(road: Road) -> None:
    case = road.to_established()
    chair = make_user("chair")
    make_duty(chair, case.union, "head")
    assert list(visible_cases(chair)) == [case]
