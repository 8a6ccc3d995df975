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
from gonglian.policy import site
from gonglian.policy.models import ParameterChange, ParameterValue
from gonglian.policy.parameters import Parameter, plain
from gonglian.policy.proposals import checked, effects_of, parameter_of, refuse_past, standing_on
from gonglian.policy.states import ChangeState
from gonglian.policy.values import as_text


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
    refuse_past(change.valid_from, change.is_correction, on)
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


def _value_on(key: str, on: date) -> str:
    standing = standing_on(key, on)
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
