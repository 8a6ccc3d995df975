"""What follows from the words of a row: region, trade, kind, form and level; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gonglian.core.hanzi import pinyin
from gonglian.organisation.states import Form, HostKind, Level, PositionRole, UnionKind
from gonglian.policy.roles import ROLE_WORDS
from gonglian.reference.codelists import code_lists
from gonglian.reference.usccs import uscc_fault
from gonglian.rosters.judge import posts
from gonglian.rosters.rows import Values

UNION_FACTS = (
    "workers", "members", "women_members", "migrant_members", "term_start", "term_years", "audit_committee",
    "women_committee", "industry_name",
)  # fmt: skip
SECTOR_FACTS = (
    "units", "workers", "term_start", "term_years", "audit_committee", "women_committee", "industry_name",
)  # fmt: skip
PRIMARY_TYPES = {"1": UnionKind.PRIMARY, "2": UnionKind.JOINT_PRIMARY, "9": UnionKind.PRIMARY}
LEVELS = {"市": Level.CITY, "县": Level.COUNTY, "区": Level.COUNTY, "乡": Level.TOWNSHIP, "镇": Level.TOWNSHIP,
          "街": Level.TOWNSHIP, "村": Level.VILLAGE, "社": Level.VILLAGE, "开": Level.ZONE}  # fmt: skip
HOSTS = (
    ("协会", HostKind.ASSOCIATION), ("商会", HostKind.CHAMBER), ("市场", HostKind.REGIONAL_UNION),
    ("街区", HostKind.REGIONAL_UNION), ("企业", HostKind.LEADING_ENTERPRISE), ("公司", HostKind.LEADING_ENTERPRISE),
    ("主管部门", HostKind.REGULATOR), ("局", HostKind.REGULATOR), ("委", HostKind.REGULATOR),
)  # fmt: skip


@dataclass(frozen=True)
class Derived:
    """`facts` are compared with what is on record and only hold what the row gives; `more` is written with it."""

    key: str = ""
    region: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def derive_union(values: Values, places: Mapping[str, str], region: str) -> Derived:
    """A primary union and its unit. `region` is taken when the row names no place that is known."""
    facts = _given(values, UNION_FACTS)
    facts |= _given(
        {"trade": values.get("industry_code"), "founded": values.get("founded")}, ("trade", "founded")
    )
    facts |= _given(values, ("chair",))
    more = {
        "kind": union_kind(values.get("union_kind")),
        "economic_type": _code("economic_type", values.get("economic_type")),
        "chair_role": post_role(values.get("chair_post")),
        **_spelt("union", values["union_name"]), **_spelt("unit", values.get("unit_name") or values["union_name"]),
        **_spelt("chair", values["chair"], surname=True),
    }  # fmt: skip
    head, head_name = values.get("head_unit_code"), values.get("head_unit_name")
    if head and head_name and head != values["unit_code"] and not uscc_fault(head):
        more |= {"head": head, **_spelt("head", head_name)}
    place = values.get("town_code") or places.get(values.get("county") or "") or region
    return Derived(values["union_code"], place, facts, more)


def derive_sector_union(
    values: Values, places: Mapping[str, str], trades: Mapping[str, str], region: str
) -> Derived:
    """An industrial union, known by its name because such rosters carry no code."""
    facts = _given(values, SECTOR_FACTS) | _given({"founded": values.get("founded")}, ("founded",))
    facts |= _given(values, ("chair",))
    place = places.get(values.get("area") or "") or region
    more = {
        "form": union_form(values["name"]), "level": union_level(values.get("level"), place),
        "trade": trades.get(_trade_word(values.get("industry_name") or "")), "host_kind": host_kind(values.get("host_body")),
        "chair_role": post_role(values.get("chair_post")), **_spelt("union", values["name"]),
    }  # fmt: skip
    if values.get("chair"):
        more |= _spelt("chair", values["chair"], surname=True)
    return Derived(values["name"], place, facts, more)


def union_kind(word: str | None) -> str | None:
    """PRIMARY or JOINT_PRIMARY; blank or unknown is a single primary union; None for a kind kept elsewhere."""
    code = _code("union_type", word)
    return PRIMARY_TYPES.get(code) if code else UnionKind.PRIMARY


def union_form(name: str) -> str:
    """The form that an industrial union's name ends with."""
    if name.endswith("联合会"):
        return Form.FEDERATION
    return Form.WORKING_COMMITTEE if name.endswith("工作委员会") else Form.COMMITTEE


def union_level(word: str | None, region: str) -> str:
    """The level by its word, else by the code of its region."""
    if word and word[0] in LEVELS:
        return LEVELS[word[0]]
    return {4: Level.CITY, 6: Level.COUNTY}.get(len(region), Level.TOWNSHIP)


def host_kind(word: str | None) -> str | None:
    """What kind of body an industrial union leans on; None when the words do not say."""
    return next((kind for part, kind in HOSTS if part in (word or "")), None)


def post_role(post: str | None) -> str | None:
    """The post as the eligibility clauses know it; UNKNOWN for other words, None without a post."""
    if not post:
        return None
    role = ROLE_WORDS.get(post)
    if role in PositionRole.values:
        return role
    if posts.is_barred(post) and post.endswith("会长"):
        is_vice = post.endswith(("副会长", "执行会长"))
        return PositionRole.ASSOCIATION_VICE if is_vice else PositionRole.ASSOCIATION_PRESIDENT
    return PositionRole.HEAD if posts.is_unit_head(post) else PositionRole.UNKNOWN


def _trade_word(word: str) -> str:
    return word.removesuffix("行业").removesuffix("业")


def _given(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Blank cells are left out: they never overwrite."""
    return {name: values[name] for name in names if values.get(name) is not None}


def _code(table: str, word: str | None) -> str | None:
    found = code_lists()[table].find(word) if word else None
    return found.code if found else None


def _spelt(what: str, name: str, *, surname: bool = False) -> dict[str, str]:
    key = pinyin(name, surname=surname)
    return {f"{what}_pinyin": key.full[:400], f"{what}_initials": key.initials[:120]}
