"""Names with mark-up in them are shown as they are written, never run."""

import pytest
from django.test import Client

from gonglian.organisation.states import Role
from tests.factories.organisation import make_duty, make_primary, make_town, make_user

pytestmark = pytest.mark.django_db
NAME = '<script>alert("甲")</script>有限公司'


def test_mark_up_in_a_name_is_shown_not_run(client: Client) -> None:
    town = make_town()
    union = make_primary(NAME, town.town)
    user = make_user("clerk")
    make_duty(user, town.county, Role.HANDLER)
    client.force_login(user)
    for address in ("/org/?q=script", union.get_absolute_url()):
        page = client.get(address).content.decode()
        assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)
