"""A change of one of the city's own numbers that waits for the second person."""

from __future__ import annotations

from datetime import timedelta

from gonglian.dashboards.demo.city import City
from gonglian.policy import actions


def build(city: City) -> None:
    actions.propose_change(
        key="founding.lapse_grace_days", text="20", valid_from=city.today + timedelta(days=30),
        source="海平市总工会通知（演示）", certainty="city", reason="给偏远县区留足登记的时间。",
        actor=city.users["city.handler"], on=city.today,
    )  # fmt: skip
