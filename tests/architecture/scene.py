"""One example of everything an address can name, and the people who knock.

The county and the industrial union it leads hold the examples. `nobody` signed in without any duty; the `stranger` is
head of another county; the `insider` is a reader of the county; `handler` and `head` of the county have the rights;
`teller` counts the ballot and has no duty there; the `admin` of the county looks after accounts.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from gonglian.approvals import actions as approvals
from gonglian.documents import actions as documents
from gonglian.organisation.models import Employer
from gonglian.organisation.states import Role
from tests.factories.meetings import Hall
from tests.factories.organisation import DAY, make_duty, make_member, make_town, make_user
from tests.factories.papers import make_paper, make_scan


class Scene:
    """Attributes are the examples, by the word the table of doors uses for them."""

    @transaction.atomic
    def __init__(self) -> None:
        town = make_town()
        self.town = town
        self.union = town.industrial
        self.employer = Employer.objects.get(coverages__union=town.north)
        self.person = make_member("示例人", town.north)
        self.people = {
            "nobody": make_user("nobody", "无身份"),
            "stranger": self._officer("stranger", town.other_county, Role.HEAD),
            "insider": self._officer("insider", town.county, Role.READER),
            "handler": self._officer("handler", town.county, Role.HANDLER),
            "head": self._officer("head", town.county, Role.HEAD),
            "admin": self._officer("admin", town.county, Role.ADMIN),
        }
        self._meeting()
        self._papers()

    def _officer(self, name: str, union: Any, role: str) -> Any:
        user = make_user(name)
        make_duty(user, union, role)
        return user

    def _meeting(self) -> None:
        hall = Hall(self.union)
        self.people["teller"] = hall.teller1
        self.meeting = hall.meeting
        self.ballot = hall.vote(hall.people[:6], 5)

    def _papers(self) -> None:
        county, head = self.town.county, self.people["head"]
        self.paper = make_paper(county, self.town.town)
        self.attachment = documents.attach_file(paper=self.paper, upload=make_scan(), actor=head, on=DAY)
        self.series = documents.save_series(union=county, code="兰工发", kinds=["notice"], actor=head, on=DAY)
        self.notice = approvals.post_notice(
            union=county, subject="候选人公示", posted_on=DAY, actor=head, on=DAY
        )
        self.objection = approvals.record_objection(
            notice=self.notice, raised_on=DAY, text="请核对。", actor=head, on=DAY
        )
