"""The words of the organisation and what may follow what."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnionKind(TextChoices):
    LOCAL = "local", _("地方总工会")
    ZONE = "zone", _("开发区工会")
    TOWNSHIP = "township", _("乡镇（街道）工会")
    REGIONAL = "regional", _("区域性工会联合会")
    INDUSTRIAL = "industrial", _("产业（行业）工会")
    PRIMARY = "primary", _("基层工会")
    JOINT_PRIMARY = "joint_primary", _("联合基层工会")


KEEP_MEMBERS = (UnionKind.PRIMARY, UnionKind.JOINT_PRIMARY)
TERRITORIAL = (UnionKind.LOCAL, UnionKind.ZONE, UnionKind.TOWNSHIP, UnionKind.REGIONAL)


class Form(TextChoices):
    FEDERATION = "federation", _("工会联合会")
    COMMITTEE = "committee", _("工会委员会")
    WORKING_COMMITTEE = "working_committee", _("工会工作委员会")


class Level(TextChoices):
    CITY = "city", _("市级")
    COUNTY = "county", _("县区级")
    ZONE = "zone", _("开发区级")
    TOWNSHIP = "township", _("乡镇级")
    VILLAGE = "village", _("村（社区）级")


class UnionState(TextChoices):
    PREPARING = "preparing", _("筹备中")
    ACTIVE = "active", _("运行中")
    DISSOLVED = "dissolved", _("已撤销")
    NEVER_STOOD = "never_stood", _("未成立（筹建终止）")


NOT_STANDING = (UnionState.DISSOLVED, UnionState.NEVER_STOOD)


class LineKind(TextChoices):
    LEADERSHIP = "leadership", _("领导")
    GUIDANCE = "guidance", _("指导")
    CONSTITUENT = "constituent", _("组成")
    DUES = "dues", _("经费")


ONE_PARENT = (LineKind.LEADERSHIP, LineKind.DUES)


class HostKind(TextChoices):
    REGULATOR = "regulator", _("行业主管部门")
    ASSOCIATION = "association", _("行业协会")
    CHAMBER = "chamber", _("商会")
    LEADING_ENTERPRISE = "leading_enterprise", _("龙头企业")
    REGIONAL_UNION = "regional_union", _("特色街区、市场等区域性工会")


class MandateKind(TextChoices):
    SPECIAL_CHANGE = "special_change", _("特殊情况变更批准")
    OTHER_LINE = "other_line", _("另定领导关系批准")
    CORRECTION = "correction", _("更正")


class PositionRole(TextChoices):
    """Outside posts as the eligibility clauses see them (ELI-01…03)."""

    HEAD = "head", _("行政正职")
    LEGAL_REPRESENTATIVE = "legal_representative", _("法定代表人")
    PARTNER = "partner", _("合伙人")
    DEPUTY_HEAD = "deputy_head", _("行政副职")
    HR_HEAD = "hr_head", _("人力资源负责人")
    ASSOCIATION_PRESIDENT = "association_president", _("协会（商会）会长")
    ASSOCIATION_VICE = "association_vice", _("协会（商会）副会长")
    PARTY_SECRETARY = "party_secretary", _("党组织书记")
    UNION_CHAIR = "union_chair", _("工会主席")
    STAFF = "staff", _("工作人员")
    UNKNOWN = "unknown", _("待认定")


class MembershipKind(TextChoices):
    VOTING = "voting", _("正常会籍")
    RETAINED = "retained", _("保留会籍")


class Role(TextChoices):
    """What a duty lets one do; procedures.md B."""

    ADMIN = "admin", _("系统管理员")
    HANDLER = "handler", _("经办")
    HEAD = "head", _("负责人")
    READER = "reader", _("查看")
    AUDITOR = "auditor", _("审计")


# whoever gives out duties neither decides with them nor checks how they were used; both ways
SEPARATED_ROLES = {
    Role.ADMIN: (Role.HEAD, Role.AUDITOR),
    Role.HEAD: (Role.ADMIN,),
    Role.AUDITOR: (Role.ADMIN,),
}
WRITING_ROLES = (Role.HANDLER, Role.HEAD)


class Sex(TextChoices):
    MALE = "1", _("男")
    FEMALE = "2", _("女")
    UNKNOWN = "0", _("未知")


class MergeState(TextChoices):
    PROPOSED = "proposed", _("待复核")
    DONE = "done", _("已合并")
    WITHDRAWN = "withdrawn", _("未合并")
    UNDONE = "undone", _("已撤销合并")


MERGE_TRANSITIONS: dict[str, tuple[str, ...]] = {
    MergeState.PROPOSED: (MergeState.DONE, MergeState.WITHDRAWN),
    MergeState.DONE: (MergeState.UNDONE,),
    MergeState.WITHDRAWN: (),
    MergeState.UNDONE: (),
}


class Sensitive(TextChoices):
    """What is masked on the page of a person."""

    ID_NUMBER = "id_number", _("身份证号")
    PHONE = "phone", _("手机号")
