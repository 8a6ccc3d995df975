"""Filling the reference tables: on first start, and again when a newer version carries other codes; entering the yearly
notice of days off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.core.periods import close_record
from gonglian.core.refused import refuse
from gonglian.reference import calendar
from gonglian.reference.industries import industries, section_of, valid_codes
from gonglian.reference.models import Industry, Region, WorkdayNotice
from gonglian.reference.regions import regions
from gonglian.reference.workdays import FIRST_YEAR, solar_festivals

SATURDAY = 5
DECEMBER = 12
YEARS_AHEAD = 2


@transaction.atomic
def enter_workdays(
    *, year: int, days_off: Iterable[date], days_worked: Iterable[date], source: str, actor: Any, on: date
) -> WorkdayNotice:
    """Enter the State Council's notice of a year, or put an entered one right; the calendar follows at once.

    days_off: every day of the periods off, weekends may be among them. days_worked: the Saturdays and Sundays worked
    instead. One officer enters it: the paper is public and whoever looks can compare; the log keeps who and from what.
    Refused: a year far off; no source; a day of another year (December before it may be); a day both off and worked; a
    worked day that is no weekend; a festival with a fixed day left out; nothing that differs from what is entered.
    """
    off, worked = sorted(set(days_off)), sorted(set(days_worked))
    if not FIRST_YEAR <= year <= on.year + YEARS_AHEAD:
        raise refuse(_("%(year)s 年还不能录入。") % {"year": year}, cure=_("等通知公布再录。"))
    if not source.strip():
        raise refuse(_("没有写通知的文号或标题。"), cure=_("照通知填写。"), field="source")
    _check_days(year, off, worked)
    with record("reference.enter_workdays", actor=actor, on=on) as entry:
        standing = (
            WorkdayNotice.objects.select_for_update().filter(year=year, recorded__upper_inf=True).first()
        )
        if standing:
            if (standing.days_off, standing.days_worked, standing.source) == (off, worked, source.strip()):
                raise refuse(_("和已录入的一样，没有改动。"), field="days_off")
            close_record(standing)
            entry.before = {"off": standing.days_off, "worked": standing.days_worked}
        notice = _written(year, off, worked, source.strip(), actor, on)
        calendar.forget()
        entry.obj = notice
        entry.after = {"year": year, "source": notice.source, "off": off, "worked": worked}
    return notice


def load_reference_data() -> None:
    """Regions of the city and the industrial classification. Codes already there are left as they are; nothing is
    removed, because records of earlier years name them."""
    wanted = regions(settings.CITY_CODE)
    known = set(Region.objects.values_list("code", flat=True))
    classes = valid_codes()
    if known.issuperset(region.code for region in wanted) and Industry.objects.count() >= len(classes):
        return
    with transaction.atomic(), record("reference.load_data", actor=None, on=clock.today()) as entry:
        Region.objects.bulk_create(
            [Region(code=r.code, name=r.name, kind=r.kind, parent_id=r.parent or None) for r in wanted],
            ignore_conflicts=True,
        )
        Industry.objects.bulk_create(_industries(classes), ignore_conflicts=True)
        entry.after = {"regions": len(wanted), "industries": len(classes)}


def _industries(classes: frozenset[str]) -> list[Industry]:
    named = {row.code: row for row in industries()}
    rows = []
    for code in sorted(classes):
        level = named[code].level if code in named else "class"
        name = named[code].name if code in named else ""
        rows.append(Industry(code=code, level=level, name=name, section=section_of(code) or ""))
    return rows


def _check_days(year: int, off: list[date], worked: list[date]) -> None:
    if stray := [day for day in (*off, *worked) if not _belongs(day, year)]:
        raise refuse(
            _("%(day)s 不在 %(year)s 年。") % {"day": stray[0], "year": year},
            cure=_("核对年份。"), field="days_off" if stray[0] in off else "days_worked",
        )  # fmt: skip
    if both := sorted(set(off) & set(worked)):
        raise refuse(
            _("%(day)s 既放假又上班。") % {"day": both[0]}, cure=_("照通知去掉一处。"), field="days_worked"
        )
    if plain := [day for day in worked if day.weekday() < SATURDAY]:
        raise refuse(
            _("%(day)s 不是周六、周日，不用列为调休上班。") % {"day": plain[0]},
            cure=_("照通知核对日期。"), field="days_worked",
        )  # fmt: skip
    if missing := [day for day in solar_festivals(year) if day not in off]:
        raise refuse(
            _("放假的日子里没有 %(day)s。") % {"day": missing[0]},
            cure=_("元旦、清明、劳动节、国庆节的法定假日都要列上。"),
            cite=_("全国年节及纪念日放假办法"), field="days_off",
        )  # fmt: skip


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and day.month == DECEMBER)


def _written(
    year: int, off: list[date], worked: list[date], source: str, actor: Any, on: date
) -> WorkdayNotice:
    notice = WorkdayNotice(
        year=year, days_off=off, days_worked=worked, source=source, entered_by=actor, entered_on=on
    )
    try:
        with transaction.atomic():
            notice.save()
    except IntegrityError:
        raise refuse(
            _("%(year)s 年的放假安排刚由别人录入。") % {"year": year},
            cure=_("看一下再改。"),
            field="days_off",
        ) from None
    return notice
