"""Pages of terms: fetch through access, read the form, one act, back to the union's terms."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonglian.core.knowing import reads_known
from gonglian.core.refused import refuse
from gonglian.core.requests import Request
from gonglian.organisation.queries import constituents_of
from gonglian.terms import access, actions, forms
from gonglian.terms.actions.shared import acting_now, sitting
from gonglian.terms.asking import ask, form_page, typed, with_person
from gonglian.terms.picture import seat_title
from gonglian.terms.reads import terms_page
from gonglian.terms.states import HEADS


@require_safe
@login_required
@reads_known
def union_terms(request: Request, pk: int) -> HttpResponse:
    """Bodies, terms, seats and who sat there, on the day of view."""
    union = access.get_union(request.user, pk, on=request.on)
    page = terms_page(union, user=request.user, on=request.on, today=request.today, known=request.known)
    return render(request, "terms/union.html", {"page": page, "union": union})


@form_page
@login_required
def leave(request: Request, pk: int) -> HttpResponse:
    """The holder left."""
    seat = access.get_seat_to_keep(request.user, pk)
    holder = sitting(seat)
    form = forms.LeaveForm(**typed(request), seat=seat)

    def act() -> None:
        if holder is None:
            raise refuse(_("%(seat)s现在空着。") % {"seat": seat_title(seat)}, cure=_("刷新页面看看。"))
        actions.vacate(holder=holder, actor=request.user, on=request.today, **form.given())

    words = {"seat": seat_title(seat), "person": holder.person if holder else _("无人在任")}
    sub = _("%(seat)s %(person)s。席位保留，从离任日起空缺。") % words
    if seat.office in HEADS:
        sub += _("他在本会的系统身份同时结束。")
    return ask(request, seat.body.union, form, act, title=_("登记离任"), sub=sub, cite="TRM-06")


@form_page
@login_required
def take(request: Request, pk: int) -> HttpResponse:
    """Somebody takes a vacant seat."""
    seat = access.get_seat_to_keep(request.user, pk)
    union = seat.body.union
    form = forms.TakeForm(**typed(request), user=request.user, union=union, seat=seat)

    def act() -> None:
        given = with_person(request, form)
        actions.seat_holder(seat=seat, actor=request.user, on=request.today, **given)

    sub = _("%(seat)s。照会议记录或任命文件登记；有代理的，代理同日结束。") % {"seat": seat_title(seat)}
    return ask(request, union, form, act, title=_("登记到任"), sub=sub, cite="ELI-06")


@form_page
@login_required
def act(request: Request, pk: int) -> HttpResponse:
    """Somebody acts for a vacant chair or vice-chair."""
    seat = access.get_seat_to_keep(request.user, pk)
    union = seat.body.union
    form = forms.ActForm(**typed(request), user=request.user, union=union)

    def done() -> None:
        given = with_person(request, form)
        actions.name_acting(seat=seat, actor=request.user, on=request.today, **given)

    sub = _("%(seat)s空缺期间由谁代理。期限从空缺之日算起，到期前补选。") % {"seat": seat_title(seat)}
    return ask(request, union, form, done, title=_("登记代理"), sub=sub, cite="TRM-05")


@form_page
@login_required
def end_acting(request: Request, pk: int) -> HttpResponse:
    """Acting ends without the seat being filled."""
    seat = access.get_seat_to_keep(request.user, pk)
    acting = acting_now(seat)
    form = forms.EndActingForm(**typed(request))

    def done() -> None:
        if acting is None:
            raise refuse(_("%(seat)s没有人代理。") % {"seat": seat_title(seat)}, cure=_("刷新页面看看。"))
        actions.end_acting(acting=acting, actor=request.user, on=request.today, **form.cleaned_data)

    sub = _("%(seat)s仍然空缺。补选的人到任时代理自动结束，不用在这里办。") % {"seat": seat_title(seat)}
    return ask(request, seat.body.union, form, done, title=_("结束代理"), sub=sub, cite="TRM-05")


@form_page
@login_required
def post_ended(request: Request, pk: int) -> HttpResponse:
    """The constituent's post ended: the plain seat falls that day."""
    seat = access.get_seat_to_keep(request.user, pk)
    holder = sitting(seat)
    form = forms.PostEndedForm(**typed(request))

    def done() -> None:
        if holder is None:
            raise refuse(_("%(seat)s现在空着。") % {"seat": seat_title(seat)}, cure=_("刷新页面看看。"))
        actions.end_post(holder=holder, actor=request.user, on=request.today, **form.cleaned_data)

    words = {
        "seat": seat_title(seat),
        "person": holder.person if holder else "",
        "unit": seat.constituent or "",
    }
    sub = _("%(person)s不再任%(unit)s的职务，%(seat)s同日空出，由单位新当选的主席替补。") % words
    return ask(request, seat.body.union, form, done, title=_("原职务终止"), sub=sub, cite="TRM-07")


@form_page
@login_required
def add(request: Request, pk: int) -> HttpResponse:
    """增补: a seat more, and who takes it."""
    body = access.get_body_to_keep(request.user, pk)
    units = constituents_of(body.union, on=request.today)
    form = forms.AddForm(**typed(request), user=request.user, union=body.union, body=body, units=units)

    def done() -> None:
        actions.add_seat(body=body, actor=request.user, on=request.today, **with_person(request, form))

    sub = _("%(body)s增加一席并登记由谁担任。席数不超过上级批准的数。") % {"body": body}
    return ask(request, body.union, form, done, title=_("增补席位"), sub=sub, cite="CON-13")


@form_page
@login_required
def record_extension(request: Request, pk: int) -> HttpResponse:
    """An extension that was approved on paper."""
    body = access.get_body_to_keep(request.user, pk)
    form = forms.RecordExtensionForm(**typed(request))

    def done() -> None:
        actions.record_extension(body=body, actor=request.user, on=request.today, **form.cleaned_data)

    sub = _("已经批准的%(body)s延期，照批复登记。不合规定的也如实登记，会列为问题。") % {"body": body}
    return ask(request, body.union, form, done, title=_("补记延期"), sub=sub, cite="TRM-04")


@form_page
@login_required
def answer_chair(request: Request, pk: int) -> HttpResponse:
    """A roster names another chair than the one on record."""
    asked = access.get_chair_question(request.user, pk, on=request.today)
    form = forms.ChairForm(request.POST or None)

    def done() -> None:
        given = {"union": asked.union, "post": asked.post, "name": asked.name, **form.cleaned_data}
        actions.answer_chair(actor=request.user, on=request.today, **given)

    words = {"name": asked.name, "now": asked.post.person, "batch": asked.row.batch_id}
    sub = _("花名册（导入 %(batch)s）写的主席是“%(name)s”，系统里是“%(now)s”。核对以前，什么都不变。") % words
    title = _("核对主席")
    return ask(request, asked.union, form, done, title=title, sub=sub, cite="TRM-07", back=asked.union)
