"""The sealed archive of a congress: what is in it, who gets it, and that it is proved without the database."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonglian import cli
from gonglian.congress.archives import contents
from gonglian.congress.archives.checking import verify_archive
from gonglian.congress.archives.contents import Contribution, contribute
from gonglian.congress.archives.models import SealedArchive
from gonglian.congress.archives.records import of_congress
from gonglian.congress.archives.sealing import obstacles, seal_archive
from gonglian.congress.models import Convocation
from gonglian.core import parcels
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.documents import actions as documents
from gonglian.organisation.states import Role
from gonglian.policy.shipped import shipped
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_user
from tests.factories.pages import text_of
from tests.factories.papers import make_scan
from tests.shared import Shared

pytestmark = [pytest.mark.django_db, pytest.mark.road_at("report")]


@pytest.fixture
def held(road: Road) -> Road:
    return road


@pytest.fixture
def congress(held: Road) -> Convocation:
    return held.case.preparation


@pytest.fixture
def shared_archive(shared: Shared, db: None) -> SealedArchive:
    return shared.copy_of("shared_archive")


@pytest.fixture
def archive(shared_archive: SealedArchive) -> SealedArchive:
    return shared_archive


@pytest.fixture
def file(archive: SealedArchive, tmp_path: Path) -> Path:
    return kept(archive.file.read(), tmp_path)


def sealed(congress: Convocation, road: Road) -> SealedArchive:
    return seal_archive(of=of_congress(congress), actor=road.handler, on=road.on)


def kept(raw: bytes, place: Path) -> Path:
    place.mkdir(exist_ok=True)
    path = place / "archive.zip"
    path.write_bytes(raw)
    return path


def read(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def resealed(path: Path, change: Callable[[dict[str, Any]], None], name: str) -> dict[str, Any]:
    """What is said of an archive one of whose data was changed by who holds the key: only judging again finds it."""
    files = read(path)
    value = json.loads(files[name])
    change(value)
    parts = [
        (each, json.dumps(value).encode() if each == name else content)
        for each, content in files.items()
        if each not in (parcels.MANIFEST, parcels.SIGNATURE)
    ]
    target = io.BytesIO()
    parcels.write(target, parts, {})
    return verify_archive(kept(target.getvalue(), path.parent / "resealed"))


def of_the_former_format(path: Path, change: Callable[[Any], None] = lambda rows: None) -> dict[str, Any]:
    """What is said of the same record as it was sealed before: one table of parameters beside the meetings."""
    files = {
        name: content
        for name, content in read(path).items()
        if name not in (parcels.MANIFEST, parcels.SIGNATURE)
    }
    for name in [name for name in files if name.startswith("data/meetings/")]:
        meeting = json.loads(files[name])
        for ballot in meeting["ballots"]:
            del ballot["parameters"]
        files[name] = json.dumps(meeting).encode()
    rows = [row.to_json() for key in shipped().ids() for row in shipped().rows(key)]
    change(rows)
    files["data/parameters.json"] = json.dumps(rows, default=str).encode()
    target = io.BytesIO()
    parcels.write(target, files.items(), {})
    return verify_archive(kept(target.getvalue(), path.parent / "former"))


def client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def officer(name: str, union: Any, role: str) -> Any:
    user = make_user(name)
    make_duty(user, union, role)
    return user


# -- what is in it


def test_archive_holds_data_papers_and_manifest(file: Path, congress: Convocation) -> None:
    files = read(file)
    names = [name for name in files if name.startswith("data/")]
    assert names == [
        "data/convocation.json", "data/units.json", "data/nominees.json", "data/meetings/01.json", "data/meetings/02.json",
        "data/meetings/03.json",
    ]  # fmt: skip
    titles = " ".join(name for name in files if name.startswith("papers/"))
    for word in ("选举办法", "代表名额分配表", "候选人名单", "计票报告单", "请示", "批复"):
        assert word in titles
    units = json.loads(files["data/units.json"])
    assert (len(units), sum(len(unit["delegates"]) for unit in units)) == (4, 16)


def test_meeting_stands_whole_with_both_sheets_facts_and_verdict(file: Path) -> None:
    meeting = json.loads(read(file)["data/meetings/01.json"])
    ballot = meeting["ballots"][0]
    assert (len(meeting["roll"]), meeting["roll_seal"]["count"], len(meeting["agenda"])) == (16, 16, 5)
    assert [officer["role"] for officer in meeting["officers"]] == ["scrutineer"] * 2 + ["teller1", "teller2"]
    assert (len(ballot["sheets"]), ballot["facts"]["entitled"]) == (2, 16)
    assert ballot["verdict"]["elected"] == [row["name"] for row in ballot["candidates"]][:5]


def test_numbers_and_telephones_are_not_in_it(held: Road, congress: Convocation, tmp_path: Path) -> None:
    names = {name for value in _values(congress, held, tmp_path) for name in _keys(value)}
    assert not names & {"id_sealed", "id_number", "phone", "telephone", "kin_of", "id_hash"}


def _values(congress: Convocation, road: Road, place: Path) -> list[Any]:
    files = read(kept(sealed(congress, road).file.read(), place))
    return [json.loads(content) for name, content in files.items() if name.startswith("data/")]


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def test_same_record_gives_the_same_files(congress: Convocation) -> None:
    rows = [dict(contents.parts_of(of_congress(congress))) for _time in range(2)]
    assert rows[0] == rows[1]


def test_scans_of_papers_are_in_it(held: Road, congress: Convocation, tmp_path: Path) -> None:
    paper = held.case.third_request or held.case.second_request
    scan = documents.attach_file(paper=paper.paper, upload=make_scan(), actor=held.handler, on=held.on)
    files = read(kept(sealed(congress, held).file.read(), tmp_path))
    held_ones = [content for name, content in files.items() if name.startswith("attachments/")]
    assert held_ones == [scan.file.read()]


def test_scan_that_is_gone_is_refused_by_name(held: Road, congress: Convocation) -> None:
    paper = held.case.second_request.paper
    scan = documents.attach_file(paper=paper, upload=make_scan(), actor=held.handler, on=held.on)
    scan.file.storage.delete(scan.file.name)
    with pytest.raises(Refused, match=scan.name):
        sealed(congress, held)


def test_area_adds_what_only_it_knows(
    held: Road, congress: Convocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "_CONTRIBUTORS", [])
    before = len(dict(contents.parts_of(of_congress(congress))))
    paper = held.case.second_request.paper
    contribute(lambda of: Contribution(papers=[paper, paper]))
    assert len(dict(contents.parts_of(of_congress(congress)))) == before + 1


# -- sealing


def test_sealing_is_logged_with_the_digest_of_the_file(archive: SealedArchive, file: Path) -> None:
    log = Act.objects.get(act="congress.seal_archive")
    with file.open("rb") as raw:
        digest = parcels.digest_of(raw)
    assert (log.after["digest"], archive.digest, archive.size) == (digest, digest, file.stat().st_size)


def test_nothing_new_is_not_sealed_twice(archive: SealedArchive, congress: Convocation, held: Road) -> None:
    with pytest.raises(Refused) as refused:
        sealed(congress, held)
    assert [(r.message, r.cure) for r in refused.value.reasons] == [
        ("上次封存以后，记录没有变化。", "直接下载第 1 份。")
    ]


def test_what_came_later_makes_another_archive_beside_the_first(
    archive: SealedArchive, congress: Convocation, held: Road
) -> None:
    first = archive.file.read()
    documents.attach_file(
        paper=held.case.second_request.paper, upload=make_scan(), actor=held.handler, on=held.on
    )
    second = sealed(congress, held)
    assert (second.number, second.files) == (2, archive.files + 1)
    archive.refresh_from_db()
    assert archive.file.read() == first


@pytest.mark.road_at("congress")
def test_congress_not_held_is_refused(road: Road) -> None:
    with pytest.raises(Refused, match="还没有开过代表大会"):
        sealed(road.case.preparation, road)


@pytest.mark.road_at("congress")
def test_open_meeting_is_named(road: Road) -> None:
    meeting = road.hold()
    assert [reason.message for reason in obstacles(of_congress(road.case.preparation))] == [
        f"{meeting.name}还没有闭会。"
    ]


# -- checking without the database


def test_sound_archive_is_said_to_be_sound_without_a_query(file: Path) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = verify_archive(file, key=parcels.public_key())
    assert (found["ok"], found["faults"], len(asked)) == (True, [], 0)
    assert (found["union"], found["congress"]) == ("兰山区餐饮行业工会联合会", "第一届代表大会")
    assert [count["same"] for count in found["counts"]] == [True] * len(found["counts"])
    assert len(found["counts"]) >= 5


def test_command_answers_in_json_alone(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = file.read_bytes()
    changed = tmp_path / "changed.zip"
    changed.write_bytes(raw.replace("代表名额".encode(), "代表明额".encode()))
    answers = []
    for path, *options in ((file,), (changed,), (tmp_path / "none.zip",), (file, "--key", "00")):
        code = cli.main(["verify-archive", str(path), *options])
        answers.append((code, json.loads(capsys.readouterr().out)))
    sound, tampered, missing, foreign = answers
    assert [code for code, _said in answers] == [0, 1, 2, 1]
    assert (sound[1]["ok"], tampered[1]["ok"]) == (True, False)
    assert missing[1] == {"error": "这不是封存包，或者文件不完整。", "at": str(tmp_path / "none.zip")}
    assert [fault["kind"] for fault in foreign[1]["faults"]] == ["key_differs"]


def test_change_of_any_file_is_found_and_named(file: Path, tmp_path: Path) -> None:
    raw, files = file.read_bytes(), read(file)
    named = {}
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            at = raw.index(files[info.filename], info.header_offset) if info.file_size else info.header_offset
            changed = kept(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :], tmp_path / "changed")
            faults = verify_archive(changed)["faults"]
            named[info.filename] = info.filename in {fault.get("file") for fault in faults}
    assert [name for name, was_named in named.items() if not was_named] == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda m: m["ballots"][0]["verdict"]["elected"].pop(), "verdict_differs"),
        (lambda m: m["ballots"][0]["verdict"].update(election_valid=False), "verdict_differs"),
        (lambda m: m["ballots"][0]["verdict"]["findings"][0].update(result="FAIL"), "verdict_differs"),
        (lambda m: m["ballots"][0]["facts"].update(entitled=40), "verdict_differs"),
        (lambda m: m["ballots"][0]["sheets"][1].update(void=1), "sheet_differs"),
        (lambda m: m["ballots"][0]["sheets"].pop(), "sheet_differs"),
        (lambda m: m["ballots"][0]["facts"].pop("present"), "verdict_unproved"),
        (lambda m: m["ballots"][0].pop("verdict"), "verdict_unproved"),
    ],
)
def test_verdict_that_does_not_follow_from_its_facts_is_found(
    change: Callable[[dict[str, Any]], None], kind: str, file: Path
) -> None:
    found = resealed(file, change, "data/meetings/01.json")
    assert {fault["kind"] for fault in found["faults"]} == {kind}


def test_counts_need_the_parameters(file: Path) -> None:
    for change in (
        lambda m: m["ballots"][0].pop("parameters"),
        lambda m: m["ballots"][0]["parameters"].clear(),
        lambda m: m["ballots"][0]["parameters"][0].pop("value"),
        lambda m: m["ballots"][0]["parameters"][0].update(valid_from="2099-01-01"),
    ):
        found = resealed(file, change, "data/meetings/01.json")
        assert [fault["file"] for fault in found["faults"]] == ["data/meetings/01.json"]


def test_other_parameter_than_the_count_was_judged_by_is_found(file: Path) -> None:
    def lower(meeting: dict[str, Any]) -> None:
        rows = meeting["ballots"][0]["parameters"]
        next(row for row in rows if row["id"] == "election.win").update(value="1/3")

    found = resealed(file, lower, "data/meetings/01.json")
    assert {fault["kind"] for fault in found["faults"]} == {"verdict_differs"}


# -- the page


def test_page_offers_what_can_be_done(congress: Convocation, held: Road) -> None:
    address = reverse("archives:archive", args=[congress.pk])
    keeper = client(held.handler)
    assert "封存档案" in text_of(keeper.get(address))
    assert keeper.post(reverse("archives:seal", args=[congress.pk])).status_code == 302
    page = text_of(keeper.get(address))
    archive = congress.archives.get()
    assert [word in page for word in (archive.digest, parcels.public_key(), "再封存一份")] == [True] * 3
    again = keeper.post(reverse("archives:seal", args=[congress.pk]))
    assert (again.status_code, "记录没有变化" in text_of(again)) == (422, True)


@pytest.mark.road_at("congress")
def test_page_says_what_is_missing(road: Road) -> None:
    page = text_of(client(road.handler).get(reverse("archives:archive", args=[road.case.preparation.pk])))
    assert ("还没有开过代表大会" in page, "以后补了公文" in page) == (True, False)


def test_reader_takes_the_same_file_along_and_is_written_down(
    archive: SealedArchive, congress: Convocation, held: Road
) -> None:
    reader = officer("archive_reader", held.town.town, Role.READER)
    for _time in range(2):
        answer = client(reader).post(reverse("archives:download", args=[archive.pk]))
        raw = b"".join(answer.streaming_content)
        assert parcels.digest_of(io.BytesIO(raw)) == archive.digest
    log = Act.objects.filter(act="congress.download_archive")
    assert [act.actor_id for act in log] == [reader.pk] * 2
    assert client(reader).post(reverse("archives:seal", args=[congress.pk])).status_code == 403


@pytest.mark.parametrize("role", [Role.HEAD, Role.ADMIN])
def test_stranger_and_administrator_find_nothing(
    role: str, archive: SealedArchive, congress: Convocation, held: Road
) -> None:
    union = held.town.other_county if role == Role.HEAD else held.town.town
    someone = client(officer("archive_stranger", union, role))
    assert [
        someone.get(reverse("archives:archive", args=[congress.pk])).status_code,
        someone.post(reverse("archives:download", args=[archive.pk])).status_code,
    ] == [404, 404]


@pytest.mark.road_at("established")
def test_union_file_leads_to_the_archive(road: Road) -> None:
    page = client(road.upper_head).get(road.refresh().founded_union.get_absolute_url())
    assert reverse("archives:archive", args=[road.case.preparation.pk]) in page.content.decode()


def test_nobody_writes_an_archive_outside_an_act(archive: SealedArchive) -> None:
    from django.db import transaction
    from django.db.utils import DatabaseError

    with pytest.raises(DatabaseError), transaction.atomic():
        SealedArchive.objects.filter(pk=archive.pk).update(digest="0" * 64)
    with transaction.atomic(), record("test.touch", actor=None, on=archive.sealed_on):
        assert SealedArchive.objects.filter(pk=archive.pk).update(number=7) == 1


def test_archive_of_the_former_format_is_still_proved_by_its_own_table(file: Path) -> None:
    said = of_the_former_format(file)
    assert said["ok"]
    assert said["counts"] == verify_archive(file)["counts"]


def test_former_format_without_its_parameters_proves_no_count(file: Path) -> None:
    said = of_the_former_format(file, list.clear)
    assert {fault["kind"] for fault in said["faults"]} == {"verdict_unproved"}
