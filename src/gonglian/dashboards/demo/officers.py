"""Accounts with duties: every role at city, county, town and an industrial union, and two more offices for the cases."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from gonglian.dashboards.demo.city import SINCE, City
from gonglian.dashboards.demo.names import OTHER_OFFICES, PASSWORD, PLACES, ROLES
from gonglian.dashboards.demo.road import Officers
from gonglian.organisation import actions
from gonglian.organisation.states import Role


def build(city: City) -> None:
    password = make_password(PASSWORD)  # hashed once: it is the same for all
    offices = [(place, key, names) for place, key, _name, names in PLACES]
    for place, key, names in (*offices, *OTHER_OFFICES):
        for role, name in zip(ROLES, names, strict=False):
            _open(city, f"{place}.{role.value}", name, key, role, password)


def _open(city: City, username: str, name: str, key: str, role: Role, password: str) -> None:
    union = city.heads[key]
    user = actions.open_account(username=username, name=name, password="", actor=None, on=city.today)
    user.password, user.must_change_password = password, False
    user.save(update_fields=["password", "must_change_password"])
    user.duty = actions.grant_duty(
        user=user, union=union, role=role, actor=None, on=max(SINCE, union.founded_on or SINCE)
    )
    city.users[username] = user


def officers(city: City, proposer: str, approver: str) -> Officers:
    """Handler and head of the place that asks and of the place that answers, by their word in the user names."""
    users = city.users
    return Officers(
        handler=users[f"{proposer}.handler"], head=users[f"{proposer}.head"],
        upper_handler=users[f"{approver}.handler"], upper_head=users[f"{approver}.head"],
    )  # fmt: skip
