from __future__ import annotations

from datetime import date

import pytest

from gonglian.documents.papers import Column, CountLine, Heading, Kind, PaperError, Paragraph, Table, check
from gonglian.documents.tables import QuotaRow, quota_table
from gonglian.documents.wording import Purpose
from tests.documents.samples import official

REQUEST = (Kind.REQUEST, Purpose.PREPARE)
REPORT = (Kind.REPORT, Purpose.RESULT)


@pytest.mark.parametrize(
    ("which", "changes", "problem"),
    [
        (REQUEST, {"title": "平湖县总工会关于成立的报告"}, "以“请示”结尾"),
        (REQUEST, {"number": "平工发[2026]12号"}, "年份应当用六角括号"),
        (REQUEST, {"issued_on": date(2027, 1, 4)}, "年份2027不一致"),
        (REQUEST, {"issued_on": None}, "没有成文日期"),
        (REQUEST, {"signer": None}, "没有签发人"),
        (REPORT, {"signer": ""}, "没有签发人"),
        (REQUEST, {"addressee": ""}, "没有主送机关"),
        (REQUEST, {"addressee": "临江市总工会、平湖县委"}, "多于一个机关"),
        (REPORT, {"body": (Paragraph("妥否，请批示。"),)}, "报告不得夹带请示事项"),
        (
            REPORT,
            {"body": (Paragraph("一并说明。", lead="（一）以上请批复。", level=2),)},
            "报告不得夹带请示事项",
        ),
    ],
)
def test_paper_refused_with_one_problem(which, changes, problem):
    with pytest.raises(PaperError) as error:
        check(official(*which, **changes))
    assert len(error.value.problems) == 1
    assert problem in error.value.problems[0]


def test_paper_refused_names_every_problem():
    with pytest.raises(PaperError) as error:
        check(official(*REQUEST, title="无文种", signer=None, addressee=""))
    assert len(error.value.problems) == 3


def test_draft_needs_no_number_signer_or_date():
    check(official(*REQUEST, number=None, signer=None, issued_on=None))


def test_notice_may_have_many_addressees():
    check(official(Kind.NOTICE, Purpose.ESTABLISHED, addressee="各乡镇总工会，县直各单位工会"))


def test_table_refused_when_a_row_is_short():
    with pytest.raises(ValueError, match="row 1 has 1 cells, 2 expected"):
        Table((Column("甲", 1), Column("乙", 1)), (("1", "2"), ("3",)))


@pytest.mark.parametrize("level", [0, 5])
def test_heading_refused_beyond_four_levels(level):
    with pytest.raises(ValueError, match="1 to 4"):
        Heading(level, "标题")


@pytest.mark.parametrize(
    ("line", "total"),
    [(CountLine("甲", 30, 5, 2), 37), (CountLine("甲", 30, None, 2), None), (CountLine("甲"), None)],
)
def test_count_line_sums_only_when_complete(line, total):
    assert line.total == total


def test_quota_table_ends_with_its_sums():
    table = quota_table((QuotaRow("甲工会", 300, 10, 4, 5), QuotaRow("乙工会", 100, 4, 1, 3, "说明")))
    assert table.rows == (
        ("1", "甲工会", "300", "10", "4", "5", ""),
        ("2", "乙工会", "100", "4", "1", "3", "说明"),
        ("", "合计", "400", "14", "5", "8", ""),
    )
