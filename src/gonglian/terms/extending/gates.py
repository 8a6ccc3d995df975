"""What an extension would do, who decides it, and what TRM-04 says: the same for the page and for the acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.organisation.models import Union
from gonglian.organisation.states import Level, UnionKind
from gonglian.policy.arithmetic import add_months
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge, site_table
from gonglian.terms.leading import led_by
from gonglian.terms.queries import BodyOn, bodies_of


def ending_before(union: Union, until: date, *, on: date) -> list[BodyOn]:
    """The union's bodies whose term, with its extensions, ends before `until`."""
    return [body for body in with_terms(union, on=on) if body.runs_to is not None and body.runs_to < until]


def with_terms(union: Union, *, on: date) -> list[BodyOn]:
    """The union's bodies that have a term, the committee first."""
    return [body for body in bodies_of(union, on=on) if body.runs_to is not None]


def judged(
    standing: BodyOn, *, asked_on: date, until: date, reason: str, approval: dict[str, Any], on: date
) -> Finding:
    """TRM-04 over all extensions together: `until` is compared with the original end. approval: level, by, number, on; what
    is not known is left out."""
    facts = {
        "original_end": standing.ends_on, "asked_on": asked_on, "until": until, "reason": reason.strip() or None,
        "approval": {name: value for name, value in approval.items() if value},
    }  # fmt: skip
    return judge("TRM-04", facts, on)


def gate(
    union: Union, *, approver: Union, until: date, reason: str, asked_on: date, on: date
) -> list[Finding]:
    """The findings that the request needs, one for each day on which a term ends."""
    approval = {"level": approver.level, "by": approver.name}
    given: dict[str, Any] = {
        "asked_on": asked_on,
        "until": until,
        "reason": reason,
        "approval": approval,
        "on": on,
    }
    by_end = {body.ends_on: body for body in ending_before(union, until, on=on)}
    return [judged(body, **given) for body in by_end.values()]


def approver_of(union: Union, until: date, *, on: date) -> Union:
    """The union that leads; beyond the limit of TRM-04 the city federation. Refused: nobody leads it; no city federation
    above it."""
    limit = limit_of(ending_before(union, until, on=on), on=on)
    return _city_federation(union) if limit and until > limit else led_by(union, on=on)


def limit_of(bodies: list[BodyOn], *, on: date) -> date | None:
    """The last day to which the union that leads may extend all of the bodies; None where none of them has a term."""
    months = int(site_table().value("term.delay_max_months", on))
    return min((add_months(body.ends_on, months) for body in bodies if body.ends_on), default=None)


def _city_federation(union: Union) -> Union:
    above = [int(part) for part in union.path.split("/") if part]
    found = Union.objects.filter(pk__in=above, kind=UnionKind.LOCAL, level=Level.CITY).first()
    if found is None:
        raise refuse(
            _("延期超过规定的月数，要由市总工会批准，%(union)s之上没有市总工会。") % {"union": union},
            cure=_("把延期到的日子改早。"), cite="TRM-04", field="until",
        )  # fmt: skip
    return found
