"""A crash leaves nothing, a dead worker is noticed, blank never overwrites, nobody writes outside his territory."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonglian.organisation.models import Coverage, Line, Membership, Person, Union
from gonglian.organisation.states import Role
from gonglian.rosters import merge, tasks
from gonglian.rosters.models import Import, ImportProgress
from gonglian.rosters.moves import move, recover, recover_all
from gonglian.rosters.progress import Progress
from gonglian.rosters.states import ImportState
from tests.factories.organisation import make_union
from tests.factories.rosters import (
    ON,
    Shire,
    applied,
    apply,
    csv_file,
    member_row,
    officer,
    sector_row,
    sent,
    union_code,
    union_row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shire() -> Shire:
    return Shire()


def test_crash_in_the_middle_leaves_nothing(shire: Shire, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = sent(shire, csv_file("unions.csv", [union_row(1)]), csv_file("members.csv", [member_row(1)]))
    monkeypatch.setattr(merge, "STEPS", (*merge.STEPS[:-2], "select 1 / 0"))
    with pytest.raises(Exception, match="division by zero"):
        apply(shire, batch)
    batch.refresh_from_db()
    assert batch.state == ImportState.PREVIEWED
    assert "没有写入任何内容" in batch.message
    assert [Union.objects.filter(kind="primary").count(), Person.objects.count(), batch.traces.count()] == [
        0,
        0,
        0,
    ]
    monkeypatch.undo()
    assert apply(shire, batch).state == ImportState.APPLIED


@pytest.mark.parametrize(
    ("state", "after", "said"),
    [
        (ImportState.APPLYING, ImportState.PREVIEWED, "写入中断，没有写入任何内容。请再写入一次。"),
        (ImportState.PREVIEWING, ImportState.FAILED, "检查中断，没有写入任何内容。请再检查一次。"),
        (ImportState.APPLIED, ImportState.APPLIED, ""),
    ],
)
def test_dead_worker_is_noticed(shire: Shire, state: str, after: str, said: str) -> None:
    batch = sent(shire, csv_file("unions.csv", [union_row(1)]))
    long_ago = timezone.now() - timedelta(hours=1)
    Import.objects.filter(pk=batch.pk).update(state=state, state_since=long_ago)
    recover(batch.pk)  # the progress is fresh: somebody is at work
    ImportProgress.objects.update(seen_at=long_ago)
    batch.refresh_from_db()
    assert batch.state == state
    recover_all(timezone.localdate())
    batch.refresh_from_db()
    assert (batch.state, batch.message) == (after, said)


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_job_holds_its_transaction() -> None:
    from django.db import transaction

    ImportProgress.objects.create(batch_id=7, seen_at=timezone.now())
    other = connection.copy()
    with Progress(7) as progress, transaction.atomic():
        progress.tell(40, 90)
        with other.cursor() as cursor:
            cursor.execute("select done, total from rosters_importprogress where batch_id = 7")
            seen = cursor.fetchone()
    other.close()
    assert seen == (40, 90)


@pytest.mark.django_db(transaction=True)
def test_import_that_is_held_is_left_alone() -> None:
    from django.db import transaction

    from gonglian.core.refused import Refused
    from gonglian.rosters.moves import hold

    batch = sent(Shire(), csv_file("unions.csv", [union_row(1)]))
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("select 1 from rosters_import where id = %s for update", [batch.pk])
        with pytest.raises(Refused, match="正在办理"), transaction.atomic():
            hold(batch.pk)
    finally:
        other.rollback()
        other.close()


UNION_CELLS = ("职工人数", "会员人数", "行业代码", "建会日期")
MEMBER_CELLS = ("手机号码", "政治面貌", "入会日期")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    union=st.sets(st.sampled_from(UNION_CELLS)),
    member=st.sets(st.sampled_from(MEMBER_CELLS)),
    reverse=st.booleans(),
)
def test_blank_never_overwrites(shire: Shire, union: set[str], member: set[str], reverse: bool) -> None:
    full = csv_file("unions.csv", [union_row(1)]), csv_file("members.csv", [member_row(1)])
    blank = (
        csv_file("unions.csv", [union_row(1, **dict.fromkeys(union, ""))]),
        csv_file("members.csv", [member_row(1, **dict.fromkeys(member, ""))]),
    )
    from django.db import transaction

    with transaction.atomic():
        applied(shire, *(blank if reverse else full))
        before = _values()
        again = sent(shire, *(full if reverse else blank))
        if not reverse:
            assert (again.counts["change"], again.counts["unchanged"], _values()) == (0, 2, before)
        elif again.written:
            apply(shire, again)
        now = _values()
        transaction.set_rollback(True)
    assert now["union"] == (60, 40, ["2021"], "2015-05-04")
    assert now["person"] == ("13800000001", {"political": "群众"})


def _values() -> dict[str, Any]:
    union, person = Union.objects.get(code=union_code(1)), Person.objects.get(id_hash__isnull=False)
    figures = (
        union.declared.get("workers"),
        union.declared.get("members"),
        union.trades,
        str(union.founded_on),
    )
    return {"union": figures, "person": (person.phone, person.details)}


def reasons(batch: Import) -> list[str]:
    return list(batch.rows.order_by("file_id", "number").values_list("reason", flat=True))


def test_rows_outside_the_territory_are_bad(shire: Shire) -> None:
    town = make_union("乙山街道工会", "township", "990101002", shire.county)
    shire.handler, shire.county = officer("town", town, Role.HANDLER), town
    batch = sent(shire, csv_file("unions.csv", [union_row(1), union_row(2, 乡镇街道代码="990101002")]))
    assert reasons(batch) == ["outside_territory", ""]


def test_unions_of_another_county_can_not_be_touched(shire: Shire) -> None:
    other = make_union("乙县总工会", "local", "371302")
    make_union("乙县货运工会", "primary", "371302", other, code=union_code(1))
    batch = sent(shire, csv_file("unions.csv", [union_row(1)]), csv_file("members.csv", [member_row(1)]))
    assert reasons(batch) == ["union_outside", "union_outside"]


def test_member_of_another_union_is_bad_and_not_moved(shire: Shire) -> None:
    applied(
        shire, csv_file("unions.csv", [union_row(1), union_row(2)]), csv_file("members.csv", [member_row(1)])
    )
    batch = sent(shire, csv_file("members.csv", [member_row(1, 2)]))
    assert reasons(batch) == ["member_elsewhere"]
    assert Membership.objects.get().union.code == union_code(1)


def test_who_left_in_a_roster_stays_on_record_until_somebody_acts(shire: Shire) -> None:
    applied(shire, csv_file("unions.csv", [union_row(1)]), csv_file("members.csv", [member_row(1)]))
    batch = applied(shire, csv_file("members.csv", [member_row(1, 会籍状态="已退会")]))
    assert batch.rows.get().notes[0]["code"] == "still_member"
    assert Membership.objects.get().valid.upper is None


def test_lines_and_coverage_of_a_union_on_record_are_never_touched(shire: Shire) -> None:
    applied(shire, csv_file("unions.csv", [union_row(1)]))
    before = list(Line.objects.values_list()), list(Coverage.objects.values_list())
    other = union_row(2)
    row = union_row(
        1, 单位统一社会信用代码=other["单位统一社会信用代码"], 乡镇街道代码="990101002", 工会名称="别名工会"
    )
    batch = applied(shire, csv_file("unions.csv", [row]))
    assert {note["code"] for note in batch.rows.get().notes} == {
        "unit_differs",
        "town_differs",
        "name_differs",
    }
    assert (list(Line.objects.values_list()), list(Coverage.objects.values_list())) == before


def test_branch_names_its_head(shire: Shire) -> None:
    head = union_row(9)["单位统一社会信用代码"]
    row = union_row(1, 单位名称="云帆木器甲河分公司") | {
        "所属法人单位": "云帆木器有限公司",
        "所属法人单位代码": head,
    }
    applied(shire, csv_file("unions.csv", [row]))
    employer = Coverage.objects.get().employer
    assert employer.legal_person is not None
    assert (employer.legal_person.uscc, employer.legal_person.name) == (head, "云帆木器有限公司")


def test_industrial_union_is_recorded_with_what_breaks_a_rule(shire: Shire) -> None:
    from gonglian.core.models import Act

    row = sector_row(主席其他职务="行业协会会长", 成员工会数=1, 经费审查委员会="无")
    batch = applied(shire, csv_file("sector.csv", [row]))
    union = Union.objects.get(kind="industrial")
    assert (union.form, union.level, union.region_id, union.declared["units"]) == (
        "federation",
        "county",
        "990101",
        1,
    )
    findings = Act.objects.get(pk=batch.act_id).findings
    assert [(f["id"], f["ok"]) for f in findings] == [("ORG-01", False), ("ELI-01", False), ("ORG-18", False)]
    roles = union.positions.values_list("role", flat=True)
    assert list(roles) == ["union_chair"]


def test_apply_job_that_comes_late_does_nothing(shire: Shire) -> None:
    batch = sent(shire, csv_file("unions.csv", [union_row(1)]))
    tasks.apply_import.call(batch.pk, shire.handler.pk, shire.handler.duty.pk, ON.isoformat())
    assert Union.objects.filter(kind="primary").count() == 0
    move(batch, ImportState.DISCARDED)
