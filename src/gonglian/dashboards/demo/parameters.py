"""Changes of the city's own numbers: one that waits for the second person, one confirmed, one taken back."""

from __future__ import annotations

from datetime import timedelta

from gonglian.dashboards.demo.city import City
from gonglian.policy import actions
from gonglian.policy.models import ParameterChange


def build(city: City) -> None:
    confirmed = _propose(city, "term.work_plan_months", "4", "代表多的工会准备时间不够。")
    actions.confirm_change(change=confirmed, actor=city.users["city.head"], on=city.today)
    back = _propose(city, "term.remind_months", "9", "早些提醒换届。")
    actions.withdraw_change(change=back, actor=city.users["city.handler"], on=city.today)
    _propose(city, "founding.lapse_grace_days", "20", "给偏远县区留足登记的时间。")


def _propose(city: City, key: str, text: str, reason: str) -> ParameterChange:
    return actions.propose_change(
        key=key, text=text, valid_from=city.today + timedelta(days=30), source="海平市总工会通知（演示）", certainty="city",
        reason=reason, actor=city.users["city.handler"], on=city.today,
    )  # fmt: skip
