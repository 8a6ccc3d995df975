"""Who may enter the yearly notice: handlers and heads of the city federation. What it says is for everybody.

The duty is read as it stands on the user; its words are those of the organisation's Role, UnionKind and Level.
"""

from __future__ import annotations

from typing import Any

OFFICERS = ("handler", "head")
CITY = ("local", "city")


def can_enter_notice(user: Any) -> bool:
    duty = getattr(user, "duty", None)
    return bool(duty and duty.role in OFFICERS and (duty.union.kind, duty.union.level) == CITY)
