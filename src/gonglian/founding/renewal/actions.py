"""A renewal begins, and its results are approved."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.congress import actions as congress
from gonglian.congress.states import Purpose
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.founding import queries
from gonglian.founding.actions.stages import move
from gonglian.founding.models import Case
from gonglian.founding.plans import BodyPlan, Plan, plan_establishment
from gonglian.founding.states import OPEN, Occasion, Stage
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Union
from gonglian.organisation.states import Form, Role, UnionKind, UnionState
from gonglian.terms import actions as terms
from gonglian.terms.leading import led_by
from gonglian.terms.models import Term
from gonglian.terms.queries import bodies_of, latest_term


@transaction.atomic
def begin_renewal(
    *, union: Union, ordinal: int | None = None, reason: str = "", actor: Any, on: date
) -> Case:
    """The union begins to prepare the congress that ends its committee's term. The leader approves.

    ordinal: of the congress, only where the records hold no term; else it follows the last one. reason: why it renews
    before its time, if it does. Refused: no industrial union that stands and has a term; a renewal is open already; an
    ordinal skipped or missing; nobody leads it.
    """
    union = Union.objects.select_for_update(of=("self",)).get(pk=union.pk)
    _refuse_union(union)
    leader, term = led_by(union, on=on), latest_term(union, on=on)
    number = _ordinal(term, ordinal)
    with record("founding.begin_renewal", actor=actor, on=on, touches=[union.pk, leader.pk]) as entry:
        case = Case.objects.create(
            occasion=Occasion.RENEWAL, stage=Stage.PREPARE, city=union.city, name=union.name, form=union.form,
            level=union.level, territory=union.region, trades=union.trades, host=union.host, proposer=union, leader=leader,
            approver=leader, union=union, renews=term, reason=reason.strip(), created_on=on, created_by=actor,
        )  # fmt: skip
        members = sum(queries.member_counts(queries.consenting(case), on=on).values())
        case.convocation = congress.convene(
            union=union,
            keeper=union,
            purpose=Purpose.RENEWAL,
            ordinal=number,
            members=members,
            actor=actor,
            on=on,
        )
        case.save(update_fields=["convocation"])
        entry.obj, entry.after = case, {"ordinal": number, "reason": case.reason}
    return case


@transaction.atomic
def renew(*, case: Case, actor: Any, on: date) -> Plan:
    """The results are approved: the elected bodies follow the former ones. Runs inside the act that decided.

    Effects: exactly plan_establishment(case). Terms run from the election day; a former term that still runs ends the day
    before it (TRM-02), its heads' duties end and the new chair's begin today.
    """
    union = case.founded_union
    plan = plan_establishment(case, on=on)
    with record("founding.renew", actor=actor, on=on, obj=union, touches=[union.pk, case.leader_id]) as entry:
        for made in plan.bodies:
            if made.seats:
                _follow(case, made, plan.founded_on, actor, on)
        for account in plan.duties:
            organisation.grant_duty(user=account, union=union, role=Role.HEAD, actor=actor, on=on)
        move(case, Stage.RENEWED)
        entry.after = {
            "ordinal": case.preparation.ordinal, "elected_on": plan.founded_on, "ends_on": plan.ends_on,
            "effects": [list(effect.key) for effect in plan.effects],
        }  # fmt: skip
    return plan


def _follow(case: Case, made: BodyPlan, elected_on: date, actor: Any, on: date) -> None:
    """The next term of a body that stands; the first of one that doesn't."""
    union, plan = case.founded_union, case.preparation
    standing = next((row.body for row in bodies_of(union, on=on) if row.body.kind == made.kind), None)
    given = {"seats": made.seats, "elected_on": elected_on, "years": plan.years, "ordinal": plan.ordinal,
             "made_by": made.made_by, "size": len(made.seats), "actor": actor, "on": on}  # fmt: skip
    if standing:
        terms.renew_body(body=standing, **given)
    else:
        terms.open_body(union=union, kind=made.kind, **given)


def _refuse_union(union: Union) -> None:
    if union.kind != UnionKind.INDUSTRIAL or union.state != UnionState.ACTIVE:
        raise refuse(_("%(union)s不是正在活动的产业（行业）工会。") % {"union": union})
    if union.form == Form.WORKING_COMMITTEE:
        raise refuse(_("工会工作委员会由派出的总工会任命，不换届。"), cite="章程 9、12")
    if Case.objects.filter(union=union, occasion=Occasion.RENEWAL, stage__in=OPEN).exists():
        raise refuse(_("%(union)s的换届正在办理。") % {"union": union}, cure=_("在“组建换届”里接着办。"))


def _ordinal(term: Term | None, given: int | None) -> int:
    if term is not None:
        if given not in (None, term.ordinal + 1):
            raise refuse(
                _("现任是第 %(now)s 届，下一届是第 %(next)s 届，不能跳号。") % {"now": term.ordinal, "next": term.ordinal + 1},
                field="ordinal",
            )  # fmt: skip
        return term.ordinal + 1
    if not given:
        raise refuse(_("记录里没有现任一届，要写明这次是第几届。"), field="ordinal")
    return given
