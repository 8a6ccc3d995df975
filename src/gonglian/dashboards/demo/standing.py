"""Industrial unions that stood before the system came, and other kinds of union: recorded, one in each state.

In order, soon to end, over its term, without a chair, without its registration, with a number of constituents and none
linked, dispatched, dissolved; guidance from the city's; a joint primary union and a regional one; a change of name and of
leader last year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gonglian.congress.states import BodyKind, Office, Source
from gonglian.core.periods import end_valid
from gonglian.dashboards.demo.city import SINCE, City
from gonglian.dashboards.demo.names import CITY, COUNTY, DEMO, LEVEL_OF, SECTORS, ZONE
from gonglian.founding.actions.hosts import name_host
from gonglian.organisation import actions
from gonglian.organisation.models import Mandate, Person, Union
from gonglian.organisation.states import Form, HostKind, Level, LineKind, MandateKind, UnionKind, UnionState
from gonglian.policy.arithmetic import add_months, add_years
from gonglian.rosters.actions import link_constituents
from gonglian.terms.actions import (
    SeatPlan,
    confirm_successor,
    drop_substitution,
    end_post,
    finish_substitution,
    name_acting,
    open_body,
    propose_successor,
    record_extension,
    vacate,
)
from gonglian.terms.models import Body, Holder, Seat

YEARS = 5


@dataclass(frozen=True)
class Plan:
    """An industrial union as it stands. elected: days since its congress; units: towns its constituents come from."""

    region: str
    words: str
    trade: str
    elected: int
    units: Sequence[str] = ()
    declared: int = 0
    host: tuple[str, str] = (HostKind.ASSOCIATION, "")
    has_code: bool = True
    form: Form = Form.FEDERATION


def build(city: City) -> None:
    top = _open(city, Plan(CITY, "物流行业", "货运", 700, units=("371311001", "371321001")))
    industry = _open(city, Plan(COUNTY, "物流行业", "货运", 900, units=("371302002", "371302003")))
    city.heads["industry"] = industry
    soon = _open(
        city, Plan("371311", "餐饮行业", "餐饮", 365 * YEARS - 110, units=("371311001", "371311002"))
    )
    city.heads["soon"] = soon
    city.heads["renewed"] = _open(
        city, Plan("371311", "家政服务行业", "家政", 365 * YEARS + 20, units=("371311001", "371311002"))
    )
    over = _open(
        city, Plan("371311", "板材行业", "板材", 365 * YEARS + 160, units=("371311003", "371311101"))
    )
    guided = [industry, soon, over]
    for union in guided:
        actions.open_line(
            child=union, parent=top, kind=LineKind.GUIDANCE, start=city.ago(600), actor=None, on=city.today
        )
    vacant = _open(city, Plan("371312", "家政服务行业", "家政", 800, units=("371312001", "371312004")))
    city.heads["vacant"] = vacant
    _leave_chair(city, vacant)
    _seats_in_motion(city, guided)
    _open(
        city,
        Plan(
            "371312",
            "板材行业",
            "板材",
            75,
            units=("371312005", "371312104"),
            has_code=False,
            form=Form.COMMITTEE,
        ),
    )
    _open(city, Plan("371321", "物业服务行业", "物业", 0, declared=12))
    _dispatched(city)
    _dissolved(city)
    _other_kinds(city)
    _changes(city)


def _open(city: City, plan: Plan) -> Union:
    """The union with its lines, constituents and bodies, from the day of its congress on; a plan without one has
    neither bodies nor constituents, only the number its roster gave."""
    day = city.ago(plan.elected) if plan.elected else SINCE
    leader = city.heads[plan.region]
    kind, host = plan.host
    name = f"{leader.region.name}{plan.words}{plan.form.label}{DEMO}"
    union = actions.create_union(
        kind=UnionKind.INDUSTRIAL, name=name, form=plan.form, level=LEVEL_OF[len(plan.region)],
        region_id=plan.region, trades=[SECTORS[plan.trade][1]], founded_on=day, approved_on=day + timedelta(days=6),
        code=city.code("81", plan.region) if plan.has_code else "", declared={"units": plan.declared} if plan.declared else {},
        host=name_host(kind=kind, name=host or f"{plan.words[:2]}行业协会{DEMO}", actor=None, on=city.today),
        actor=None, on=city.today,
    )  # fmt: skip
    for line in (LineKind.LEADERSHIP, LineKind.DUES):
        actions.open_line(child=union, parent=leader, kind=line, start=day, actor=None, on=city.today)
    units = [unit for town in plan.units for unit in city.of(town, plan.trade)]
    if units:
        link_constituents(union=union, children=units, start=day, actor=None, on=city.today)
        _bodies(city, union, units, day)
    union.refresh_from_db()
    return union


def _bodies(city: City, union: Union, units: Sequence[Union], day: date) -> None:
    chairs, others = _people(units, 0), _people(units, 2)
    committee = [
        SeatPlan(chairs[0], Office.CHAIR), SeatPlan(chairs[1], Office.VICE_CHAIR),
        *(SeatPlan(person, Office.MEMBER, Source.FEDERATED, unit) for person, unit in zip(chairs[2:7], units[2:7], strict=True)),
    ]  # fmt: skip
    audit = [SeatPlan(others[0], Office.DIRECTOR), SeatPlan(others[1]), SeatPlan(others[2])]
    women = [SeatPlan(others[3], Office.DIRECTOR), SeatPlan(others[4]), SeatPlan(others[5])]
    for kind, seats in ((BodyKind.COMMITTEE, committee), (BodyKind.AUDIT, audit), (BodyKind.WOMEN, women)):
        open_body(
            union=union, kind=kind, seats=seats, elected_on=day, years=YEARS, ordinal=1, made_by="election",
            actor=None, on=city.today,
        )  # fmt: skip


def _people(units: Sequence[Union], place: int) -> list[Person]:
    """The member at this place of each union's roll."""
    rolls = (unit.memberships.select_related("person").order_by("person") for unit in units)
    return [roll[place].person for roll in rolls]


def _leave_chair(city: City, union: Union) -> None:
    """The chair was transferred half a year ago without asking; the seat has been open since."""
    leave(city, union, Office.CHAIR, "moved", 190, "调往外单位")


def leave(city: City, union: Union, office: str, how: str, days: int, reason: str) -> Seat:
    """A head of the committee left so many days ago."""
    holder = Holder.objects.current_record().get(
        seat__body__union=union,
        seat__body__kind=BodyKind.COMMITTEE,
        seat__office=office,
        valid__upper_inf=True,
    )
    vacate(holder=holder, how=how, left_on=city.ago(days), reason=reason, actor=None, on=city.today)
    return holder.seat


def _seats_in_motion(city: City, guided: Sequence[Union]) -> None:
    """A vice-chair resigned and somebody acts; members' posts ended, each substitution at another step; a term was extended by
    an old paper."""
    industry, soon, over = guided
    seat = leave(city, industry, Office.VICE_CHAIR, "resigned", 60, "年龄到限")
    acting, *fallen = _members(industry)
    name_acting(
        seat=seat,
        person=acting.person,
        since=city.ago(50),
        basis="委员会第四次全体会议",
        actor=None,
        on=city.today,
    )
    for holder, steps in zip([*fallen[:2], *_members(soon)[:3]], (0, 1, 2, 3, -1), strict=True):
        _substitute(city, holder, steps)
    body = Body.objects.get(union=over, kind=BodyKind.AUDIT)
    end = add_years(body.valid.lower, YEARS)
    record_extension(
        body=body, issuer=city.heads["371311"].name, asked_on=end - timedelta(days=30), approved_on=end - timedelta(days=20),
        until=add_months(end, 6), number="罗工发〔2026〕4号", reason="与委员会一并换届", actor=None, on=city.today,
    )  # fmt: skip


def _members(union: Union) -> list[Holder]:
    rows = Holder.objects.current_record().filter(
        seat__body__union=union,
        seat__body__kind=BodyKind.COMMITTEE,
        seat__office=Office.MEMBER,
        valid__upper_inf=True,
    )
    return list(rows.order_by("seat__number"))


def _substitute(city: City, holder: Holder, steps: int) -> None:
    """The member's post ended and so many steps of the substitution are done; -1: it is left to a by-election."""
    given: dict[str, Any] = {"actor": None, "on": city.today}
    row = end_post(holder=holder, ended_on=city.ago(20), **given)
    assert row.seat.constituent is not None  # a seat that falls with a post has one
    if steps < 0:
        drop_substitution(substitution=row, reason="单位暂不选新主席", **given)
    if steps > 0:
        successor = _people([row.seat.constituent], 3)[0]
        propose_successor(
            substitution=row, successor=successor, elected_on=city.ago(15), declared=True, **given
        )
    if steps > 1:
        confirm_successor(
            substitution=row, confirmed_on=city.ago(10), entitled=7, present=6, votes_for=6, **given
        )
    if steps > 2:
        finish_substitution(substitution=row, reported_on=city.ago(6), number="罗餐工报〔2026〕2号", **given)


def _dispatched(city: City) -> None:
    """A working committee that the zone's federation sent: no congress, no term."""
    code, _name = ZONE
    union = actions.create_union(
        kind=UnionKind.INDUSTRIAL, name=f"高新区快递行业工会工作委员会{DEMO}", form=Form.WORKING_COMMITTEE, level=Level.ZONE,
        region_id=code, trades=["60"], founded_on=city.ago(400), approved_on=city.ago(400),
        host=name_host(kind=HostKind.REGULATOR, name=f"邮政管理办公室{DEMO}", actor=None, on=city.today),
        actor=None, on=city.today,
    )  # fmt: skip
    for line in (LineKind.LEADERSHIP, LineKind.DUES):
        actions.open_line(
            child=union, parent=city.heads[code], kind=line, start=city.ago(400), actor=None, on=city.today
        )


def _dissolved(city: City) -> None:
    """An industrial union that was given up three years ago, with a body whose time is over."""
    union = _open(city, Plan("371321", "家政服务行业", "家政", 1500, units=("371321101", "371321104")))
    last = city.ago(1100)
    for row in (*union.lines_down.all(), *union.lines_up.all(), *Body.objects.filter(union=union)):
        end_valid(row, last)
    for holder in Holder.objects.filter(seat__body__union=union):
        end_valid(holder, last)
    union.state, union.ended_on = UnionState.DISSOLVED, last
    union.save(update_fields=["state", "ended_on"])


def _other_kinds(city: City) -> None:
    """A joint primary union of small employers and a regional union of a market street."""
    town = city.heads["371302002"]
    for kind, name in (
        (UnionKind.JOINT_PRIMARY, f"银雀山物流园联合工会{DEMO}"),
        (UnionKind.REGIONAL, f"银雀山小商品街区域性工会联合会{DEMO}"),
    ):
        union = actions.create_union(
            kind=kind, name=name, region_id=town.region_id, code=city.code("81", town.region_id), founded_on=SINCE,
            declared={"members": 46}, actor=None, on=city.today,
        )  # fmt: skip
        for line in (LineKind.LEADERSHIP, LineKind.DUES):
            actions.open_line(child=union, parent=town, kind=line, start=SINCE, actor=None, on=city.today)


def _changes(city: City) -> None:
    """Last year one union took another name, and one came under its county with the paper that allowed it."""
    renamed, moved = city.of("371302003", "家政")[:2]
    actions.rename_union(
        union=renamed, name=renamed.name.replace("有限公司", "股份有限公司"), actor=None, on=city.ago(330)
    )
    paper = Mandate.objects.create(
        union=moved, kind=MandateKind.SPECIAL_CHANGE, number="海工复〔演示〕3号", issuer=city.heads[CITY].name,
        issued_on=city.ago(310),
    )  # fmt: skip
    actions.change_line(
        child=moved,
        parent=city.heads[COUNTY],
        kind=LineKind.LEADERSHIP,
        mandate=paper,
        actor=None,
        on=city.ago(300),
    )
