"""The sealed archive of a renewal: the second term's own, with its requests, replies and opinions, proved and tampered with."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from gonglian.approvals.models import Consultation
from gonglian.congress.archives.checking import verify_archive
from gonglian.congress.archives.models import SealedArchive
from gonglian.congress.archives.records import of_congress
from gonglian.congress.archives.sealing import seal_archive
from gonglian.core import parcels
from gonglian.core.acts import record
from gonglian.documents import actions as documents
from gonglian.founding import queries
from tests.factories.founding import Road
from tests.factories.papers import make_scan

BEGUN = date(2031, 1, 6)


@pytest.fixture
def renewed(shared_renewal: Road) -> Road:
    return shared_renewal


def with_scan(road: Road) -> bytes:
    """An opinion of this renewal with its paper."""
    opinion = queries.opinions(road.case).latest("pk")
    scan = documents.attach_file(
        paper=road.case.second_request.paper, upload=make_scan(), actor=road.handler, on=road.on
    )
    with record("test.scan", actor=None, on=road.on):
        Consultation.objects.filter(pk=opinion.pk).update(attachment=scan)
    return bytes(scan.file.read())


@pytest.fixture
def archive(renewed: Road) -> SealedArchive:
    return seal_archive(of=of_congress(renewed.case.preparation), actor=renewed.handler, on=renewed.on)


@pytest.fixture
def file(archive: SealedArchive, tmp_path: Path) -> Path:
    path = tmp_path / "archive.zip"
    path.write_bytes(archive.file.read())
    return path


def read(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as parcel:
        return {name: parcel.read(name) for name in parcel.namelist()}


def test_it_holds_the_second_terms_meetings_and_papers_alone(file: Path, renewed: Road) -> None:
    files = read(file)
    plan = json.loads(files["data/convocation.json"])
    assert (plan["name"], plan["purpose"], plan["ordinal"]) == ("第二届代表大会", "renewal", 2)
    held = [json.loads(content) for name, content in files.items() if name.startswith("data/meetings/")]
    assert {(row["ordinal"], row["held_on"] > BEGUN.isoformat()) for row in held} == {(2, True)}
    assert {row["kind"] for row in held} == {"congress", "committee_first", "audit_first"}
    titles = [name for name in files if name.startswith("papers/")]
    for word in ("代表名单", "代表资格审查报告", "选举办法", "候选人名单", "请示", "批复", "纪要"):
        assert [name for name in titles if word in name], word
    assert not [name for name in titles if "第一届" in name]


def test_opinions_of_the_renewal_go_with_it(renewed: Road, tmp_path: Path) -> None:
    scan = with_scan(renewed)
    sealed = seal_archive(of=of_congress(renewed.case.preparation), actor=renewed.handler, on=renewed.on)
    path = tmp_path / "archive.zip"
    path.write_bytes(sealed.file.read())
    assert scan in [content for name, content in read(path).items() if name.startswith("attachments/")]


def test_it_is_proved_and_every_change_is_found(file: Path, tmp_path: Path) -> None:
    found = verify_archive(file, key=parcels.public_key())
    assert (found["ok"], found["faults"], found["congress"]) == (True, [], "第二届代表大会")
    assert len(found["counts"]) >= 5 and all(count["same"] for count in found["counts"])
    raw, files = file.read_bytes(), read(file)
    changed = tmp_path / "changed.zip"
    for name in ("data/meetings/01.json", next(name for name in files if "批复" in name)):
        at = raw.index(files[name])
        changed.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        answer = verify_archive(changed)
        assert (answer["ok"], name in {fault.get("file") for fault in answer["faults"]}) == (False, True)


def test_first_term_keeps_its_own_archive(renewed: Road) -> None:
    first = renewed.case.union.convocations.get(ordinal=1)
    kept = seal_archive(of=of_congress(first), actor=renewed.handler, on=renewed.on)
    assert (kept.number, kept.owner.name) == (1, "第一届代表大会")
