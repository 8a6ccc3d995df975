"""A delegate's telephone is believed in the hall alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.meetings import actions, queries
from gonglian.meetings.models import Meeting, PhonePresence
from gonglian.meetings.networks import is_within, network_of
from gonglian.organisation.states import Role
from tests.factories.meetings import HELD, make_gathering
from tests.factories.organisation import Town, make_duty, make_user
from tests.factories.pages import client_of, text_of

BY: dict[str, Any] = {"actor": None, "on": HELD}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (None, None),
        ("", None),
        ("somewhere", None),
    ],
)
def test_network_is_what_one_router_hands_out(address: str | None, network: str | None) -> None:
    assert network_of(address) == network
    assert is_within(address, [network] if network else ["203.0.113.0/24"]) is bool(network)


@pytest.mark.parametrize("address", ["203.0.112.255", "203.0.114.0", "2001:db8:1:3::1", None, "x"])
def test_next_network_is_outside(address: str | None) -> None:
    assert not is_within(address, ["203.0.113.0/24", "2001:db8:1:2::/64"])


@pytest.fixture
def meeting(town: Town) -> Meeting:
    return make_gathering(town.industrial, 3, keeper=town.county)


def come(meeting: Meeting, place: int, address: str | None) -> None:
    person = queries.roll_of(meeting)[place].person
    actions.check_in(meeting=meeting, person=person, how="phone", address=address, **BY)


@pytest.mark.django_db
def test_telephones_come_from_the_hall_alone_unless_an_officer_says_otherwise(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="没有开放手机签到"):
        come(meeting, 0, "203.0.113.5")
    actions.set_phones(meeting=meeting, phones="here", address="203.0.113.1", **BY)
    come(meeting, 0, "203.0.113.5")
    with pytest.raises(Refused) as refused:
        come(meeting, 1, "2001:db8::7")
    assert "签到台" in refused.value.reasons[0].cure
    actions.set_phones(meeting=meeting, phones="here", address="2001:db8::1", **BY)
    come(meeting, 1, "2001:db8::7")
    with pytest.raises(Refused, match="会场的网络"):
        come(meeting, 2, None)
    actions.set_phones(meeting=meeting, phones="anywhere", address=None, **BY)
    come(meeting, 2, None)
    told = Act.objects.filter(act="meetings.set_phones").latest("id")
    assert (told.before["anywhere"], told.after["phones"]) == (False, "anywhere")
    actions.set_phones(meeting=meeting, phones="closed", address=None, **BY)
    assert not PhonePresence.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("phones", "said"), [("here", "认不出您现在的网络地址"), ("there", "限在哪里")])
def test_no_address_and_no_such_word_are_refused(meeting: Meeting, phones: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        actions.set_phones(meeting=meeting, phones=phones, address=None, **BY)


@pytest.mark.django_db
def test_slip_at_the_desk_needs_no_network(meeting: Meeting) -> None:
    person = queries.roll_of(meeting)[0].person
    assert actions.check_in(meeting=meeting, person=person, how="slip", **BY).present


@pytest.mark.django_db
def test_officer_opens_from_where_he_is(meeting: Meeting, town: Town) -> None:
    make_duty(user := make_user("keeper"), town.county, Role.HANDLER)
    client = client_of(user)
    door, phones = (reverse(f"meetings:{name}", args=[meeting.pk]) for name in ("door", "phones"))
    assert "没有开放" in text_of(client.get(door, REMOTE_ADDR="203.0.113.20"))
    client.post(phones, {"phones": "here"}, REMOTE_ADDR="203.0.113.20")
    assert PhonePresence.objects.get().networks == ["203.0.113.0/24"]
    assert "203.0.113.0/24" in text_of(client.get(door))
    client.post(phones, {"phones": "anywhere"})
    assert "这次会议不限网络" not in text_of(client.get(door))
    assert "限在哪里" in text_of(client.post(phones, {"phones": "x"}, follow=True))
