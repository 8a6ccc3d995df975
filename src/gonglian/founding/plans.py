"""What would happen: each effect of establishing or renewing a union, worked out before it is done. The act executes exactly
this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from gonglian.accounts.models import User
from gonglian.congress.facts import nominees_of
from gonglian.congress.states import BodyKind, Office, Source
from gonglian.founding import dispatch, outcome, queries
from gonglian.founding.models import Case
from gonglian.meetings.states import Body
from gonglian.organisation.models import Duty, Mandate, Person, Union
from gonglian.organisation.states import LineKind, Role
from gonglian.policy.arithmetic import add_years
from gonglian.terms.actions import DISPATCHED, SeatPlan
from gonglian.terms.queries import bodies_of


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that comes about. `key` is what a test compares with the log; `words` is for people."""

    key: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class LinePlan:
    child: Union
    parent: Union
    kind: str
    mandate: Mandate | None = None


@dataclass(frozen=True, slots=True)
class BodyPlan:
    kind: str
    made_by: str
    seats: tuple[SeatPlan, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the last reply does, and the sums along each line before and after. Of a renewal `founded_on` is the election
    day, and no line changes."""

    founded_on: date
    ends_on: date | None  # a working committee has no term
    lines: tuple[LinePlan, ...]
    bodies: tuple[BodyPlan, ...]
    duties: tuple[User, ...]  # the chair's or director's account, when he has one
    effects: tuple[Effect, ...]
    totals: tuple[tuple[str, int, int], ...]  # what is counted along which line, before, after


def plan_establishment(case: Case, *, on: date) -> Plan:
    """The plan from the records as they stand. Needs a held congress, or people to be appointed; the gate has judged
    everything else."""
    if case.is_dispatched:
        founded_on, ends_on, bodies = on, None, _appointments(case)
        heads = dispatch.appointed(case)[Office.DIRECTOR]
    else:
        founded_on, ends_on = _term(case)
        bodies, heads = _bodies(case), outcome.elected(case)[Body.CHAIR]
    accounts = tuple(person.user for person in heads if person.user)
    if case.is_renewal:
        effects = (
            *_ending_effects(case, founded_on),
            *_body_effects(bodies, founded_on, ends_on),
            *_duty_effects(heads),
        )
        return Plan(founded_on, ends_on, (), bodies, accounts, effects, ())
    constituents = queries.consenting(case)
    lines = _lines(case, constituents)
    return Plan(
        founded_on=founded_on, ends_on=ends_on, lines=lines, bodies=bodies, duties=accounts,
        effects=(
            *_line_effects(lines), *_body_effects(bodies, founded_on, ends_on), *_duty_effects(heads),
            *_sight_effects(case, constituents, on),
        ),
        totals=_totals(case, constituents, on),
    )  # fmt: skip


def _term(case: Case) -> tuple[date, date]:
    """The day of election and the term's last day."""
    congress = outcome.congress_meeting(case)
    plan = case.preparation
    if congress is None:
        raise LookupError(f"case {case.pk} has held no congress")
    return congress.held_on, add_years(congress.held_on, plan.years)


def _lines(case: Case, constituents: Sequence[Union]) -> tuple[LinePlan, ...]:
    union = case.founded_union
    guide = (LinePlan(union, case.guide, LineKind.GUIDANCE),) if case.guide else ()
    joined = (LinePlan(constituent, union, LineKind.CONSTITUENT) for constituent in constituents)
    return (LinePlan(union, case.leader, LineKind.LEADERSHIP, case.mandate), *guide, *joined)


def _bodies(case: Case) -> tuple[BodyPlan, ...]:
    people = outcome.elected(case)
    offices = {person.pk: Office.CHAIR for person in people[Body.CHAIR]}
    offices |= {person.pk: Office.VICE_CHAIR for person in people[Body.VICE_CHAIR]}
    directors = {person.pk: Office.DIRECTOR for person in people[Office.DIRECTOR]}
    women = {person.pk: Office.DIRECTOR for person in people[BodyKind.WOMEN][:1]}
    made_by = outcome.women_made_by(case)
    return (
        BodyPlan(
            BodyKind.COMMITTEE,
            "election",
            _seats(case, BodyKind.COMMITTEE, people[BodyKind.COMMITTEE], offices),
        ),
        BodyPlan(BodyKind.AUDIT, "election", _seats(case, BodyKind.AUDIT, people[BodyKind.AUDIT], directors)),
        BodyPlan(BodyKind.WOMEN, made_by, _seats(case, BodyKind.WOMEN, people[BodyKind.WOMEN], women)),
    )


def _appointments(case: Case) -> tuple[BodyPlan, ...]:
    """The bodies of a working committee, appointed with the notice."""
    found = []
    for body in BodyKind:
        nominees = nominees_of(case.preparation, body)
        offices = {nominee.person_id: Office(nominee.office) for nominee in nominees}
        people = sorted((nominee.person for nominee in nominees), key=lambda one: _rank(offices[one.pk]))
        found.append(BodyPlan(body, DISPATCHED, _seats(case, body, people, offices)))
    return tuple(found)


def _rank(office: Office) -> int:
    return (Office.DIRECTOR, Office.DEPUTY, Office.MEMBER).index(office)


def _seats(
    case: Case, body: str, people: Sequence[Person], offices: dict[int, Office]
) -> tuple[SeatPlan, ...]:
    """A seat is federated when its holder stood for a constituent's place."""
    nominees = {nominee.person_id: nominee for nominee in nominees_of(case.preparation, body)}
    plans = []
    for person in people:
        nominee = nominees.get(person.pk)
        federated = nominee is not None and nominee.source == Source.FEDERATED
        plans.append(
            SeatPlan(
                person=person, office=offices.get(person.pk, Office.MEMBER),
                source=Source.FEDERATED if federated else Source.FREE,
                constituent=nominee.union if nominee is not None and federated else None,
            )
        )  # fmt: skip
    return tuple(plans)


def _line_effects(lines: Sequence[LinePlan]) -> list[Effect]:
    words = {
        LineKind.LEADERSHIP: _("%(child)s由%(parent)s领导"),
        LineKind.GUIDANCE: _("%(child)s接受%(parent)s的工作指导"),
        LineKind.CONSTITUENT: _("%(child)s成为%(parent)s的组成单位，隶属、经费、工作对象、会籍不变"),
    }
    return [
        Effect(("line", line.kind, str(line.child.pk), str(line.parent.pk)),
               words[LineKind(line.kind)] % {"child": line.child, "parent": line.parent})
        for line in lines
    ]  # fmt: skip


def _ending_effects(case: Case, elected_on: date) -> list[Effect]:
    """Whose term is over: everybody who sits in a body that is renewed."""
    words = _("第 %(ordinal)s 届%(body)s %(held)s 人任期到 %(last)s 为止")
    return [
        Effect(
            ("ends", body.body.kind, str(body.held)),
            words % {"ordinal": body.term.ordinal, "body": body.body, "held": body.held, "last": elected_on - timedelta(days=1)},
        )
        for body in bodies_of(case.founded_union, on=elected_on - timedelta(days=1))
        if body.term is not None
    ]  # fmt: skip


def _body_effects(bodies: Sequence[BodyPlan], start: date, ends_on: date | None) -> list[Effect]:
    termed = _("%(body)s %(seats)s 人，任期 %(start)s 至 %(end)s")
    words = termed if ends_on else _("%(body)s %(seats)s 人，%(start)s 起任命，不设届期")
    return [
        Effect(
            ("body", body.kind, str(len(body.seats))),
            words
            % {"body": BodyKind(body.kind).label, "seats": len(body.seats), "start": start, "end": ends_on},
        )
        for body in bodies
    ]


def _duty_effects(heads: Sequence[Person]) -> list[Effect]:
    """The head's account acts for the union; where he has none the administrator opens one."""
    accounts = [person.user for person in heads if person.user]
    if not accounts:
        names = "、".join(person.name for person in heads)
        return [
            Effect(("account_needed",), _("负责人%(names)s还没有账号，由系统管理员开通") % {"names": names})
        ]
    return [
        Effect(
            ("duty", str(account.pk), Role.HEAD), _("%(name)s的账号取得本会负责人身份") % {"name": account}
        )
        for account in accounts
    ]


def _sight_effects(case: Case, constituents: Sequence[Union], on: date) -> list[Effect]:
    """Who gains sight of what: the leader of the new union, the new union of its constituents."""
    readers = Duty.objects.filter(union=case.leader).active(on).count()
    found = [
        Effect(
            ("sight", str(case.leader_id)),
            _("%(leader)s的 %(count)s 个身份可看到本会") % {"leader": case.leader, "count": readers},
        )
    ]
    if case.guide:
        found.append(
            Effect(
                ("sight", str(case.guide_id)),
                _("%(guide)s可看到本会的机构、任期和统计") % {"guide": case.guide},
            )
        )
    words = _("本会可看到 %(count)s 个组成单位的名称、机构和统计，看不到会员名册") % {
        "count": len(constituents)
    }
    return [*found, Effect(("sight", "constituents"), words)]


def _totals(case: Case, constituents: Sequence[Union], on: date) -> tuple[tuple[str, int, int], ...]:
    """Counts along each line: leadership of the leader grows by one union, its members stay as they are."""
    below = Union.objects.filter(path__startswith=case.leader.path, state="active").exclude(pk=case.leader_id)
    members = sum(queries.member_counts(below.filter(kind__in=("primary", "joint_primary")), on=on).values())
    joined = sum(queries.member_counts(constituents, on=on).values())
    return (
        (_("%(leader)s领导的工会数") % {"leader": case.leader}, below.count(), below.count() + 1),
        (_("%(leader)s属下会员数（按领导关系，会籍所在）") % {"leader": case.leader}, members, members),
        (_("%(name)s组成单位数（按组成关系）") % {"name": case.name}, 0, len(constituents)),
        (_("%(name)s会员数（按组成关系，只作统计）") % {"name": case.name}, 0, joined),
    )
