"""Files of a call, judged together: what would come in, what is bad and why, what waits.

Files are taken in order of name. Unions are judged before members whatever their names, because a member's
row is judged by its union's. Rows stream through; only codes, numbers and what is bad are kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext as _

from gonglian.rosters import reasons
from gonglian.rosters.judge import sector_unions
from gonglian.rosters.judge.members import MemberJudge, UnionIndex
from gonglian.rosters.judge.unions import UnionJudge
from gonglian.rosters.layouts import Layout, Table, find_table
from gonglian.rosters.rows import (
    MEMBERS,
    UNIONS,
    JudgedRow,
    Notice,
    RawRow,
    Reference,
    Unreadable,
    Values,
    Verdict,
)
from gonglian.rosters.sheets import open_sheets

WAGE_FIELDS = ("wage", "wage_total")

Sink = Callable[[JudgedRow], None]


@dataclass
class FileResult:
    """One readable file. `rows` counts data rows; `ended` the good ones whose membership is over.

    `header_line` and `columns` (field → place from 0), `headings` (field → column name) say where it was read.
    """

    file: str
    kind: str
    header_line: int = 1
    columns: Mapping[str, int] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    bad: list[JudgedRow] = field(default_factory=list)
    waiting: int = 0
    ended: int = 0
    notices: list[Notice] = field(default_factory=list)


@dataclass
class Preview:
    """All files of a call in order of name. `unreadable`: file name without ending → why, in Chinese."""

    files: list[FileResult] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)

    @property
    def has_bad_rows(self) -> bool:
        """Whether anything in the call needs to be put right."""
        return bool(self.unreadable) or any(result.bad for result in self.files)


def preview(
    files: Sequence[Path],
    reference: Reference,
    on: date,
    *,
    id_areas: Sequence[str] = (),
    known_unions: frozenset[str] = frozenset(),
    sink: Sink | None = None,
) -> Preview:
    """Judge the rows of files and change nothing.

    `on` is the day of judgement: what lies after it is in the future. `id_areas` are area codes of ID numbers
    taken as valid beside those of `reference`. `known_unions` are codes of unions already recorded. `sink` is
    given every row, unions and industrial unions first, members last, each in order of file and row.
    Raises Unreadable when two files have the same name without ending. A file that cannot be read is listed
    in `unreadable`; the others are judged all the same.
    """
    paths = sorted(files, key=lambda path: path.stem)
    _refuse_same_name(paths)
    return _Call(reference, on, frozenset(id_areas), known_unions, sink).run(paths)


def _refuse_same_name(paths: Sequence[Path]) -> None:
    for earlier, later in pairwise(paths):
        if earlier.stem == later.stem:
            raise Unreadable(
                _("“%(first)s”与“%(second)s”是同名的两个文件。请只留一个，再导入。")
                % {"first": earlier.name, "second": later.name}
            )


class _Call:
    """The state of one call of `preview`."""

    def __init__(
        self,
        reference: Reference,
        on: date,
        id_areas: frozenset[str],
        known_unions: frozenset[str],
        sink: Sink | None,
    ) -> None:
        self.on = on
        self.id_areas = reference.id_areas | id_areas
        self.least_units = reference.least_units
        self.known_unions = known_unions
        self.sink = sink
        self.unions = UnionJudge(reference, on)
        self.declared: list[tuple[FileResult, int, Values]] = []
        self.preview = Preview()

    def run(self, paths: Sequence[Path]) -> Preview:
        rosters = [path for path in paths if self._judge_unless_members(path)]
        index = UnionIndex(frozenset(self.unions.good), frozenset(self.unions.bad), self.known_unions)
        members = MemberJudge(index, self.id_areas, self.on)
        for path in rosters:
            self._judge_members(path, members)
        if rosters:
            self._compare_counts(members.rows_by_union)
        self.preview.files.sort(key=lambda result: result.file)
        for result in self.preview.files:
            result.notices.sort(key=lambda notice: notice.row)
        return self.preview

    def _judge_unless_members(self, path: Path) -> bool:
        """Judge a file of unions; True when it holds members and has to come after all unions."""
        table = self._open(path)
        if table is None or table.layout.kind == MEMBERS:
            return table is not None
        result = self._begin(path, table)
        judge_row = self._judge_union if table.layout.kind == UNIONS else self._judge_sector_union
        for row in table.rows:
            self._add(result, table.layout, row, judge_row(result, table.layout, row))
        self._note_dropped_wages(result, table.layout)
        return False

    def _judge_members(self, path: Path, judge: MemberJudge) -> None:
        table = self._open(path, checked=True)
        if table is None:
            return
        result = self._begin(path, table)
        judge.begin_file()
        filled_down = 0
        for row in table.rows:
            verdict, filled = judge.judge(result.file, row)
            filled_down += filled
            self._add(result, table.layout, row, verdict)
        if filled_down:
            result.notices.append(reasons.file_notice("union_filled_down", rows=filled_down))
        self._note_dropped_wages(result, table.layout)

    def _open(self, path: Path, *, checked: bool = False) -> Table | None:
        try:
            return find_table(open_sheets(path, checked=checked))
        except Unreadable as error:
            self.preview.unreadable[path.stem] = error.message
        except OSError:
            self.preview.unreadable[path.stem] = _("文件打不开。请确认文件存在，并且没有被其他程序占用。")
        return None

    def _begin(self, path: Path, table: Table) -> FileResult:
        layout = table.layout
        result = FileResult(path.stem, layout.kind, table.header_line, layout.columns, layout.headings)
        for code, columns in (("unknown_column", layout.unknown), ("repeated_column", layout.repeated)):
            if columns:
                result.notices.append(reasons.file_notice(code, columns="、".join(columns)))
        self.preview.files.append(result)
        return result

    def _judge_union(self, result: FileResult, _layout: Layout, row: RawRow) -> Verdict:
        verdict, notices = self.unions.judge(result.file, row)
        result.notices += notices
        if not verdict.fault or verdict.fault.code != "duplicate_union_row":
            self.declared.append((result, row.number, verdict.values))
        return verdict

    def _judge_sector_union(self, result: FileResult, layout: Layout, row: RawRow) -> Verdict:
        verdict, notices = sector_unions.judge(row, self.on, layout.headings, self.least_units)
        result.notices += notices
        return verdict

    def _add(self, result: FileResult, layout: Layout, row: RawRow, verdict: Verdict) -> None:
        judged = JudgedRow(result.file, result.kind, row.number, verdict.values, waiting=verdict.waiting)
        if verdict.fault:
            message = reasons.message(verdict.fault, layout.headings)
            reason, at = verdict.fault.code, verdict.fault.field
            judged = replace(judged, reason=reason, field=at, message=message, cells=row.cells)
            result.bad.append(judged)
        elif verdict.waiting:
            judged = replace(judged, cells=row.cells)
        result.ended += bool(verdict.fault is None and verdict.values.get("ended"))
        result.rows += 1
        result.waiting += verdict.waiting
        if self.sink:
            self.sink(judged)

    def _note_dropped_wages(self, result: FileResult, layout: Layout) -> None:
        if any(field in layout.columns for field in WAGE_FIELDS):
            result.notices.append(reasons.file_notice("wage_dropped"))

    def _compare_counts(self, counted: Mapping[str, int]) -> None:
        for result, number, values in self.declared:
            rows = counted.get(values["union_code"], 0)
            if values["members"] is not None and values["members"] != rows:
                code = "member_count_differs_from_roster"
                result.notices.append(reasons.notice(number, code, declared=values["members"], counted=rows))
