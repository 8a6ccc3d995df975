"""Making two records of a person or an employer one: proposed, confirmed by a second person, undone (DECIDE).

Nothing is deleted. The former record stays and points to the one that remains; dated rows are closed and written again
under it; what was sealed or counted keeps naming the former record, whose address leads on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.hanzi import pinyin
from gonglian.core.merging import bearing
from gonglian.core.periods import Dated
from gonglian.core.refused import Refused, refuse
from gonglian.organisation.actions.moving import (
    Step,
    close_doubled_memberships,
    move_coverages,
    move_dated,
    move_plain,
    put_back,
)
from gonglian.organisation.merging import missing_choices, obstacles, taken
from gonglian.organisation.models import Employer, EmployerMerge, Person, PersonMerge
from gonglian.organisation.queries import unions_of
from gonglian.organisation.states import MERGE_TRANSITIONS, MergeState

_MERGES: dict[type[Any], type[Any]] = {Person: PersonMerge, Employer: EmployerMerge}


@transaction.atomic
def propose_merge(
    *, kept: Any, dropped: Any, reason: str, choices: Mapping[str, Any], actor: Any, on: date
) -> Any:
    """Propose that two records are of one person or employer. choices: see models.merging.

    Refused: no reason; different ID numbers or bodies; something still open with `dropped`; a choice not made; proposed
    already.
    """
    if not reason.strip():
        raise refuse(_("没有写理由。"), cure=_("写明凭什么认定是同一个。"), field="reason")
    _refuse_if_two(kept, dropped, choices)
    model = _MERGES[type(kept)]
    if model.objects.filter(dropped=dropped, state=MergeState.PROPOSED).exists():
        raise refuse(_("这条记录的合并已在等复核。"), cure=_("先复核或撤回那一件。"))
    with record("organisation.propose_merge", actor=actor, on=on, touches=_touches(kept, dropped)) as entry:
        merge = model.objects.create(
            kept=kept, dropped=dropped, reason=reason.strip()[:200], choices=dict(choices), proposed_by=actor,
            proposed_on=on,
        )  # fmt: skip
        entry.obj, entry.after = kept, {"former": str(dropped), "reason": merge.reason}
    return merge


@transaction.atomic
def confirm_merge(*, merge: Any, actor: Any, on: date) -> Any:
    """A second person confirms: the references follow the record that remains.

    Refused: the proposer himself; decided already; what propose_merge refuses, asked again.
    """
    _lock(merge)
    _refuse_unless(merge, MergeState.PROPOSED)
    if actor is not None and actor.pk == merge.proposed_by_id:
        raise refuse(_("合并要由第二个人复核。"), cure=_("请另一名经办或负责人办理。"))
    kept, dropped = merge.kept, merge.dropped
    _refuse_if_two(kept, dropped, merge.choices)
    touches = _touches(kept, dropped)
    with record("organisation.confirm_merge", actor=actor, on=on, obj=kept, touches=touches) as entry:
        merge.moved = {"steps": _move_all(merge, actor, on), "fields": _take_fields(merge)}
        _decide(merge, MergeState.DONE, actor, on)
        entry.after = {"former": str(dropped), "reason": merge.reason, "rows": len(merge.moved["steps"])}
    return merge


@transaction.atomic
def withdraw_merge(*, merge: Any, reason: str, actor: Any, on: date) -> Any:
    """The proposal comes to nothing. Refused: no reason; decided already."""
    _lock(merge)
    _refuse_unless(merge, MergeState.PROPOSED)
    if not reason.strip():
        raise refuse(_("没有写理由。"), cure=_("写明为什么不合并。"), field="reason")
    touches = _touches(merge.kept, merge.dropped)
    with record("organisation.withdraw_merge", actor=actor, on=on, obj=merge.kept, touches=touches) as entry:
        _decide(merge, MergeState.WITHDRAWN, actor, on)
        entry.after = {"former": str(merge.dropped), "reason": reason.strip()}
    return merge


@transaction.atomic
def undo_merge(*, merge: Any, reason: str, actor: Any, on: date) -> Any:
    """Two records again, as before. Refused: no reason; who confirmed it (a second person is needed); a row that followed
    was changed or ended since; the record that remains was merged or corrected since."""
    _lock(merge)
    _refuse_unless(merge, MergeState.DONE)
    if not reason.strip():
        raise refuse(_("没有写理由。"), cure=_("写明为什么撤销合并。"), field="reason")
    if actor is not None and actor.pk == merge.decided_by_id:
        raise refuse(_("撤销合并要由复核人以外的人办理。"), cure=_("请另一名经办或负责人办理。"))
    kept, dropped = merge.kept, merge.dropped
    _refuse_if_rested_on(merge)
    with record(
        "organisation.undo_merge", actor=actor, on=on, obj=kept, touches=_touches(kept, dropped)
    ) as entry:
        _give_fields_back(merge)
        for step in reversed(merge.moved["steps"]):
            put_back(step, dropped, actor=actor, on=on)
        _decide(merge, MergeState.UNDONE, actor, on)
        entry.after = {"former": str(dropped), "reason": reason.strip()}
    return merge


def _move_all(merge: Any, actor: Any, on: date) -> list[Step]:
    """Every key that follows, in turn; the former record's own number and account too."""
    kept, dropped = merge.kept, merge.dropped
    steps: list[Step] = []
    if isinstance(kept, Person):
        steps += close_doubled_memberships(kept, dropped, merge.choices.get("membership"))
    for label, name in bearing(kept._meta.label_lower).follow:
        model = apps.get_model(label)
        if label == "organisation.coverage":
            steps += move_coverages(kept, dropped, actor=actor, on=on)
        elif issubclass(model, Dated):
            steps += move_dated(model, name, kept, dropped)
        else:
            steps += move_plain(model, name, kept, dropped)
    return steps


def _take_fields(merge: Any) -> dict[str, list[Any]]:
    """Change the columns chosen; gives name → [before, after]. What is once in the city leaves the former record first."""
    kept, dropped = merge.kept, merge.dropped
    changed = {kept._meta.get_field(name).attname: value for name, value in _columns(merge).items()}
    moved = {name: [getattr(kept, name), value] for name, value in changed.items()}
    dropped.merged_into = kept
    if isinstance(kept, Person):
        if dropped.id_hash and not kept.id_hash:
            number = {"id_sealed": dropped.id_sealed, "id_hash": dropped.id_hash}
            dropped.id_sealed = dropped.id_hash = None
            changed |= number
            moved["number"] = [None, True]
        if dropped.user_id and not kept.user_id:
            changed["user_id"], moved["user_id"] = dropped.user_id, [None, dropped.user_id]
            dropped.user_id = None
        changed["details"] = {**dropped.details, **kept.details}
        moved["details"] = [kept.details, changed["details"]]
    dropped.save()
    _set(kept, changed)
    return moved


def _columns(merge: Any) -> dict[str, Any]:
    values = taken(merge.kept, merge.dropped, merge.choices)
    return {name: getattr(value, "pk", value) for name, value in values.items()}


def _give_fields_back(merge: Any) -> None:
    kept, dropped = merge.kept, merge.dropped
    moved = dict(merge.moved["fields"])
    restored: dict[str, Any] = {}
    if moved.pop("number", None):
        dropped.id_sealed, dropped.id_hash = kept.id_sealed, kept.id_hash
        restored |= {"id_sealed": None, "id_hash": None}
    if user := moved.pop("user_id", None):
        dropped.user_id = user[1]
        restored["user_id"] = None
    restored |= {name: kept._meta.get_field(name).to_python(pair[0]) for name, pair in moved.items()}
    _set(kept, restored)
    dropped.merged_into = None
    dropped.save()


def _set(row: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if "name" in values:
        key = pinyin(row.name, surname=isinstance(row, Person))
        row.pinyin, row.initials = key.full, key.initials
    row.save()


def _refuse_if_two(kept: Any, dropped: Any, choices: Mapping[str, Any]) -> None:
    if reasons := obstacles(kept, dropped) or missing_choices(kept, dropped, choices):
        raise Refused(tuple(reasons))


def _refuse_if_rested_on(merge: Any) -> None:
    """What followed must still stand as the merge left it."""
    kept = merge.kept
    later = [step for step in merge.moved["steps"] if not _stands(step, kept)]
    fields = {name: pair for name, pair in merge.moved["fields"].items() if name != "number"}
    changed = [
        name
        for name, pair in fields.items()
        if getattr(kept, name) != kept._meta.get_field(name).to_python(pair[1])
    ]
    if later or changed or kept.merged_into_id:
        raise refuse(
            _("合并以后，这条记录又办过别的事，不能撤销。"), cure=_("逐项更正，或先撤销后来的事项。")
        )


def _stands(step: Step, kept: Any) -> bool:
    model: Any = apps.get_model(step["model"])
    if not issubclass(model, Dated):
        return bool(model.objects.filter(pk=step["row"], **{step["field"]: kept}).exists())
    return step["made"] is None or bool(model.objects.current_record().filter(pk=step["made"]).exists())


def _decide(merge: Any, state: str, actor: Any, on: date) -> None:
    if state not in MERGE_TRANSITIONS[merge.state]:
        raise ValueError(f"merge {merge.pk}: {merge.state} → {state}")
    merge.state, merge.decided_by, merge.decided_on = state, actor, on
    merge.save()


def _refuse_unless(merge: Any, state: str) -> None:
    if merge.state != state:
        raise refuse(_("这件合并现在是“%(state)s”。") % {"state": merge.get_state_display()})


def _lock(merge: Any) -> None:
    """Wait for whoever works on it, then see it and both records as he left them."""
    model = type(merge)
    merge.refresh_from_db(from_queryset=model.objects.select_for_update(of=("self",)))
    rows = type(merge.kept).objects.select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[merge.kept_id, merge.dropped_id])}
    merge.kept, merge.dropped = found[merge.kept_id], found[merge.dropped_id]


def _touches(*rows: Any) -> set[int]:
    """Unions of both records, and of the branches that follow their head: what made those can't be undone before this."""
    branches = [branch for row in rows if isinstance(row, Employer) for branch in row.branches.all()]
    return {union for row in (*rows, *branches) for union in unions_of(row)}
