"""What a valid day needs, listed before the first ballot, so that nothing is discovered at the count."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gonglian.meetings.models import Meeting
from gonglian.meetings.preparation import Point, candidates_of, points_of
from gonglian.meetings.queries import attendance, tellers_of
from gonglian.meetings.states import PLENARY, MeetingState, OfficerRole, RollChangeState
from gonglian.policy.arithmetic import ceil_fraction
from gonglian.policy.site import site_table

LEAST_SCRUTINEERS = 2  # CON-07


@dataclass(frozen=True, slots=True)
class Readiness:
    points: tuple[Point, ...]

    @property
    def missing(self) -> int:
        return sum(not point.is_met for point in self.points)


def readiness_of(meeting: Meeting) -> Readiness | None:
    """Everything the day needs, in the order of the day; None once a ballot has begun or the meeting is over."""
    if meeting.state == MeetingState.CLOSED or meeting.ballots.exists():
        return None
    points = [_place(meeting), *points_of(meeting), _roll(meeting), _quorum(meeting)]
    if meeting.kind not in PLENARY or candidates_of(
        meeting
    ):  # resolutions by hands need nobody who counts ballots
        points += [_scrutineers(meeting), _tellers(meeting)]
    return Readiness(tuple(points))


def least_present(meeting: Meeting, entitled: int) -> int:
    """The fewest who make a quorum on the day of the meeting (CON-06)."""
    return ceil_fraction(entitled, site_table().value("election.quorum", meeting.held_on))


def _place(meeting: Meeting) -> Point:
    said = _("%(day)s，%(place)s") % {"day": meeting.held_on, "place": meeting.place or _("还没有地点")}
    return Point(
        _("日期和地点"),
        bool(meeting.place),
        said,
        _("补记地点，代表才知道到哪里开会。"),
        act="meetings:place",
    )


def _roll(meeting: Meeting) -> Point:
    what, entitled = _("名册"), meeting.roll.count()
    if not entitled:
        return Point(what, False, _("名册是空的"), _("先确认代表资格，再转入名册。"), "CON-05")
    if not hasattr(meeting, "seal"):
        said = _("%(count)s 人，还没有封存") % {"count": entitled}
        return Point(what, False, said, _("核对后在下面“名册和到会”里封存。"), "CON-05")
    if waiting := meeting.roll_changes.filter(state=RollChangeState.PROPOSED).first():
        said = _("第 %(number)s 号变动还没有复核") % {"number": waiting.number}
        return Point(what, False, said, _("请提出人以外的一名工作人员在下面“名册和到会”里复核。"), "CON-05")
    return Point(what, True, _("%(count)s 人，已封存") % {"count": entitled}, cite="CON-05")


def _quorum(meeting: Meeting) -> Point:
    what = _("到会人数")
    entitled, present = attendance(meeting)
    sums = {"entitled": entitled, "present": present, "least": least_present(meeting, entitled)}
    if not entitled:
        return Point(what, False, _("没有名册，不知道要到多少人"), _("先填名册。"), "CON-06")
    said = _("应到 %(entitled)s 人，至少到 %(least)s 人，已到 %(present)s 人") % sums
    is_met = present >= sums["least"]
    return Point(
        what, is_met, said, _("到会当天签到；到不了三分之二不能选举，改期另开。"), "CON-06", "meetings:door"
    )


def _scrutineers(meeting: Meeting) -> Point:
    what, act = _("监票人"), "meetings:appoint_officers"
    rows = list(meeting.officers.filter(role=OfficerRole.SCRUTINEER).select_related("person"))
    standing = candidates_of(meeting)
    both = "、".join(str(row) for row in rows if row.person_id in standing)
    said = _("%(count)s 名") % {"count": len(rows)}
    if len(rows) < LEAST_SCRUTINEERS:
        return Point(what, False, said, _("监票人至少两名，从不是候选人的到会人员里推选。"), "CON-07", act)
    if both:
        said = _("%(names)s 是候选人") % {"names": both}
        return Point(what, False, said, _("换不是候选人的人监票。"), "CON-07", act)
    if not all(row.approved for row in rows):
        return Point(what, False, _("还没有经表决通过"), _("大会表决后勾上“经表决通过”。"), "CON-07", act)
    return Point(what, True, said, cite="CON-07")


def _tellers(meeting: Meeting) -> Point:
    what, act = _("计票人"), "meetings:appoint_officers"
    users = tellers_of(meeting)
    if len(users) < 2:
        said = _("%(count)s 名") % {"count": len(users)}
        return Point(what, False, said, _("指定两名有账号的计票人，各自录入。"), "CON-10", act)
    if closed := "、".join(str(user) for user in users if not user.is_active):
        said = _("%(names)s 的账号已停用") % {"names": closed}
        return Point(what, False, said, _("恢复账号，或换人计票。"), "CON-10", act)
    return Point(what, True, "、".join(str(user) for user in users), cite="CON-10")
