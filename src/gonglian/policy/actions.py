"""Changing a parameter: one officer of the city federation proposes, another confirms; the old value stays readable."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.periods import close_record, end_valid
from gonglian.core.refused import Refused, refuse
from gonglian.policy import effects, site
from gonglian.policy.catalogue import title_of
from gonglian.policy.models import ParameterChange, ParameterValue
from gonglian.policy.parameters import Parameter, plain, unplain
from gonglian.policy.sources import source_words
from gonglian.policy.states import Certainty, ChangeState
from gonglian.policy.values import BadValueError, as_text, known, read_value

EARLIEST = date(1949, 10, 1)


@transaction.atomic
def propose_change(
    *, key: str, text: str, valid_from: date, source: str, certainty: str, reason: str, actor: Any, on: date,
    is_correction: bool = False,
) -> ParameterChange:  # fmt: skip
    """Ask for a parameter to have another value from `valid_from` (inclusive) until its next dated value.

    text: the value as people type it (values.py). certainty: R the original was read, R2 it is quoted, city the city
    decides. Nothing holds before another officer confirms it.
    Refused: an unknown parameter; a value of another kind; a first day before `on`, unless it is a correction; no reason
    or source; nothing that differs from what holds; a value that the law sets, where no other instrument is named; a
    change of the same parameter that still waits.
    """
    row = checked(
        key=key, text=text, valid_from=valid_from, source=source, certainty=certainty, reason=reason,
        is_correction=is_correction, on=on,
    )  # fmt: skip
    with record("policy.propose_change", actor=actor, on=on) as entry:
        change = ParameterChange(
            key=key, value=plain(row.value), valid_from=valid_from, source=row.source, certainty=certainty,
            reason=reason.strip(), is_correction=is_correction, proposed_by=actor, proposed_on=on,
        )  # fmt: skip
        if not _inserted(change):
            raise refuse(
                _("参数“%(name)s”已有一项变更待复核。") % {"name": row.title},
                cure=_("先复核或撤回那一项。"), field="value",
            )  # fmt: skip
        entry.obj, entry.after = change, _told(row)
    return change


@transaction.atomic
def confirm_change(*, change: ParameterChange, actor: Any, on: date) -> ParameterChange:
    """The second person lets the value hold. What it changes in open cases and unions is kept with the change and the log.

    Refused: who proposed it; a change that is decided already; a day that has passed meanwhile (unless a correction).
    """
    _lock(change)
    _refuse_unless_open(change)
    if change.proposed_by_id == actor.pk:
        raise refuse(_("这项变更是您提出的，不能由您复核。"), cure=_("请市总工会的另一位经办或负责人复核。"))
    _refuse_past(change.valid_from, change.is_correction, on)
    found = effects_of(change, on=on)
    touched = {union for effect in found for union in effect.subject.unions}
    with record("policy.confirm_change", actor=actor, on=on, obj=change, touches=touched) as entry:
        _decide(change, ChangeState.CONFIRMED, actor, on)
        change.effects = [effect.to_json() for effect in found]
        change.save(update_fields=["state", "decided_by", "decided_on", "effects"])
        entry.before = {"value": _value_on(change.key, change.valid_from)}
        _write_value(change)
        entry.after = _told(parameter_of(change))
        entry.findings = [finding.to_json() for finding in (effect.after for effect in found) if finding]
    return change


@transaction.atomic
def withdraw_change(*, change: ParameterChange, actor: Any, on: date) -> ParameterChange:
    """A proposal that is not to come about. Refused: it is decided already."""
    _lock(change)
    _refuse_unless_open(change)
    with record("policy.withdraw_change", actor=actor, on=on, obj=change):
        _decide(change, ChangeState.WITHDRAWN, actor, on)
        change.save(update_fields=["state", "decided_by", "decided_on"])
    return change


def checked(
    *, key: str, text: str, valid_from: date, source: str, certainty: str, reason: str, is_correction: bool, on: date
) -> Parameter:
    """The parameter that is asked for, for a look at its effects before anything is kept; refused as `propose_change`."""
    if not known(key):
        raise refuse(_("没有“%(key)s”这个参数。") % {"key": key[:60]}, cure=_("到“参数”里选一个。"))
    try:
        value = read_value(key, text)
    except BadValueError as error:
        raise refuse(_("取值“%(text)s”不对。") % {"text": text[:60]}, cure=str(error), field="value") from error
    if not source.strip() or not reason.strip():
        raise refuse(_("没有写出处或理由。"), cure=_("写明依据哪个文件、为什么改。"), field="source")
    if valid_from < EARLIEST:
        raise refuse(_("起始日 %(day)s 太早。") % {"day": valid_from}, cure=_("核对日期。"), field="valid_from")
    _refuse_past(valid_from, is_correction, on)
    row = Parameter(key, value, valid_from, None, source.strip(), certainty, title_of(key))
    _refuse_same(row)
    _refuse_statutory(row)
    return row


def parameter_of(change: ParameterChange) -> Parameter:
    """What the change says, from its first day, without an end."""
    return Parameter(
        change.key, unplain(change.value), change.valid_from, None, change.source, change.certainty, str(change)
    )


def effects_of(change: ParameterChange, *, on: date) -> list[effects.Effect]:
    return effects_of_row(parameter_of(change), on=on)


def effects_of_row(row: Parameter, *, on: date) -> list[effects.Effect]:
    """What would turn out otherwise, judged on the first day of the value, or on `on` where that has passed."""
    table = site.site_table()
    return effects.effects(table, effects.replaced(table, row), row.id, on=max(on, row.valid_from))


def _refuse_past(valid_from: date, is_correction: bool, on: date) -> None:
    if valid_from < on and not is_correction:
        raise refuse(
            _("起始日 %(day)s 在今天之前。") % {"day": valid_from},
            cure=_("从今天或以后起；原来录错了的，选“更正”。"), field="valid_from",
        )  # fmt: skip


def _refuse_same(row: Parameter) -> None:
    standing = _standing(row.id, row.valid_from)
    if standing and (standing.value, standing.source, standing.certainty) == (row.value, row.source, row.certainty):
        raise refuse(_("和 %(day)s 的取值、出处都一样。") % {"day": row.valid_from}, field="value")


def _refuse_statutory(row: Parameter) -> None:
    """A value read in a law, a charter or the city's opinion changes only with another instrument (《…》 is named). One
    that we know from memory or a quotation may be put right from the same instrument, once the original was read."""
    standing = _standing(row.id, row.valid_from) or known(row.id)[0]
    if standing.certainty == Certainty.CITY:
        return
    same = row.source in (standing.source, source_words(standing.source))
    if "《" not in row.source or (same and standing.certainty == Certainty.READ):
        raise refuse(
            _("“%(name)s”由法律法规或上级文件规定，本市不能自定。") % {"name": row.title},
            cure=_("写出新规定的名称和条款，如“《某某条例》第八条”；核对情况选“已核对原文”或“转引”。"),
            cite=source_words(standing.source), field="source",
        )  # fmt: skip
    if row.certainty == Certainty.CITY:
        raise refuse(
            _("“%(name)s”不是本市定的。") % {"name": row.title},
            cure=_("核对情况选“已核对原文”或“转引”。"), field="certainty",
        )  # fmt: skip


def _standing(key: str, on: date) -> Parameter | None:
    return next((row for row in site.site_table().rows(key) if row.holds(on)), None)


def _value_on(key: str, on: date) -> str:
    standing = _standing(key, on)
    return as_text(standing.value) if standing else ""


def _write_value(change: ParameterChange) -> None:
    """The value holds until the next dated one; what held then ends the day before, what began that day is replaced."""
    start = change.valid_from
    later = [row.valid_from for row in site.site_table().rows(change.key) if row.valid_from > start]
    for own in ParameterValue.objects.current_record().filter(key=change.key, valid__contains=start):
        if own.valid.lower == start:
            close_record(own)
        else:
            end_valid(own, start)
    ParameterValue.objects.create(
        key=change.key, value=change.value, source=change.source, certainty=change.certainty, change=change,
        valid=DateRange(start, min(later, default=None)),
    )  # fmt: skip
    site.forget()


def _decide(change: ParameterChange, state: str, actor: Any, on: date) -> None:
    change.state, change.decided_by, change.decided_on = state, actor, on


def _refuse_unless_open(change: ParameterChange) -> None:
    if not change.is_open:
        raise _decided(change)


def _decided(change: ParameterChange) -> Refused:
    return refuse(
        _("这项变更%(state)s，%(day)s。") % {"state": change.get_state_display(), "day": change.decided_on},
        cure=_("还要改的，另提一项。"),
    )


def _inserted(change: ParameterChange) -> bool:
    """False when another change of the parameter waits already; one being written is waited for."""
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError:
        return False
    return True


def _lock(change: ParameterChange) -> None:
    change.refresh_from_db(from_queryset=ParameterChange.objects.select_for_update(of=("self",)))


def _told(row: Parameter) -> dict[str, Any]:
    return {"value": as_text(row.value), "since": row.valid_from, "source": row.source}


