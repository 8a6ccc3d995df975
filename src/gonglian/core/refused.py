"""A refusal: an act that may not come about, with reasons a person can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what is wrong, which rule says so, what cures it; `field` names the form field it belongs to."""

    message: str
    cure: str = ""
    cite: str = ""
    field: str = ""


@dataclass(eq=False)
class Refused(Exception):
    """Raised by acts. Carries reasons, and the findings of clauses where a clause refused."""

    reasons: tuple[Reason, ...]
    findings: tuple[Any, ...] = field(default=())

    def __str__(self) -> str:
        return "；".join(reason.message for reason in self.reasons)


def refuse(message: str, *, cure: str = "", cite: str = "", field: str = "") -> Refused:
    """A refusal with one reason, to be raised by the caller."""
    return Refused((Reason(message, cure, cite, field),))


def refuse_findings(findings: Iterable[Any]) -> Refused:
    """A refusal from failed findings; each needs `message`, `cure` and `cites`."""
    kept = tuple(findings)
    return Refused(tuple(Reason(f.message, f.cure, "、".join(f.cites)) for f in kept), kept)
