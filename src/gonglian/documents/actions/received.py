"""Papers that came from elsewhere: registered on receipt under a number of the office's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents.actions.attachments import attach_file
from gonglian.documents.models import Paper
from gonglian.documents.papers import Kind
from gonglian.documents.states import PaperState
from gonglian.organisation.models import Union


@transaction.atomic
def record_external_paper(
    *, issuer_name: str, number: str, title: str, dated: date, addressee: Union, actor: Any, on: date,
    kind: str = Kind.REPLY, purpose: str = "", issuer: Union | None = None, body: str = "",
    received_on: date | None = None, handled_by: str = "", answers: Paper | None = None,
    upload: UploadedFile[Any] | None = None,
) -> Paper:  # fmt: skip
    """Keep a paper that came from elsewhere, as it is (RECORD). Its own number is text and may be missing; it gets the
    next incoming number 收文号 of the union that received it in the year of receipt.

    addressee: the union that received it. issuer: where the issuer is a union known here. received_on: the day it came
    (`on` by default). handled_by: who deals with it. answers: the paper of the union that it answers. upload: the scan.
    Refused: no issuer or title; a date after the day of receipt, or that after `on`; the same number of the same issuer
    twice; an answer to a paper that was signed after it, or is not the union's own.
    """
    came_on = received_on or on
    _refuse_external(issuer_name, title, dated, came_on, on)
    _refuse_answer(answers, dated, addressee)
    Union.objects.select_for_update(no_key=True).get(pk=addressee.pk)
    _refuse_twice(issuer_name.strip(), number.strip(), addressee)
    with record("documents.record_external_paper", actor=actor, on=on, touches=[addressee.pk]) as entry:
        paper = Paper.objects.create(
            city=settings.CITY_CODE, issuer=issuer, issuer_name=issuer_name.strip(), kind=kind, purpose=purpose,
            title=title.strip(), addressee=addressee, addressee_name=addressee.name, body=body, number=number.strip(),
            state=PaperState.EXTERNAL, drafted_by=actor, drafted_on=on, signed_on=dated, received_on=came_on,
            incoming=_next_incoming(addressee, came_on.year), handled_by=handled_by.strip(), answers=answers,
        )  # fmt: skip
        if upload:
            attach_file(paper=paper, upload=upload, actor=actor, on=on)
        entry.obj = paper
        entry.after = {
            "issuer": issuer_name,
            "number": number,
            "dated": dated,
            "incoming": paper.incoming_number,
        }
    return paper


def _next_incoming(addressee: Union, year: int) -> int:
    """The union's row is locked by the act, so nobody else takes the same number."""
    rows = Paper.objects.filter(addressee=addressee, received_on__year=year)
    return int(rows.aggregate(last=Max("incoming"))["last"] or 0) + 1


def _refuse_external(issuer_name: str, title: str, dated: date, received_on: date, on: date) -> None:
    if not issuer_name.strip() or not title.strip():
        raise refuse(_("来文单位或标题没有填。"), cure=_("照来文填写。"), field="title")
    if dated > on:
        raise refuse(
            _("成文日期 %(day)s 在今天之后。") % {"day": dated}, cure=_("照来文核对日期。"), field="dated"
        )
    if received_on > on:
        raise refuse(
            _("收文日期 %(day)s 在今天之后。") % {"day": received_on},
            cure=_("填实际收到的日期。"),
            field="received_on",
        )
    if received_on < dated:
        raise refuse(
            _("收文日期 %(received)s 早于成文日期 %(day)s。") % {"received": received_on, "day": dated},
            cure=_("照来文核对两个日期。"), field="received_on",
        )  # fmt: skip


def _refuse_answer(answers: Paper | None, dated: date, addressee: Union) -> None:
    if answers is None:
        return
    if answers.issuer_id != addressee.pk or answers.state != PaperState.SIGNED:
        raise refuse(
            _("“%(paper)s”不是本单位签发的公文。") % {"paper": answers}, cure=_("填本单位去文的发文字号。"),
            field="answers",
        )  # fmt: skip
    if answers.signed_on and answers.signed_on > dated:
        raise refuse(
            _("来文 %(day)s 成文，早于所答复的公文（%(signed)s）。") % {"day": dated, "signed": answers.signed_on},
            cure=_("核对成文日期，或改填所答复的公文。"), field="answers",
        )  # fmt: skip


def _refuse_twice(issuer_name: str, number: str, addressee: Union) -> None:
    same = Paper.objects.filter(
        state=PaperState.EXTERNAL, addressee=addressee, issuer_name=issuer_name, number=number
    )
    if number and same.exists():
        raise refuse(
            _("%(issuer)s的%(number)s已登记过。") % {"issuer": issuer_name, "number": number},
            cure=_("到公文里查看。"), field="number",
        )  # fmt: skip
