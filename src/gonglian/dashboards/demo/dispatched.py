"""A working committee that a county sets up by itself, without a congress: the notice waits for its head."""

from __future__ import annotations

from typing import Any

from gonglian.approvals import actions as approvals
from gonglian.congress import actions as congress
from gonglian.congress.states import BodyKind, Office, Source
from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import DEMO
from gonglian.founding import actions
from gonglian.founding.actions.hosts import name_host
from gonglian.founding.models import Case
from gonglian.organisation.models import Person
from gonglian.organisation.states import HostKind

COUNTY = "371311"
PLACES = (
    (BodyKind.COMMITTEE, Office.DIRECTOR), (BodyKind.COMMITTEE, Office.DEPUTY), (BodyKind.COMMITTEE, Office.MEMBER),
    (BodyKind.COMMITTEE, Office.MEMBER), (BodyKind.AUDIT, Office.MEMBER), (BodyKind.WOMEN, Office.MEMBER),
)  # fmt: skip


def build(city: City) -> None:
    day = city.ago(18)
    acting: dict[str, Any] = {"actor": city.users["county2.handler"], "on": day}
    head = city.heads[COUNTY]
    host = name_host(kind=HostKind.ASSOCIATION, name=f"罗庄货运行业协会{DEMO}", **acting)
    case = actions.begin_case(
        proposer=head, leader=head, name=f"罗庄区货运行业工会工作委员会{DEMO}", form="working_committee", level="county",
        territory_id=COUNTY, trade_words="货运行业", trades=["54"], host=host, reason="从业人员分散，先派出机构。", **acting,
    )  # fmt: skip
    units = city.of("371311002", "货运")
    actions.ask_constituents(case=case, unions=units, **acting)
    for row in case.constituents.all():
        actions.record_consent(
            constituent=row, consent="consented", body="committee", decided_on=day, entitled=7, present=6, votes_for=6, **acting
        )  # fmt: skip
    case = actions.begin_consultation(case=case, **acting)
    _name(case, [unit.memberships.select_related("person").order_by("person") for unit in units], acting)
    approvals.record_opinion(
        about=case.founded_union, from_kind="party_organisation", from_name=f"罗庄货运行业协会党组织{DEMO}", given_on=day,
        agrees=True, text="同意所提人选。", **acting,
    )  # fmt: skip
    actions.propose_dispatch(case=Case.objects.get(pk=case.pk), **acting)


def _name(case: Case, rolls: list[Any], acting: dict[str, Any]) -> None:
    """The chairs of the units, then plain members; a woman for the women's member."""
    people: list[Person] = [roll[0].person for roll in rolls[:5]]
    people.append(next(row.person for row in rolls[0][2:] if row.person.sex == "2"))
    for person, (body, office) in zip(people, PLACES, strict=True):
        nominee = congress.nominate(
            convocation=case.preparation, person=person, body=body, office=office, source=Source.FREE,
            origin="constituent", **acting,
        )  # fmt: skip
        congress.record_declaration(nominee=nominee, declared_on=acting["on"], posts=[], kin_of=[], **acting)
