"""How single references follow a record into another, and back. Called inside the acts of actions/merging.py.

A step says what was done: for a dated row the records closed and the one written (None: none); for another row its id and
the key that was turned.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict

from django.apps import apps
from django.utils.translation import gettext as _

from gonglian.core.periods import Dated, close_record, rewrite, since, write_again
from gonglian.organisation.models import Coverage, Mandate, Membership, Union
from gonglian.organisation.queries import is_constituent
from gonglian.organisation.states import MandateKind


class Step(TypedDict, total=False):
    model: str
    field: str
    row: int
    closed: list[int]
    made: int | None


def move_plain(model: Any, name: str, kept: Any, dropped: Any) -> list[Step]:
    """Turn the key `name` of every row that names `dropped`, but not of the record that remains itself."""
    rows = model.objects.filter(**{name: dropped})
    rows = rows.exclude(pk=kept.pk) if model is type(kept) else rows
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    model.objects.filter(pk__in=ids).update(**{name: kept})
    return [Step(model=model._meta.label_lower, field=name, row=pk) for pk in ids]


def move_dated(model: Any, name: str, kept: Any, dropped: Any) -> list[Step]:
    """Close each record about `dropped` and write it again about `kept`."""
    label = model._meta.label_lower
    steps = []
    for row in model.objects.current_record().filter(**{name: dropped}).order_by("pk"):
        made = rewrite(row, **{name: kept})
        steps.append(Step(model=label, closed=[row.pk], made=made.pk))
    return steps


def close_doubled_memberships(kept: Any, dropped: Any, chosen: Any) -> list[Step]:
    """A person has one open membership: the one chosen; in one and the same union the one that began first."""
    rows = Membership.objects.current_record().filter(person__in=[kept, dropped], valid__upper_inf=True)
    found = sorted(rows, key=lambda row: (str(row.pk) != str(chosen), row.starts_on or date.max, row.pk))
    for row in found[1:]:
        close_record(row)
    return [Step(model="organisation.membership", closed=[row.pk], made=None) for row in found[1:]]


def move_coverages(kept: Any, dropped: Any, *, actor: Any, on: date) -> list[Step]:
    """Coverages of `dropped` become coverages of `kept`. Where a union covered both, one remains over the days of both.

    A union that joined an industrial union keeps its covered employers (意见 2.2): the database asks for a paper, which
    is the correction itself with its second person.
    """
    steps = []
    for row in Coverage.objects.current_record().filter(employer=dropped).order_by("pk"):
        mandate = _correction(row.union, kept, actor, on)
        twins = list(
            Coverage.objects.current_record()
            .filter(employer=kept, union=row.union_id, valid__overlap=row.valid)
            .order_by("valid")
        )
        period, first = _hull([row, *twins])
        for twin in twins:
            close_record(twin)
        made = rewrite(
            row,
            employer=kept,
            mandate=mandate or row.mandate,
            valid=period,
            start_known=first.start_known,
        )
        closed = [row.pk, *(twin.pk for twin in twins)]
        steps.append(Step(model="organisation.coverage", closed=closed, made=made.pk))
    return steps


def put_back(step: Step, dropped: Any, *, actor: Any, on: date) -> None:
    """Undo one step: what was written is closed, what was closed is written again as it stood."""
    model: Any = apps.get_model(step["model"])
    if not issubclass(model, Dated):
        model.objects.filter(pk=step["row"]).update(**{step["field"]: dropped})
        return
    changes: dict[str, Any] = {}
    if model is Coverage and step["made"]:
        mandate = _correction(Coverage.objects.get(pk=step["made"]).union, dropped, actor, on)
        changes = {"mandate": mandate} if mandate else {}
    if step["made"]:
        close_record(model.objects.get(pk=step["made"]))
    for closed in model.objects.filter(pk__in=step["closed"]).order_by("pk"):
        write_again(closed, **changes)


def _hull(rows: list[Coverage]) -> tuple[Any, Coverage]:
    """The days from the first start to the last end of overlapping periods, and the row that starts them."""
    first = min(rows, key=lambda row: row.valid.lower or date.min)
    ends = [row.valid.upper for row in rows]
    period = since(first.valid.lower)
    return (period if None in ends else type(period)(first.valid.lower, max(ends))), first


def _correction(union: Union, employer: Any, actor: Any, on: date) -> Mandate | None:
    """The paper a constituent's coverage needs; None for a union that joined nobody."""
    if not is_constituent(union):
        return None
    return Mandate.objects.create(
        union=union, kind=MandateKind.CORRECTION, number=_("单位记录合并"), issuer=str(employer)[:120], issued_on=on,
        second_person=actor,
    )  # fmt: skip
