"""Workbooks out: rosters prefilled with what is on record, and the rows that an import leaves behind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gonglian.core.sealing import open_text
from gonglian.core.workbook import Book as Workbook
from gonglian.core.workbook import Sheet
from gonglian.organisation.models import Coverage, Membership, Position, Union
from gonglian.organisation.states import PositionRole, UnionKind
from gonglian.rosters.layouts import ALIASES, label
from gonglian.rosters.models import Import, ImportRow
from gonglian.rosters.rows import MEMBERS, SECTOR_UNIONS, UNIONS
from gonglian.rosters.states import RowStatus

PREFILLED = {
    UNIONS: _lazy("基层工会名册"),
    SECTOR_UNIONS: _lazy("产业（行业）工会名册"),
    MEMBERS: _lazy("会员名册"),
}
COLUMNS = {
    UNIONS: (
        "union_name", "union_code", "unit_name", "unit_code", "head_unit_name", "head_unit_code", "industry_code",
        "industry_name", "county", "town_code", "town_name", "union_kind", "founded", "term_start", "term_years",
        "workers", "members", "women_members", "migrant_members", "chair", "chair_post", "phone", "audit_committee",
        "women_committee",
    ),
    SECTOR_UNIONS: (
        "name", "level", "industry_name", "area", "host_body", "units", "workers", "founded", "term_start", "term_years",
        "chair", "chair_post", "audit_committee", "women_committee",
    ),
    MEMBERS: (
        "union_name", "union_code", "name", "sex", "id_no", "ethnicity", "political", "education", "phone", "household",
        "employment", "migrant", "post", "joined", "membership",
    ),
}  # fmt: skip
CHOICES = {
    "union_kind": ("单独基层工会", "联合基层工会"), "audit_committee": ("有", "无"), "women_committee": ("有", "无"),
    "sex": ("男", "女"), "migrant": ("是", "否"), "membership": ("已入会", "已退会"),
    "level": ("市级", "县区级", "开发区级", "乡镇级"),
    "political": ("中共党员", "中共预备党员", "共青团员", "群众"),
}  # fmt: skip
IDENTITY = ("id_no", "phone")  # a member is found by them again (工会会员会籍管理办法)
NUMBERS = frozenset(["term_years", "workers", "members", "women_members", "migrant_members", "units"])
LAST_CHECKED = 5000  # rows that get the lists


@dataclass(frozen=True)
class Book:
    """A roster to be written: its kind, a line of hints above the header, rows by field, columns after the known ones.

    in_full: columns whose personal details leave unmasked, within the act that logs it; elsewhere such a cell stays empty, so
    that a mask can't come back as data.
    """

    kind: str
    hint: str
    rows: Iterable[dict[str, Any]]
    columns: Sequence[str]
    extra: Sequence[str] = ()
    in_full: Sequence[str] = ()


def prefilled(kind: str, unions: QuerySet[Union], *, on: date) -> IO[bytes]:
    """The unions of one kind among `unions` as a roster that can be sent back; that of members is blank."""
    hint = _("第二行是列名，请不要改动。日期写成 2019-07-01，不清楚的留空；留空不会冲掉已有内容。")
    if kind == MEMBERS:
        return write(Book(kind, hint, [], COLUMNS[kind]))
    kinds = (UnionKind.INDUSTRIAL,) if kind == SECTOR_UNIONS else (UnionKind.PRIMARY, UnionKind.JOINT_PRIMARY)
    rows = list(
        unions.filter(kind__in=kinds).select_related("region", "region__parent", "host").order_by("pinyin")
    )
    chairs, units = _chairs(rows, on), _units(rows, on)
    read = _sector_row if kind == SECTOR_UNIONS else _union_row
    lines = [read(union, chairs.get(union.pk, ""), units.get(union.pk)) for union in rows]
    return write(Book(kind, hint, lines, COLUMNS[kind]))


def members(union: Union, *, on: date) -> tuple[IO[bytes], int]:
    """The members of one union as a roster, ID numbers in clear, and how many there are."""
    kept = (
        Membership.objects.as_of(on)
        .filter(union=union)
        .select_related("person")
        .order_by("person__pinyin", "pk")
    )
    lines = [_member_row(row, union) for row in kept]
    empty = {"union_name": union.name, "union_code": union.code}
    hint = _("第二行是列名，请不要改动。新会员写在后面，工会名称和代码照抄上面一行。")
    return write(Book(MEMBERS, hint, lines or [empty], COLUMNS[MEMBERS], in_full=IDENTITY)), len(lines)


def leftovers(batch: Import, *, in_full: bool) -> tuple[IO[bytes], int]:
    """The bad and the waiting rows of an import as they were written, with why; a sheet for each kind.

    in_full: also what is personal; for the officer who sent it.
    """
    rows = batch.rows.filter(status__in=(RowStatus.ERROR, RowStatus.WAITING)).order_by("file_id", "number")
    kinds = list(rows.values_list("kind", flat=True).distinct().order_by("kind"))
    books = []
    for kind in kinds:
        lines = [_left(row) for row in rows.filter(kind=kind).select_related("file")]
        known = [name for name in ALIASES[kind] if any(name in line for line in lines)]
        hint = _("改好后可以直接上传这个表。右边两列说明原因，上传时不会读入。")
        more = (_("在原表的位置"), _("要改什么"))
        books.append(Book(kind, hint, lines, known, more, known if in_full else ()))
    return write(*books), rows.count()


def _left(row: ImportRow) -> dict[str, Any]:
    if row.cells:
        values = dict(json.loads(open_text(bytes(row.cells))))
    else:
        values = {name: _cell(value) for name, value in row.values.items() if name in ALIASES[row.kind]}
        if row.id_sealed:
            values["id_no"] = open_text(bytes(row.id_sealed))
    where = _("%(file)s 第 %(line)s 行") % {"file": row.file.name, "line": row.file.header_line + row.number}
    return values | {_("在原表的位置"): where, _("要改什么"): row.message}


def write(*books: Book) -> IO[bytes]:
    """Rosters as one workbook, each on a sheet of its own; open at its start. Codes and numbers of documents are text."""
    workbook = Workbook()
    names = {UNIONS: _("基层工会"), SECTOR_UNIONS: _("产业工会"), MEMBERS: _("会员")}
    for book in books:
        _write_sheet(workbook, workbook.add_worksheet(names[book.kind]), book)
    return workbook.finish()


def _write_sheet(workbook: Workbook, sheet: Sheet, book: Book) -> None:
    text, bold = workbook.add_format({"num_format": "@"}), workbook.add_format({"bold": True})
    columns = [*book.columns, *book.extra]
    sheet.write_string(0, 0, book.hint)
    sheet.freeze_panes(2, 1)
    sheet.leave_empty = True
    sheet.let_through([columns.index(name) for name in book.in_full])
    for place, name in enumerate(columns):
        head = label(book.kind, name) if name in ALIASES[book.kind] else name
        sheet.set_column(place, place, max(12, 2 * len(head) + 2), None if name in NUMBERS else text)
        sheet.write_head(1, place, head, bold)
        if name in CHOICES:
            rule = {"validate": "list", "source": list(CHOICES[name]), "error_type": "warning"}
            sheet.data_validation(2, place, LAST_CHECKED, place, rule)
    for number, row in enumerate(book.rows, start=2):
        for place, name in enumerate(columns):
            value = row.get(name)
            if name in NUMBERS and isinstance(value, int):
                sheet.write_number(number, place, value)
            elif value not in (None, ""):
                sheet.write_string(number, place, _cell(value), text)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "有" if value else "无"
    return str(value)


def _chairs(unions: Sequence[Union], on: date) -> dict[int, str]:
    rows = Position.objects.as_of(on).filter(role=PositionRole.UNION_CHAIR, union__in=unions)
    return dict(rows.values_list("union_id", "person__name"))


def _units(unions: Sequence[Union], on: date) -> dict[int, Coverage]:
    rows = Coverage.objects.as_of(on).filter(union__in=unions).select_related("employer__legal_person")
    return {row.union_id: row for row in rows.order_by("-pk")}


def _union_row(union: Union, chair: str, unit: Coverage | None) -> dict[str, Any]:
    employer = unit.employer if unit else None
    head = employer.legal_person if employer else None
    town = union.region if union.region.kind == "town" else None
    county = union.region.parent if town else union.region
    joint = union.kind == UnionKind.JOINT_PRIMARY
    return {
        "union_name": union.name, "union_code": union.code, "unit_name": employer and employer.name,
        "unit_code": employer and employer.uscc, "head_unit_name": head and head.name,
        "head_unit_code": head and head.uscc, "industry_code": next(iter(union.trades), ""),
        "county": county and county.name, "town_code": town and town.code, "town_name": town and town.name,
        "union_kind": "联合基层工会" if joint else "单独基层工会", "founded": union.founded_on, "chair": chair,
        **union.declared,
    }  # fmt: skip


def _sector_row(union: Union, chair: str, unit: Coverage | None) -> dict[str, Any]:
    return {
        "name": union.name, "level": union.get_level_display(), "area": union.region.name,
        "host_body": union.host and union.host.name, "founded": union.founded_on, "chair": chair, **union.declared,
    }  # fmt: skip


def _member_row(row: Membership, union: Union) -> dict[str, Any]:
    person = row.person
    details = {name: ("是" if value else "否") if isinstance(value, bool) else value
               for name, value in person.details.items()}  # fmt: skip
    return {
        "union_name": union.name, "union_code": union.code, "name": person.name, "sex": {"1": "男", "2": "女"}.get(person.sex),
        "id_no": open_text(bytes(person.id_sealed)) if person.id_sealed else "", "phone": person.phone, "joined": row.starts_on,
        "membership": "已入会", **details,
    }  # fmt: skip
