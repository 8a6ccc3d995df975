"""The rounds of one request: returned, taken up again."""

from __future__ import annotations

from datetime import date

from gonglian.approvals.models import Request
from gonglian.approvals.states import RequestState
from gonglian.organisation.models import Union
from gonglian.terms.extending.models import ExtensionRequest


def first_asked(request: Request) -> date | None:
    """The day on which the union first asked: what was returned and sent again keeps it. None before it was sent."""
    while request.previous is not None:
        request = request.previous
    return request.sent_on


def returned_of(union: Union) -> ExtensionRequest | None:
    """The union's last request where it was returned and not taken up again."""
    row = (
        ExtensionRequest.objects.filter(union=union).select_related("request__previous").order_by("pk").last()
    )
    return row if row is not None and row.request.state == RequestState.RETURNED else None
