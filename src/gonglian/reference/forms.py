"""The form of the yearly notice: days and periods as people write them. It saves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.reference.models import WorkdayNotice

LONGEST = 31  # days in one period
_ONE = r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?"
_PERIOD = re.compile(rf"{_ONE}(?:\s*(?:至|到|~|～|—)\s*{_ONE})?")


class DaysField(forms.CharField):
    """Days and periods, one a line: 2027-10-01 至 2027-10-07. Gives a list of days."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=2000, widget=forms.Textarea({"rows": 6}), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        parts = [part.strip() for part in re.split(r"[\n、，,；;]", text) if part.strip()]
        return [day for part in parts for day in _days(part)]


class NoticeForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("通知的文号或标题"),
        max_length=200,
        help_text=gettext_lazy("照国务院办公厅的通知填写。"),
    )
    days_off = DaysField(
        label=gettext_lazy("放假的日子"),
        help_text=gettext_lazy("一行一段，如“2027-10-01 至 2027-10-07”；中间的周六、周日也算在内。"),
    )
    days_worked = DaysField(
        label=gettext_lazy("调休上班的日子"), required=False,
        help_text=gettext_lazy("一行一天，如“2027-02-20”。没有就空着。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, notice: WorkdayNotice | None) -> None:
        first = {}
        if notice:
            first = {
                "source": notice.source, "days_off": in_periods(notice.days_off),
                "days_worked": in_periods(notice.days_worked),
            }  # fmt: skip
        super().__init__(data, initial=first)


def in_periods(days: Iterable[date]) -> str:
    """Days as lines, those that follow each other as one period."""
    lines: list[list[date]] = []
    for day in sorted(days):
        if lines and day - lines[-1][-1] == timedelta(days=1):
            lines[-1].append(day)
        else:
            lines.append([day])
    return "\n".join(
        run[0].isoformat() if len(run) == 1 else f"{run[0].isoformat()} 至 {run[-1].isoformat()}"
        for run in lines
    )


def _days(part: str) -> list[date]:
    found = _PERIOD.fullmatch(part)
    if found is None:
        raise forms.ValidationError(
            _("看不懂“%(part)s”，要写成 2027-10-01 至 2027-10-07。") % {"part": part[:40]}
        )
    numbers = [int(each) for each in found.groups() if each]
    try:
        first = date(*numbers[:3])
        last = date(*numbers[3:]) if len(numbers) > 3 else first
    except ValueError:
        raise forms.ValidationError(_("没有“%(part)s”这一天。") % {"part": part[:40]}) from None
    if not 0 <= (last - first).days < LONGEST:
        raise forms.ValidationError(_("“%(part)s”前后颠倒，或超过一个月。") % {"part": part[:40]})
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
