"""Rounds of nomination: who was heard, who was proposed by whom, who is taken onto the list; what the list still lacks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonglian.approvals.states import OpinionFrom
from gonglian.congress.models import NominationRound
from gonglian.congress.nomination import actions, reads
from gonglian.core.refused import refuse
from gonglian.core.requests import Request
from gonglian.founding import access, checks, queries
from gonglian.founding import preparing_reads as rows
from gonglian.founding.marks import mark_of
from gonglian.founding.models import Case
from gonglian.founding.nominee_forms import BODY_TITLES, CloseRoundForm, DropForm, OpenRoundForm, ProposalForm
from gonglian.founding.people import People
from gonglian.founding.states import Stage
from gonglian.founding.views.asking import sent
from gonglian.founding.views.preparing import (
    answer,
    attempt,
    form_page,
    get_case,
    not_preparing,
    page,
    person_of,
    stop_reading,
)
from gonglian.policy.finding import Finding, Result


@form_page
@login_required
def nomination(request: Request, pk: int) -> HttpResponse:
    """The rounds with who was heard and proposed, the numbers of the list, and the form that records a proposal."""
    case = get_case(request, pk)
    if stopped := stop_reading(request, case):
        return stopped
    people = rows.choosable(request.user, case, request.today)
    form = ProposalForm(sent(request), people=people, unions=queries.consenting(case))
    done, refused = attempt(request, case, form, lambda: _propose(request, case, form.given()))
    if done:
        messages.success(request, _("推荐已登记。"))
        return redirect("founding:nomination", case.pk)
    return _nomination_page(request, case, form, people, refused)


def _propose(request: Request, case: Case, given: dict[str, Any]) -> None:
    turn = rows.open_round_of(case)
    if turn is None:
        raise refuse(_("没有正在进行的酝酿。"), cure=_("先开始一轮酝酿。"), cite="NOM-02")
    person = person_of(request, given.pop("person"), sex=given.pop("sex") or "0")
    actions.propose(turn=turn, person=person, actor=request.user, on=request.today, **given)


def _nomination_page(
    request: Request, case: Case, form: ProposalForm, people: People, refused: Any = ()
) -> HttpResponse:
    plan, constituents = case.preparation, _names(case)
    opinions = list(rows.opinions_of(request.user, case))
    sees = rows.sees_details(request.user, case)
    turns = list(plan.rounds.order_by("-number").prefetch_related("heard"))
    shares, finding = reads.shares(plan, on=request.today)
    return page(
        request, "nomination", case, form=form, refused=refused, people=list(people.labels),
        rounds=[_round(turn, opinions if sees else None, constituents, request) for turn in turns],
        under_way=next((turn for turn in turns if turn.closed_on is None), None), next_number=len(turns) + 1,
        surplus=[(BODY_TITLES[row.body], row, mark_of(row.finding)) for row in reads.surplus(plan, on=request.today)],  # type: ignore[index]
        shares=shares, shares_finding=finding, shares_mark=mark_of(finding), missing=_missing(case, request),
        bodies=[*constituents, case.approver.name, *([case.host.name] if case.host else [])],
    )  # fmt: skip


def _names(case: Case) -> list[str]:
    return [union.name for union in queries.consenting(case)]


def _round(
    turn: NominationRound, opinions: list[Any] | None, constituents: list[str], request: Request
) -> tuple[NominationRound, list[reads.Proposed], Finding | None, list[str], list[Any]]:
    """A round, who was proposed in it, and for who may know it what NOM-01 says of its opinions, which constituents were
    not heard in it, and the opinions themselves."""
    people = reads.proposed_in(turn)
    if opinions is None:
        return turn, people, None, [], []
    heard = reads.opinions_in(turn, opinions)
    consulted, _heard = reads.hearing_findings(heard, constituents, turn.closed_on or request.today)
    names = {row.from_name for row in heard if row.from_kind == OpinionFrom.CONSTITUENT}
    return turn, people, consulted, [name for name in constituents if name not in names], heard


def _missing(case: Case, request: Request) -> list[tuple[tuple[str, str, str], Finding]]:
    """What the list still lacks for the request to convene, each with its mark; only while that is being prepared."""
    if case.stage != Stage.PREPARE:
        return []
    found = checks.second_request(case, on=request.today)
    lacking = (Result.FAIL, Result.UNKNOWN)
    wanting = [each for each in found if each.clause.startswith("NOM") and each.result in lacking]
    once = {
        (each.clause, each.message): each for each in wanting
    }  # NOM-05 lacks the same fact for every body
    return [(mark_of(each), each.for_people()) for each in once.values()]


@form_page
@login_required
def open_round(request: Request, pk: int) -> HttpResponse:
    """The next round begins."""
    case = access.get_case_to_carry(request.user, pk)
    if stopped := not_preparing(request, case):
        return stopped
    form = OpenRoundForm(sent(request), initial={"begun_on": request.today})
    act = lambda: actions.open_round(  # noqa: E731
        convocation=case.preparation, **form.cleaned_data, actor=request.user, on=request.today
    )
    number = case.preparation.rounds.count() + 1
    return answer(
        request, case, "open_round", form, act, _("新一轮酝酿已开始。"), "nomination", number=number
    )


@form_page
@login_required
def close_round(request: Request, pk: int) -> HttpResponse:
    """The round under way ends."""
    case = access.get_case_to_carry(request.user, pk)
    if stopped := not_preparing(request, case):
        return stopped
    turn = rows.open_round_of(case)
    if turn is None:
        return redirect("founding:nomination", case.pk)
    form = CloseRoundForm(sent(request), initial={"closed_on": request.today})
    act = lambda: actions.close_round(  # noqa: E731
        turn=turn, **form.cleaned_data, opinions=queries.opinions(case), constituents=_names(case),
        actor=request.user, on=request.today,
    )  # fmt: skip
    return answer(request, case, "close_round", form, act, _("这一轮酝酿已结束。"), "nomination", turn=turn)


@require_POST
@login_required
def take_over(request: Request, pk: int, proposal: int) -> HttpResponse:
    """A proposed person goes onto the list."""
    case = access.get_case_to_carry(request.user, pk)
    if stopped := not_preparing(request, case):
        return stopped
    row = rows.get_proposal(case, proposal)
    act = lambda: actions.take_over(proposal=row, actor=request.user, on=request.today)  # noqa: E731
    done, refused = attempt(request, case, Form(request.POST), act)
    if done:
        messages.success(request, _("%(person)s已列为候选人，请登记声明。") % {"person": row.person})
        return redirect("founding:nomination", case.pk)
    people = rows.choosable(request.user, case, request.today)
    form = ProposalForm(people=people, unions=queries.consenting(case))
    return _nomination_page(request, case, form, people, refused)


@form_page
@login_required
def drop_proposal(request: Request, pk: int, proposal: int) -> HttpResponse:
    """A proposed person is not taken onto the list."""
    case = access.get_case_to_carry(request.user, pk)
    if stopped := not_preparing(request, case):
        return stopped
    row = rows.get_proposal(case, proposal)
    form = DropForm(sent(request))
    act = lambda: actions.drop_proposal(  # noqa: E731
        proposal=row, actor=request.user, on=request.today, **form.cleaned_data
    )
    said = _("%(person)s不列入，已登记。") % {"person": row.person}
    return answer(request, case, "drop_proposal", form, act, said, "nomination", proposal=row)
