"""A case at the step of preparing its congress, its pages and those who open them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.approvals import actions as approvals
from gonglian.approvals.models import Objection, PublicNotice
from gonglian.congress.models import NominationRound, Proposal
from gonglian.congress.nomination import actions as rounds
from gonglian.core import clock
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_user
from tests.factories.pages import client_of

READ = ("units", "credentials", "nominees", "nomination", "opinions", "notice")
FORMS = (
    "plan", "unit_report", "fill_place", "replace_delegate", "declare", "withdraw_nominee", "record_objection",
    "answer_objection", "open_round", "close_round", "drop_proposal",
)  # fmt: skip
BUTTONS = ("fix_list", "take_over")  # and slips, which answer with a page
SHEETS = ("consent", "quota", "candidates", "public_notice", "election_rules", "work_plan")


_now = clock.now


def prepare(monkeypatch: pytest.MonkeyPatch) -> Road:
    """A case whose congress is being prepared, and a clock that stands at its day."""
    road = Road()
    road.to_prepare()
    day = {"year": road.on.year, "month": road.on.month, "day": road.on.day}
    monkeypatch.setattr(clock, "now", lambda: _now().replace(**day))
    return road


def make_ready(road: Road) -> Road:
    """Planned, delegates reported, candidates declared and consulted on."""
    road.plan()
    road.units()
    road.nominate()
    road.consult()
    return road


def sign_in(name: str, union: Any, role: str) -> Client:
    user = make_user(name)
    make_duty(user, union, role)
    return client_of(user)


def url(road: Road, name: str, *more: Any) -> str:
    return reverse(f"founding:{name}", args=[road.case.pk, *more])


def address(road: Road, name: str) -> str:
    """The page's address; where it is about a row, the first one's."""
    if name in ("unit_report", "fill_place"):
        return url(road, name, road.case.preparation.units.all()[0].pk)
    if name == "replace_delegate":
        return url(road, name, road.case.preparation.units.all()[0].delegates.all()[0].pk)
    if name in ("declare", "withdraw_nominee"):
        return url(road, name, road.case.preparation.nominees.order_by("pk")[0].pk)
    if name in ("take_over", "drop_proposal"):
        return url(road, name, a_proposal(road).pk)
    if name == "record_objection":
        return url(road, name, PublicNotice.objects.get().pk)
    if name == "answer_objection":
        return url(road, name, an_objection(road).pk)
    return url(road, name)


def a_round(road: Road) -> NominationRound:
    """The round of nomination under way; it begins where there is none."""
    plan = road.case.preparation
    return plan.rounds.filter(closed_on=None).first() or rounds.open_round(
        convocation=plan, begun_on=road.on, actor=road.handler, on=road.on
    )


def a_proposal(road: Road) -> Proposal:
    """The first union's seventh member, proposed by it for the committee."""
    turn, union = a_round(road), road.unions[0]
    return turn.proposals.first() or rounds.propose(
        turn=turn, person=road.members(union)[6], body="committee", union=union, by_kind="constituent", by_name=union.name,
        votes_for=7, voters=8, actor=road.handler, on=road.on,
    )  # fmt: skip


def an_objection(road: Road) -> Objection:
    return Objection.objects.first() or approvals.record_objection(
        notice=PublicNotice.objects.get(),
        raised_on=road.on,
        text="请核实",
        by_name="闻人望",
        actor=road.handler,
        on=road.on,
    )


def text(response: Any) -> str:
    return response.content.decode()
