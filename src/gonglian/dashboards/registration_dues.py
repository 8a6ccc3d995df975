"""What waits of registrations as a legal person: certificates that end, changes that are not registered yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Func, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals import queries as approvals
from gonglian.congress.states import BodyKind, Office
from gonglian.dashboards.dues import MOST_UNIONS, Line, own_and_led, waiting_or_late
from gonglian.organisation.models import Registration, Union, UnionAddress, UnionName
from gonglian.organisation.states import WRITING_ROLES, Form, UnionState
from gonglian.policy.parameters import ParameterTable
from gonglian.policy.site import site_table
from gonglian.terms.models import Holder


@dataclass(frozen=True, slots=True)
class Change:
    """What a union has to register: what changed, in words, and from which day on it did."""

    union: Union
    what: str
    on: date


def registrations_due(user: Any, on: date) -> Iterator[Line]:
    """Of the own union and those it leads directly, the most urgent first: certificates to be renewed (ORG-16), changes
    of name, address and chair to be registered (TRM-10). Five questions."""
    if user.duty.role not in WRITING_ROLES:
        return
    unions = own_and_led(user, on).filter(state=UnionState.ACTIVE).exclude(form=Form.WORKING_COMMITTEE)
    held = {row.union_id: row for row in _held(unions, on)}
    table = site_table()
    yield from _renewals(user, list(held.values()), table, on)
    since = {union: row.valid.lower for union, row in held.items()}
    yield from _changes(user, unions, since, table, on)


def _held(unions: QuerySet[Union], on: date) -> QuerySet[Registration]:
    rows = Registration.objects.as_of(on).filter(union__in=unions.values("pk"))
    return rows.select_related("union").order_by("certificate_until", "pk")


def _renewals(user: Any, held: list[Registration], table: ParameterTable, on: date) -> Iterator[Line]:
    days = timedelta(days=int(table.value("legal_person.renew_before_days", on)))
    ending = [row for row in held if row.certificate_until - days <= on]
    for row in ending[:MOST_UNIONS]:
        why = _("法人证书 %(day)s 到期") % {"day": row.certificate_until}
        words = (_("换领法人证书"), _("等换领法人证书"))
        yield _line(user, row.union, words, why, row.certificate_until, "ORG-16", on)


def _changes(
    user: Any, unions: QuerySet[Union], since: dict[int, date | None], table: ParameterTable, on: date
) -> Iterator[Line]:
    found = [
        *_followed(UnionName, unions, on),
        *_followed(UnionAddress, unions, on),
        *_other_chairs(unions, on),
    ]
    open_ones = [row for row in found if row.union.code or row.union.pk in since]
    open_ones = [row for row in open_ones if row.on > (since.get(row.union.pk) or date.min)]
    words = (_("办变更登记"), _("等办变更登记"))
    for row in sorted(open_ones, key=lambda row: (row.on, row.union.pk))[:MOST_UNIONS]:
        days = timedelta(days=int(table.value("legal_person.change_days", row.on)))
        why = _("%(day)s %(what)s，档里还没有变更登记") % {"day": row.on, "what": row.what}
        yield _line(user, row.union, words, why, row.on + days, "TRM-10", on)


def _followed(
    kind: type[UnionName] | type[UnionAddress], unions: QuerySet[Union], on: date
) -> Iterator[Change]:
    """Unions whose name or address of the day follows another."""
    former = kind.objects.current_record().filter(
        union=OuterRef("union"), valid__endswith=Func(OuterRef("valid"), function="lower")
    )
    rows = kind.objects.as_of(on).filter(Exists(former), union__in=unions.values("pk"))
    for row in rows.select_related("union").order_by("pk"):
        what = _("变更名称") if kind is UnionName else _("变更住所")
        yield Change(row.union, what, row.valid.lower)


def _other_chairs(unions: QuerySet[Union], on: date) -> Iterator[Change]:
    """Unions whose chair of the day is another person than the one before."""
    rows = Holder.objects.current_record().filter(
        seat__office=Office.CHAIR, seat__body__kind=BodyKind.COMMITTEE, seat__body__recorded__upper_inf=True,
        seat__body__union__in=unions.values("pk"), valid__startswith__lte=on,
    )  # fmt: skip
    last: dict[int, Holder] = {}
    changed: dict[int, Holder] = {}
    for row in rows.select_related("seat__body__union").order_by("valid", "pk"):
        before = last.get(row.seat.body.union_id)
        if before is not None and before.person_id != row.person_id:
            changed[row.seat.body.union_id] = row
        last[row.seat.body.union_id] = row
    for row in changed.values():
        yield Change(row.seat.body.union, _("更换主席"), row.valid.lower)


def _line(user: Any, union: Union, words: tuple[str, str], why: str, by: date, clause: str, on: date) -> Line:
    """words: what to do, for the own union and for one that is led."""
    if union.pk == user.duty.union_id:
        url = reverse("organisation:register", args=[union.pk])
        return Line(words[0], str(union), by, why, clause, url, _("登记法人证书"), approvals.lane_of(by, on))
    url, lane = union.get_absolute_url(), waiting_or_late(by, on=on)
    return Line(words[1], str(union), by, why, clause, url, _("打开本档"), lane, is_mine=False)
