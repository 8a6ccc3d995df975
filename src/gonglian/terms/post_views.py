"""Posts that a holder has outside his union: what he holds, one more, one that ended."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.core.requests import Request
from gonglian.organisation import actions as organisation
from gonglian.terms import access
from gonglian.terms.actions.shared import refuse_future, sitting
from gonglian.terms.asking import ask, form_page, typed
from gonglian.terms.picture import seat_title
from gonglian.terms.post_forms import EndPostForm, OutsidePostForm


@form_page
@login_required
def outside_post(request: Request, pk: int) -> HttpResponse:
    """The holder of a seat has another post; the clauses are judged by it from its first day on."""
    seat = access.get_seat_to_keep(request.user, pk)
    holder = sitting(seat)
    form = OutsidePostForm(**typed(request))

    def act() -> None:
        if holder is None:
            raise refuse(_("%(seat)s现在空着。") % {"seat": seat_title(seat)}, cure=_("刷新页面看看。"))
        given = form.given()
        refuse_future(given["start"], request.today, "since")
        organisation.add_position(person=holder.person, actor=request.user, on=request.today, **given)

    words = {"seat": seat_title(seat), "person": holder.person if holder else _("无人在任")}
    sub = (
        _("%(seat)s %(person)s在工会以外的职务，照本人申报或公开登记填。不能兼任的，当天起列为要办的事。")
        % words
    )
    return ask(request, seat.body.union, form, act, title=_("登记外部任职"), sub=sub, cite="ELI-01")


@form_page
@login_required
def end_outside_post(request: Request, pk: int, post: int) -> HttpResponse:
    """The holder gave the post up."""
    seat = access.get_seat_to_keep(request.user, pk)
    position = access.get_post_of(seat, post, on=request.today)
    form = EndPostForm(**typed(request))

    def act() -> None:
        first_without = form.cleaned_data["ended_on"]
        refuse_future(first_without, request.today, "ended_on")
        if position.starts_on and first_without <= position.starts_on:
            raise refuse(_("%(post)s %(day)s 才开始。") % {"post": position, "day": position.starts_on},
                         cure=_("核对日期。"), field="ended_on")  # fmt: skip
        end = partial(
            organisation.end_position, position=position, last_day=first_without - timedelta(days=1)
        )
        end(actor=request.user, on=request.today)

    sub = _("%(person)s不再担任%(post)s。") % {"person": position.person, "post": position}
    return ask(request, seat.body.union, form, act, title=_("登记卸任"), sub=sub, cite="ELI-01")
