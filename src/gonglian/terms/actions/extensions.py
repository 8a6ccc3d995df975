"""A term is extended: decided here by the union that leads, or recorded from an old paper (TRM-04)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.periods import DateRange, through
from gonglian.core.refused import refuse, refuse_findings
from gonglian.organisation.models import Union
from gonglian.policy.finding import Finding
from gonglian.terms.actions.shared import held_body, kept_file, refuse_blank, refuse_future
from gonglian.terms.extending.gates import judged
from gonglian.terms.facts import told
from gonglian.terms.models import Body, Extension
from gonglian.terms.queries import BodyOn, body_on


@transaction.atomic
def decide_extension(
    *, body: Body, issuer: Union, asked_on: date, until: date, number: str, actor: Any, on: date, reason: str = ""
) -> Extension:  # fmt: skip
    """The union that answers the request extends the term today, inside its act (DECIDE; TRM-04).

    Refused: asked after the original end; beyond the limit from it without reason, or by another than the city federation; a
    day not after the present end; no number; no term.
    """
    body = held_body(body)
    standing = _standing(body, on)
    refuse_future(asked_on, on, "asked_on")
    finding = _judged(standing, issuer.level, issuer.name, asked_on, until, number, on, reason)
    if finding.bars:
        raise refuse_findings([finding])
    given = {
        "asked_on": asked_on,
        "approved_on": on,
        "issuer": issuer.name,
        "number": number,
        "reason": reason,
    }
    with record(
        "terms.decide_extension", actor=actor, on=on, obj=body.union, touches=[body.union_id, issuer.pk]
    ) as entry:
        row = _write(standing, until, None, False, given)
        entry.findings, entry.after = (
            told([finding]),
            {"number": row.number, "issuer": row.issuer, "until": until},
        )
    return row


@transaction.atomic
def record_extension(
    *, body: Body, issuer: str, asked_on: date, approved_on: date, until: date, number: str, actor: Any, on: date,
    reason: str = "", upload: Any = None,
) -> Extension:  # fmt: skip
    """An extension that was approved on paper (RECORD); what TRM-04 says of it stays as a finding.

    Refused: days in the future; approved before asked; a day not after the present end; no number or issuer; no term.
    """
    body = held_body(body)
    standing = _standing(body, on)
    refuse_blank(issuer, "issuer", _("没有写明由哪个工会批准。"))
    refuse_future(approved_on, on, "approved_on")
    if asked_on > approved_on:
        raise refuse(
            _("请示日 %(asked)s 晚于批准日 %(approved)s。") % {"asked": asked_on, "approved": approved_on},
            cure=_("照文件核对两个日期。"), field="asked_on",
        )  # fmt: skip
    finding = _judged(
        standing, _level_of(body.union, issuer), issuer, asked_on, until, number, approved_on, reason
    )
    given = {
        "asked_on": asked_on,
        "approved_on": approved_on,
        "issuer": issuer,
        "number": number,
        "reason": reason,
    }
    with record(
        "terms.record_extension", actor=actor, on=on, obj=body.union, touches=[body.union_id]
    ) as entry:
        row = _write(standing, until, kept_file(upload, body.union, actor, on), True, given)
        entry.findings, entry.after = (
            told([finding]),
            {"number": row.number, "issuer": row.issuer, "until": until},
        )
    return row


def _standing(body: Body, on: date) -> BodyOn:
    standing = body_on(body, on=on)
    if standing.term is None or standing.ends_on is None:
        raise refuse(_("%(body)s没有任期，不能延期。") % {"body": body}, cite="TRM-04")
    return standing


def _judged(
    standing: BodyOn, level: str, issuer: str, asked_on: date, until: date, number: str, on: date, reason: str
) -> Finding:
    """The finding of an approval that is in hand. Refused: no number; a day not after the present end."""
    assert standing.ends_on is not None and standing.runs_to is not None  # a term, asked before
    refuse_blank(number, "number", _("没有批准文号。"))
    if until <= standing.runs_to:
        raise refuse(
            _("延期到 %(until)s，不晚于现在的届满日 %(end)s。") % {"until": until, "end": standing.runs_to},
            cure=_("照文件核对延期到哪一天。"), cite="TRM-04", field="until",
        )  # fmt: skip
    approval = {"level": level, "by": issuer, "number": number, "on": on}
    return judged(standing, asked_on=asked_on, until=until, reason=reason, approval=approval, on=on)


def _level_of(union: Union, issuer: str) -> str:
    """The level of the union of that name above this one; "" when it is none of them."""
    above = Union.objects.filter(pk__in=[pk for pk in union.path.split("/") if pk], name=issuer.strip())
    return above.values_list("level", flat=True).first() or ""


def _write(standing: BodyOn, until: date, scan: Any, is_past: bool, given: dict[str, Any]) -> Extension:
    assert standing.runs_to is not None and standing.ends_on is not None  # a term, asked before
    lower = through(None, standing.runs_to).upper
    texts = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    return Extension.objects.create(
        body=standing.body, original_end=standing.ends_on, valid=DateRange(lower, through(None, until).upper),
        scan=scan, is_past=is_past, **texts,
    )  # fmt: skip
