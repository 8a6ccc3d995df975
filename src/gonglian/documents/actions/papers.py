"""Papers: drafted, edited, signed with a number, voided; and papers that came from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import Reason, Refused, refuse
from gonglian.documents.access import can_sign
from gonglian.documents.actions.attachments import attach_file
from gonglian.documents.actions.series import draw_number
from gonglian.documents.filling import as_document, fill_known, pack, public_texts, settle
from gonglian.documents.models import Paper
from gonglian.documents.numbers import format_number
from gonglian.documents.papers import Kind, OfficialPaper, PaperError, check
from gonglian.documents.personal import refuse_personal
from gonglian.documents.queries import wording_text
from gonglian.documents.states import DRAWN_BY_ELECTION, TRANSITIONS, PaperState, move
from gonglian.documents.wording import WordingError, check_text
from gonglian.organisation.models import Union

_LONGEST_TITLE = 200


@transaction.atomic
def draft_paper(
    *, issuer: Union, kind: str, purpose: str, title: str, actor: Any, on: date, addressee: Union | None = None,
    addressee_name: str = "", values: Mapping[str, Any] | None = None, body: str | None = None,
    attachments: Iterable[str] = (), copy_to: str = "", issuer_name: str = "",
) -> Paper:  # fmt: skip
    """Write a draft. It has neither number nor date.

    title, body: "" and None take the office's wording (its own, else the shipped one), filled with `values`; a blank
    without a value stays in the text and keeps the paper from being signed. values: by the codes of `blanks.BLANKS`
    (text, whole number, date, tuple of lines, Table; "" says there is none; the parties are known), also `attendance`,
    `note`, `signatures`. attachments: names printed under the text; files are added by `attach_file`. copy_to: names
    joined by 、. issuer_name: printed in place of the union's name (a preparatory group's).
    Refused: no wording and no body; a text with a broken blank; ballots and count sheets, which the election draws.
    """
    if kind in DRAWN_BY_ELECTION:
        raise refuse(_("选票和计票报告单由选举页面按候选人生成。"), cure=_("到选举页面打印。"), field="kind")
    issued_as = issuer_name or issuer.name
    sent_to = addressee_name or (addressee.name if addressee else "")
    values = {"issuer": issued_as, "superior": sent_to, **(values or {})}
    title, body = _texts(issuer, kind, purpose, title, body, values)
    _check_texts(title, body)
    with record("documents.draft_paper", actor=actor, on=on, touches=[issuer.pk]) as entry:
        paper = Paper.objects.create(
            city=settings.CITY_CODE,
            issuer=issuer,
            issuer_name=issued_as,
            kind=kind,
            purpose=purpose,
            title=title,
            addressee=addressee,
            addressee_name=sent_to,
            body=body,
            enclosures=list(attachments),
            copy_to=copy_to,
            values=pack(values),
            drafted_by=actor,
            drafted_on=on,
        )
        entry.obj, entry.after = paper, {"kind": kind, "purpose": purpose, "title": title}
    return paper


@transaction.atomic
def edit_paper(
    *, paper: Paper, title: str, body: str, actor: Any, on: date, addressee_name: str | None = None,
    copy_to: str | None = None, attachments: Iterable[str] | None = None, revision: int | None = None,
) -> Paper:  # fmt: skip
    """Change the text of a draft. None leaves a part as it is. revision: the one the writer had before him.

    Refused: no draft any more; no title; a broken blank; somebody else saved since `revision`.
    """
    _lock(paper)
    _refuse_unless_draft(paper)
    if revision is not None and revision != paper.revision:
        raise refuse(
            _("别人刚改过这份草稿，没有保存。"),
            cure=_("看一下现在的文字，把改动并进去再保存。"),
            field="body",
        )
    _check_texts(title, body)
    with record(
        "documents.edit_paper", actor=actor, on=on, obj=paper, touches=[paper.issuer_id or 0]
    ) as entry:
        entry.before = {"title": paper.title, "body": paper.body}
        paper.title, paper.body, paper.revision = title.strip(), body.strip(), paper.revision + 1
        if addressee_name is not None and addressee_name != paper.addressee_name:
            paper.addressee_name = addressee_name
        if copy_to is not None:
            paper.copy_to = copy_to
        if attachments is not None:
            paper.enclosures = list(attachments)
        paper.save()
        entry.after = {"title": paper.title, "body": paper.body}
    return paper


@transaction.atomic
def sign_paper(*, paper: Paper, actor: Any, on: date) -> Paper:
    """The head of the issuing union signs; `on` becomes the paper's date (DECIDE).

    Effects: signed; of a numbered kind the next number of the issuer's series for that year, without gap or repeat.
    Refused: anybody but the head; no draft any more (the number is named); a blank still empty; what `papers.check`
    refuses (GB/T 9704, 公文处理工作条例 9, 15); personal details in what will be posted in public (个人信息保护法 28).
    """
    _lock(paper)
    _refuse_unless_draft(paper)
    if not can_sign(actor, paper):
        raise refuse(
            _("签发要由%(union)s的负责人办理。") % {"union": paper.issuer_name}, cure=_("请负责人签发。"),
            cite=_("公文处理工作条例第二十二条"),
        )  # fmt: skip
    refuse_personal(public_texts(paper), field="body")
    with record("documents.sign_paper", actor=actor, on=on, obj=paper, touches=_touched(paper)) as entry:
        number = (
            draw_number(paper.issuer, paper.kind, on.year)
            if paper.is_numbered_kind and paper.issuer
            else None
        )
        text = format_number(number.series.code, number.year, number.last) if number else ""
        _check_form(paper, text, actor.name, on)
        move(paper, PaperState.SIGNED, TRANSITIONS)
        paper.title, paper.body = settle(paper.title, paper.values), settle(paper.body, paper.values)
        if number:
            paper.number, paper.series = text, number.series
            paper.year, paper.serial = number.year, number.last
        paper.signer, paper.signer_name, paper.signed_on = actor, actor.name, on
        paper.save()
        entry.object_name, entry.after = str(paper), {"number": text, "signed_on": on}
    return paper


@transaction.atomic
def void_paper(*, paper: Paper, reason: str, actor: Any, on: date) -> Paper:
    """Set a paper aside 作废; it keeps its number and stays readable. A draft is set aside the same way.

    Refused: no reason; void already; it goes with a request.
    """
    _lock(paper)
    if paper.state == PaperState.VOID:
        raise refuse(_("这份公文已在 %(day)s 作废。") % {"day": paper.void_on})
    if paper.bound:
        raise refuse(_("这份公文随请示办理，不能作废。"), cure=_("先撤回请示，或另行文更正。"))
    if not reason.strip():
        raise refuse(_("没有写作废原因。"), cure=_("写明为什么作废。"), field="reason")
    with record("documents.void_paper", actor=actor, on=on, obj=paper, touches=_touched(paper)) as entry:
        entry.before = {"state": paper.state}
        move(paper, PaperState.VOID, TRANSITIONS)
        paper.void_on, paper.void_reason = on, reason.strip()[:200]
        paper.save(update_fields=["state", "void_on", "void_reason"])
        entry.after = {"number": paper.number, "reason": paper.void_reason}
    return paper


@transaction.atomic
def record_external_paper(
    *, issuer_name: str, number: str, title: str, dated: date, addressee: Union, actor: Any, on: date,
    kind: str = Kind.REPLY, purpose: str = "", issuer: Union | None = None, body: str = "",
    upload: UploadedFile[Any] | None = None,
) -> Paper:  # fmt: skip  # fmt: skip
    """Keep a paper that came from elsewhere, as it is (RECORD). Its number is text and may be missing.

    addressee: the union that received it. issuer: where the issuer is a union known here. upload: the scan.
    Refused: no issuer or title; a date after `on`; the same number of the same issuer twice.
    """
    _refuse_external(issuer_name, number, title, dated, addressee, on)
    with record("documents.record_external_paper", actor=actor, on=on, touches=[addressee.pk]) as entry:
        paper = Paper.objects.create(
            city=settings.CITY_CODE,
            issuer=issuer,
            issuer_name=issuer_name.strip(),
            kind=kind,
            purpose=purpose,
            title=title.strip(),
            addressee=addressee,
            addressee_name=addressee.name,
            body=body,
            number=number.strip(),
            state=PaperState.EXTERNAL,
            drafted_by=actor,
            drafted_on=on,
            signed_on=dated,
        )
        if upload:
            attach_file(paper=paper, upload=upload, actor=actor, on=on)
        entry.obj, entry.after = paper, {"issuer": issuer_name, "number": number, "dated": dated}
    return paper


def bind_paper(paper: Paper, bound: bool = True) -> None:
    """From now on the paper goes with a request, which alone signs it or sets it free again (`bound` False). Called
    inside the higher act."""
    paper.bound = bound
    paper.save(update_fields=["bound"])


def _refuse_external(
    issuer_name: str, number: str, title: str, dated: date, addressee: Union, on: date
) -> None:
    if not issuer_name.strip() or not title.strip():
        raise refuse(_("来文单位或标题没有填。"), cure=_("照来文填写。"), field="title")
    if dated > on:
        raise refuse(
            _("成文日期 %(day)s 在今天之后。") % {"day": dated}, cure=_("照来文核对日期。"), field="dated"
        )
    same = Paper.objects.filter(
        state=PaperState.EXTERNAL, addressee=addressee, issuer_name=issuer_name, number=number
    )
    if number and same.exists():
        raise refuse(
            _("%(issuer)s的%(number)s已登记过。") % {"issuer": issuer_name, "number": number},
            cure=_("到公文里查看。"), field="number",
        )  # fmt: skip


def _texts(
    issuer: Union, kind: str, purpose: str, title: str, body: str | None, values: Mapping[str, Any]
) -> tuple[str, str]:
    """Title and body with what is known filled in; from the office's wording where they are not given."""
    if body is None:
        wording = wording_text(issuer, kind, purpose)
        if wording is None:
            raise refuse(_("没有这种公文的行文。"), cure=_("写出正文，或先定行文。"), field="body")
        own_title, _gap, body = wording.strip().partition("\n")
        title = title or own_title
    try:
        return fill_known(title, values).strip(), fill_known(body, values).strip()
    except WordingError as error:
        raise refuse(str(error), field="body") from error


def _check_texts(title: str, body: str) -> None:
    if not 0 < len(title.strip()) <= _LONGEST_TITLE:
        raise refuse(
            _("标题是空的，或超过 %(most)s 字。") % {"most": _LONGEST_TITLE},
            cure=_("写一个简短的标题。"),
            field="title",
        )
    for field, text in (("title", title), ("body", body)):
        try:
            check_text(text)
        except WordingError as error:
            raise refuse(str(error), field=field) from error


def _check_form(paper: Paper, number: str, signer: str, on: date) -> None:
    """The paper as it will be printed must be fit to be issued."""
    try:
        document = as_document(paper)
        if isinstance(document, OfficialPaper):
            check(replace(document, number=number, signer=signer, issued_on=on))
    except WordingError as error:
        raise refuse(str(error), field="body") from error
    except PaperError as error:
        raise Refused(tuple(Reason(problem) for problem in error.problems)) from error


def _lock(paper: Paper) -> None:
    """Wait for whoever works on the paper, then see it as he left it."""
    paper.refresh_from_db(from_queryset=Paper.objects.select_for_update(of=("self",)))


def _refuse_unless_draft(paper: Paper) -> None:
    if paper.is_draft:
        return
    if paper.is_signed:
        words = _("这份公文已签发，文号 %(number)s。") if paper.number else _("这份公文已在 %(day)s 签发。")
        raise refuse(words % {"number": paper.number, "day": paper.signed_on}, cure=_("要改就另行文。"))
    raise refuse(_("这份公文是%(state)s，不能再改。") % {"state": paper.get_state_display()})


def _touched(paper: Paper) -> list[int]:
    return [pk for pk in (paper.issuer_id, paper.addressee_id) if pk]
