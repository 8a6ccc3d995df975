"""What waits of terms: vacant chairs, seats that fell with a post, chairs whom a roster names otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.queries import lane_of
from gonglian.approvals.states import Lane
from gonglian.dashboards.city_terms.reads import standings
from gonglian.dashboards.dues import MOST_UNIONS, Line, own_and_led, waiting_or_late
from gonglian.meetings.states import MeetingState
from gonglian.organisation.access import can_import_rosters
from gonglian.organisation.models import Union
from gonglian.organisation.states import WRITING_ROLES
from gonglian.policy.arithmetic import add_months
from gonglian.policy.site import site_table
from gonglian.rosters.access import visible_imports
from gonglian.terms.by_elections.queries import under_way
from gonglian.terms.chairs import chair_questions
from gonglian.terms.picture import seat_title
from gonglian.terms.queries import vacant_chairs
from gonglian.terms.succession import next_of, open_substitutions


def chairs_due(user: Any, on: date) -> Iterator[Line]:
    """Vacant chairs of industrial unions, acted for or not, with the last day for their by-election (TRM-05), of the own
    union and those it leads directly. Two questions, ten where some are vacant."""
    if user.duty.role not in WRITING_ROLES:
        return
    vacant = vacant_chairs(own_and_led(user, on), on=on)
    found = standings(Union.objects.filter(pk__in=vacant), on=on) if vacant else []
    months = site_table().value("chair.vacancy_months.other", on)
    for row in sorted(found, key=lambda row: row.since or on)[:MOST_UNIONS]:
        by = add_months(row.since or on, months)
        is_mine = row.pk == user.duty.union_id
        what = _("补选主席") if is_mine else _("督促补选主席")
        words = {"since": row.since, "months": months, "acting": row.chair}
        why = (
            _("主席 %(since)s 起空缺，由%(acting)s代理，最多 %(months)s 个月。") % words
            if row.chair
            else _("主席 %(since)s 起空缺，没有人代理，最多 %(months)s 个月。") % words
        )
        lane = lane_of(by, on) if is_mine else waiting_or_late(by, on=on)
        url = reverse("terms:union", args=[row.pk])
        yield Line(what, row.name, by, why, "TRM-05", url, _("看任职"), lane, is_mine)


def by_elections_due(user: Any, on: date) -> Iterator[Line]:
    """By-elections and recalls whose meeting is over, and whose result has not taken effect; before, the meeting itself
    waits. Of the own union and those it leads directly. One question."""
    if user.duty.role not in WRITING_ROLES:
        return
    rows = under_way(own_and_led(user, on)).filter(meeting__state=MeetingState.CLOSED)
    for row in rows[:MOST_UNIONS]:
        union = row.seat.body.union
        words = {
            "purpose": row.get_purpose_display(),
            "seat": seat_title(row.seat),
            "day": row.meeting.held_on,
        }
        is_mine = union.pk == user.duty.union_id
        lane = Lane.LATER.value if is_mine else Lane.WAITING.value
        why = _("%(day)s 的会议已闭会，结果还没有生效") % words
        what, url = _("办结%(purpose)s：%(seat)s") % words, row.get_absolute_url()
        clause = "CON-15" if row.is_recall else "CON-11"
        yield Line(what, str(union), None, why, clause, url, _("去办理"), lane, is_mine)


def substitutions_due(user: Any, on: date) -> Iterator[Line]:
    """Of the own union and those it leads directly, the seat that fell first first (TRM-07). One question."""
    if user.duty.role not in WRITING_ROLES:
        return
    for row in open_substitutions(own_and_led(user, on))[:MOST_UNIONS]:
        union, coming = row.seat.body.union, next_of(row)
        assert coming is not None  # it is under way
        words = {"seat": seat_title(row.seat), "former": row.former, "day": row.post_ended_on}
        why = _("%(former)s的职务 %(day)s 终止。") % words + coming.says
        is_mine = union.pk == user.duty.union_id
        lane = Lane.LATER.value if is_mine else Lane.WAITING.value
        what = _("替补%(seat)s") % words
        yield Line(
            what,
            str(union),
            None,
            why,
            "TRM-07",
            row.get_absolute_url(),
            _("办理替补"),
            lane,
            is_mine=is_mine,
        )


def chairs_asked(user: Any, on: date) -> Iterator[Line]:
    """Chairs whom an imported roster names otherwise, to be checked by who brought it in (TRM-07)."""
    if not can_import_rosters(user):
        return
    for asked in chair_questions(visible_imports(user), on=on)[:MOST_UNIONS]:
        words = {"name": asked.name, "now": asked.post.person}
        why = _("花名册写“%(name)s”，系统里是“%(now)s”：同一人、更正，还是换了人") % words
        url = reverse("terms:answer_chair", args=[asked.union.pk])
        yield Line(_("核对主席"), str(asked.union), None, why, "TRM-07", url, _("核对"), Lane.LATER.value)
