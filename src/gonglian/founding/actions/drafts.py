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
from gonglian.founding.rounds import in_words
from gonglian.founding.states import Stage
from gonglian.organisation.models import Line, Union
from gonglian.organisation.states import Form, Level, LineKind, UnionKind, UnionState

DRAFT_FIELDS = (
    "name",
    "form",
    "level",
    "territory",
    "place_words",
    "trade_words",
    "trades",
    "leader",
    "line_reason",
    "guide",
    "host",
    "reason",
)


@transaction.atomic
def begin_case(*, proposer: Union, actor: Any, on: date, **data: Any) -> Case:
    """Begin founding an industrial union; `data` holds DRAFT_FIELDS.

    The approver is the next-higher union: the proposed leader, or the leader's own leader when it proposes itself; the
    city federation where `line_reason` asks for another leader than the territory's (意见 2.2); for a working committee
    the federation that dispatches it decides itself. Refused: what `_approver` refuses.
    """
    approver = _approver(proposer, data["leader"], data["form"], data.get("line_reason", ""), on)
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
    with record(
        "founding.save_draft", actor=actor, on=on, obj=current, touches=[current.proposer_id]
    ) as entry:
        entry.before = {name: _shown(getattr(current, name)) for name in data}
        for name, value in data.items():
            setattr(current, name, value)
        current.approver = _approver(current.proposer, current.leader, current.form, current.line_reason, on)
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


def _approver(proposer: Union, leader: Union, form: str, line_reason: str, on: date) -> Union:
    """Who decides. Refused: a leader below the proposer, none above it; a working committee that another would dispatch,
    or whose leader is not the territory's; another leader asked for by the city federation itself."""
    if form == Form.WORKING_COMMITTEE:
        return _dispatcher(proposer, leader, line_reason)
    if line_reason:
        return _city_federation(proposer)
    if leader.pk != proposer.pk:
        _refuse_below(proposer, leader)
        return leader
    line = (
        Line.objects.as_of(on).filter(child=leader, kind=LineKind.LEADERSHIP).select_related("parent").first()
    )
    if line is None:
        raise refuse(
            _("%(union)s 没有上级工会，无从请示。") % {"union": leader}, cite="LAW-1.7", field="leader",
            cure=_("请下级工会（县区、开发区、乡镇或街道）发起，拟隶属选 %(union)s，请示报给它审批。") % {"union": leader},
        )  # fmt: skip
    return line.parent


def _refuse_below(proposer: Union, leader: Union) -> None:
    if proposer.path and leader.path.startswith(proposer.path):
        raise refuse(
            _("%(leader)s在%(proposer)s之下，不能审批上级的请示。") % {"leader": leader, "proposer": proposer},
            cure=_("由%(leader)s自己发起，或改选本单位、上级工会为领导。") % {"leader": leader},
            cite="意见 2.3.b", field="leader",
        )  # fmt: skip


def _dispatcher(proposer: Union, leader: Union, line_reason: str) -> Union:
    if leader.pk != proposer.pk or line_reason:
        raise refuse(
            _("工会工作委员会由派出的总工会自己拟订、决定，并由它领导。"),
            cure=_("请派出的总工会拟订，拟隶属选它本单位；或选择工会联合会、工会委员会。"),
            cite="章程 9、12", field="leader",
        )  # fmt: skip
    return leader


def _city_federation(proposer: Union) -> Union:
    rows = Union.objects.filter(
        city=proposer.city, kind=UnionKind.LOCAL, level=Level.CITY, state=UnionState.ACTIVE
    )
    city = rows.order_by("pk").first()
    if city is None or city.pk == proposer.pk:
        raise refuse(
            _("另定领导关系要由产业（行业）或县区工会提出，报市总工会审批。"),
            cure=_("由下级工会发起，或改为按属地领导。"), cite="意见 2.2", field="line_reason",
        )  # fmt: skip
    return city


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
                    "theirs": in_words(name, getattr(current, name)),
                    "yours": in_words(name, data[name]),
                },
                field=name,
            )
            for name in differing
        ),
    )


def _shown(value: Any) -> str:
    return "、".join(value) if isinstance(value, (list, tuple)) else str(value or "")
