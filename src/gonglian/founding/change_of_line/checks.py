"""Which clauses bar a change of line: one list for the page and for the acts' gate."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.facts import union_facts
from gonglian.organisation.models import Union
from gonglian.organisation.queries import ancestors
from gonglian.organisation.states import UnionKind, UnionState
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge


def gate(change: LineChange, *, on: date) -> list[Finding]:
    """ORG-09: no circle; a parent outside the table is what the approval is asked for, so it is named as the mandate."""
    facts = {
        "child": union_facts(change.union),
        "parent": union_facts(change.target),
        "ancestors": [str(pk) for pk in ancestors(change.target_id, change.kind, on=on)],
        "self": str(change.union_id),
        "mandate": _("本次批复"),
    }
    return [judge("ORG-09", facts, on)]


def approver_of(applicant: Union, former: Union, target: Union) -> Union | None:
    """The lowest local federation above both superiors that is neither of them nor asks itself; None where there is none."""
    shared = [part for part in former.path.split("/") if part and part in target.path.split("/")]
    rows = Union.objects.filter(pk__in=shared, kind=UnionKind.LOCAL, state=UnionState.ACTIVE)
    rows = rows.exclude(pk__in=[applicant.pk, former.pk, target.pk])
    return max(rows, key=lambda union: len(union.path.split("/")), default=None)
