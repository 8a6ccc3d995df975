"""What the pages of meetings say of themselves."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, tuple[Any, ...]] = {
    "meetings:meetings": (
        _("您身份范围内的会议。会议由组建等办理过程召开，点名称看名册、到会、议程和选举。"), "CON-06", "CON-17",
    ),
    "meetings:meeting": (
        _("一次会议从封存名册到闭会：先封存名册，再登记到会、议程表决、计票和监票人，然后投票计票，最后闭会。投票以前，页面最上面列出还缺什么、怎样补。"),
        "CON-05", "CON-06", "CON-18",
    ),
    "meetings:change_roll": (
        _("名册封存后要改，写明理由提出，等另一名工作人员复核。复核以前名册不变，提出和复核都公开列出。"), "CON-05",
    ),
    "meetings:decide_roll_change": (
        _("复核一处名册变动：看清加了谁、去掉了谁、为什么。提出人不能自己复核；同意后名册改动，指纹重新计算。"), "CON-05",
    ),
    "meetings:record_presence": (
        _("勾选到会的人。应到人数的三分之二以上到会，会议才能进行选举。勾选期间用凭条或手机签到的人不会丢。"), "CON-06",
    ),
    "meetings:place": (_("会议在哪里开。地点写在代表自己的页面和大屏幕上。"), "CON-05"),
    "meetings:door": (
        _("代表到会时在门口扫凭条或报短码，当场记下。名册封存以后、投票以前可以签到，同一人只记一次。"
          "代表用自己的手机签到，要由人在会场的工作人员先开放，只认会场的网络。"), "CON-05", "CON-06",
    ),
    "meetings:record_agenda": (
        _("登记每项议程的表决结果。第一次投票以前，选举办法、名单、监票人等都要先通过。"), "CON-18",
    ),
    "meetings:appoint_officers": (
        _("登记监票人和两名计票人。监票人从到会的非候选人里推选，经大会通过；计票人各有账号，各填一份计票单。"),
        "CON-07", "CON-10",
    ),
    "meetings:ballot": (
        _("一次投票的情况：候选人、应选名额、两份计票单是否一致、计票结果和判定的依据。得票超过应到会人数的半数才当选。"),
        "CON-09", "CON-10", "CON-11", "CON-12",
    ),
    "meetings:hand_out": (
        _("照撕下的存根记选票的去向：发给哪个代表团、退回未用的、写坏换发的。只记到代表团，不记到人；计票以后与计票单的发出数核对。"),
        "CON-08", "CON-09",
    ),
    "meetings:submit_sheet": (
        _("计票人照清点的选票各填一份。每名候选人的赞成、反对、弃权加起来等于有效票；两份一致才能确定结果。"),
        "CON-09", "CON-10",
    ),
}  # fmt: skip
