"""Foundings at every stage of the road, carried by the officers of two towns, two counties and the city.

Days are counted back from the day of loading, so that what is due is due: something waits in every inbox.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gonglian.approvals import actions as approvals
from gonglian.dashboards.demo import nomination
from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import CITY, COUNTY, SECOND_TOWN, SECTORS, TOWN
from gonglian.dashboards.demo.officers import officers
from gonglian.dashboards.demo.road import Founding
from gonglian.founding import actions


def build(city: City) -> None:
    for step in (
        _established, _preparing, _draft, _late_reply, _in_congress,  # the first town's
        _returned, _refused, _withdrawn, _second_request, _third_request,  # the second town's
        _at_the_city, _lapsed, _convened, _to_sign,  # the counties'
        _other_line,  # the second town's, on the city's line
    ):  # fmt: skip
        step(city)


def _begin(city: City, trade: str, days: int, *, town: str = TOWN) -> Founding:
    """A founding in a town, sent to its county, begun so many days ago."""
    place = {TOWN: "town", SECOND_TOWN: "town2"}[town]
    founding = Founding(
        officers(city, place, "county"), city.heads[town], city.heads[COUNTY], city.of(town, trade), SECTORS[trade],
        city.ago(days),
    )  # fmt: skip
    founding.draft()
    return founding


def _to_prepare(city: City, trade: str, days: int, *, town: str = TOWN) -> Founding:
    founding = _begin(city, trade, days, town=town)
    founding.consent()
    founding.ask()
    founding.approve(4)
    return founding


def _to_second(city: City, trade: str, days: int, congress_in: int, *, town: str = TOWN) -> Founding:
    founding = _to_prepare(city, trade, days, town=town)
    founding.prepare(congress_in=congress_in)
    founding.nominate()
    founding.consult()
    return founding


def _to_congress(city: City, trade: str, days: int, congress_in: int, *, town: str = TOWN) -> Founding:
    founding = _to_second(city, trade, days, congress_in, town=town)
    founding.ask()
    founding.approve(6)
    return founding


def _established(city: City) -> None:
    """Established a month and a half ago; its registration is due, its chair has no account yet."""
    founding = _to_congress(city, "货运", 90, 35)
    founding.hold()
    founding.ask()
    founding.approve(7)


def _preparing(city: City) -> None:
    """The notice of candidates hangs and somebody objected; a round of nomination is over, a delegate was replaced."""
    founding = _to_prepare(city, "餐饮", 20)
    founding.prepare(congress_in=45)
    founding.nominate()
    turn = nomination.deliberate(founding)
    founding.on = city.ago(2)
    founding.consult()
    nomination.conclude(founding, turn)
    nomination.follow(founding)
    approvals.record_objection(
        notice=founding.case.founded_union.notices.get(), raised_on=city.ago(1), text="请核实一名候选人的会籍。",
        actor=founding.officers.handler, on=city.ago(1),
    )  # fmt: skip


def _draft(city: City) -> None:
    """One union said yes, one no, one yes and took it back; the others have not answered."""
    founding = _begin(city, "物业", 12)
    rows = list(founding.case.constituents.order_by("pk"))
    for place, answer in enumerate(("consented", "refused", "consented")):
        actions.record_consent(
            constituent=rows[place], consent=answer, body="committee", decided_on=city.ago(9 - place),
            entitled=7, present=6, votes_for=2 if answer == "refused" else 6, actor=founding.officers.handler,
            on=city.ago(9 - place),
        )  # fmt: skip
    actions.withdraw_consent(
        constituent=rows[2], withdrawn_on=city.ago(6), reason="单位职工正在减少，先不加入。", actor=founding.officers.handler,
        on=city.ago(6),
    )  # fmt: skip


def _late_reply(city: City) -> None:
    """The county has let its time for the reply pass."""
    founding = _begin(city, "家政", 40)
    founding.consent()
    founding.ask()


def _in_congress(city: City) -> None:
    """The congress is held today; one of the two tellers has handed in a sheet."""
    founding = _to_congress(city, "板材", 60, 56)
    founding.hold(halfway=True)


def _returned(city: City) -> None:
    founding = _begin(city, "货运", 15, town=SECOND_TOWN)
    founding.consent()
    founding.ask()
    _answer(founding, "return", "筹备组里还没有职工会员代表，请补充后再报。", 5)


def _refused(city: City) -> None:
    founding = _begin(city, "餐饮", 50, town=SECOND_TOWN)
    founding.consent()
    founding.ask()
    _answer(founding, "refuse", "本行业已有区级行业工会，建议加入。", 8)


def _withdrawn(city: City) -> None:
    founding = _begin(city, "物业", 33, town=SECOND_TOWN)
    founding.consent()
    founding.ask()
    founding.on += timedelta(days=9)
    actions.withdraw_case(
        case=founding.case,
        reason="有意加入的单位改为参加区级工会。",
        actor=founding.officers.head,
        on=founding.on,
    )


def _second_request(city: City) -> None:
    """The request to hold the congress lies before the county's head: the reply is drafted."""
    founding = _to_second(city, "家政", 34, 45, town=SECOND_TOWN)
    founding.on = city.ago(9)
    founding.ask()
    founding.on = city.ago(1)
    founding.propose("approve")


def _third_request(city: City) -> None:
    """The result of the election is reported and waits for the county's handler."""
    founding = _to_congress(city, "板材", 80, 62, town=SECOND_TOWN)
    founding.hold()
    founding.on = city.ago(6)
    founding.ask()


def _at_the_city(city: City) -> None:
    """A county's founding, with units of two towns; the city's handler has the request."""
    founding = _of_county(city, "county2", "371311", "物业", 11)
    founding.consent()
    founding.ask()


def _lapsed(city: City) -> None:
    """Allowed eight months ago; no congress was held by the last day of the reply."""
    founding = _of_county(city, "county2", "371311", "家政", 250)
    founding.consent()
    founding.ask()
    founding.approve(4)
    actions.lapse_overdue(on=city.ago(30))


def _convened(city: City) -> None:
    """The congress meets today; its roll is written and not sealed yet."""
    founding = _of_county(city, "county2", "371311", "板材", 60)
    founding.consent()
    founding.ask()
    founding.approve(4)
    founding.prepare(congress_in=56)
    founding.nominate()
    founding.consult()
    founding.ask()
    founding.approve(6)
    assert founding.plan.planned_on is not None
    actions.open_congress(
        case=founding.case,
        held_on=city.today,
        place=founding.plan.place,
        actor=founding.officers.handler,
        on=city.today,
    )


def _to_sign(city: City) -> None:
    """A county's request that waits for its own head's signature."""
    founding = _of_county(city, "county", COUNTY, "餐饮", 6, towns=("371302002", "371302003"))
    founding.consent()
    actions.prepare_request(case=founding.case, actor=founding.officers.handler, on=founding.on)


def _other_line(city: City) -> None:
    """A town's founding that the city allowed on its own line: its reply is the mandate."""
    founding = Founding(
        officers(city, "town2", "city"), city.heads[SECOND_TOWN], city.heads[CITY], city.of(SECOND_TOWN, "物业"),
        SECTORS["物业"], city.ago(25), name_part="直管", territory=COUNTY,
        line_reason="项目遍布各区，由市里统一联系更便利。",
    )  # fmt: skip
    founding.draft()
    founding.consent()
    founding.ask()
    founding.approve(5)


def _of_county(city: City, place: str, county: str, trade: str, days: int, *, towns: Any = ()) -> Founding:
    head = city.heads[county]
    units = [unit for town in towns or (county,) for unit in city.of(town, trade)]
    founding = Founding(
        officers(city, place, "city"), head, head, units[:8], SECTORS[trade], city.ago(days), name_part="联合"
    )
    founding.draft()
    assert founding.case.approver == city.heads[CITY]
    return founding


def _answer(founding: Founding, decision: str, reasons: str, days: int) -> None:
    founding.on += timedelta(days=days)
    founding.propose(decision, reasons)
    founding.decide()
