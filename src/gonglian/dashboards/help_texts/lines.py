"""What the pages of joining, leaving and changing a superior say of themselves."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, tuple[Any, ...]] = {
    "founding:joinings": (_("加入和退出已成立的产业（行业）工会，每件一行，在办的写明等谁。"), "ORG-21"),
    "founding:take_in": (
        _("列出一次会议讨论的单位：勾选，或按来文写明。隶属关系、经费渠道、工作对象、会籍都不变。"), "ORG-21", "ORG-10",
    ),
    "founding:record_past": (_("补记已经办成的加入或退出。写实际的日期，手续上缺的记为提醒，不拦登记。"), "ORG-21"),
    "founding:apply_to": (_("从单位这一边提出加入或退出。本会委员会先决定，再由产业（行业）工会委员会讨论。"), "ORG-21"),
    "founding:joining": (
        _("一件加入或退出：各单位的决定、条款核对、签发后会发生什么。负责人签发报告，组成关系才变动。"),
        "ORG-21", "ORG-10", "ORG-01",
    ),
    "founding:acceptance": (_("登记产业（行业）工会委员会的会议和表决，系统拟好报告和答复，交负责人签发。"), "ORG-21"),
    "founding:decline_joining": (_("委员会讨论后不接收的，登记原因。记录保留。"), "ORG-21"),
    "founding:withdraw_joining": (_("提出的单位撤回这件事项，写明原因。记录保留，不能再办。"), "ORG-21"),
    "founding:unit_decision": (_("登记单位自己的委员会怎样决定：日期、应到、实到、赞成，附上决定书。"), "ORG-21"),
    "founding:begin_change": (
        _("变更领导关系或经费上缴渠道：写明转到谁、为什么，报上级总工会批准。原来登记错的，由第二人复核更正。"),
        "ORG-07", "ORG-10",
    ),
    "founding:changes": (_("变更和更正领导关系、经费上缴渠道，每件一行，可按关系和状态筛选。"), "ORG-07", "ORG-10"),
    "founding:change": (
        _("一件变更：两个上级的意见、请示和批复、批准后谁看得到什么。批复就是变更的批准文件。"),
        "ORG-09", "ORG-10", "APP-01",
    ),
    "founding:change_opinion": (_("登记现上级或拟变更的上级对变更的意见，照来函写。两方都有意见，才能请示。"), "ORG-07"),
    "founding:change_reply": (_("拟办变更的批复：同意、退回修改或不同意，交负责人签发。"), "APP-01"),
    "founding:withdraw_change": (_("撤回变更，写明原因。已报送的，由负责人撤回。"), "ORG-07"),
}  # fmt: skip
