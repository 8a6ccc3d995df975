"""Two records of one person, and the officers who make them one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gonglian.core.refused import Refused
from gonglian.organisation import actions
from gonglian.organisation.models import Employer
from gonglian.organisation.states import PositionRole, Role
from tests.factories.organisation import DAY, LONG_AGO, Town, make_duty, make_member, make_user

BIRTH = date(1980, 5, 1)
NUMBER = "371302198005011234"


class Desk:
    """A town; a member and a chair of the same name; a proposer and a second person in the county."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.one = self._officer("one", town.county, Role.HANDLER)
        self.two = self._officer("two", town.county, Role.HEAD)
        self.member = make_member("周一鸣", town.north, id_number=NUMBER, born_on=BIRTH, phone="13800000000")
        self.chair = actions.register_person(name="周一鸣", actor=None, on=DAY)
        self.employer = Employer.objects.get(coverages__union=town.north)
        self.post = actions.add_position(
            person=self.chair, role=PositionRole.UNION_CHAIR, actor=None, on=DAY, start=LONG_AGO,
            employer=self.employer,
        )  # fmt: skip

    def _officer(self, name: str, union: Any, role: str) -> Any:
        user = make_user(name)
        make_duty(user, union, role)
        return user

    def propose(self, kept: Any = None, dropped: Any = None, **fields: Any) -> Any:
        fields = {"reason": "核对过会员登记表", "choices": {}, "actor": self.one, "on": DAY, **fields}
        return actions.propose_merge(kept=kept or self.member, dropped=dropped or self.chair, **fields)

    def merge(self, kept: Any = None, dropped: Any = None, **fields: Any) -> Any:
        return actions.confirm_merge(merge=self.propose(kept, dropped, **fields), actor=self.two, on=DAY)


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return str(refused.value)


def twin_of(employer: Employer, area: str = "371311") -> Employer:
    """The same body registered elsewhere: another area in its code, the same number of the body."""
    from stdnum.cn import uscc

    front = "91" + area + employer.uscc[8:17]
    code = front + uscc.calc_check_digit(front)
    return actions.register_employer(uscc=code, name="北关货运公司", region_id="371302", actor=None, on=DAY)
