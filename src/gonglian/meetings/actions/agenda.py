"""The agenda with its votes: resolutions by show of hands or by ballot, in the order in which they were taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.meetings.actions.common import acting, locked
from gonglian.meetings.models import AgendaItem, Meeting
from gonglian.meetings.queries import judge_agenda
from gonglian.meetings.states import Item, Majority, MeetingKind, Way
from gonglian.policy.arithmetic import more_than_half


@transaction.atomic
def record_agenda(
    *, meeting: Meeting, items: Sequence[Mapping[str, Any]], actor: Any, on: date
) -> list[AgendaItem]:
    """Replace the agenda by `items`, in the order in which they were taken (RECORD).

    items: {"item", "title", "votes_for", "against", "abstain", "voters", "way", "majority", "passed"} each; only "item" is
    needed. Where against and abstain are given, voters may be left out.
    Effects: for a congress, CON-18 goes into the log as a finding. Refused: a meeting that is still to come; an unknown
    item, way or majority; sums that don't meet; passed without the majority it names, or with it and not passed.
    """
    meeting = locked(meeting)
    if meeting.held_on > on:
        raise refuse(_("会议日期是 %(day)s，还没有召开。") % {"day": meeting.held_on}, cure=_("会后再记录。"))
    entitled = meeting.roll.count()
    rows = [_row(meeting, place, item, entitled) for place, item in enumerate(items, start=1)]
    with acting("record_agenda", meeting, actor, on) as entry:
        meeting.agenda.all().delete()
        AgendaItem.objects.bulk_create(rows)
        entry.after = {"agenda": [_told(row) for row in rows]}
        if meeting.kind == MeetingKind.CONGRESS:
            entry.findings = [judge_agenda(meeting).to_json()]
    return rows


def _told(row: AgendaItem) -> list[Any]:
    return [row.item, row.title, row.votes_for, row.against, row.abstain, row.voters, row.way, row.passed]


def _row(meeting: Meeting, place: int, item: Mapping[str, Any], entitled: int) -> AgendaItem:
    row = AgendaItem(
        meeting=meeting, order=place, item=item["item"], title=item.get("title") or "",
        votes_for=item.get("votes_for"), against=item.get("against"), abstain=item.get("abstain"),
        voters=item.get("voters"), way=item.get("way") or Way.HANDS,
        majority=item.get("majority") or Majority.VOTERS, passed=bool(item.get("passed")),
    )  # fmt: skip
    if row.item not in Item.values:
        raise refuse(_("第 %(place)s 项议程的类别不对。") % {"place": place}, field="items")
    if row.way not in Way.values or row.majority not in Majority.values:
        raise refuse(_("第 %(place)s 项的表决方式或通过办法不对。") % {"place": place}, field="items")
    _refuse_bad_sums(row, place)
    if row.votes_for is not None and row.voters is not None:
        if row.passed:
            _refuse_no_majority(row, place, row.votes_for, row.voters, entitled)
        elif row.item != Item.ELECTION:
            _refuse_unsaid(row, place, row.votes_for, row.voters, entitled)
    return row


def _refuse_bad_sums(row: AgendaItem, place: int) -> None:
    """For + against + abstain = voters, where they were counted; voters follow from the three."""
    counts = [row.votes_for, row.against, row.abstain]
    known = [count for count in counts if count is not None]
    if row.voters is None and len(known) == len(counts):
        row.voters = sum(known)
    sums = {"place": place, "for": row.votes_for, "voters": row.voters, "sum": sum(known)}
    if (row.against is None) != (row.abstain is None):
        raise refuse(_("第 %(place)s 项：反对数和弃权数要一起填。") % sums, field="items")
    if (row.votes_for is None) != (row.voters is None) or (row.against is not None and row.votes_for is None):
        raise refuse(_("第 %(place)s 项：赞成数和表决人数要一起填。") % sums, field="items")
    if row.votes_for is None or row.voters is None:
        return
    if row.votes_for > row.voters:
        raise refuse(_("第 %(place)s 项：赞成 %(for)s 人多于表决 %(voters)s 人。") % sums, field="items")
    if row.against is not None and sums["sum"] != row.voters:
        raise refuse(
            _("第 %(place)s 项：赞成、反对、弃权共 %(sum)s 人，不等于表决 %(voters)s 人。") % sums,
            cure=_("照现场计数改正。"), field="items",
        )  # fmt: skip


def _refuse_no_majority(row: AgendaItem, place: int, votes: int, voters: int, entitled: int) -> None:
    sums = {"place": place, "for": votes, "voters": voters, "entitled": entitled}
    if row.majority == Majority.ENTITLED and not more_than_half(votes, entitled):
        raise refuse(
            _("第 %(place)s 项：赞成 %(for)s 人，没有过应到 %(entitled)s 人的半数，不能记为通过。") % sums,
            field="items",
        )
    if not more_than_half(votes, voters):
        raise refuse(
            _("第 %(place)s 项：赞成 %(for)s 人，没有过表决 %(voters)s 人的半数，不能记为通过。") % sums,
            field="items",
        )


def _refuse_unsaid(row: AgendaItem, place: int, votes: int, voters: int, entitled: int) -> None:
    """Votes that carry it, and yet not recorded as passed."""
    whole = entitled if row.majority == Majority.ENTITLED else voters
    if more_than_half(votes, whole) and more_than_half(votes, voters):
        raise refuse(
            _("第 %(place)s 项：赞成 %(for)s 人，过了 %(whole)s 人的半数，却没有记为通过。")
            % {"place": place, "for": votes, "whole": whole},
            cure=_("通过的勾选“通过”；没有通过的核对票数。"), field="items",
        )  # fmt: skip
