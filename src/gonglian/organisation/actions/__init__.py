"""Acts of the organisation, one file per noun."""

from gonglian.organisation.actions.duties import end_duty, grant_duty, open_account
from gonglian.organisation.actions.lines import change_line, correct_line, cover_employer, end_line, open_line
from gonglian.organisation.actions.people import add_position, end_position, keep_membership, register_person
from gonglian.organisation.actions.unions import create_union, register_employer, rename_union

__all__ = [
    "add_position", "change_line", "correct_line", "cover_employer", "create_union", "end_duty", "end_line", "end_position",
    "grant_duty", "keep_membership", "open_account", "open_line", "register_employer", "register_person", "rename_union",
]  # fmt: skip
