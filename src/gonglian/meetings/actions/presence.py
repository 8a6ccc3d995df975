"""Who came: ticked by an officer, recorded at the door from a slip, or said by the delegate herself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.meetings.actions.common import acting, is_sealed, locked, move, refuse_if_counted
from gonglian.meetings.models import Meeting, PhonePresence, RollEntry
from gonglian.meetings.networks import is_within, network_of
from gonglian.meetings.queries import judge_quorum, judge_roll, told
from gonglian.meetings.states import MeetingKind, MeetingState, Phones, PresenceHow
from gonglian.organisation.models import Person


@transaction.atomic
def record_presence(
    *, meeting: Meeting, present_ids: Collection[int], actor: Any, on: date, by: str = "",
    seen_ids: Collection[int] | None = None,
) -> tuple[int, int]:  # fmt: skip
    """Who came, by person id; returns (entitled, present). The first call opens the meeting (RECORD).

    seen_ids: who stood as present when the officer began to tick; those who came since by slip or telephone stay. Left
    out, the list is the whole truth. Whoever was recorded before keeps how and when.
    Effects: CON-06, and CON-05 of a congress, go into the log as findings; a failed quorum is recorded, and no ballot of
    the meeting can elect. Refused: a meeting still to come; an empty roll; a person who is not on it; a count is
    reconciled.
    """
    meeting = locked(meeting)
    if meeting.held_on > on:
        raise refuse(_("会议日期是 %(day)s，还没有召开。") % {"day": meeting.held_on}, cure=_("会后再记录。"))
    refuse_if_counted(meeting)
    marks = dict(meeting.roll.values_list("person_id", "present"))
    present = set(present_ids)
    if not marks:
        raise refuse(_("名册是空的，不能记到会。"), cure=_("先填名册。"), cite="CON-05")
    if strangers := present - set(marks):
        names = "、".join(Person.objects.filter(pk__in=strangers).values_list("name", flat=True))
        raise refuse(
            _("不在名册上：%(names)s。") % {"names": names or len(strangers)}, cite="CON-05", field="present"
        )
    came = {person for person, is_present in marks.items() if is_present}
    gone = (came if seen_ids is None else came & set(seen_ids)) - present
    with acting("record_presence", meeting, actor, on) as entry:
        meeting.roll.filter(person__in=gone).update(
            present=False, presence_how="", presence_by="", presence_at=None
        )
        meeting.roll.filter(person__in=present - came).update(
            present=True, presence_how=PresenceHow.LIST, presence_by=by, presence_at=Now()
        )
        entry.findings = _open(meeting)
        entry.after = {"entitled": len(marks), "present": len((came - gone) | present)}
    return len(marks), len((came - gone) | present)


@transaction.atomic
def set_phones(
    *, meeting: Meeting, phones: str, address: str | None, actor: Any, on: date
) -> PhonePresence | None:
    """From where delegates may sign in by telephone (RECORD). phones: Phones; address: where the officer himself is now.

    HERE adds the network of that address to those of the hall, and takes back ANYWHERE. Refused: another word; HERE
    without an address; the meeting is closed.
    """
    meeting = locked(meeting)
    network = network_of(address)
    if phones not in Phones.values:
        raise refuse(_("要选手机签到限在哪里。"), field="phones")
    if phones == Phones.HERE and network is None:
        raise refuse(
            _("认不出您现在的网络地址，不能只限会场网络。"), cure=_("改用签到台的凭条，或选不限网络。")
        )
    row = PhonePresence.objects.filter(meeting=meeting).first() or PhonePresence(meeting=meeting)
    with acting("set_phones", meeting, actor, on) as entry:
        entry.before = {"networks": list(row.networks), "anywhere": row.anywhere}
        row.anywhere = phones == Phones.ANYWHERE
        if phones == Phones.HERE and network and network not in row.networks:
            row.networks = [*row.networks, network]
        entry.after = {"phones": phones, "networks": row.networks if phones == Phones.HERE else []}
        if phones == Phones.CLOSED:
            PhonePresence.objects.filter(meeting=meeting).delete()
            return None
        row.save()
    return row


@transaction.atomic
def check_in(
    *, meeting: Meeting, person: Person, how: str, actor: Any, on: date, address: str | None = None
) -> RollEntry:
    """One delegate has come: at the door by her slip, or said on her own telephone (RECORD). The first opens the meeting.

    how: PresenceHow.SLIP or PHONE; a telephone has no actor, its address must be of the hall's network.
    Refused: another day; a roll not sealed; not on the roll; a ballot has begun (CON-09: no more ballots than those who
    came); here already, with how and when; a telephone that is elsewhere, or before telephones are let in.
    """
    meeting = locked(meeting)
    _refuse_out_of_time(meeting, on)
    row = meeting.roll.select_for_update().filter(person=person).first()
    if row is None:
        raise refuse(_("%(name)s 不在这次会议的名册上。") % {"name": person.name},
                     cure=_("请向大会筹备组了解。"), cite="CON-05")  # fmt: skip
    if row.present:
        said = {"name": row.name, "told": told(row)}
        raise refuse(_("%(name)s 已经签到：%(told)s。这次不再记。") % said, cure=_("同一人只记一次。"))
    if how == PresenceHow.PHONE:
        _refuse_elsewhere(meeting, address)
    with acting("check_in", meeting, actor, on) as entry:
        RollEntry.objects.filter(pk=row.pk).update(present=True, presence_how=how, presence_at=Now())
        entry.findings = _open(meeting) if meeting.state == MeetingState.PLANNED else []
        entry.after = {"name": row.name, "how": how}
    row.refresh_from_db()
    return row


def _refuse_elsewhere(meeting: Meeting, address: str | None) -> None:
    phones = PhonePresence.objects.filter(meeting=meeting).first()
    if phones is None:
        raise refuse(_("这次会议没有开放手机签到。"), cure=_("请带凭条到签到台签到。"), cite="CON-05")
    if not phones.anywhere and not is_within(address, phones.networks):
        raise refuse(
            _("您的手机没有连在会场的网络上，不能用手机签到。"),
            cure=_("请连会场的无线网络再按一次，或者带凭条到签到台签到。"), cite="CON-05",
        )  # fmt: skip


def _refuse_out_of_time(meeting: Meeting, on: date) -> None:
    if meeting.held_on != on:
        raise refuse(
            _("会议日期是 %(day)s，只在当天签到。") % {"day": meeting.held_on},
            cure=_("会后由工作人员按名册补记。"),
        )
    if not is_sealed(meeting):
        raise refuse(_("名册还没有封存，还不能签到。"), cure=_("先封存名册。"), cite="CON-05")
    if meeting.ballots.exists():
        raise refuse(_("已经开始投票，不再签到。"), cure=_("请找工作人员。"), cite="CON-09")


def _open(meeting: Meeting) -> list[Mapping[str, Any]]:
    """Open the meeting if it is not open; what the clauses say of its presence and roll."""
    if meeting.state == MeetingState.PLANNED:
        move(meeting, MeetingState.OPENED)
        meeting.opened_at = Now()
        meeting.save(update_fields=["state", "opened_at"])
        meeting.refresh_from_db()
    findings = [judge_quorum(meeting)]
    if meeting.kind == MeetingKind.CONGRESS:
        findings.append(judge_roll(meeting))
    return [finding.to_json() for finding in findings]
