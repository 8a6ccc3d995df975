"""Drafting a case: its data, its preparatory group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import Reason, Refused, refuse
from gonglian.founding.actions.stages import lock, require
from gonglian.founding.models import Case, GroupMember
from gonglian.founding.states import Stage
from gonglian.organisation.models import Line, Union
from gonglian.organisation.states import Form, LineKind

DRAFT_FIELDS = (
    "name",
    "form",
    "level",
    "territory",
    "trade_words",
    "trades",
    "leader",
    "guide",
    "host",
    "reason",
)


@transaction.atomic
def begin_case(*, proposer: Union, actor: Any, on: date, **data: Any) -> Case:
    """Begin founding an industrial union; `data` holds DRAFT_FIELDS.

    The approver is the next-higher union: the proposed leader, or the leader's own leader when it proposes itself.
    Refused: a form that is dispatched and not elected (another road); no union above the proposer.
    """
    _refuse_dispatched(data["form"])
    approver = _approver(proposer, data["leader"], on)
    with record("founding.begin_case", actor=actor, on=on, touches=[proposer.pk, approver.pk]) as entry:
        case = Case.objects.create(
            city=settings.CITY_CODE,
            proposer=proposer,
            approver=approver,
            created_on=on,
            created_by=actor,
            **data,
        )
        entry.obj, entry.after = case, {"name": case.name, "form": case.form, "level": case.level}
    return case


@transaction.atomic
def save_draft(*, case: Case, version: int, data: Mapping[str, Any], actor: Any, on: date) -> Case:
    """Save changed fields. `version` is the one the page showed.

    Refused: the first request is out; somebody else saved meanwhile (the reasons list what he changed, field by field).
    """
    current = lock(case)
    require(current, Stage.DRAFT)
    if current.version != version:
        raise Refused(_what_changed(current, data))
    _refuse_dispatched(data.get("form", current.form))
    with record(
        "founding.save_draft", actor=actor, on=on, obj=current, touches=[current.proposer_id]
    ) as entry:
        entry.before = {name: _shown(getattr(current, name)) for name in data}
        for name, value in data.items():
            setattr(current, name, value)
        current.approver = _approver(current.proposer, current.leader, on)
        current.version += 1
        current.save()
        entry.after = {name: _shown(value) for name, value in data.items()}
    return current


@transaction.atomic
def set_group(*, case: Case, members: Sequence[Mapping[str, Any]], actor: Any, on: date) -> None:
    """Replace the preparatory group: {"name", "unit", "comes_from", "is_head"} each. Refused: not exactly one head."""
    require(lock(case), Stage.DRAFT)
    if sum(bool(member.get("is_head")) for member in members) != 1:
        raise refuse(_("筹备组要有且只有一名组长。"), cure=_("指定一名组长。"), cite="ORG-20", field="group")
    with record("founding.set_group", actor=actor, on=on, obj=case, touches=[case.proposer_id]) as entry:
        case.group.all().delete()
        GroupMember.objects.bulk_create([GroupMember(case=case, **member) for member in members])
        entry.after = {"members": [member["name"] for member in members]}


def _approver(proposer: Union, leader: Union, on: date) -> Union:
    if leader.pk != proposer.pk:
        return leader
    line = (
        Line.objects.as_of(on).filter(child=leader, kind=LineKind.LEADERSHIP).select_related("parent").first()
    )
    if line is None:
        raise refuse(
            _("%(union)s 没有上级工会，无从请示。") % {"union": leader}, cite="LAW-1.7", field="leader"
        )
    return line.parent


def _refuse_dispatched(form: str) -> None:
    if form == Form.WORKING_COMMITTEE:
        raise refuse(
            _("工会工作委员会由派出工会决定设立，不走会员代表大会这条路。"),
            cure=_("选择工会联合会或工会委员会。"), cite="章程 9、12", field="form",
        )  # fmt: skip


def _what_changed(current: Case, data: Mapping[str, Any]) -> tuple[Reason, ...]:
    differing = [name for name, value in data.items() if _shown(getattr(current, name)) != _shown(value)]
    labels = {field.name: field.verbose_name for field in Case._meta.fields if field.name in differing}
    return (
        Reason(
            _("您打开页面以后，别人改过这份方案，您的改动还没有存。"),
            cure=_("对照下面的不同，改好再存一次。"),
        ),
        *(
            Reason(
                _("%(field)s：现在是“%(theirs)s”，您填的是“%(yours)s”。")
                % {
                    "field": labels[name],
                    "theirs": _shown(getattr(current, name)),
                    "yours": _shown(data[name]),
                },
                field=name,
            )
            for name in differing
        ),
    )


def _shown(value: Any) -> str:
    return "、".join(value) if isinstance(value, (list, tuple)) else str(value or "")
