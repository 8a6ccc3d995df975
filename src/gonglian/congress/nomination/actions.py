"""Acts of nominating in rounds. All are RECORDs: what they gather is judged when the request is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals.actions import record_opinion
from gonglian.approvals.models import Consultation
from gonglian.congress.actions import nominate
from gonglian.congress.models import Convocation, NominationRound, Nominee, Proposal, RoundOpinion
from gonglian.congress.nomination.reads import hearing_findings, opinions_in, round_on
from gonglian.congress.states import Outcome
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.organisation.models import Person

CARRIED = ("office", "source", "origin", "union", "unit_name", "is_model", "front_line")


@transaction.atomic
def open_round(*, convocation: Convocation, begun_on: date, actor: Any, on: date) -> NominationRound:
    """Begin the next round; opinions given since its first day that no round has are its own.

    Refused: the one before is still open, or did not begin earlier; a day in the future."""
    Convocation.objects.select_for_update().get(pk=convocation.pk)
    last = convocation.rounds.last()
    if begun_on > on:
        raise refuse(_("酝酿的开始日期不能晚于今天。"), field="begun_on")
    if last is not None and last.closed_on is None:
        raise refuse(_("%(round)s还没有结束。") % {"round": last}, cure=_("先结束这一轮。"), cite="NOM-02")
    if last is not None and begun_on <= last.begun_on:
        raise refuse(
            _("%(round)s从 %(day)s 开始，这一轮要在它之后。") % {"round": last, "day": last.begun_on},
            cure=_("核对日期。"), field="begun_on",
        )  # fmt: skip
    with _touching("congress.open_round", convocation, actor, on) as entry:
        made = NominationRound.objects.create(
            convocation=convocation, number=last.number + 1 if last else 1, begun_on=begun_on
        )
        given = Consultation.objects.filter(about=convocation.union_id, on__gte=begun_on, heard_in=None)
        RoundOpinion.objects.bulk_create(RoundOpinion(round=made, opinion=row) for row in given)
        entry.after = {"number": made.number, "begun_on": begun_on}
    return made


@transaction.atomic
def hear(*, convocation: Convocation, given_on: date, actor: Any, on: date, **opinion: Any) -> Consultation:
    """Record an opinion about the candidates; it is of the round that was open on its day, or of none (NOM-01, NOM-02).

    opinion: as `approvals.record_opinion` takes it, which says what is refused."""
    with _touching("congress.hear", convocation, actor, on) as entry:
        given = record_opinion(about=convocation.union, given_on=given_on, actor=actor, on=on, **opinion)
        turn = round_on(convocation, given_on)
        if turn is not None:
            RoundOpinion.objects.create(round=turn, opinion=given)
        entry.after = {"from": given.from_name, "number": turn.number if turn else None}
    return given


@transaction.atomic
def propose(
    *, turn: NominationRound, person: Person, body: str, by_kind: str, by_name: str, actor: Any, on: date,
    votes_for: int | None = None, voters: int | None = None, **fields: Any,
) -> Proposal:  # fmt: skip
    """Somebody who was asked proposes a person for a body. fields: those of a nominee.

    Refused: the round is over; the same proposal stands already; more support than took part, or only one of both numbers.
    """
    _refuse_closed(turn)
    if (votes_for is None) != (voters is None):
        raise refuse(_("赞成人数和参加推荐人数要一起填。"), field="voters" if voters is None else "votes_for")
    if votes_for is not None and voters is not None and votes_for > voters:
        sums = {"votes": votes_for, "voters": voters}
        raise refuse(_("赞成 %(votes)s 人多于参加推荐 %(voters)s 人。") % sums, field="votes_for")
    if turn.proposals.filter(person=person, body=body, by_name=by_name.strip()).exists():
        raise refuse(
            _("%(by)s在本轮已推荐过%(person)s。") % {"by": by_name, "person": person}, field="person"
        )
    with _touching("congress.propose", turn.convocation, actor, on) as entry:
        made = Proposal.objects.create(
            round=turn, person=person, body=body, by_kind=by_kind, by_name=by_name.strip(), votes_for=votes_for,
            voters=voters, **fields,
        )  # fmt: skip
        entry.after = {"person": person.name, "by": made.by_name, "body": body, "number": turn.number}
    return made


@transaction.atomic
def take_over(*, proposal: Proposal, actor: Any, on: date) -> Nominee:
    """The proposed person becomes a nominee for the body, whoever else in the round proposed him for it too.

    Who stands on the list for this body already stays as he is. Refused: it was decided already; the round is over.
    """
    proposal = _open(proposal)
    plan = proposal.round.convocation
    with _touching("congress.take_over", plan, actor, on) as entry:
        stands = plan.nominees.filter(person=proposal.person, body=proposal.body, withdrawn=False).first()
        fields = {name: getattr(proposal, name) for name in CARRIED} | {"body": proposal.body}
        nominee = stands or nominate(convocation=plan, person=proposal.person, actor=actor, on=on, **fields)
        _same(proposal).update(outcome=Outcome.TAKEN)
        entry.after = {"person": proposal.person.name, "body": proposal.body}
    return nominee


@transaction.atomic
def drop_proposal(*, proposal: Proposal, reason: str, actor: Any, on: date) -> None:
    """The proposed person is not taken over from this round. Refused: no reason; it was decided already."""
    if not reason.strip():
        raise refuse(_("不列入的要写明理由。"), field="reason")
    proposal = _open(proposal)
    with _touching("congress.drop_proposal", proposal.round.convocation, actor, on) as entry:
        _same(proposal).update(outcome=Outcome.DROPPED, reason=reason.strip())
        entry.after = {"person": proposal.person.name, "body": proposal.body, "reason": reason.strip()}


@transaction.atomic
def close_round(
    *, turn: NominationRound, closed_on: date, opinions: Iterable[Consultation], constituents: Iterable[str], actor: Any,
    on: date,
) -> None:  # fmt: skip
    """End a round; who was not heard in it goes into the log as findings (NOM-01, NOM-02). opinions: all on the union.

    Refused: it is over; somebody proposed is undecided; a day before its beginning or in the future.
    """
    _refuse_closed(turn)
    if closed_on > on or closed_on < turn.begun_on:
        raise refuse(_("结束日期要在 %(day)s 到今天之间。") % {"day": turn.begun_on}, field="closed_on")
    if undecided := turn.proposals.filter(outcome=Outcome.OPEN).select_related("person"):
        names = "、".join(dict.fromkeys(row.person.name for row in undecided))
        raise refuse(
            _("还没有定是否列入：%(names)s。") % {"names": names},
            cure=_("逐人列为候选人，或写明理由不列入。"),
        )
    with _touching("congress.close_round", turn.convocation, actor, on) as entry:
        turn.closed_on = closed_on
        turn.save(update_fields=["closed_on"])
        found = hearing_findings(opinions_in(turn, opinions), constituents, closed_on)
        entry.findings = [finding.to_json() for finding in found]
        entry.after = {"number": turn.number, "closed_on": closed_on}


def _open(proposal: Proposal) -> Proposal:
    row = Proposal.objects.select_for_update(of=("self",)).select_related(
        "person", "round__convocation__union", "union"
    )
    proposal = row.get(pk=proposal.pk)
    if proposal.outcome != Outcome.OPEN:
        words = {"person": proposal.person, "outcome": proposal.get_outcome_display()}
        raise refuse(_("%(person)s 已定：%(outcome)s。") % words, cure=_("刷新页面再看。"))
    _refuse_closed(proposal.round)
    return proposal


def _same(proposal: Proposal) -> Any:
    return proposal.round.proposals.filter(person=proposal.person, body=proposal.body, outcome=Outcome.OPEN)


def _refuse_closed(turn: NominationRound) -> None:
    if NominationRound.objects.filter(pk=turn.pk, closed_on__isnull=False).exists():
        raise refuse(_("%(round)s已结束。") % {"round": turn}, cure=_("开始下一轮再登记。"))


def _touching(act: str, convocation: Convocation, actor: Any, on: date) -> Any:
    touches = [convocation.union_id, convocation.keeper_id]
    return record(act, actor=actor, on=on, obj=convocation.union, touches=touches)
