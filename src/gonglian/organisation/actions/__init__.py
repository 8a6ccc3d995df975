"""Acts of the organisation, one file per noun."""

from gonglian.accounts.actions import open_account
from gonglian.organisation.actions.addresses import change_address, correct_address
from gonglian.organisation.actions.correcting import correct_employer, correct_person
from gonglian.organisation.actions.coverage import change_covered, correct_covered
from gonglian.organisation.actions.duties import end_duty, grant_duty, link_account, open_officer_account
from gonglian.organisation.actions.lines import (
    change_line,
    correct_line,
    cover_employer,
    end_line,
    open_constituents,
    open_line,
)
from gonglian.organisation.actions.merging import confirm_merge, propose_merge, undo_merge, withdraw_merge
from gonglian.organisation.actions.people import (
    add_position,
    end_position,
    keep_membership,
    recognise_person,
    register_person,
)
from gonglian.organisation.actions.reading import reveal_field
from gonglian.organisation.actions.territory import begin_city, register_territory
from gonglian.organisation.actions.unions import (
    correct_name,
    create_union,
    record_registration,
    register_employer,
    rename_union,
)

__all__ = [
    "add_position", "begin_city", "change_address", "change_covered", "change_line", "confirm_merge", "correct_address",
    "correct_covered", "correct_employer", "correct_line", "correct_name", "correct_person", "cover_employer",
    "create_union", "end_duty", "end_line", "end_position", "grant_duty", "keep_membership", "link_account",
    "open_account", "open_constituents", "open_line", "open_officer_account", "propose_merge", "recognise_person",
    "record_registration", "register_employer", "register_person", "register_territory", "rename_union", "reveal_field",
    "undo_merge", "withdraw_merge",
]  # fmt: skip
