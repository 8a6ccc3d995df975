"""The delegates one by one: the check of their credentials, who leaves, and whom a unit elected to an empty place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gonglian.congress import actions as congress
from gonglian.congress import changes
from gonglian.congress.credentials import Credentials
from gonglian.congress.credentials import credentials as read
from gonglian.congress.facts import change_election
from gonglian.congress.models import DelegateChange, ElectingUnit
from gonglian.congress.quotas import Demand, most_managers
from gonglian.congress.rolls import is_sealed
from gonglian.core.requests import Request
from gonglian.founding import access
from gonglian.founding import preparing_reads as reads
from gonglian.founding.delegate_forms import CheckForm, LeaveForm, VoteForm
from gonglian.founding.models import Case
from gonglian.founding.states import WITH_DELEGATES
from gonglian.founding.views.asking import sent
from gonglian.founding.views.preparing import answer, attempt, form_page, nothing_to_show, page, person_of
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge, site_table


@form_page
@login_required
def credentials(request: Request, pk: int) -> HttpResponse:
    """Each delegate with what was checked, the numbers, the changes; and the form that keeps the verdicts."""
    get = access.get_case_to_tend if request.method == "POST" else access.get_case
    case = get(request.user, pk)
    if stopped := nothing_to_show(request, case):
        return stopped
    found = read(case.preparation, on=request.today)
    form = CheckForm(sent(request), rows=found.delegates)
    act = lambda: congress.check_credentials(  # noqa: E731
        convocation=case.preparation, verdicts=form.verdicts(), actor=request.user, on=request.today
    )
    done, refused = attempt(request, case, form, act, WITH_DELEGATES)
    if done:
        messages.success(request, _("审查结果已保存。"))
        return redirect("founding:credentials", case.pk)
    return page(
        request, "credentials", case, form=form, refused=refused, found=found, **_shown(request, case, found)
    )


def _shown(request: Request, case: Case, found: Credentials) -> dict[str, Any]:
    share = site_table().value("delegates.manager_max", request.today)
    sealed = is_sealed(case.preparation)
    can_tend = access.can_tend(request.user, case) and case.stage in WITH_DELEGATES
    return {
        "changes": [(change, _on_vote(change)) for change in found.changes],
        "most_managers": most_managers(Demand(found.tally.standing, 0, (), manager_cap=share)),
        "sealed": sealed, "can_tend": can_tend and not sealed, "sees_details": reads.sees_details(request.user, case),
    }  # fmt: skip


def _on_vote(change: DelegateChange) -> Finding | None:
    """What CON-03 says of the vote for the successor; None while there is none."""
    return judge("CON-03", change_election(change), change.elected_on) if change.elected_on else None


@form_page
@login_required
def replace_delegate(request: Request, pk: int, delegate: int) -> HttpResponse:
    """A delegate leaves, with or without a successor."""
    case = access.get_case_to_tend(request.user, pk)
    if stopped := nothing_to_show(request, case):
        return stopped
    row = reads.get_delegate(case, delegate)
    people, may_add = reads.electors(request.user, row.unit, request.today)
    form = LeaveForm(sent(request), people=people, may_add=may_add, on=request.today)
    act = lambda: changes.replace_delegate(  # noqa: E731
        delegate=row, leaving=form.leaving(), vote=_vote(request, form), actor=request.user, on=request.today
    )
    said = _("%(name)s的变动已登记。") % {"name": row.person}
    return answer(
        request, case, "replace_delegate", form, act, said, "credentials", WITH_DELEGATES, delegate=row,
        people=list(people.labels),
    )  # fmt: skip


@form_page
@login_required
def fill_place(request: Request, pk: int, unit: int) -> HttpResponse:
    """A unit elected a delegate to its empty place, the one vacant longest."""
    case = access.get_case_to_tend(request.user, pk)
    if stopped := nothing_to_show(request, case):
        return stopped
    row = reads.get_unit(case, unit)
    people, may_add = reads.electors(request.user, row, request.today)
    form = VoteForm(sent(request), people=people, may_add=may_add)
    vacancy = row.changes.filter(successor=None).select_related("leaver").order_by("left_on", "pk").first()
    said = _("%(unit)s补选的代表已登记。") % {"unit": row.name}
    return answer(
        request, case, "fill_place", form, lambda: _fill(request, row, vacancy, form), said, "credentials",
        WITH_DELEGATES, unit=row, vacancy=vacancy, people=list(people.labels),
    )  # fmt: skip


def _fill(request: Request, unit: ElectingUnit, vacancy: DelegateChange | None, form: VoteForm) -> None:
    vote = _vote(request, form)
    if vote is None:
        raise LookupError(f"a vote of unit {unit.pk} without a person")
    changes.fill_place(unit=unit, change=vacancy, vote=vote, actor=request.user, on=request.today)


def _vote(request: Request, form: VoteForm) -> changes.Vote | None:
    given = form.vote()
    return changes.Vote(**given | {"person": person_of(request, given["person"])}) if given else None
