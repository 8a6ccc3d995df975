"""Which clauses bar the two requests of a renewal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from gonglian.congress.states import BodyKind
from gonglian.founding import checks, outcome
from gonglian.founding.models import Case
from gonglian.policy.arithmetic import add_months
from gonglian.policy.finding import Finding, Level, Result
from gonglian.policy.site import judge, site_table
from gonglian.terms.queries import BodyOn, body_on

EARLY = "term.work_plan_months"  # a congress so long before the end needs no plan ahead of its time


def convene(case: Case, *, on: date) -> list[Finding]:
    """Findings that the request to convene needs: the day against the term's end, and what prepares the congress."""
    return [*_timing(case, on), *checks.prepared(case, on=on)] if case.convocation else []


def result(case: Case, *, on: date) -> list[Finding]:
    """Findings that the report of results needs: those of any congress, and that the bodies are renewed together."""
    meeting = outcome.congress_meeting(case)
    if meeting is None:
        return []
    people = outcome.elected(case)
    renewed = {str(body): meeting.held_on if people[body] else None for body in BodyKind}
    together = [judge("TRM-09", renewed, on)] if people[BodyKind.COMMITTEE] else []
    return [*outcome.results(case, meeting, on), *together]


def _timing(case: Case, on: date) -> list[Finding]:
    """A day within the term is free, one long before its end asks for a reason. After the end the term must have been
    extended (TRM-04); where it is over already, nothing but the renewal cures that (TRM-03)."""
    planned = case.preparation.planned_on
    standing = body_on(case.renews.body, on=on) if case.renews else None
    if planned is None or standing is None or standing.ends_on is None or standing.runs_to is None:
        return []
    if on > standing.runs_to:
        return [
            judge("TRM-03", {"ends_on": standing.ends_on, "extended_to": standing.extended_to, "on": on}, on)
        ]
    if planned > standing.runs_to:
        return [_late(standing, planned, on)]
    return [_early(case, standing, planned, on)]


def _late(standing: BodyOn, planned: date, on: date) -> Finding:
    facts = {"original_end": standing.ends_on, "asked_on": on, "until": planned, "approval": None}
    days = {"planned": planned, "end": standing.runs_to}
    message = _("大会拟于 %(planned)s 召开，晚于 %(end)s 届满，延期没有批准。") % days
    cure = _("把大会改到届满前，或报上一级工会批准延期。")
    return replace(judge("TRM-04", facts, on), message=message, cure=cure)


def _early(case: Case, standing: BodyOn, planned: date, on: date) -> Finding:
    assert standing.ends_on is not None
    days = {"planned": planned, "end": standing.ends_on}
    cites = ("LAW-2.27",)
    if planned >= add_months(standing.ends_on, -int(site_table().value(EARLY, on))):
        message = _("大会拟于 %(planned)s 召开，在 %(end)s 届满前。") % days
    elif case.reason.strip():
        message = _("大会拟于 %(planned)s 召开，比 %(end)s 届满提前换届，理由随请示报批。") % days
    else:
        message = _("大会拟于 %(planned)s 召开，比 %(end)s 届满提前换届，没有写理由。") % days
        return Finding("TRM-04", Result.FAIL, Level.B, message, cites, _("写明提前换届的理由，随请示报批。"))
    return Finding("TRM-04", Result.OK, Level.B, message, cites)
