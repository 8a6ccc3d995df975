"""The register of papers as its address asks for it: filters, page, workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.workbook import Head, write_table
from gonglian.documents.access import visible_papers
from gonglian.documents.forms import RegisterFilter
from gonglian.documents.models import Paper, Series
from gonglian.documents.numbers import format_number
from gonglian.documents.queries import numbers_of, search_papers


class Register:
    """The papers visible to `user`, as `query` (the address's parameters) wants them: drafts first, then the latest."""

    def __init__(self, user: Any, query: QueryDict) -> None:
        self.filter = RegisterFilter(query)
        self.filter.is_valid()
        self.asked = {name: value for name, value in self.filter.cleaned_data.items() if value}
        self._asked_page = query.get("page", "1")
        self._papers = filtered(visible_papers(user), self.asked)

    def page(self) -> Page[Paper]:
        total = self._papers.count()
        number = page_number(self._asked_page, total)
        return Page(number, total, list(self._ordered()[bounds(number)]))

    def workbook(self, notes: list[str]) -> IO[bytes]:
        """All pages under the same filters; the notes on a sheet of their own."""
        heads = [
            Head(_("发文字号"), 24), Head(_("标题"), 48), Head(_("文种"), 12), Head(_("发文单位"), 28),
            Head(_("主送机关"), 28), Head(_("签发人"), 10), Head(_("成文日期"), 12), Head(_("状态"), 10),
            Head(_("收文号"), 14), Head(_("收文日期"), 12), Head(_("承办人"), 10),
        ]  # fmt: skip
        return write_table(_("公文"), heads, self._rows(), notes)

    def notes(self, duty: Any) -> list[str]:
        fields = self.filter.fields
        return [
            _("身份：%(duty)s。") % {"duty": duty},
            *(f"{fields[name].label}：{value}" for name, value in self.asked.items()),
        ]

    def _ordered(self) -> QuerySet[Paper]:
        rows = self._papers.select_related("issuer", "addressee")
        return rows.order_by(F("signed_on").desc(nulls_first=True), "-pk")

    def _rows(self) -> Iterator[list[Any]]:
        for paper in self._ordered().iterator(1000):
            yield [
                paper.number, paper.title, paper.get_kind_display(), paper.issuer_name, paper.addressee_name,
                paper.signer_name, paper.signed_on, str(paper.get_state_display()),
                paper.incoming_number, paper.received_on, paper.handled_by,
            ]  # fmt: skip


def numbers_workbook(series: Series, year: int, notes: list[str]) -> IO[bytes]:
    """The register of one series and year: every number in its order, void ones with the reason. A number is drawn and
    given back together with its paper, so none can be missing; if one were, its row would say so."""
    heads = [
        Head(_("发文字号"), 24), Head(_("标题"), 48), Head(_("文种"), 12), Head(_("主送机关"), 28), Head(_("签发人"), 10),
        Head(_("成文日期"), 12), Head(_("状态"), 10), Head(_("作废日"), 12), Head(_("作废原因"), 32),
    ]  # fmt: skip
    rows = (_number_row(series, year, number, paper) for number, paper in numbers_of(series, year))
    return write_table(f"{series.code}{year}", heads, rows, notes)


def _number_row(series: Series, year: int, number: int, paper: Paper | None) -> list[Any]:
    if paper is None:
        return [format_number(series.code, year, number), _("缺号，请找系统管理员核对")]
    return [
        paper.number, paper.title, paper.get_kind_display(), paper.addressee_name, paper.signer_name, paper.signed_on,
        str(paper.get_state_display()), paper.void_on, paper.void_reason,
    ]  # fmt: skip


def filtered(papers: QuerySet[Paper], asked: dict[str, Any]) -> QuerySet[Paper]:
    """The papers that match the filters of RegisterFilter."""
    found = search_papers(papers, asked.get("q", ""))
    if code := asked.get("code"):
        found = found.filter(number__startswith=f"{code}〔")
    if year := asked.get("year"):
        found = found.filter(signed_on__year=year)
    if since := asked.get("since"):
        found = found.filter(signed_on__gte=since)
    if until := asked.get("until"):
        found = found.filter(signed_on__lte=until)
    return found.filter(**{name: asked[name] for name in ("kind", "state") if name in asked})
