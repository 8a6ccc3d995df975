"""Which doors lead to pages, and which of these have no frame around them."""

from __future__ import annotations

from tests.architecture.door import Door
from tests.architecture.doors import DOORS, SLOW_FOR_EVERYBODY

ENTRANCE = {
    "account_login",
    "account_logout",
    "account_change_password",
    "account_inactive",
    "account_reauthenticate",
    "congress:slip",
    "meetings:live",
}  # no frame around them
FILES = {  # answered with a file or plain words, not with a page
    "alive", "health", "organisation:unions_xlsx", "documents:register_xlsx", "documents:series_year_xlsx", "documents:docx",
    "documents:attachment", "meetings:minutes", "meetings:live_now", "dashboards:city_terms_xlsx",
    "meetings:ballot_paper", "meetings:ballot_pdf", "meetings:count_sheet", "founding:sheet", "founding:unit_sheet",
    "rosters:prefilled",
}  # fmt: skip


def pages() -> list[Door]:
    """The doors behind which the holder finds a page, each address once for each who holds one."""
    return [
        door
        for door in DOORS
        if (door.method, door.holder) == ("GET", 200) and door.page not in FILES | SLOW_FOR_EVERYBODY
    ]
