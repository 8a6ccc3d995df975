"""What would happen: each effect of a change of line, worked out before it is decided. The act executes exactly this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.plans import Effect
from gonglian.organisation.models import Duty, Line, Union
from gonglian.organisation.states import LineKind


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """line: the record that ends (of a correction: that is struck). effects and totals as in founding's plan."""

    line: Line
    effects: tuple[Effect, ...]
    totals: tuple[tuple[str, int, int], ...]


def plan_change(change: LineChange, *, on: date) -> ChangePlan | None:
    """The plan from the records as they stand; None where the line to change is not there any more."""
    line = Line.objects.as_of(on).filter(child=change.union, parent=change.former, kind=change.kind).first()
    if line is None:
        return None
    names = {
        "union": change.union, "relation": change.get_kind_display(), "former": change.former, "target": change.target
    }  # fmt: skip
    effects = [
        Effect(
            ("end", change.kind, str(change.union_id), str(change.former_id)),
            _("%(union)s与%(former)s的%(relation)s结束") % names,
        ),
        Effect(
            ("line", change.kind, str(change.union_id), str(change.target_id)),
            _("%(union)s的%(relation)s转到%(target)s") % names,
        ),
        *(_sight(change, on) if change.is_of_leadership else ()),
        *_joined(change, on),
    ]
    return ChangePlan(line, tuple(effects), _totals(change))


def _sight(change: LineChange, on: date) -> list[Effect]:
    """Which unions' duties gain or lose sight of the union and what stands below it; its file goes with it."""
    above, below = _above(change.former), _above(change.target)
    found = []
    for key, words, unions in (
        (
            "sight_gained",
            _("%(parent)s开始看到%(union)s及其下级和它的档案（现有身份 %(count)s 个）"),
            below - above,
        ),
        ("sight_lost", _("%(parent)s不再看到%(union)s以后的情况（现有身份 %(count)s 个）"), above - below),
    ):
        for parent in Union.objects.filter(pk__in=unions).order_by("path", "pk"):
            count = Duty.objects.filter(union=parent).active(on).count()
            words_of = words % {"parent": parent, "count": count, "union": change.union}
            found.append(Effect((key, str(parent.pk)), words_of))
    return found


def _above(union: Union) -> set[int]:
    """A union and those above it, from today's path."""
    return {int(part) for part in union.path.split("/") if part}


def _joined(change: LineChange, on: date) -> list[Effect]:
    """The industrial unions it is a constituent of stay."""
    lines = (
        Line.objects.as_of(on).filter(child=change.union, kind=LineKind.CONSTITUENT).select_related("parent")
    )
    return [
        Effect(("kept", str(line.parent_id)), _("仍是%(parent)s的组成单位") % {"parent": line.parent})
        for line in lines.order_by("parent__pinyin", "parent_id")
    ]


def _totals(change: LineChange) -> tuple[tuple[str, int, int], ...]:
    if not change.is_of_leadership:
        return ()
    moved = Union.objects.filter(path__startswith=change.union.path, state="active").count()
    rows = []
    for parent, sign in ((change.former, -1), (change.target, 1)):
        before = (
            Union.objects.filter(path__startswith=parent.path, state="active").exclude(pk=parent.pk).count()
        )
        other = change.target if sign < 0 else change.former
        inside = other.path.startswith(parent.path)  # moved within its own subtree: the number stays
        after = before if inside else before + sign * moved
        rows.append((_("%(parent)s领导的工会数（含各级）") % {"parent": parent}, before, after))
    return tuple(rows)
