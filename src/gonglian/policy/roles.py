"""Outside posts as the eligibility clauses know them, and the roster's words for them."""

from __future__ import annotations

from datetime import date

from gonglian.policy.registry import Facts
from gonglian.policy.schema import Word

ROLES = (
    "head",
    "legal_representative",
    "partner",
    "deputy_head",
    "hr_head",
    "association_president",
    "association_vice",
    "association_secretary",
    "party_secretary",
    "union_chair",
    "staff",
)

# Words as rosters write them. Not in the table means unmapped, and the clause cannot decide.
ROLE_WORDS = {
    "行政正职": "head",
    "总经理": "head",
    "经理": "head",
    "厂长": "head",
    "院长": "head",
    "校长": "head",
    "董事长": "head",
    "法定代表人": "legal_representative",
    "合伙人": "partner",
    "行政副职": "deputy_head",
    "副总经理": "deputy_head",
    "副经理": "deputy_head",
    "副厂长": "deputy_head",
    "副院长": "deputy_head",
    "副校长": "deputy_head",
    "人力资源部门负责人": "hr_head",
    "人力资源总监": "hr_head",
    "会长": "association_president",
    "副会长": "association_vice",
    "秘书长": "association_secretary",
    "党委书记": "party_secretary",
    "党总支书记": "party_secretary",
    "党支部书记": "party_secretary",
    "党组织书记": "party_secretary",
    "工会主席": "union_chair",
    "职工": "staff",
    "员工": "staff",
}
ROLE = Word(ROLES, ROLE_WORDS)

_OFFICES = ("government", "party", "union")
ORG_KIND = Word(
    ("enterprise", "institution", "association", "chamber", *_OFFICES),
    {
        "bureau": "government",
        "agency": "government",
        "regulator": "government",
        "government_bureau": "government",
        "authority": "government",
        "机关": "government",
        "主管部门": "government",
        "company": "enterprise",
        "企业": "enterprise",
        "unit": "institution",
        "事业单位": "institution",
        "行业协会": "association",
        "协会": "association",
        "商会": "chamber",
        "党组织": "party",
        "工会": "union",
    },
)


def current(position: Facts, on: date) -> bool:
    """Whether a post is held on the day; `from` and `until` are inclusive, null is open."""
    start, end = position.get("from"), position.get("until")
    return (start is None or start <= on) and (end is None or on <= end)


def is_office(position: Facts) -> bool:
    """A bureau, a party organisation or a union: its head is not a head of an enterprise or unit."""
    return position.get("org_kind") in _OFFICES
