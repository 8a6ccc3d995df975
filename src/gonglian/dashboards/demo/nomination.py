"""A round of nomination that is over, and a delegate whom another followed."""

from __future__ import annotations

from typing import Any

from gonglian.approvals.models import Consultation
from gonglian.approvals.states import OpinionFrom
from gonglian.congress import actions as congress
from gonglian.congress.changes import Leaving, Vote, replace_delegate
from gonglian.congress.models import Delegate, NominationRound
from gonglian.congress.nomination import actions as rounds
from gonglian.congress.states import BodyKind, LeftBecause
from gonglian.dashboards.demo.road import Founding
from gonglian.organisation.models import Membership


def deliberate(founding: Founding) -> NominationRound:
    """Two people are proposed: one is taken over, one is not."""
    acting: dict[str, Any] = {"actor": founding.officers.handler, "on": founding.on}
    turn = rounds.open_round(convocation=founding.plan, begun_on=founding.on, **acting)
    listed = founding.plan.nominees.filter(body=BodyKind.COMMITTEE).earliest("pk")
    spare = _no_delegate(founding, founding.unions[1].pk)
    for person, union, votes in ((listed.person, founding.unions[0], 27), (spare, founding.unions[1], 14)):
        row = rounds.propose(
            turn=turn, person=person, body=BodyKind.COMMITTEE, by_kind=OpinionFrom.CONSTITUENT, by_name=union.name,
            union=union, voters=30, votes_for=votes, **acting,
        )  # fmt: skip
        if person == spare:
            rounds.drop_proposal(proposal=row, reason="推荐票没有过半数。", **acting)
        else:
            rounds.take_over(proposal=row, **acting)
    return turn


def conclude(founding: Founding, turn: NominationRound) -> None:
    """Everybody was heard: the round ends."""
    rounds.close_round(
        turn=turn, closed_on=founding.on, opinions=Consultation.objects.filter(about=founding.case.founded_union),
        constituents=[union.name for union in founding.unions], actor=founding.officers.handler, on=founding.on,
    )  # fmt: skip


def follow(founding: Founding) -> None:
    """A delegate resigned, and the unit elected another, whose credentials are confirmed."""
    acting: dict[str, Any] = {"actor": founding.officers.handler, "on": founding.on}
    unit = founding.plan.units.earliest("pk")
    person = _no_delegate(founding, unit.unions.get().union_id)
    vote = Vote(person, founding.on, unit.members, unit.members, 2, unit.members - 1, front_line=True)
    replace_delegate(
        delegate=unit.delegates.earliest("pk"),
        leaving=Leaving(founding.on, LeftBecause.RESIGNED),
        vote=vote,
        **acting,
    )
    congress.confirm_credentials(convocation=founding.plan, **acting)


def _no_delegate(founding: Founding, union: int) -> Any:
    """A member of the union who is neither a delegate nor on the list."""
    delegates = Delegate.objects.filter(unit__convocation=founding.plan).values("person")
    listed = founding.plan.nominees.values("person")
    rows = Membership.objects.as_of(founding.on).filter(union=union).exclude(person__in=delegates)
    return rows.exclude(person__in=listed).select_related("person").latest("pk").person
