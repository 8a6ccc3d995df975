"""The list of unions as its address asks for it: filters, order, columns, page, workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from gonglian.core.pages import Page, bounds, chosen, page_number
from gonglian.core.workbook import Head, write_table
from gonglian.organisation import access
from gonglian.organisation.forms import NO_GUIDANCE, UnionFilter
from gonglian.organisation.models import Line, Union, UnionQuerySet
from gonglian.organisation.queries import search
from gonglian.organisation.reads.counts import constituents_of, members_of
from gonglian.organisation.reads.rows import COLUMNS, DEFAULT_COLUMNS, Row, rows_of
from gonglian.organisation.states import Level, LineKind, UnionKind
from gonglian.reference.industries import section_of, valid_codes

SORTS = ("name", "constituents", "members", "founded")
BATCH = 1000


class Listing:
    """The unions visible to `user` on the day, as `query` (the address's parameters) wants them."""

    def __init__(self, user: Any, query: QueryDict, *, on: date, today: date) -> None:
        self.on, self.today = on, today
        self.filter = UnionFilter(query)
        self.columns = chosen(query.getlist("cols"), list(COLUMNS), DEFAULT_COLUMNS)
        asked = query.get("sort", "name")
        self.sort, self.descending = asked.removeprefix("-"), asked.startswith("-")
        if self.sort not in SORTS:
            self.sort, self.descending = "name", False
        self._asked_page = query.get("page", "1")
        self._unions = filtered(access.visible_unions(user, on=on), self.filter.asked, on=on)
        self.tally = tally(self._unions, on=on)

    def heads(self) -> list[dict[str, Any]]:
        """The table's headings; `sort` is what a click asks for: numbers begin with the largest."""
        heads = [self._head("name", _("名称"), "", is_sortable=True)]
        for key in self.columns:
            column = COLUMNS[key]
            heads.append(
                self._head(key, str(column.label), "n" if column.css == "n" else "", column.is_sortable)
            )
        return heads

    def page(self) -> Page[Row]:
        """The rows of the page asked for."""
        total = self.tally["total"]
        number = page_number(self._asked_page, total)
        return Page(number, total, self._rows(self._ordered(bounds(number))))

    def workbook(self, notes: list[str]) -> IO[bytes]:
        """All pages, the same filters, order and columns; the notes on a sheet of their own."""
        heads = [Head(_("名称"), 40), Head(_("类别"), 20)]
        for key in self.columns:
            heads.append(Head(str(COLUMNS[key].label), COLUMNS[key].width))
            if key == "members":
                heads.append(Head(_("会员数来源"), 12))
        return write_table(_("组织"), heads, self._sheet_rows(), notes)

    @property
    def title(self) -> str:
        """The name of the workbook's file."""
        return f"{_('组织')}-{self.on:%Y%m%d}"

    def notes(self, duty: Any) -> list[str]:
        """What the workbook says about itself: the day, whose reach, the counts by line, the filters."""
        lines = [
            _("截至 %(day)s，共 %(total)s 个。") % {"day": self.on.isoformat(), "total": self.tally["total"]},
            _("按属地领导 %(led)s 个；按业务指导 %(guided)s 个；%(unguided)s 个尚无上级产业工会。")
            % self.tally,
            _("身份：%(duty)s。") % {"duty": duty or _("无")},
        ]
        fields = self.filter.fields
        lines += [f"{fields[name].label}：{value}" for name, value in self.filter.asked.items()]
        return lines

    def _head(self, key: str, label: str, css: str, is_sortable: bool) -> dict[str, Any]:
        asked, aria = (f"-{key}" if css == "n" else key), "none"
        if self.sort == key:
            asked = key if self.descending else f"-{key}"
            aria = "descending" if self.descending else "ascending"
        return {"label": label, "css": css, "sort": asked if is_sortable else "", "aria": aria}

    def _sheet_rows(self) -> Iterator[list[Any]]:
        for start in range(0, self.tally["total"], BATCH):
            for row in self._rows(self._ordered(slice(start, start + BATCH))):
                values: list[Any] = [row.union.name, row.union.kind_words]
                for cell in row.cells:
                    values.append(cell.value)
                    if cell.column.key == "members":
                        values.append(cell.note)
                yield values

    def _rows(self, unions: list[Union]) -> list[Row]:
        return rows_of(unions, self.columns, on=self.on, today=self.today)

    def _ordered(self, part: slice) -> list[Union]:
        rows = self._unions.select_related("region", "host")
        if self.sort in ("constituents", "members"):
            return _in_order(rows, self._by_number()[part])
        first = {"name": "pinyin", "founded": "founded_on"}[self.sort]
        direction = "-" if self.descending else ""
        return list(rows.order_by(f"{direction}{first}", "pinyin", "pk")[part])

    def _by_number(self) -> list[int]:
        """All ids in the order of a counted column, unknown numbers last; counts come from other tables."""
        ids = list(self._unions.order_by("pinyin", "pk").values_list("pk", flat=True))
        if self.sort == "members":
            numbers = {pk: members.number for pk, members in members_of(ids, on=self.on).items()}
        else:
            numbers = constituents_of(ids, on=self.on)
        sign = -1 if self.descending else 1
        return sorted(ids, key=lambda pk: (pk not in numbers, sign * numbers.get(pk, 0)))


def filtered(unions: UnionQuerySet, asked: dict[str, str], *, on: date) -> QuerySet[Union]:
    """The unions that there were on the day and that match the filters of UnionFilter; what never stood only when asked for."""
    found = search(unions.listed(on, asked.get("state", "")), asked.get("q", ""))
    if region := asked.get("region"):
        found = found.filter(region__code__startswith=region)
    if trade := asked.get("trade"):
        found = found.filter(trades__overlap=codes_within(trade))
    if asked.get("line") == NO_GUIDANCE:
        found = found.filter(_lacks_guidance(on))
    return found.filter(**{name: asked[name] for name in ("kind", "form") if name in asked})


def codes_within(trade: str) -> list[str]:
    """A GB/T 4754 code and every finer code within it, also of a section letter; an unknown code alone."""
    if trade.isalpha():
        return [code for code in valid_codes() if section_of(code) == trade] or [trade]
    return [code for code in valid_codes() if code.startswith(trade)] or [trade]


def tally(unions: QuerySet[Union], *, on: date) -> dict[str, int]:
    """How many unions; how many of them with a leader and with guidance on the day.

    `unguided`: industrial unions below the city that lack a higher industrial union (意见 2.2).
    """
    return unions.aggregate(
        total=Count("pk"),
        led=Count("pk", filter=Q(pk__in=_children(LineKind.LEADERSHIP, on))),
        guided=Count("pk", filter=Q(pk__in=_children(LineKind.GUIDANCE, on))),
        unguided=Count("pk", filter=_lacks_guidance(on)),
    )


def _lacks_guidance(on: date) -> Q:
    below_city = Q(kind=UnionKind.INDUSTRIAL) & ~Q(level=Level.CITY)
    return below_city & ~Q(pk__in=_children(LineKind.GUIDANCE, on))


def _children(kind: LineKind, on: date) -> QuerySet[Line, Any]:
    return Line.objects.as_of(on).filter(kind=kind).values("child_id")


def _in_order(rows: QuerySet[Union], ids: list[int]) -> list[Union]:
    found = rows.in_bulk(ids)
    return [found[pk] for pk in ids]
