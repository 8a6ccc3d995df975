"""Small rosters for tests that reach the database, and the shire they belong to. Everything is invented."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from gonglian.core.acts import record
from gonglian.organisation.models import Duty, Union
from gonglian.organisation.states import Level, Role, UnionKind
from gonglian.reference.models import Region, RegionKind
from gonglian.rosters import tasks, uploads
from gonglian.rosters.models import Import
from gonglian.rosters.moves import move
from gonglian.rosters.states import ImportState
from tests.factories.dirty_rosters import ID_AREA, TOWNS, id_number, uscc
from tests.factories.organisation import make_duty, make_union, make_user

ON = date(2025, 6, 30)
UNION_HEAD = (
    "工会名称 工会统一社会信用代码 单位名称 单位统一社会信用代码 行业代码 乡镇街道代码 建会日期 职工人数 会员人数 工会主席"
).split()
MEMBER_HEAD = "工会代码 姓名 身份证号 手机号码 政治面貌 入会日期 会籍状态".split()
SECTOR_HEAD = (
    "名称 层级 行业 覆盖县区 依托 成员工会数 覆盖职工数 主席 主席其他职务 经费审查委员会 女职工委员会".split()
)


def union_code(number: int) -> str:
    return uscc(f"81990101RT{number:07d}")


def unit_code(number: int) -> str:
    return uscc(f"91990101RT{number:07d}")


def union_row(number: int, **cells: Any) -> dict[str, Any]:
    """A good row; `cells` by column name replace what it says."""
    row = [f"云帆木器{number}号工会", union_code(number), f"云帆木器{number}号厂", unit_code(number), "2021",
           "990101001", "2015-05-04", 60, 40, "赵安宁"]  # fmt: skip
    return dict(zip(UNION_HEAD, row, strict=True)) | cells


def member_row(number: int, union: int = 1, **cells: Any) -> dict[str, Any]:
    number_of_id = id_number(
        ID_AREA, f"1980{number // 28 % 12 + 1:02d}{number % 28 + 1:02d}", 501 + number // 336
    )
    row = [union_code(union), "钱清和", number_of_id, f"1380000{number:04d}", "群众", "2019-07-01", "已入会"]
    return dict(zip(MEMBER_HEAD, row, strict=True)) | cells


def sector_row(name: str = "甲县木器行业工会联合会", **cells: Any) -> dict[str, Any]:
    row = [name, "县区级", "木器", "甲县", "行业协会", 3, 90, "孙平", "行业协会秘书长", "有", "有"]
    return dict(zip(SECTOR_HEAD, row, strict=True)) | cells


def csv_file(name: str, rows: Iterable[dict[str, Any]]) -> SimpleUploadedFile:
    """Rows with one header as an uploaded file."""
    given = list(rows)
    text = StringIO()
    writer = csv.DictWriter(text, list(given[0]), extrasaction="raise")
    writer.writeheader()
    writer.writerows(given)
    return SimpleUploadedFile(name, text.getvalue().encode("utf-8-sig"))


class Shire:
    """A county with three towns, its federation, a town's union, and an officer for each role."""

    def __init__(self) -> None:
        with transaction.atomic(), record("tests.add_regions", actor=None, on=ON):
            Region.objects.create(code="990101", name="甲县", kind=RegionKind.COUNTY)
            for code, name in TOWNS.items():
                Region.objects.create(code=code, name=name, kind=RegionKind.TOWN, parent_id="990101")
        self.county = make_union("甲县总工会", UnionKind.LOCAL, "990101", level=Level.COUNTY)
        self.town = make_union(
            "甲河镇工会", UnionKind.TOWNSHIP, "990101001", self.county, level=Level.TOWNSHIP
        )
        self.handler = officer("handler", self.county, Role.HANDLER)
        self.reader = officer("reader", self.county, Role.READER)


def officer(username: str, union: Union, role: str) -> Any:
    user: Any = make_user(username)
    make_duty(user, union, role)
    return user


def duty_of(user: Any) -> Duty:
    return user.duty  # type: ignore[no-any-return]


def sent(shire: Shire, *files: SimpleUploadedFile) -> Import:
    """Files uploaded by the county's handler, judged and compared."""
    batch = uploads.receive(files=files, union=shire.county, user=shire.handler, on=ON, id_areas=[ID_AREA])
    tasks.preview_import.call(batch.pk)
    batch.refresh_from_db()
    return batch


def applied(shire: Shire, *files: SimpleUploadedFile) -> Import:
    """The same, written."""
    return apply(shire, sent(shire, *files))


def apply(shire: Shire, batch: Import) -> Import:
    with transaction.atomic():
        move(batch, ImportState.APPLYING)
    tasks.apply_import.call(batch.pk, shire.handler.pk, shire.handler.duty.pk, ON.isoformat())
    batch.refresh_from_db()
    return batch
