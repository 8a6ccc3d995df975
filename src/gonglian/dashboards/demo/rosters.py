"""Rosters that were sent in: one read and waiting with faults in it, one that could not be read, one written, one taken
back, one thrown away."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import COUNTY, TOWN
from gonglian.rosters import tasks, uploads
from gonglian.rosters.actions import undo_import
from gonglian.rosters.models import Import
from gonglian.rosters.moves import move
from gonglian.rosters.states import ImportState

HEAD = (
    "工会名称 工会统一社会信用代码 单位名称 单位统一社会信用代码 行业代码 乡镇街道代码 建会日期 职工人数 会员人数 工会主席"
).split()


def build(city: City) -> None:
    known = [_row(city, number) for number in range(1, 4)]
    _write(city, _send(city, "上月新建工会.csv", known))
    twice = _write(city, _send(city, "上月新建工会（重复）.csv", [_row(city, 11)]))
    undo_import(batch=twice, actor=city.users["county.handler"], on=city.today)
    uploads.discard(_send(city, "试填.csv", [_row(city, 12)]))
    faulty = [
        known[0], known[1] | {"职工人数": 55}, _row(city, 4),
        _row(city, 5) | {"单位统一社会信用代码": "91371302MY00"}, _row(city, 6) | {"建会日期": "去年春天"},
    ]  # fmt: skip
    _send(city, "本月新建工会.csv", faulty)
    _send(city, "通讯录.csv", [{"姓名": "查无此列", "备注": "不是工会名册"}])


def _write(city: City, batch: Import) -> Import:
    move(batch, ImportState.APPLYING)
    handler = city.users["county.handler"]
    tasks.apply_import.call(batch.pk, handler.pk, handler.duty.pk, city.today.isoformat())
    batch.refresh_from_db()
    return batch


def _send(city: City, name: str, rows: list[dict[str, Any]]) -> Import:
    text = StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file = SimpleUploadedFile(name, text.getvalue().encode("utf-8-sig"))
    batch = uploads.receive(
        files=[file], union=city.heads[COUNTY], user=city.users["county.handler"], on=city.today
    )
    tasks.preview_import.call(batch.pk)
    batch.refresh_from_db()
    return batch


def _row(city: City, number: int) -> dict[str, Any]:
    firm = f"海棠新建（演示{900 + number}）有限公司"
    cells = [
        f"{firm}工会委员会", city.code("81", TOWN), firm, city.code("91", TOWN), "5431", TOWN,
        city.ago(30 + number).isoformat(), 30 + number, 20 + number, "解清和",
    ]  # fmt: skip
    return dict(zip(HEAD, cells, strict=True))
