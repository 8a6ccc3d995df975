"""A working committee on its way: who is to be appointed, and which clauses bar which step (章程 9, 12). No congress, no
ballot, no term."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.congress import facts as congress
from gonglian.congress.states import BodyKind, Office
from gonglian.founding import checks
from gonglian.founding.facts import founding_facts
from gonglian.founding.models import Case
from gonglian.organisation.models import Person
from gonglian.policy.finding import Finding, Result
from gonglian.policy.site import judge

NOT_ASKED = ("ORG-20",)  # the federation prepares it; there is no preparatory group
AGAIN = ("ORG-01", "ORG-05", "ORG-07", "ORG-09", "ORG-12", "ORG-19")  # what may have moved since the draft


def consultation(case: Case, *, on: date) -> list[Finding]:
    """Findings that the beginning of the consultation needs: form, trades, places, line, host, name, consents."""
    return [finding for finding in checks.first_request(case, on=on) if finding.clause not in NOT_ASKED]


def decision(case: Case, *, on: date) -> list[Finding]:
    """Findings that the federation's decision needs: the draft's own once more, opinions, declarations, people."""
    if case.convocation is None:
        return []
    facts = founding_facts(case, on=on)
    people = congress.nominees_of(case.convocation)
    names = sorted({nominee.person.name for nominee in people})
    declared = sorted({nominee.person.name for nominee in people if nominee.declared_on})
    return [
        *(judge(clause, facts[clause], on) for clause in AGAIN),
        judge("NOM-01", {"opinions": _opinions(case, on)}, on),
        judge("NOM-08", {"declared": declared, "candidates": names}, on),
        judge("ORG-18", _bodies(case, on), on),
        *(
            finding
            for _who, finding in checks.nominee_findings(case, on=on)
            if finding.result is not Result.OK
        ),
    ]


def gate(case: Case, *, on: date) -> list[Finding]:
    """The findings of the step at hand."""
    return decision(case, on=on) if case.convocation else consultation(case, on=on)


def appointed(case: Case) -> dict[str, list[Person]]:
    """Who is to be appointed: director, deputy, member, audit, women → persons in surname-stroke order."""
    found: dict[str, list[Person]] = {
        key: [] for key in (Office.DIRECTOR, Office.DEPUTY, Office.MEMBER, BodyKind.AUDIT, BodyKind.WOMEN)
    }
    for nominee in congress.nominees_of(case.convocation) if case.convocation else ():
        key = nominee.office if nominee.body == BodyKind.COMMITTEE else nominee.body
        found.setdefault(key, []).append(nominee.person)
    return found


def lacking(case: Case) -> list[str]:
    """Which appointments are still missing, in words; a director, a member, one for audit, one for women workers."""
    people = appointed(case)
    wanted = (
        (len(people[Office.DIRECTOR]) == 1, _("一名主任")), (bool(people[Office.MEMBER]), _("委员")),
        (bool(people[BodyKind.AUDIT]), _("负责经费审查的人员")), (bool(people[BodyKind.WOMEN]), _("负责女职工工作的人员")),
    )  # fmt: skip
    return [str(words) for is_there, words in wanted if not is_there]


def appointment_values(case: Case) -> dict[str, Any]:
    """Blanks of the notice that sets it up."""
    people = appointed(case)

    def names(key: str) -> str:
        return "、".join(person.name for person in people[key])

    return {
        "issuer": case.leader.name, "chair": names(Office.DIRECTOR), "vice_chair_names": names(Office.DEPUTY),
        "committee_names": names(Office.MEMBER), "audit_chair": names(BodyKind.AUDIT),
        "women_director": names(BodyKind.WOMEN),
    }  # fmt: skip


def _opinions(case: Case, on: date) -> list[dict[str, Any]]:
    """As recorded; the upper union's own is the decision it is about to sign."""
    recorded = [checks.opinion_facts(row) for row in checks.convocation_opinions(case)]
    others = [
        row for row in recorded if row["from"] not in ("constituent", "upper_union", "host", "regulator")
    ]
    return [*others, {"from": "upper_union", "on": on, "agrees": True}]


def _bodies(case: Case, on: date) -> dict[str, Any]:
    people = appointed(case)
    return {
        "committee": on, "audit": on if people[BodyKind.AUDIT] else None,
        "women": on if people[BodyKind.WOMEN] else None, "status": "preparing",
    }  # fmt: skip
