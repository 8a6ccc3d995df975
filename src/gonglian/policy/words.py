"""Words that several clauses share: forms, kinds, levels, roles, and who can supply a missing fact."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from gonglian.policy.schema import Choice, Word

HANDLER = gettext_lazy("经办人")
GROUP = gettext_lazy("筹备组")
SECRETARIAT = gettext_lazy("大会秘书处")
UPPER = gettext_lazy("上一级工会")
UNION = gettext_lazy("本工会")
PERSON = gettext_lazy("人选本人")
UNIT = gettext_lazy("组成单位")

FEDERATION, COMMITTEE, WORKING_COMMITTEE = "federation", "committee", "working_committee"
PRIMARY, JOINT_PRIMARY = "primary", "joint_primary"
INDUSTRIAL_FORMS = (FEDERATION, COMMITTEE, WORKING_COMMITTEE)
BASE_FORMS = (PRIMARY, JOINT_PRIMARY)

_FORM_WORDS = {
    "工会联合会": FEDERATION,
    "联合会": FEDERATION,
    "工会委员会": COMMITTEE,
    "委员会": COMMITTEE,
    "工会工作委员会": WORKING_COMMITTEE,
    "工作委员会": WORKING_COMMITTEE,
    "基层工会": PRIMARY,
    "联合基层工会": JOINT_PRIMARY,
}
ORG_FORM = Choice(INDUSTRIAL_FORMS + BASE_FORMS, _FORM_WORDS)
FORM = Choice(INDUSTRIAL_FORMS, _FORM_WORDS)
ANY_FORM = Word(INDUSTRIAL_FORMS, _FORM_WORDS)

_LEVEL_WORDS = {
    "municipal": "city",
    "prefecture": "city",
    "district": "county",
    "town": "township",
    "street": "township",
    "subdistrict": "township",
    "community": "village",
    "nation": "national",
    "provincial": "province",
    "市": "city",
    "市级": "city",
    "县": "county",
    "县级": "county",
    "区": "county",
    "开发区": "zone",
    "乡镇": "township",
    "街道": "township",
    "村": "village",
    "社区": "village",
    "省": "province",
    "省级": "province",
    "全国": "national",
}
LEVEL = Choice(("national", "province", "city", "county", "zone", "township", "village"), _LEVEL_WORDS)

# Higher is smaller; a zone may stand under a county or beside it.
RANKS = {"national": 0, "province": 1, "city": 2, "county": 3, "zone": 4, "township": 5, "village": 6}

KIND = Choice(
    ("local", "zone", "township", "regional", "industrial", "primary", "joint_primary"),
    {
        "local_federation": "local",
        "federation": "local",
        "joint": "joint_primary",
        "总工会": "local",
        "地方总工会": "local",
        "产业工会": "industrial",
        "基层工会": "primary",
        "联合基层工会": "joint_primary",
    },
)

# Sources of candidates, opinions and preparatory members, as different hands write them.
SOURCE_WORDS = {
    "upper": "upper_union",
    "upper_federation": "upper_union",
    "higher_union": "upper_union",
    "federation": "upper_union",
    "上级工会": "upper_union",
    "上一级工会": "upper_union",
    "party_organisation": "party",
    "party_organization": "party",
    "party_org": "party",
    "trade_party": "party",
    "host_party": "party",
    "regulator_party": "party",
    "association_party": "party",
    "党组织": "party",
    "constituents": "constituent",
    "constituent_union": "constituent",
    "unit": "constituent",
    "组成单位": "constituent",
}

STREETS = {
    "regional": "regional_union",
    "street": "regional_union",
    "market": "regional_union",
    "street_union": "regional_union",
    "market_union": "regional_union",
    "特色街区": "regional_union",
    "市场": "regional_union",
}
HOST_WORDS = STREETS | {
    "government": "regulator",
    "bureau": "regulator",
    "department": "regulator",
    "authority": "regulator",
    "government_department": "regulator",
    "主管部门": "regulator",
    "行业主管部门": "regulator",
    "行业协会": "association",
    "协会": "association",
    "industry_association": "association",
    "商会": "chamber",
    "chamber_of_commerce": "chamber",
    "enterprise": "leading_enterprise",
    "leading_unit": "leading_enterprise",
    "龙头企业": "leading_enterprise",
}
