"""Tables of the organisation, one file per noun."""

from gonglian.organisation.models.duty import Duty, Mandate
from gonglian.organisation.models.employer import Employer, HostBody
from gonglian.organisation.models.line import Coverage, Line
from gonglian.organisation.models.merging import EmployerMerge, PersonMerge
from gonglian.organisation.models.person import Membership, Person, Position
from gonglian.organisation.models.union import Registration, Union, UnionAddress, UnionName, UnionQuerySet

__all__ = [
    "Coverage", "Duty", "Employer", "EmployerMerge", "HostBody", "Line", "Mandate", "Membership", "Person", "PersonMerge",
    "Position", "Registration", "Union", "UnionAddress", "UnionName", "UnionQuerySet",
]  # fmt: skip
