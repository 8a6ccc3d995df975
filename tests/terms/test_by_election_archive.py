"""The sealed archive of a by-election: of its own, by the parameters of its day, proved without the database."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonglian.congress.archives.checking import verify_archive
from gonglian.congress.archives.models import SealedArchive
from gonglian.congress.archives.records import of_meeting
from gonglian.congress.archives.sealing import seal_archive
from gonglian.core import parcels
from gonglian.core.refused import Refused
from gonglian.meetings import actions as meetings
from gonglian.organisation.states import Role
from gonglian.policy.actions import confirm_change, propose_change
from gonglian.policy.site import site_table
from gonglian.terms.by_elections import actions
from gonglian.terms.by_elections.models import ByElection
from tests.factories.meetings import Hall
from tests.factories.organisation import Town, make_duty, make_user
from tests.factories.pages import client_of, text_of
from tests.terms.seats import LATER, Bench
from tests.terms.test_by_elections import BY, call, candidate, held, leave
from tests.terms.test_recalls import count, poll

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(bench: Bench, town: Town) -> ByElection:
    leave(bench, 1)
    row = call(bench)
    actions.nominate(by_election=row, person=candidate(town), declared=True, unit_name="北城商行", **BY)
    held(row, votes=3)
    return actions.finish(by_election=row, **BY)


def sealed(row: ByElection, on: date = LATER) -> SealedArchive:
    return seal_archive(of=of_meeting(row.meeting), actor=make_user("sealer"), on=on)


def kept(archive: SealedArchive, place: Path) -> Path:
    path = place / "archive.zip"
    path.write_bytes(archive.file.read())
    return path


def read(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def correct(key: str, text: str, valid_from: date) -> None:
    """Two officers enter that another value held from a day in the past."""
    change = propose_change(
        key=key, text=text, valid_from=valid_from, source="《选举工作条例》第二十三条", certainty="R", reason="登记时看错了文件",
        actor=make_user("first"), on=LATER, is_correction=True,
    )  # fmt: skip
    confirm_change(change=change, actor=make_user("second"), on=LATER)


def test_by_election_is_sealed_with_its_meeting_seat_and_result(done: ByElection, tmp_path: Path) -> None:
    files = read(kept(sealed(done), tmp_path))
    assert [name for name in files if name.startswith("data/")] == [
        "data/meetings/01.json",
        "data/by_election.json",
    ]
    told = json.loads(files["data/by_election.json"])
    assert (told["purpose"], told["state"], told["seat"]["office"]) == ("fill", "done", "chair")
    assert [each["name"] for each in told["nominees"]] == ["候选甲"]
    assert (told["seated"]["name"], told["seated"]["since"]) == ("候选甲", LATER.isoformat())
    titles = " ".join(name for name in files if name.startswith("papers/"))
    assert ("计票报告单" in titles, "纪要" in titles, "代表名单" in titles) == (True, True, False)


def test_it_is_proved_without_a_query(done: ByElection, tmp_path: Path) -> None:
    path = kept(sealed(done), tmp_path)
    with CaptureQueriesContext(connection) as asked:
        found = verify_archive(path, key=parcels.public_key())
    assert (found["ok"], found["faults"], len(asked)) == (True, [], 0)
    assert (found["union"], found["congress"]) == (done.meeting.union.name, "第一届委员会第二次全体会议")
    assert [count["same"] for count in found["counts"]] == [True]


def test_changed_winner_is_found(done: ByElection, tmp_path: Path) -> None:
    """Also where somebody with the key sealed it again."""
    files = read(kept(sealed(done), tmp_path))
    meeting = json.loads(files["data/meetings/01.json"])
    meeting["ballots"][0]["verdict"]["elected"] = ["别人"]
    parts = [
        (name, json.dumps(meeting).encode() if name == "data/meetings/01.json" else content)
        for name, content in files.items()
        if name not in (parcels.MANIFEST, parcels.SIGNATURE)
    ]
    target = io.BytesIO()
    parcels.write(target, parts, {})
    path = tmp_path / "again.zip"
    path.write_bytes(target.getvalue())
    assert [fault["kind"] for fault in verify_archive(path)["faults"]] == ["verdict_differs"]


def test_parameter_changed_after_the_election_changes_nothing(done: ByElection, tmp_path: Path) -> None:
    """By the corrected value nobody would have been elected; the count was judged by the one of its day."""
    before = next(row for row in site_table().rows("election.win") if row.holds(LATER))
    correct("election.win", "1/1", LATER)
    assert site_table().value("election.win", LATER) == 1
    path = kept(sealed(done), tmp_path)
    ballot = json.loads(read(path)["data/meetings/01.json"])["ballots"][0]
    row = next(row for row in ballot["parameters"] if row["id"] == "election.win")
    assert (row["value"], row["source"]) == ("1/2", before.source)
    assert (verify_archive(path)["ok"], ballot["verdict"]["elected"]) == (True, ["候选甲"])


def test_election_after_the_change_is_judged_and_sealed_by_the_new_value(
    bench: Bench, town: Town, tmp_path: Path
) -> None:
    correct("election.win", "1/3", LATER)
    leave(bench, 1)
    row = call(bench)
    actions.nominate(by_election=row, person=candidate(town), declared=True, **BY)
    held(row, votes=2)
    path = kept(sealed(row), tmp_path)
    ballot = json.loads(read(path)["data/meetings/01.json"])["ballots"][0]
    used = {each["id"]: (each["value"], each["source"]) for each in ballot["parameters"]}
    assert used["election.win"] == ("1/3", "《选举工作条例》第二十三条")
    assert verify_archive(path)["ok"] is True


def test_recall_is_sealed_with_its_vote_and_who_lost_the_seat(
    bench: Bench, town: Town, tmp_path: Path
) -> None:
    hall = Hall(town.industrial, entitled=9, present=9)
    meetings.close_meeting(meeting=hall.meeting, **BY)
    row = actions.open_recall(holder=bench.holder(1), held_on=LATER, place="礼堂", **BY)
    with pytest.raises(Refused, match="还没有闭会"):
        sealed(row)
    count(poll(row), 5)
    meetings.close_meeting(meeting=row.meeting, **BY)
    actions.finish(by_election=row, **BY)
    path = kept(seal_archive(of=of_meeting(row.meeting), actor=None, on=LATER), tmp_path)
    assert verify_archive(path)["ok"] is True
    files = read(path)
    (ballot,) = json.loads(files["data/meetings/01.json"])["ballots"]
    assert (ballot["body"], ballot["verdict"]["recalled"]) == ("recall", True)
    told = json.loads(files["data/by_election.json"])
    assert (told["recalled"]["name"], told["recalled"]["went"]) == (bench.people[0].name, "recalled")


def test_page_of_the_by_election_leads_to_the_archive(done: ByElection, town: Town) -> None:
    make_duty(user := make_user("officer"), town.county, Role.HANDLER)
    officer, address = client_of(user), reverse("archives:meeting", args=[done.meeting_id])
    assert address in officer.get(done.get_absolute_url()).content.decode()
    assert "把这次会议的数据" in text_of(officer.get(address))
    assert officer.post(reverse("archives:seal_meeting", args=[done.meeting_id])).status_code == 302
    archive = done.meeting.archives.get()
    assert archive.digest in text_of(officer.get(address))
    raw = b"".join(officer.post(reverse("archives:download", args=[archive.pk])).streaming_content)
    assert parcels.digest_of(io.BytesIO(raw)) == archive.digest
    assert address in officer.get(town.industrial.get_absolute_url()).content.decode()


def test_nothing_new_is_not_sealed_twice(done: ByElection) -> None:
    sealed(done)
    with pytest.raises(Refused, match="记录没有变化"):
        seal_archive(of=of_meeting(done.meeting), actor=None, on=LATER)
