"""Who leads a union: to whom its reports go, and who answers its requests (ORG-07)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.organisation.models import Union
from gonglian.organisation.queries import parents
from gonglian.organisation.states import LineKind


def leader_of(union: Union, *, on: date) -> Union | None:
    """The union that leads on the day; None where no line is on record."""
    lines = parents([union.pk], LineKind.LEADERSHIP, on=on).get(union.pk, [])
    return lines[0].parent if lines else None


def led_by(union: Union, *, on: date) -> Union:
    """The union that leads on the day. Refused: nobody does."""
    leader = leader_of(union, on=on)
    if leader is None:
        raise refuse(
            _("%(union)s没有登记领导工会，请示和报告没有去处。") % {"union": union},
            cure=_("先登记它由哪个工会领导。"), cite="ORG-07",
        )  # fmt: skip
    return leader
