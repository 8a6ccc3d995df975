"""What the preparation of a congress knows about its day: plan, list, and whose slip a code is (meetings.preparation)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gonglian.congress.models import Convocation, Delegate, Nominee, OwnPage
from gonglian.congress.slips import digest_of
from gonglian.core.refused import refuse
from gonglian.meetings.models import Meeting
from gonglian.meetings.preparation import Point
from gonglian.meetings.states import MeetingKind, MeetingState
from gonglian.organisation.models import Person

CODE_LENGTH = 8


def points(meeting: Meeting) -> Iterable[Point]:
    """The plan that election rules are made of, and the list that ballots are printed from."""
    if (plan := convocation_of(meeting)) is None:
        return []
    is_sized = bool(plan.committee_size and plan.audit_size)
    rules = Point(_("选举办法"), is_sized, _("名额和产生办法已定") if is_sized else _("名额还没有定"),
                  _("在大会筹备里填委员会和经审委的席数。"), "CON-13")  # fmt: skip
    named = plan.nominees.filter(withdrawn=False).count()
    is_fixed = bool(plan.list_fixed_on and named)
    said = _("%(count)s 人，可以印选票") % {"count": named} if is_fixed else _("名单还没有定")
    return [rules, Point(_("候选人名单和选票"), is_fixed, said, _("在大会筹备里定候选人名单。"), "NOM-05")]


def candidates(meeting: Meeting) -> Iterable[int]:
    plan = convocation_of(meeting)
    rows = Nominee.objects.filter(convocation=plan, withdrawn=False) if plan else Nominee.objects.none()
    return rows.values_list("person", flat=True)


def watchers(meeting: Meeting) -> list[Person]:
    """A congress has delegates enough."""
    return []


def holder_of(meeting: Meeting, code: str) -> Person | None:
    """code: the slip's short code, its word, or the whole address that a scanner reads from its picture.

    Refused: a short code that two slips share.
    """
    if (plan := convocation_of(meeting)) is None:
        return None
    pages = OwnPage.objects.filter(delegate__unit__convocation=plan).select_related("delegate__person")
    word = code.strip().rstrip("/").rpartition("/")[2]
    short = "".join(word.split()).replace("-", "").lower()
    is_short = len(short) == CODE_LENGTH
    found = list(pages.filter(digest__startswith=short) if is_short else pages.filter(digest=digest_of(word)))
    if len(found) > 1:
        raise refuse(
            _("两张凭条的短码相同。"), cure=_("扫二维码，或按名册勾选。"), cite="CON-05", field="code"
        )
    return found[0].delegate.person if found else None


def short_code(word: str) -> str:
    """What is printed below a slip's picture, to be typed where nothing can scan: 3f2a-91bc."""
    digest = digest_of(word)[:CODE_LENGTH]
    return f"{digest[:4]}-{digest[4:]}"


def convocation_of(meeting: Meeting) -> Convocation | None:
    """The preparation a congress came from; none for other meetings."""
    if meeting.kind != MeetingKind.CONGRESS:
        return None
    return Convocation.objects.filter(union=meeting.union, ordinal=meeting.ordinal).first()


def meeting_of(delegate: Delegate) -> Meeting | None:
    """The congress that is under way for a delegate, if its record has begun."""
    plan = delegate.unit.convocation
    rows = Meeting.objects.filter(union=plan.union, kind=MeetingKind.CONGRESS, ordinal=plan.ordinal)
    return rows.exclude(state=MeetingState.CLOSED).order_by("-pk").first()
