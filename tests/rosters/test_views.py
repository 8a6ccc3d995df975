"""The pages: who may, what an upload is told, what pressing twice does, what a stale tab is told."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gonglian.core.models import Act
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role, UnionKind
from gonglian.rosters import outward
from gonglian.rosters.models import Import
from gonglian.rosters.preview import preview
from gonglian.rosters.queries import known_unions, reference
from gonglian.rosters.rows import JudgedRow
from gonglian.rosters.states import ImportState
from tests.factories.dirty_rosters import ID_AREA
from tests.factories.organisation import make_union, make_user
from tests.factories.pages import client_of, text_of
from tests.factories.rosters import (
    ON,
    Shire,
    applied,
    csv_file,
    member_row,
    officer,
    sector_row,
    sent,
    union_row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shire() -> Shire:
    return Shire()


@pytest.fixture(autouse=True)
def rules(settings: Any) -> None:
    settings.ROSTER_ID_AREAS = [ID_AREA]


def upload(client: Client, *files: Any) -> Any:
    return client.post(reverse("rosters:upload"), {"rosters": list(files)}, follow=True)


# ---------------------------------------------------------------- who may

PAGES = [  # name, method, made for: handler / reader / officer of another county / nobody's duty
    ("imports", "get", (200, 200, 200, 200)),
    ("upload", "get", (200, 403, 200, 403)),
    ("import", "get", (200, 200, 404, 404)),
    ("apply", "post", (302, 403, 404, 404)),
    ("discard", "post", (302, 403, 404, 404)),
    ("retry", "post", (422, 403, 404, 404)),
    ("undo", "post", (422, 403, 404, 404)),
    ("leftovers", "post", (200, 403, 404, 404)),
    ("prefilled", "get", (200, 403, 200, 403)),
    ("prefilled_members", "post", (200, 403, 404, 404)),
    ("link", "get", (200, 403, 404, 404)),
]


@pytest.mark.parametrize(("name", "method", "expected"), PAGES, ids=[page[0] for page in PAGES])
def test_who_gets_in(shire: Shire, name: str, method: str, expected: tuple[int, ...]) -> None:
    other = make_union("乙县总工会", UnionKind.LOCAL, "371302")
    people = [
        shire.handler,
        shire.reader,
        officer("other", other, Role.HANDLER),
        officer("admin", shire.county, Role.ADMIN),
    ]
    applied(shire, csv_file("unions.csv", [union_row(1)]), csv_file("sector.csv", [sector_row()]))
    pks = {
        "prefilled_members": Union.objects.get(kind="primary").pk,
        "link": Union.objects.get(kind="industrial").pk,
    }
    given = []
    for user in people:
        batch = sent(shire, csv_file("unions.csv", [union_row(2), union_row(3, 工会主席="")]))
        kwargs: dict[str, Any] = (
            {"pk": pks.get(name, batch.pk)} if name not in ("imports", "upload", "prefilled") else {}
        )
        if name == "prefilled":
            kwargs = {"kind": "unions"}
        client = client_of(user)
        answer = getattr(client, method)(reverse(f"rosters:{name}", kwargs=kwargs), {"seen": batch.edition})
        given.append(answer.status_code)
    assert tuple(given) == expected


# ---------------------------------------------------------------- uploads


def zip_of(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


BAD_UPLOADS = [
    ("macro.xlsx", zip_of(**{"xl__workbook.xml": b"<a/>", "xl__vbaProject.bin": b"x"}), "工作簿带有宏"),
    (
        "bomb.xlsx",
        zip_of(**{"xl__workbook.xml": b"<a/>", "xl__worksheets__sheet1.xml": b"0" * (40 * 2**20)}),
        "过大",
    ),
    ("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\0", "编码无法识别"),
    ("page.xlsx", b"<html><table></table></html>", "文件是网页"),
    ("nothing.csv", "你好".encode(), "没有找到表头"),
    ("lacking.csv", "姓名,性别,民族,身份证号\n甲,男,汉,1\n".encode(), "表头缺少列：工会统一社会信用代码"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD_UPLOADS, ids=[row[0] for row in BAD_UPLOADS])
def test_unreadable_upload_says_why_and_writes_nothing(
    shire: Shire, name: str, content: bytes, message: str
) -> None:
    acts = Act.objects.count()
    answer = upload(client_of(shire.handler), SimpleUploadedFile(name, content))
    assert (answer.status_code, Import.objects.get().state) == (200, ImportState.FAILED)
    assert message in text_of(answer)
    assert Act.objects.count() == acts


def test_list_shows_what_could_not_be_read(shire: Shire) -> None:
    client = client_of(shire.handler)
    upload(client, SimpleUploadedFile("nothing.csv", b"x"))
    page = text_of(client.get(reverse("rosters:imports")))
    assert "nothing.csv" in page
    assert "没有读成" in page


def test_upload_over_the_limit_is_refused(shire: Shire, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    answer = upload(client_of(shire.handler), SimpleUploadedFile("large.csv", b"x" * 1001))
    assert answer.status_code == 422
    assert "文件合计超过" in text_of(answer)
    assert Import.objects.count() == 0


def test_huge_request_is_refused_before_it_is_read(shire: Shire) -> None:
    class Untouched(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("the request was read")

    answer = client_of(shire.handler).post(
        reverse("rosters:upload"), **{"wsgi.input": Untouched(), "CONTENT_LENGTH": str(200 * 2**20),
                                      "CONTENT_TYPE": "multipart/form-data; boundary=x"},
    )  # fmt: skip
    assert answer.status_code == 413
    assert "内容太大" in text_of(answer)


def test_empty_upload_is_refused(shire: Shire) -> None:
    assert upload(client_of(shire.handler)).status_code == 422


def test_same_name_twice_is_refused(shire: Shire) -> None:
    files = (csv_file("a.csv", [union_row(1)]), csv_file("a.csv", [union_row(2)]))
    assert "传了两次" in text_of(upload(client_of(shire.handler), *files))


def test_markup_in_a_name_is_shown_as_text_and_not_written(shire: Shire) -> None:
    answer = upload(
        client_of(shire.handler), csv_file("unions.csv", [union_row(1, 工会名称="<b>云帆</b>工会")])
    )
    assert "<b>云帆" not in text_of(answer)
    assert "&lt;b&gt;云帆" in text_of(answer)
    assert Import.objects.get().written == 0


def test_preview_shows_each_kind_of_row(shire: Shire) -> None:
    applied(shire, csv_file("unions.csv", [union_row(1), union_row(2), union_row(3)]))
    rows = [
        union_row(1),
        union_row(2, 会员人数=41),
        union_row(3, 工会主席="孙平"),
        union_row(4),
        union_row(5, 单位统一社会信用代码="123"),
    ]
    answer = upload(client_of(shire.handler), csv_file("unions.csv", rows))
    page = text_of(answer)
    assert "<del>40</del> <ins>41</ins>" in page
    assert "系统里的主席是“赵安宁”" in page
    assert "应为 18 位，现有 3 位" in page
    counts = Import.objects.latest("pk").counts
    assert {key: counts[key] for key in ("new", "change", "unchanged", "warning", "error", "written")} == {
        "new": 1, "change": 1, "unchanged": 1, "warning": 1, "error": 1, "written": 2}  # fmt: skip


# ---------------------------------------------------------------- applying


def press_apply(client: Client, batch: Import, seen: str = "") -> Any:
    url = reverse("rosters:apply", args=[batch.pk])
    return client.post(url, {"seen": seen or batch.edition}, follow=True)


def test_pressing_twice_writes_once(shire: Shire) -> None:
    client = client_of(shire.handler)
    batch = sent(shire, csv_file("unions.csv", [union_row(1)]))
    answers = [press_apply(client, batch).status_code for _ in range(2)]
    assert answers == [200, 200]
    assert Act.objects.filter(act="rosters.apply_import").count() == 1
    assert Union.objects.filter(kind="primary").count() == 1


def test_tab_with_an_older_preview_is_refused(shire: Shire) -> None:
    batch = sent(shire, csv_file("unions.csv", [union_row(1)]))
    answer = press_apply(client_of(shire.handler), batch, "1.0")
    assert answer.status_code == 422
    assert "预览已更新" in text_of(answer)
    assert Union.objects.filter(kind="primary").count() == 0


def test_records_that_changed_meanwhile_send_back_to_the_preview(shire: Shire) -> None:
    first, second = (sent(shire, csv_file("unions.csv", [union_row(1)])) for _ in range(2))
    client = client_of(shire.handler)
    press_apply(client, first)
    answer = press_apply(client, second)
    second.refresh_from_db()
    assert (second.state, second.counts["unchanged"], second.written) == (ImportState.PREVIEWED, 1, 0)
    assert "已重新比对" in text_of(answer)


def test_discarded_import_keeps_no_rows(shire: Shire) -> None:
    batch = sent(shire, csv_file("unions.csv", [union_row(1)]))
    client_of(shire.handler).post(reverse("rosters:discard", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == (ImportState.DISCARDED, 0)


def test_undo_names_what_rests_on_it(shire: Shire) -> None:
    from gonglian.organisation import actions

    batch = applied(shire, csv_file("unions.csv", [union_row(1)]))
    union = Union.objects.get(kind="primary")
    actions.rename_union(union=union, name="青禾木器工会", actor=shire.handler, on=ON)
    client = client_of(shire.handler)
    answer = client.post(reverse("rosters:undo", args=[batch.pk]))
    assert answer.status_code == 422
    assert "改名为“青禾木器工会”" in text_of(answer)
    assert Union.objects.filter(pk=union.pk).exists()


# ---------------------------------------------------------------- workbooks


def judged(content: bytes, folder: Path) -> list[JudgedRow]:
    """A workbook read as a roster."""
    path = folder / "back.xlsx"
    path.write_bytes(content)
    rows: list[JudgedRow] = []
    preview([path], reference(ON), ON, id_areas=[ID_AREA], known_unions=known_unions(), sink=rows.append)
    return rows


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_leftover_rows_come_back_as_they_were_written(shire: Shire, tmp_path: Path) -> None:
    files = [
        csv_file("unions.csv", [union_row(1)]),
        csv_file("members.csv", [member_row(1), member_row(2, 手机号码="无")]),
    ]
    batch = applied(shire, *files)
    answer = client_of(shire.handler).post(reverse("rosters:leftovers", args=[batch.pk]))
    (row,) = judged(body(answer), tmp_path)
    assert (row.reason, row.values["name"], row.values["id_no"], row.values["phone"]) == (
        "phone_invalid", "钱清和", member_row(2)["身份证号"], "无")  # fmt: skip
    assert Act.objects.latest("pk").act == "rosters.read_numbers"
    Import.objects.filter(pk=batch.pk).update(user=make_user("colleague"))  # sent by another
    logged = Act.objects.count()
    answer = client_of(shire.handler).post(reverse("rosters:leftovers", args=[batch.pk]))
    (row,) = judged(body(answer), tmp_path)
    assert (row.values["name"], row.values.get("id_no", "")) == ("钱清和", "")
    assert Act.objects.count() == logged


def test_numbers_in_clear_leave_only_while_the_reading_is_logged(shire: Shire) -> None:
    applied(shire, csv_file("unions.csv", [union_row(1)]), csv_file("members.csv", [member_row(1)]))
    with pytest.raises(RuntimeError, match="readings"):
        outward.members(Union.objects.get(name="云帆木器1号工会"), on=ON)


def test_prefilled_workbook_comes_back_unchanged(shire: Shire) -> None:
    applied(
        shire, csv_file("unions.csv", [union_row(1), union_row(2)]), csv_file("members.csv", [member_row(1)])
    )
    client = client_of(shire.handler)
    unions = client.get(reverse("rosters:prefilled", args=["unions"]))
    union = Union.objects.get(name="云帆木器1号工会")
    members = client.post(reverse("rosters:prefilled_members", args=[union.pk]))
    upload(client, SimpleUploadedFile("u.xlsx", body(unions)), SimpleUploadedFile("m.xlsx", body(members)))
    batch = Import.objects.latest("pk")
    assert {key: value for key, value in batch.counts.items() if value} == {"unchanged": 3, "all": 3}


def test_members_roster_is_blank_where_nothing_is_recorded(shire: Shire) -> None:
    book = body(client_of(shire.handler).get(reverse("rosters:prefilled", args=["members"])))
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [len(rows), rows[1][:4]] == [2, ["工会名称", "工会统一社会信用代码", "姓名", "性别"]]
