"""The unnumbered papers of preparing a congress, drawn from the case. Papers are Chinese whatever the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from gonglian.approvals.queries import notice_ends
from gonglian.congress.delegate_papers import credentials_report, delegate_list
from gonglian.congress.facts import nominees_of
from gonglian.congress.models import Convocation, ElectingUnit, Nominee
from gonglian.congress.states import BodyKind
from gonglian.documents.dates import spoken
from gonglian.documents.papers import Block, Column, Sheet, SheetKind, Table
from gonglian.documents.queries import wording_text
from gonglian.documents.wording import Purpose, Value, Wording
from gonglian.founding import queries
from gonglian.founding.models import Case
from gonglian.founding.values import case_values, group_name, ordinal_of, plan_values
from gonglian.reference.calendar import site_calendar

PEN = "＿" * 10  # room for the pen where the records hold nothing
BY_STROKES = "（按姓氏笔画为序）"
BODIES = {
    BodyKind.COMMITTEE: "委员会委员",
    BodyKind.AUDIT: "经费审查委员会委员",
    BodyKind.WOMEN: "女职工委员会委员",
}
SIGN_LINES = ("工会主席（签名）：", "（工会印章）", "日期：　　　　年　　月　　日")


def draw(kind: str, case: Case, *, on: date) -> Sheet | None:
    """The sheet of a kind of `SHEETS`; None for another kind and where the case does not hold what it needs yet."""
    return SHEETS[kind](case, on) if kind in SHEETS else None


def _consent(case: Case, on: date) -> Sheet:
    """A consent for a constituent to write its name on and sign."""
    values = case_values(case, on=on) | {"constituent": PEN}
    title, body = _fill(case, SheetKind.CONSENT, values)
    return Sheet(SheetKind.CONSENT, title, body, signatures=SIGN_LINES)


def _quota(case: Case, on: date) -> Sheet | None:
    """Places per electing unit."""
    plan = case.convocation
    units = list(plan.units.prefetch_related("unions__union")) if plan else []
    if not units:
        return None
    return _sheet(case, SheetKind.QUOTA_TABLE, {**_values(case, on), "quota_table": _quota_table(units)})


def _quota_table(units: Iterable[ElectingUnit]) -> Table:
    """Number, unit, members, places; a unit of several constituents names them."""
    columns = (
        *(Column("序号", 36), Column("选举单位", 130, left=True), Column("会员数", 50)),
        *(Column("代表名额", 64), Column("组成单位", 162, left=True)),
    )
    rows = [
        (unit.name, unit.members, unit.places, [link.union.name for link in unit.unions.all()]) for unit in units
    ]  # fmt: skip
    lines = [
        (str(n), name, str(members), str(places), "、".join(unions) if len(unions) > 1 else "")
        for n, (name, members, places, unions) in enumerate(rows, start=1)
    ]
    sums = ("", "合计", str(sum(row[1] for row in rows)), str(sum(row[2] for row in rows)), "")
    return Table(columns, (*lines, sums))


def _candidates(case: Case, on: date) -> Sheet | None:
    """The list, one table per body, in surname-stroke order (NOM-06)."""
    tables = _candidate_tables(case.convocation, is_public=False)
    if not tables:
        return None
    return _with_tables(case, SheetKind.CANDIDATE_LIST, _values(case, on), tables)


def _public_notice(case: Case, on: date) -> Sheet | None:
    """The notice to be posted: of the recorded day of posting, else as if posted on `on` (NOM-03)."""
    tables = _candidate_tables(case.convocation, is_public=True)
    if not tables:
        return None
    posted = _last_posting(case) or on
    values = _values(case, on) | {
        "notice_from": spoken(posted), "notice_to": spoken(notice_ends(posted, site_calendar())),
        "office": group_name(case), "telephone": PEN,
    }  # fmt: skip
    return _with_tables(case, SheetKind.PUBLIC_NOTICE, values, tables, issued_on=posted)


def _election_rules(case: Case, on: date) -> Sheet | None:
    """The rules of election, once the sizes are set."""
    if not _is_sized(case.convocation):
        return None
    return _sheet(case, SheetKind.ELECTION_RULES, _values(case, on), note="（草案）")


def _work_plan(case: Case, on: date) -> Sheet | None:
    """The work plan, once sizes and day are set."""
    plan = case.convocation
    if plan is None or not _is_sized(plan) or not plan.planned_on:
        return None
    return _sheet(
        case, SheetKind.WORK_PLAN, _values(case, on) | {"stage_plan": _timetable(case, plan.planned_on)}
    )


def _timetable(case: Case, planned_on: date) -> tuple[str, ...]:
    """What is fixed so far, in its order of days."""
    posted = _last_posting(case)
    fixed = case.preparation.list_fixed_on
    lines = [
        f"候选人名单于{spoken(fixed)}确定。" if fixed else "",
        f"候选人名单自{spoken(posted)}起公示，至{spoken(notice_ends(posted, site_calendar()))}止。"
        if posted
        else "",
        "" if posted else f"候选人名单最迟于{spoken(_latest_posting(planned_on))}张贴公示。",
        f"大会于{spoken(planned_on)}召开。",
    ]
    return tuple(f"{n}.{line}" for n, line in enumerate(filter(None, lines), start=1))


def _latest_posting(planned_on: date) -> date:
    """The last day of posting whose notice ends before the day of the congress."""
    day = planned_on - timedelta(days=1)
    while notice_ends(day, site_calendar()) >= planned_on:
        day -= timedelta(days=1)
    return day


def _of_convocation(paper: Callable[..., Sheet | None]) -> Callable[[Case, date], Sheet | None]:
    """A sheet that needs the congress alone."""
    return lambda case, on: paper(case.convocation, on=on) if case.convocation else None


SHEETS: dict[str, Callable[[Case, date], Sheet | None]] = {
    "consent": _consent,
    "quota": _quota,
    "candidates": _candidates,
    "public_notice": _public_notice,
    "election_rules": _election_rules,
    "work_plan": _work_plan,
    "delegates": _of_convocation(delegate_list),
    "credentials": _of_convocation(credentials_report),
}


# -- parts


def _values(case: Case, on: date) -> dict[str, Value]:
    return case_values(case, on=on) | plan_values(case)


def _fill(case: Case, kind: SheetKind, values: dict[str, Value]) -> tuple[str, tuple[Block, ...]]:
    """Title and blocks in the proposer's own wording, else the shipped one."""
    text = wording_text(case.proposer, kind, Purpose.SHEET) or ""
    title, _gap, body = text.partition("\n")
    return Wording(kind, Purpose.SHEET, title.strip(), body.strip()).fill(values)


def _sheet(case: Case, kind: SheetKind, values: dict[str, Value], note: str = "") -> Sheet:
    title, body = _fill(case, kind, values)
    return Sheet(kind, title, body, note=note, issuer=group_name(case))


def _with_tables(
    case: Case, kind: SheetKind, values: dict[str, Value], tables: list[tuple[str, Table]], issued_on: date | None = None
) -> Sheet:  # fmt: skip
    """A sheet whose one candidate table stands for the tables of all bodies, one below the other."""
    bodies = "、".join(body for body, _table in tables)
    title, blocks = _fill(
        case, kind, {**values, "body": f"{ordinal_of(case)}{bodies}", "candidate_table": tables[0][1]}
    )
    whole = [table for _body, table in tables]
    body = [part for block in blocks for part in (whole if block == tables[0][1] else [block])]
    return Sheet(kind, title, tuple(body), note=BY_STROKES, issuer=group_name(case), issued_on=issued_on)


def _candidate_tables(plan: Convocation | None, *, is_public: bool) -> list[tuple[str, Table]]:
    """Body and its table, for bodies that have nominees."""
    if plan is None:
        return []
    listed = [(words, nominees_of(plan, body)) for body, words in BODIES.items()]
    return [(words, _candidate_table(words, rows, is_public)) for words, rows in listed if rows]


def _candidate_table(words: str, nominees: Iterable[Nominee], is_public: bool) -> Table:
    """Name, sex, unit and post; what goes out to the public holds no more (NOM-03), the list also the seat."""
    columns = (
        *(Column("序号", 2), Column("姓名", 4), Column("性别", 2)),
        *(Column("单位及职务", 10, left=True), Column("拟任", 3)),
    )
    lines = [
        (str(n), row.person.name, row.person.get_sex_display(), _unit(row), row.get_office_display())
        for n, row in enumerate(nominees, start=1)
    ]
    shown = len(columns) - is_public
    return Table(columns[:shown], tuple(line[:shown] for line in lines), f"{words}候选人")


def _unit(nominee: Nominee) -> str:
    return nominee.unit_name or (nominee.union.name if nominee.union else "")


def _last_posting(case: Case) -> date | None:
    return queries.notices(case).order_by("-posted_on", "-pk").values_list("posted_on", flat=True).first()


def _is_sized(plan: Convocation | None) -> bool:
    return bool(plan and plan.delegates and plan.committee_size and plan.audit_size)
