"""Rows of existing industrial unions: recorded reality, so what breaks a rule is a warning, not a bad row."""

from collections.abc import Iterator, Mapping
from datetime import date

from gonglian.rosters import reasons
from gonglian.rosters.judge import posts, terms
from gonglian.rosters.judge.fields import FieldTypes, read, unfit_for_name, unread
from gonglian.rosters.rows import Fault, Notice, RawRow, Values, Verdict

FIELDS = FieldTypes(
    texts=("level", "industry_name", "area", "host_body", "parent_union", "chair_post", "note"),
    names=("name", "chair"),
    counts=("units", "workers", "term_years"),
    dates=("founded", "term_start"),
    choices=("audit_committee", "women_committee"),
)


def judge(
    row: RawRow, on: date, headings: Mapping[str, str], least_units: int
) -> tuple[Verdict, list[Notice]]:
    """The verdict on one row, bad only without a usable name, and what a person should look at."""
    values = read(row.cells, FIELDS)
    fault = None
    if not values["name"]:
        fault = Fault("name_missing", "name")
    elif unfit_for_name(values["name"]):
        fault = Fault("name_invalid", "name")
    return Verdict(values, fault), [*_unread(row, values, headings), *_notices(row, values, on, least_units)]


def _unread(row: RawRow, values: Values, headings: Mapping[str, str]) -> Iterator[Notice]:
    for fields, code in ((FIELDS.counts, "number_unread"), (FIELDS.dates, "date_unread")):
        for field in unread(row.cells, values, fields):
            yield reasons.notice(row.number, code, column=headings[field])


def _notices(row: RawRow, values: Values, on: date, least: int) -> Iterator[Notice]:
    if values["units"] is not None and values["units"] < least:
        yield reasons.notice(row.number, "single_unit", units=values["units"], least=least)
    if posts.is_barred(values["chair_post"] or ""):
        yield reasons.notice(row.number, "barred_chair", post=values["chair_post"])
    for field in FIELDS.choices:
        if field in row.cells and values[field] is not True:
            yield reasons.notice(row.number, field + "_missing")
    if terms.is_over(values["term_start"], values["term_years"], on):
        start = values["term_start"].isoformat()
        yield reasons.notice(row.number, "term_expired", start=start, years=values["term_years"])
