"""A roster that names a record by what it was called before two were made one finds the one that remains."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.core.refused import Refused
from gonglian.organisation import actions
from gonglian.organisation.models import Coverage, Employer, EmployerMerge, Person, Position
from gonglian.rosters.actions import undo_import
from tests.factories.dirty_rosters import uscc
from tests.factories.rosters import ON, Shire, applied, csv_file, member_row, sent, union_row, unit_code

pytestmark = pytest.mark.django_db
NEW = uscc("92990101RT0000001")  # of the same body as unit_code(1), issued later


@pytest.fixture
def shire() -> Shire:
    return Shire()


def make_one(kept: Any, dropped: Any, shire: Shire, **choices: Any) -> None:
    merge = actions.propose_merge(
        kept=kept, dropped=dropped, reason="换过证照", choices=choices, actor=shire.handler, on=ON
    )
    actions.confirm_merge(merge=merge, actor=None, on=ON)


def employer_of_new_code(shire: Shire) -> Employer:
    """The employer of the first row, made one with a record of its later code, which remains."""
    kept = actions.register_employer(
        uscc=NEW, name="云帆木器1号厂", region_id="990101001", actor=None, on=ON, economic_type="", workers=60
    )
    dropped = Employer.objects.get(uscc=unit_code(1))
    make_one(kept, dropped, shire)
    return kept


@pytest.mark.parametrize("code", [unit_code(1), NEW])
def test_same_row_by_old_or_new_code_asks_nothing(shire: Shire, code: str) -> None:
    rows = lambda code: csv_file("unions.csv", [union_row(1, 单位统一社会信用代码=code)])  # noqa: E731
    applied(shire, rows(unit_code(1)))
    employer_of_new_code(shire)
    assert [(row.status, row.notes) for row in sent(shire, rows(code)).rows.all()] == [("unchanged", [])]


def test_row_of_another_employer_still_asks(shire: Shire) -> None:
    applied(shire, csv_file("unions.csv", [union_row(1)]))
    employer_of_new_code(shire)
    (row,) = sent(shire, csv_file("unions.csv", [union_row(1, 单位统一社会信用代码=unit_code(9))])).rows.all()
    assert (row.status, [note["code"] for note in row.notes]) == ("warning", ["unit_differs"])


def test_new_union_of_the_old_code_covers_what_remains(shire: Shire) -> None:
    applied(shire, csv_file("unions.csv", [union_row(1)]))
    kept = employer_of_new_code(shire)
    row = union_row(2, 单位统一社会信用代码=unit_code(1), 主席职务="总经理")
    applied(shire, csv_file("unions.csv", [row]))
    assert {each.employer for each in Coverage.objects.current_record()} == {kept}
    posts = Position.objects.current_record().filter(employer__isnull=False)
    assert {post.employer for post in posts} == {kept}
    assert Employer.objects.count() == 2


def test_branch_of_the_old_code_has_the_head_that_remains(shire: Shire) -> None:
    applied(shire, csv_file("unions.csv", [union_row(1)]))
    kept = employer_of_new_code(shire)
    row = union_row(2, 法人单位名称="云帆木器1号厂", 法人单位统一社会信用代码=unit_code(1))
    applied(shire, csv_file("unions.csv", [row]))
    assert Employer.objects.get(uscc=unit_code(2)).legal_person == kept


def test_member_whose_record_was_merged_is_found_by_the_number(shire: Shire) -> None:
    applied(shire, csv_file("unions.csv", [union_row(1)]), csv_file("members.csv", [member_row(1)]))
    dropped = Person.objects.get(id_hash__isnull=False)
    kept = actions.register_person(name=dropped.name, actor=None, on=ON)
    make_one(kept, dropped, shire)
    again = sent(shire, csv_file("members.csv", [member_row(1)]))
    assert [(row.status, row.target) for row in again.rows.all()] == [("unchanged", kept.pk)]


def test_undo_is_refused_while_a_merge_of_the_head_enterprise_stands(shire: Shire) -> None:
    """Both the import that made the merged record and the one that made a branch of it; then nothing is lost."""
    first = applied(shire, csv_file("unions.csv", [union_row(1)]))
    branch = {"法人单位名称": "云帆木器1号厂", "法人单位统一社会信用代码": unit_code(1)}
    later = applied(shire, csv_file("unions.csv", [union_row(2, **branch)]))
    kept = employer_of_new_code(shire)
    for batch in (first, later):
        with pytest.raises(Refused, match="云帆木器1号厂"):
            undo_import(batch=batch, actor=shire.handler, on=ON)
    heads = dict(Employer.objects.values_list("uscc", "legal_person__uscc"))
    assert heads == {NEW: None, unit_code(1): None, unit_code(2): NEW}
    actions.undo_merge(merge=EmployerMerge.objects.get(), reason="是两家厂", actor=shire.handler, on=ON)
    heads = dict(Employer.objects.values_list("uscc", "legal_person__uscc"))
    assert heads == {NEW: None, unit_code(1): None, unit_code(2): unit_code(1)}
    assert Employer.objects.get(uscc=unit_code(1)).merged_into_id is None
    assert not Coverage.objects.current_record().filter(employer=kept).exists()
