"""Numbers of papers: drawn from the issuer's series, one after the other, without gaps or repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import Refused, refuse
from gonglian.documents.models import Series, SeriesYear
from gonglian.documents.queries import proposed_codes, series_of
from gonglian.documents.states import NUMBERED_KINDS
from gonglian.organisation.models import Union

_CODE = re.compile(r"[一-龥]{1,20}")
_MOST = 99_999


@transaction.atomic
def save_series(
    *, union: Union, code: str, kinds: Iterable[str], actor: Any, on: date, series: Series | None = None
) -> Series:
    """Open a series with its agency code, or change code and kinds of `series`. Numbers already drawn stay as printed and
    the year goes on counting. A kind taken here leaves the union's other series.

    Refused: a code not in Chinese (GB/T 9704 §7.2.5) or in use in this city; a kind that is not numbered.
    """
    chosen = list(kinds)
    if not _CODE.fullmatch(code):
        raise refuse(
            _("机关代字“%(code)s”不合规范。") % {"code": code}, cure=_("只用汉字，不留空格，如“临工发”。"),
            cite="GB/T 9704 7.2.5", field="code",
        )  # fmt: skip
    if not chosen or not set(chosen) <= set(NUMBERED_KINDS):
        raise refuse(_("没有选文种，或所选文种不编文号。"), cure=_("选一个以上编文号的文种。"), field="kinds")
    _lock_union(union)
    with record("documents.save_series", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        entry.before = {"code": series.code, "kinds": series.kinds} if series else {}
        _release_kinds(union, chosen, keep=series)
        saved = _write(series or Series(city=settings.CITY_CODE, union=union), code, chosen)
        if saved is None:
            raise _taken(code)
        entry.after = {"code": code, "kinds": chosen}
    return saved


@transaction.atomic
def set_series_start(*, series: Series, year: int, first: int, actor: Any, on: date) -> SeriesYear:
    """The first number of a year, where numbers were drawn on paper before (procedures B: once per year).

    first: the number the next paper gets. Refused: below 1; the year was set already, or has drawn a number.
    """
    if not 1 <= first <= _MOST:
        raise refuse(
            _("起始号“%(first)s”不对。") % {"first": first},
            cure=_("填 1 至 %(most)s 的整数。") % {"most": _MOST},
            field="first",
        )
    with record(
        "documents.set_series_start", actor=actor, on=on, obj=series.union, touches=[series.union_id]
    ) as entry:
        created = SeriesYear(series=series, year=year, first=first, last=first - 1)
        if not _insert_year(created):
            standing = SeriesYear.objects.get(series=series, year=year)
            raise refuse(
                _("%(code)s〔%(year)s〕的起始号是 %(first)s，已编到 %(last)s 号，一年只能定一次。")
                % {"code": series.code, "year": year, "first": standing.first, "last": standing.last},
                cure=_("接着现在的号编。"), field="first",
            )  # fmt: skip
        entry.after = {"code": series.code, "year": year, "first": first}
    return SeriesYear.objects.get(series=series, year=year)


def draw_number(union: Union, kind: str, year: int) -> SeriesYear:
    """The next number, `last` of the returned row, which stays locked to the end of the transaction: whoever signs next
    waits for it, and a rolled-back signing gives its number back. Only inside an act."""
    series = series_of(union, kind) or _first_series(union, kind)
    row = _locked_year(series, year)
    if row is None:
        _insert_year(SeriesYear(series=series, year=year))
        row = _locked_year(series, year)
    assert row is not None
    row.last += 1
    row.save(update_fields=["last"])
    return row


def _locked_year(series: Series, year: int) -> SeriesYear | None:
    rows = SeriesYear.objects.select_for_update(of=("self",)).select_related("series")
    return rows.filter(series=series, year=year).first()


def _insert_year(row: SeriesYear) -> bool:
    """False when the year is there already; a row another transaction is writing is waited for."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _first_series(union: Union, kind: str) -> Series:
    """Made on first use, under the first proposed code that is free, for every numbered kind not in a series yet."""
    _lock_union(union)
    if standing := series_of(union, kind):
        return standing
    taken = {one for row in Series.objects.filter(union=union) for one in row.kinds}
    kinds = [one for one in NUMBERED_KINDS if one not in taken]
    for code in proposed_codes(union):
        if saved := _write(Series(city=settings.CITY_CODE, union=union), code, kinds):
            return saved
    raise refuse(
        _("%(union)s 还没有机关代字，自动取的都有单位在用。") % {"union": union},
        cure=_("在“公文·发文字号”里定一个代字，再签发。"), cite="GB/T 9704 7.2.5",
    )  # fmt: skip


def _write(series: Series, code: str, kinds: list[str]) -> Series | None:
    """None when another union in this city has the code."""
    series.code, series.kinds = code, kinds
    try:
        with transaction.atomic():
            series.save()
    except IntegrityError:
        return None
    return series


def _release_kinds(union: Union, kinds: list[str], keep: Series | None) -> None:
    for other in Series.objects.filter(union=union).exclude(pk=keep.pk if keep else 0):
        left = [kind for kind in other.kinds if kind not in kinds]
        if left != other.kinds:
            other.kinds = left
            other.save(update_fields=["kinds"])


def _lock_union(union: Union) -> None:
    """One at a time per union; weak enough that rows naming the union can still be written."""
    Union.objects.select_for_update(no_key=True).get(pk=union.pk)


def _taken(code: str) -> Refused:
    return refuse(
        _("机关代字“%(code)s”已有单位在用。") % {"code": code}, cure=_("换一个代字，如加一个字。"),
        cite="GB/T 9704 7.2.5", field="code",
    )  # fmt: skip
