"""A working committee: set up by the federation that dispatches it, without congress, ballot or term."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.approvals import actions as approvals
from gonglian.congress import actions as congress
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.founding import actions
from gonglian.founding.access import visible_cases
from gonglian.founding.actions.hosts import name_host
from gonglian.founding.models import Case
from gonglian.founding.plans import plan_establishment
from gonglian.organisation.states import Role
from gonglian.terms.models import Body, Term
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_user
from tests.founding.refusals import clauses_of

pytestmark = pytest.mark.django_db


class Dispatch(Road):
    """The county sets up a working committee by itself."""

    def begin(self, **changes: Any) -> Case:
        host = name_host(kind="association", name="兰山区餐饮协会", actor=self.upper_handler, on=self.on)
        data = {
            "name": "兰山区餐饮行业工会工作委员会", "form": "working_committee", "level": "county",
            "territory_id": "371302", "trade_words": "餐饮行业", "trades": ["62"], "leader": self.town.county,
            "host": host,
        } | changes  # fmt: skip
        self.handler, self.head = self.upper_handler, self.upper_head
        self.case = actions.begin_case(proposer=self.town.county, actor=self.handler, on=self.on, **data)
        return self.case

    def to_appointing(self) -> Case:
        self.begin()
        self.consent()
        actions.begin_consultation(case=self.refresh(), actor=self.handler, on=self.on)
        return self.refresh()

    def appoint(self) -> None:
        people = [self.members(union)[0] for union in self.unions] + self.members(self.unions[0])[1:3]
        places = [
            ("committee", "director"), ("committee", "deputy"), ("committee", "member"), ("committee", "member"),
            ("audit", "member"), ("women", "member"),
        ]  # fmt: skip
        for person, (body, office) in zip(people, places, strict=True):
            nominee = congress.nominate(
                convocation=self.case.preparation, person=person, body=body, office=office, source="free",
                origin="constituent", actor=self.handler, on=self.on,
            )  # fmt: skip
            congress.record_declaration(
                nominee=nominee, declared_on=self.on, posts=[], kin_of=[], actor=self.handler, on=self.on
            )

    def agree(self) -> None:
        approvals.record_opinion(
            about=self.case.founded_union, from_kind="party_organisation", from_name="餐饮协会党组织", given_on=self.on,
            agrees=True, text="同意", actor=self.handler, on=self.on,
        )  # fmt: skip

    def to_proposed(self) -> Case:
        self.to_appointing()
        self.appoint()
        self.agree()
        actions.propose_dispatch(case=self.refresh(), actor=self.handler, on=self.on)
        return self.refresh()


@pytest.fixture
def dispatch() -> Dispatch:
    return Dispatch()


def test_working_committee_is_set_up_by_its_federation_alone(dispatch: Dispatch) -> None:
    case = dispatch.to_proposed()
    plan = plan_establishment(case, on=dispatch.on)
    case = actions.decide_dispatch(case=case, actor=dispatch.head, on=dispatch.on)
    union = case.founded_union
    assert case.closing_paper is not None
    assert (case.stage, union.state, union.founded_on, case.closing_paper.is_signed) == (
        "established", "active", dispatch.on, True,
    )  # fmt: skip
    assert {(body.kind, body.made_by, body.seats.count()) for body in Body.objects.filter(union=union)} == {
        ("committee", "dispatched", 4), ("audit", "dispatched", 1), ("women", "dispatched", 1),
    }  # fmt: skip
    assert not Term.objects.filter(body__union=union).exists()
    assert case.proof["finding"]["result"] == "OK"
    done = Act.objects.get(act="founding.establish", object_id=union.pk)
    assert done.after["effects"] == [list(effect.key) for effect in plan.effects]
    member = make_user("member")
    make_duty(member, dispatch.unions[0], Role.HANDLER)
    assert list(visible_cases(member)) == [case]


def test_working_committee_without_a_host_bars_its_consultation(dispatch: Dispatch) -> None:
    dispatch.begin(host=None)
    dispatch.consent()
    with pytest.raises(Refused) as refused:
        actions.begin_consultation(case=dispatch.refresh(), actor=dispatch.handler, on=dispatch.on)
    assert "ORG-05" in clauses_of(refused)


def test_decision_without_the_party_organisation_is_refused(dispatch: Dispatch) -> None:
    dispatch.to_appointing()
    dispatch.appoint()
    with pytest.raises(Refused) as refused:
        actions.propose_dispatch(case=dispatch.refresh(), actor=dispatch.handler, on=dispatch.on)
    assert clauses_of(refused) == {"NOM-01"}


def test_decision_without_the_women_member_is_refused(dispatch: Dispatch) -> None:
    dispatch.to_appointing()
    dispatch.appoint()
    dispatch.agree()
    congress.withdraw_nominee(
        nominee=dispatch.case.preparation.nominees.get(body="women"),
        reason="另定",
        actor=dispatch.handler,
        on=dispatch.on,
    )
    with pytest.raises(Refused, match="负责女职工工作的人员"):
        actions.propose_dispatch(case=dispatch.refresh(), actor=dispatch.handler, on=dispatch.on)


def test_handler_does_not_sign_the_notice_and_the_head_not_his_own(dispatch: Dispatch) -> None:
    case = dispatch.to_proposed()
    with pytest.raises(Refused, match="负责人签发"):
        actions.decide_dispatch(case=case, actor=dispatch.handler, on=dispatch.on)
    actions.recall_dispatch(case=case, reason="再改", actor=dispatch.handler, on=dispatch.on)
    actions.propose_dispatch(case=dispatch.refresh(), actor=dispatch.head, on=dispatch.on)
    with pytest.raises(Refused) as refused:
        actions.decide_dispatch(case=dispatch.refresh(), actor=dispatch.head, on=dispatch.on)
    assert clauses_of(refused) == {"APP-01"}


def test_dispatched_form_asks_nobody(dispatch: Dispatch) -> None:
    case = dispatch.begin()
    with pytest.raises(Refused, match="决定设立，不用请示"):
        actions.prepare_request(case=case, actor=dispatch.handler, on=dispatch.on)


def test_elected_form_is_not_dispatched() -> None:
    road = Road()
    case = road.begin()
    with pytest.raises(Refused, match="要经会员代表大会选举"):
        actions.begin_consultation(case=case, actor=road.handler, on=road.on)
