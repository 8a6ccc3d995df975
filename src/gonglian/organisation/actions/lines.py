"""Opening, ending and changing the lines between unions, and the coverage of employers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.periods import end_valid, rewrite, since
from gonglian.core.refused import refuse
from gonglian.organisation.models import Coverage, Employer, Line, Mandate, Union
from gonglian.organisation.queries import descendants
from gonglian.organisation.states import ONE_PARENT, LineKind, MandateKind

_TREE_LOCK = 716_232  # two moves at once could form a circle


@transaction.atomic
def open_line(
    *,
    child: Union,
    parent: Union,
    kind: str,
    actor: Any,
    on: date,
    start: date | None,
    mandate: Mandate | None = None,
) -> Line:
    """`child` stands under `parent` from `start` (inclusive; None = start unknown) (RECORD).

    Effects: the line; for leadership the subtree's paths.
    Refused: a circle (ORG-09); a second leader or dues payee in the same period (意见 2.2); the same pair twice.
    """
    _lock_tree(kind)
    _refuse_circle(child, parent, kind, on)
    _refuse_second_parent(child, kind, start or on)
    with record(
        "organisation.open_line", actor=actor, on=on, obj=child, touches=[child.pk, parent.pk]
    ) as entry:
        line = Line.objects.create(
            child=child,
            parent=parent,
            kind=kind,
            valid=since(start or on),
            start_known=start is not None,
            mandate=mandate,
        )
        if kind == LineKind.LEADERSHIP:
            move_subtree(child, parent)
        entry.after = {"kind": kind, "parent": parent.name, "from": start}
    return line


@transaction.atomic
def open_constituents(
    *, children: Sequence[Union], parent: Union, actor: Any, on: date, start: date | None
) -> list[Line]:
    """Many unions at once are constituents of `parent` from `start` (None = unknown): one act, few questions (RECORD).

    Refused: a circle; a union that is a constituent already, named.
    """
    keys = [child.pk for child in children]
    Union.objects.select_for_update(no_key=True).get(pk=parent.pk)  # a list sent twice: the second waits
    if parent.pk in descendants(keys, [LineKind.CONSTITUENT], on=on):
        raise refuse(
            _("%(parent)s 已在所选的单位之下，这样会绕成圈。") % {"parent": parent}, cite="ORG-09 · 意见 2.2"
        )
    valid, known = since(start or on), start is not None
    of_pair = {"kind": LineKind.CONSTITUENT, "parent": parent}
    with record(
        "organisation.open_constituents", actor=actor, on=on, obj=parent, touches=[parent.pk, *keys]
    ) as entry:
        standing = Line.objects.current_record().filter(child__in=keys, valid__overlap=valid, **of_pair)
        if line := standing.select_related("child").first():
            raise refuse(
                _("%(child)s 已是本会的组成单位。") % {"child": line.child}, cure=_("刷新页面，去掉这一个。"),
                field="children",
            )  # fmt: skip
        lines = Line.objects.bulk_create(
            Line(child=child, valid=valid, start_known=known, **of_pair) for child in children
        )
        entry.after = {"units": len(lines), "from": start, "names": [child.name for child in children]}
    return lines


@transaction.atomic
def end_line(*, line: Line, first_day_after: date, actor: Any, on: date) -> None:
    """The line holds until the day before `first_day_after`. A leader or payee is changed, never just ended."""
    if line.kind in ONE_PARENT:
        raise refuse(
            _("领导关系和经费渠道只能变更，不能单独结束。"),
            cite="意见 2.2",
            cure=_("办理变更，写明新的上级。"),
        )
    with record(
        "organisation.end_line", actor=actor, on=on, obj=line.child, touches=[line.child_id, line.parent_id]
    ) as entry:
        end_valid(line, first_day_after)
        entry.before = {"kind": line.kind, "parent": line.parent.name}


@transaction.atomic
def change_line(
    *, child: Union, parent: Union, kind: str, mandate: Mandate | None, actor: Any, on: date
) -> Line:
    """From `on` on, `parent` is the leader or dues payee. For a constituent of an industrial union the database asks
    for a mandate naming it (意见 2.2, 四不变)."""
    _lock_tree(kind)
    _refuse_circle(child, parent, kind, on)
    current = Line.objects.as_of(on).filter(child=child, kind=kind).select_related("parent").first()
    if current is None or current.parent_id == parent.pk:
        raise refuse(_("新的上级与现在的相同，或当日没有可变更的关系。"), field="parent")
    touches = [child.pk, parent.pk, current.parent_id]
    with record("organisation.change_line", actor=actor, on=on, obj=child, touches=touches) as entry:
        end_valid(current, on, mandate=mandate)  # the paper stands on both rows: what ended and what began
        line = Line.objects.create(child=child, parent=parent, kind=kind, valid=since(on), mandate=mandate)
        if kind == LineKind.LEADERSHIP:
            move_subtree(child, parent)
        entry.before = {"kind": kind, "parent": current.parent.name}
        entry.after = {"kind": kind, "parent": parent.name, "mandate": str(mandate or "")}
    return line


@transaction.atomic
def correct_line(*, line: Line, parent: Union, mandate: Mandate, actor: Any, on: date) -> Line:
    """The entry was wrong: `parent` was the leader or dues payee all the time. The wrong record closes and stays readable
    as known before; the right one takes its whole period.

    mandate: of kind CORRECTION, which names the second person. Refused: another mandate; a circle; the same superior.
    """
    if mandate.kind != MandateKind.CORRECTION or line.kind not in ONE_PARENT:
        raise refuse(_("更正领导关系和经费渠道要有第二人复核。"), cure=_("请第二人复核。"), cite="意见 2.2")
    _lock_tree(line.kind)
    _refuse_circle(line.child, parent, line.kind, on)
    if line.parent_id == parent.pk:
        raise refuse(_("新的上级与现在的相同，或当日没有可变更的关系。"), field="parent")
    touches = [line.child_id, parent.pk, line.parent_id]
    with record("organisation.correct_line", actor=actor, on=on, obj=line.child, touches=touches) as entry:
        entry.before = {"kind": line.kind, "parent": line.parent.name}
        right = cast(Line, rewrite(line, parent=parent, mandate=mandate))
        if line.kind == LineKind.LEADERSHIP and right.valid.upper is None:
            move_subtree(line.child, parent)
        entry.after = {"kind": line.kind, "parent": parent.name, "mandate": str(mandate)}
    return right


@transaction.atomic
def cover_employer(
    *,
    union: Union,
    employer: Employer,
    actor: Any,
    on: date,
    start: date | None,
    mandate: Mandate | None = None,
) -> Coverage:
    """`union` organises the workers of `employer` from `start` (None = unknown) (RECORD)."""
    with record("organisation.cover_employer", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        coverage = Coverage.objects.create(
            union=union,
            employer=employer,
            valid=since(start or on),
            start_known=start is not None,
            mandate=mandate,
        )
        entry.after = {"employer": employer.name, "uscc": employer.uscc}
    return coverage


def move_subtree(child: Union, parent: Union) -> None:
    """Rewrite today's paths of `child` and everything below it."""
    child.refresh_from_db(fields=["path"])
    parent.refresh_from_db(fields=["path"])
    old, new = child.path, f"{parent.path}{child.pk}/"
    Union.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    child.path = new


def _lock_tree(kind: str) -> None:
    if kind == LineKind.LEADERSHIP:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_TREE_LOCK])


def _refuse_circle(child: Union, parent: Union, kind: str, on: date) -> None:
    if child.pk == parent.pk or parent.pk in descendants([child.pk], [kind], on=on):
        raise refuse(
            _("%(parent)s 已在 %(child)s 之下，这样会绕成圈。") % {"parent": parent, "child": child},
            cure=_("另选一个上级。"), cite="ORG-09 · 意见 2.2", field="parent",
        )  # fmt: skip


def _refuse_second_parent(child: Union, kind: str, start: date) -> None:
    if kind not in ONE_PARENT:
        return
    overlapping = (
        Line.objects.current_record()
        .filter(child=child, kind=kind, valid__overlap=since(start))
        .select_related("parent")
    )
    if standing := overlapping.first():
        raise refuse(
            _("%(child)s 在这段时间已有上级 %(parent)s，时段重叠。") % {"child": child, "parent": standing.parent},
            cure=_("办理变更，或改起始日。"), cite="ORG-07 · 意见 2.2", field="parent",
        )  # fmt: skip
