"""The list of the city's terms as its address asks for it: filters, figures, workbook."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import IO, Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.workbook import Head, write_table
from gonglian.dashboards.city_terms.reads import Figures, Matter, Standing, figures, standings
from gonglian.organisation.access import visible_unions
from gonglian.organisation.forms import UnionFilter
from gonglian.organisation.listing import filtered
from gonglian.organisation.states import UnionKind, UnionState

ASKED = ("q", "region", "trade")
EVERY, ANY = "all", ""
SHOWN = [
    (ANY, gettext_lazy("要留意的")), *Matter.choices, ("fine", gettext_lazy("没有要留意的")), (EVERY, gettext_lazy("全部")),
]  # fmt: skip
BY = {"district": gettext_lazy("县区"), "trade": gettext_lazy("行业门类")}


class CityTerms:
    """The industrial unions in the user's reach that stand on the day, as `query` (the address's parameters) wants them."""

    def __init__(self, user: Any, query: QueryDict, *, on: date) -> None:
        self.on = on
        given = UnionFilter(query).asked
        self.asked = {name: given[name] for name in ASKED if name in given}
        wanted = self.asked | {"kind": UnionKind.INDUSTRIAL, "state": UnionState.ACTIVE}
        unions = filtered(visible_unions(user, on=on), wanted, on=on).order_by("pinyin", "pk")
        self.all = standings(unions, on=on)
        what = query.get("what", ANY)
        self.what = what if what in dict(SHOWN) else ANY
        self.by = "trade" if query.get("by") == "trade" else "district"
        self.rows = [row for row in self.all if self._wants(row)]
        self._asked_page = query.get("page", "1")

    def page(self) -> Page[Standing]:
        """The rows of the page asked for."""
        number = page_number(self._asked_page, len(self.rows))
        return Page(number, len(self.rows), self.rows[bounds(number)])

    @property
    def figures(self) -> list[Figures]:
        return figures(self.all, self.by)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Of each matter: its code, its word, how many unions."""
        found = Counter(matter for row in self.all for matter in row.matters)
        return [(matter.value, str(matter.label), found[matter.value]) for matter in Matter]

    @property
    def title(self) -> str:
        return f"{_('任期一览')}-{self.on:%Y%m%d}"

    def workbook(self, duty: Any) -> IO[bytes]:
        """The rows shown and what they were chosen by."""
        heads = [
            Head(_("工会"), 40), Head(_("县区"), 14), Head(_("任期届满日"), 12), Head(_("要留意的"), 30),
            Head(_("缺的机构"), 30), Head(_("主席（主任）"), 12), Head(_("空缺或代理起始日"), 16),
        ]  # fmt: skip
        lines = (
            [row.name, row.district_name, row.runs_to, "、".join(row.words), row.missing_words, row.chair, row.since]
            for row in self.rows
        )  # fmt: skip
        return write_table(_("任期一览"), heads, lines, self._notes(duty))

    def _notes(self, duty: Any) -> list[str]:
        shown = {"day": self.on.isoformat(), "shown": len(self.rows), "total": len(self.all)}
        labels = UnionFilter().fields
        return [
            _("截至 %(day)s，身份范围内的产业（行业）工会 %(total)s 个，列出 %(shown)s 个。") % shown,
            _("身份：%(duty)s。") % {"duty": duty or _("无")},
            _("情况：%(word)s") % {"word": dict(SHOWN)[self.what]},
            *(f"{labels[name].label}：{value}" for name, value in self.asked.items()),
        ]

    def _wants(self, row: Standing) -> bool:
        if self.what in (ANY, "fine"):
            return bool(row.matters) is (self.what == ANY)
        return self.what == EVERY or self.what in row.matters
