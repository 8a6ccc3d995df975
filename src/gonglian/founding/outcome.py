"""What the meetings of a founding decided: who is elected, and what the third request is judged by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonglian.congress import facts as congress
from gonglian.congress.states import BodyKind, ChairBy, Office
from gonglian.documents.dates import spoken
from gonglian.founding.models import Case
from gonglian.meetings.models import Meeting
from gonglian.meetings.queries import elected_people, elections_of, record_findings
from gonglian.meetings.states import Body, MeetingKind
from gonglian.organisation.models import Person
from gonglian.policy.arithmetic import two_thirds_or_more
from gonglian.policy.finding import Finding, Level, Result
from gonglian.policy.site import judge

FIRST = (MeetingKind.COMMITTEE_FIRST, MeetingKind.AUDIT_FIRST)


def congress_meetings(case: Case) -> list[Meeting]:
    """Every attempt at the congress, the first first."""
    return list(_meetings(case).filter(kind=MeetingKind.CONGRESS).order_by("pk"))


def congress_meeting(case: Case) -> Meeting | None:
    """The latest attempt."""
    attempts = congress_meetings(case)
    return attempts[-1] if attempts else None


def first_meeting(case: Case, kind: str) -> Meeting | None:
    return _meetings(case).filter(kind=kind).order_by("-pk").first()


def _meetings(case: Case) -> QuerySet[Meeting]:
    """The meetings of the union that are of this case: of its ordinal, since it began."""
    ordinal = case.convocation.ordinal if case.convocation else 0
    return Meeting.objects.filter(union=case.union_id or 0, ordinal=ordinal, held_on__gte=case.created_on)


def had_quorum(meeting: Meeting) -> bool:
    """CON-06 on the roll as it stands."""
    return bool(two_thirds_or_more(meeting.roll.filter(present=True).count(), meeting.roll.count()))


def meetings_of(case: Case) -> list[Meeting]:
    """The meetings that count: the latest congress and the two first meetings."""
    found = [congress_meeting(case), *(first_meeting(case, kind) for kind in FIRST)]
    return [meeting for meeting in found if meeting is not None]


def elected_in(meeting: Meeting | None, body: str) -> list[Person]:
    """Persons elected to a body over all rounds of a meeting, in the order of election."""
    return elected_people(meeting, body) if meeting else []


def elected(case: Case) -> dict[str, list[Person]]:
    """Who is elected: committee, audit, women, chair, vice_chair, director → persons."""
    congress_ = congress_meeting(case)
    offices_at = congress_ if _by_congress(case) else first_meeting(case, MeetingKind.COMMITTEE_FIRST)
    women = elected_in(congress_, Body.WOMEN)
    return {
        BodyKind.COMMITTEE: elected_in(congress_, Body.COMMITTEE),
        BodyKind.AUDIT: elected_in(congress_, Body.AUDIT),
        BodyKind.WOMEN: women or _women_by_consultation(case),
        Body.CHAIR: elected_in(offices_at, Body.CHAIR),
        Body.VICE_CHAIR: elected_in(offices_at, Body.VICE_CHAIR),
        Office.DIRECTOR: elected_in(first_meeting(case, MeetingKind.AUDIT_FIRST), Body.CHAIR),
    }


def women_made_by(case: Case) -> str:
    """The women workers' committee is elected, or formed by consultation (procedures B.5)."""
    return "election" if elected_in(congress_meeting(case), Body.WOMEN) else "consultation"


def is_decided(case: Case, body: str) -> bool:
    """The election of a body is counted and valid, and nothing is open among the tied."""
    meeting = congress_meeting(case)
    elections = elections_of(meeting, body) if meeting else []
    return bool(elections) and all(
        e.is_counted and e.is_valid and not e.ballots[-1].verdict.get("runoff") for e in elections
    )


def _by_congress(case: Case) -> bool:
    return bool(case.convocation and case.convocation.chair_by == ChairBy.CONGRESS)


def _women_by_consultation(case: Case) -> list[Person]:
    if case.convocation is None:
        return []
    return [nominee.person for nominee in congress.nominees_of(case.convocation, BodyKind.WOMEN)]


def third_request(case: Case, *, on: date) -> list[Finding]:
    """Findings that the report of a founding's results needs: those of any congress, and that the union may stand."""
    meeting = congress_meeting(case)
    if meeting is None:
        return []
    founded = {"act": "founding", "resolved_on": _resolved_on(meeting), "approval": _approval(case)}
    return [
        *results(case, meeting, on),
        judge("ORG-17", founded, on),
        judge("ORG-18", _three_bodies(meeting, elected(case)) | {"status": "preparing"}, on),
        *_line(case, on),
    ]


def results(case: Case, meeting: Meeting, on: date) -> list[Finding]:
    """Findings on what a congress decided: agenda, verdicts, sizes, list, offices, eligibility."""
    plan, people = case.preparation, elected(case)
    return [
        *(finding for each in meetings_of(case) for finding in _record_findings(each)),
        judge("NOM-07", _agreed(case, meeting), on),
        *_sizes(case, people, on),
        judge("CON-14", {"rules": plan.chair_by, "by": _chosen_by(case)}, on),
        *_offices(case, people, on),
    ]


def _record_findings(meeting: Meeting) -> list[Finding]:
    """What the clauses say of a meeting's record, each message saying of which vote."""
    ballots = {ballot.pk: ballot for ballot in meeting.ballots.all()}
    found = []
    for row in record_findings(meeting):
        of = str(ballots[row["ballot"]]) if row["ballot"] else meeting.name
        message = _("%(of)s：%(message)s") % {"of": of, "message": row["message"]}
        result, level = Result(row["result"]), Level(row["level"])
        found.append(Finding(row["id"], result, level, message, tuple(row["cites"]), row.get("cure", "")))
    return found


def _line(case: Case, on: date) -> list[Finding]:
    """The leader to be, by the territory or by its mandate."""
    leader = case.leader
    led_by = {"kind": leader.kind, "level": leader.level or None, "territory": [leader.region_id]}
    facts = {
        "kind": "industrial", "level": case.level, "territory": [case.territory_id], "leaders": [led_by],
        "mandate": str(case.mandate) if case.mandate else None,
    }  # fmt: skip
    return [judge("ORG-07", facts, on)]


def _resolved_on(meeting: Meeting) -> date | None:
    return meeting.held_on if meeting.agenda.filter(item="found", passed=True).exists() else None


def _approval(case: Case) -> Any:
    """The upper union's consent to prepare and to convene; the third reply is what is being asked for."""
    request = case.second_request
    return request.reply.number if request and request.reply else None


def _agreed(case: Case, meeting: Meeting) -> dict[str, Any]:
    names = case.preparation.agreed.get("names", {})
    voted = {
        str(candidate.person)
        for ballot in meeting.ballots.filter(body__in=BodyKind.values)
        for candidate in ballot.candidates.all()
    }
    agreed = {name for body in BodyKind.values for name in names.get(body, [])}
    women = (
        set(names.get(BodyKind.WOMEN, [])) if not meeting.ballots.filter(body=Body.WOMEN).exists() else set()
    )
    return {"agreed": sorted(agreed - (women - voted)), "voted": sorted(voted) or None}


def _sizes(case: Case, people: dict[str, list[Person]], on: date) -> list[Finding]:
    plan = case.preparation
    found = []
    for body, field in ((BodyKind.COMMITTEE, "committee_size"), (BodyKind.AUDIT, "audit_size")):
        facts = {
            "body": body,
            "members": plan.members,
            "size": len(people[body]) or None,  # not elected yet
            "approved": plan.agreed.get(field),
        }
        found.append(_named(BodyKind(body).label, judge("CON-13", facts, on)))
    return found


def _chosen_by(case: Case) -> str | None:
    meeting = _meetings(case).filter(ballots__body=Body.CHAIR).order_by("-pk").first()
    return str(meeting.elects_as) if meeting else None


def _three_bodies(meeting: Meeting, people: dict[str, list[Person]]) -> dict[str, Any]:
    def formed(body: str) -> date | None:
        return meeting.held_on if people[body] else None

    return {str(body): formed(body) for body in BodyKind}


def _offices(case: Case, people: dict[str, list[Person]], on: date) -> list[Finding]:
    """ELI-06 for chair and vice-chairs, ELI-07 for the audit committee, CON-11 where an office is still open."""
    committee = [person.name for person in people[BodyKind.COMMITTEE]]
    found = [
        judge("ELI-06", {"seat": office, "person": person.name, "new_committee": committee}, on)
        for office in (Body.CHAIR, Body.VICE_CHAIR)
        for person in people[office]
    ]
    chairs = {person.pk for person in people[Body.CHAIR]}
    for person in people[BodyKind.AUDIT]:
        duties = ["chair"] if person.pk in chairs else []
        found.append(judge("ELI-07", {"seat": "audit", "duties": duties}, on))
    wanted = ((Body.CHAIR, 1), (Body.VICE_CHAIR, case.preparation.vice_chairs), (Office.DIRECTOR, 1))
    for office, seats in wanted:
        if len(people[office]) < seats:
            facts = {"seats": seats, "elected": len(people[office]) or None, "resolved": None}
            of = _("经审委主任") if office == Office.DIRECTOR else Body(office).label
            found.append(_named(of, judge("CON-12", facts, on)))
    return found


def _named(of: Any, finding: Finding) -> Finding:
    """The finding, saying of which body or office."""
    return replace(finding, message=_("%(of)s：%(message)s") % {"of": of, "message": finding.message})


def result_values(case: Case) -> dict[str, Any]:
    """Blanks of the papers that report and answer the results."""
    meeting = congress_meeting(case)
    if meeting is None:
        return {}
    people = elected(case)
    present, entitled = meeting.roll.filter(present=True).count(), meeting.roll.count()

    def names(key: str) -> str:
        return "、".join(person.name for person in people[key]) or _("（未产生）")

    women = people[BodyKind.WOMEN]
    return {
        "held_on": spoken(meeting.held_on), "venue": meeting.place, "entitled": entitled, "present": present,
        "threshold": -(-2 * entitled // 3), "committee_names": names(BodyKind.COMMITTEE), "audit_names": names(BodyKind.AUDIT),
        "women_names": names(BodyKind.WOMEN), "chair": names(Body.CHAIR), "vice_chair_names": names(Body.VICE_CHAIR),
        "audit_chair": names(Office.DIRECTOR),
        "women_director": women[0].name if women else _("（未产生）"),
        "scrutineers": "、".join(str(o.person) for o in meeting.officers.filter(role="scrutineer").select_related("person")),
    }  # fmt: skip
