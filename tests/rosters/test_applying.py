"""Apply: the database afterwards holds the good rows, exactly; again the same file is all unchanged; undo restores."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.core.models import Act
from gonglian.core.sealing import open_text
from gonglian.organisation.models import (
    Coverage,
    Employer,
    Line,
    Membership,
    Person,
    Position,
    Union,
    UnionName,
)
from gonglian.rosters.states import ImportState
from tests.factories.rosters import (
    Shire,
    applied,
    csv_file,
    member_row,
    sector_row,
    sent,
    union_code,
    union_row,
    unit_code,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shire() -> Shire:
    return Shire()


def counted(batch: Any) -> dict[str, int]:
    return {name: count for name, count in batch.counts.items() if count}


def statuses(batch: Any) -> list[tuple[str, str]]:
    return list(batch.rows.order_by("file_id", "number").values_list("status", "reason"))


def test_good_rows_come_onto_the_record(shire: Shire) -> None:
    unions = csv_file(
        "unions.csv", [union_row(1), union_row(2, 工会主席=" "), union_row(3, 乡镇街道代码="990101002")]
    )
    members = csv_file("members.csv", [member_row(1), member_row(2, 2), member_row(3, 3, 会籍状态="已退会")])
    batch = applied(shire, unions, members)
    assert batch.state == ImportState.APPLIED, batch.message
    made = Union.objects.filter(code__in=[union_code(n) for n in (1, 2, 3)]).order_by("code")
    assert [(u.code, u.kind, u.region_id, u.trades, str(u.founded_on)) for u in made] == [
        (union_code(1), "primary", "990101001", ["2021"], "2015-05-04"),
        (union_code(3), "primary", "990101002", ["2021"], "2015-05-04"),
    ]
    chairs = Position.objects.filter(role="union_chair").values_list("person__name", "union__code")
    assert sorted(chairs) == [("赵安宁", union_code(1)), ("赵安宁", union_code(3))]
    assert [(m.person.name, m.union.code, str(m.valid.lower), m.valid.upper) for m in Membership.objects.filter(
        valid__upper_inf=True)] == [("钱清和", union_code(1), "2019-07-01", None)]  # fmt: skip
    ended = Membership.objects.get(valid__upper_inf=False)
    assert (ended.union.code, str(ended.valid.upper)) == (union_code(3), "2025-06-30")
    person = Membership.objects.get(valid__upper_inf=True).person
    assert open_text(person.id_sealed) == member_row(1)["身份证号"]
    assert (person.details, person.phone, person.sex) == ({"political": "群众"}, "13800000001", "1")
    assert statuses(batch) == [
        ("warning", ""),
        ("error", "chair_missing"),
        ("warning", ""),
        ("new", ""),
        ("waiting", ""),
        ("new", ""),
    ]


def test_new_unions_stand_in_the_tree_with_their_lines_and_employers(shire: Shire) -> None:
    applied(shire, csv_file("unions.csv", [union_row(1), union_row(3, 乡镇街道代码="990101002")]))
    made = Union.objects.filter(kind="primary").order_by("code")
    assert made[0].declared == {"workers": 60, "members": 40}
    assert made[0].path == f"{shire.town.path}{made[0].pk}/"
    lines = Line.objects.filter(child__in=made).values_list(
        "child__code", "kind", "parent__name", "start_known"
    )
    assert sorted(lines) == [
        (union_code(1), "dues", "甲河镇工会", False), (union_code(1), "leadership", "甲河镇工会", False),
        (union_code(3), "dues", "甲县总工会", False), (union_code(3), "leadership", "甲县总工会", False),
    ]  # fmt: skip
    assert sorted(Coverage.objects.values_list("union__code", "employer__uscc")) == [
        (union_code(1), unit_code(1)), (union_code(3), unit_code(3)),
    ]  # fmt: skip


def test_the_same_files_again_are_all_unchanged(shire: Shire) -> None:
    files = lambda: (  # noqa: E731
        csv_file("unions.csv", [union_row(1), union_row(2)]),
        csv_file("sector.csv", [sector_row()]),
        csv_file("members.csv", [member_row(1), member_row(2, 会籍状态="已退会", 入会日期="")]),
    )
    assert counted(applied(shire, *files()))["written"] == 5
    again = sent(shire, *files())
    assert counted(again) == {"unchanged": 5, "all": 5}


def tables() -> dict[str, list[Any]]:
    """Everything an import may write to, as plain values."""
    models = (Union, UnionName, Employer, Line, Coverage, Person, Position, Membership)
    return {
        model.__name__: [list(row) for row in model.objects.order_by("pk").values_list()] for model in models
    }


def test_undo_restores_what_was(shire: Shire) -> None:
    from gonglian.rosters import actions

    applied(shire, csv_file("unions.csv", [union_row(1)]), csv_file("members.csv", [member_row(1)]))
    before = tables()
    batch = applied(
        shire,
        csv_file("unions.csv", [union_row(1, 会员人数=41, 行业代码="2029"), union_row(2)]),
        csv_file("members.csv", [member_row(1, 手机号码="13900000000"), member_row(2), member_row(3, 2)]),
        csv_file("sector.csv", [sector_row()]),
    )
    assert batch.state == ImportState.APPLIED, batch.message
    assert tables() != before
    actions.undo_import(batch=batch, actor=shire.handler, on=batch.judged_on)
    assert tables() == before
    assert batch.state == ImportState.UNDONE
    assert list(Act.objects.order_by("-pk").values_list("act", flat=True)[:2]) == [
        "rosters.undo_import",
        "rosters.apply_import",
    ]
