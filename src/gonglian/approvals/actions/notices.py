"""Public notice: posted, objected to, answered (NOM-03)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals.models import Objection, PublicNotice
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents.filling import public_texts
from gonglian.documents.models import Paper
from gonglian.documents.personal import refuse_personal
from gonglian.organisation.models import Union


@transaction.atomic
def post_notice(
    *,
    union: Union,
    subject: str,
    posted_on: date,
    actor: Any,
    on: date,
    paper: Paper | None = None,
    place: str = "",
    enterprise_chair: bool = False,
    replaces: PublicNotice | None = None,
    keeper: Union | None = None,
) -> PublicNotice:
    """Record that a notice was posted (RECORD). Its end follows from the day: `queries.notice_ends`.

    replaces: the notice whose list was changed; its time starts anew with this one. enterprise_chair: the list holds the
    candidate for an enterprise's chair. keeper: whose officers record and answer objections, where the union has none of its
    own yet. Refused: no subject; a day after `on`; a notice of another union, replaced already or posted later; personal
    details in what is posted, its paper included (个人信息保护法 28).
    """
    if not subject.strip():
        raise refuse(_("公示内容没有填。"), cure=_("写明公示什么，如候选人名单。"), field="subject")
    if posted_on > on:
        raise refuse(
            _("张贴日 %(day)s 在今天之后。") % {"day": posted_on}, cure=_("张贴以后再登记。"), field="posted_on",
        )  # fmt: skip
    if replaces is not None:
        _refuse_replacing(replaces, union, posted_on)
    _refuse_personal_details(subject, place, paper)
    touches = [union.pk, *([keeper.pk] if keeper else [])]
    with record("approvals.post_notice", actor=actor, on=on, touches=touches) as entry:
        notice = PublicNotice.objects.create(
            union=union, subject=subject.strip(), paper=paper, posted_on=posted_on, place=place,
            enterprise_chair=enterprise_chair, replaces=replaces, keeper=keeper, posted_by=actor,
        )  # fmt: skip
        entry.obj, entry.after = notice, {"posted_on": posted_on, "place": place}
    return notice


def _refuse_personal_details(subject: str, place: str, paper: Paper | None) -> None:
    refuse_personal([subject], field="subject")
    refuse_personal([place], field="place")
    refuse_personal(public_texts(paper) if paper else [], field="paper")


@transaction.atomic
def record_objection(
    *, notice: PublicNotice, raised_on: date, text: str, actor: Any, on: date, by_name: str = ""
) -> Objection:
    """Record an objection (RECORD); without a name it is kept as unsigned. Late ones are kept too.

    Refused: no words; a day before the posting or after `on`.
    """
    if not text.strip():
        raise refuse(_("异议内容没有填。"), cure=_("照提出的内容填写。"), field="text")
    if not notice.posted_on <= raised_on <= on:
        raise refuse(
            _("提出日 %(day)s 不在张贴日 %(posted)s 与今天之间。")
            % {"day": raised_on, "posted": notice.posted_on},
            cure=_("核对日期。"),
            field="raised_on",
        )
    with record(
        "approvals.record_objection", actor=actor, on=on, obj=notice, touches=[notice.union_id]
    ) as entry:
        objection = Objection.objects.create(
            notice=notice, on=raised_on, by_name=by_name.strip(), text=text.strip()
        )
        entry.after = {"raised_on": raised_on}
    return objection


@transaction.atomic
def answer_objection(
    *, objection: Objection, answer: str, answered_on: date, actor: Any, on: date
) -> Objection:
    """Record the answer (RECORD). Refused: no words; answered already; a day before the objection or after `on`."""
    objection.refresh_from_db(from_queryset=Objection.objects.select_for_update(of=("self",)))
    if objection.answered_on:
        raise refuse(_("这件异议已在 %(day)s 答复。") % {"day": objection.answered_on})
    if not answer.strip():
        raise refuse(_("答复没有填。"), cure=_("写明核查情况和结论。"), field="answer")
    if not objection.on <= answered_on <= on:
        raise refuse(
            _("答复日 %(day)s 不在提出日 %(raised)s 与今天之间。")
            % {"day": answered_on, "raised": objection.on},
            cure=_("核对日期。"),
            field="answered_on",
        )
    notice = objection.notice
    with record(
        "approvals.answer_objection", actor=actor, on=on, obj=notice, touches=[notice.union_id]
    ) as entry:
        objection.answer, objection.answered_on, objection.answered_by = answer.strip(), answered_on, actor
        objection.save(update_fields=["answer", "answered_on", "answered_by"])
        entry.after = {"answered_on": answered_on}
    return objection


def _refuse_replacing(replaces: PublicNotice, union: Union, posted_on: date) -> None:
    if replaces.union_id != union.pk or replaces.posted_on > posted_on:
        raise refuse(
            _("所替代的公示是别的单位的，或张贴得更晚。"),
            cure=_("选名单变更前的那次公示。"),
            field="replaces",
        )
    if PublicNotice.objects.filter(replaces=replaces).exists():
        raise refuse(_("这次公示已被另一次替代。"), cure=_("选最近的那次公示。"), field="replaces")
