"""What the pages on unions, rosters and meetings say of themselves."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, tuple[Any, ...]] = {
    # organisation
    "organisation:unions": (
        _("工会名单。用上面的条件筛选，点表头排序，点名称打开这个工会的档案；导出的表与屏幕上看到的一样。"
            "看过去某一天时，状态按那一天算，当时还没有的工会不列出。"),
        "ORG-02", "ORG-13",
    ),
    "organisation:union": (
        _(
            "一会一档：这个工会的名称、领导和指导关系、组成单位、机构任期、会员、公文和办过的事，都按所看的日期显示。"
            "加入产业（行业）工会，隶属、经费、工作对象、会籍四项不变。"
            "看日期的地方还可以填“按当时所知”：只按到那一天为止登记的记录显示，以后的更正不算。"
        ),
        "ORG-07", "ORG-08", "ORG-10",
    ),
    "organisation:map": (
        _("两线图：左边是属地领导，一个工会只有一条；右边是业务指导和加入的产业（行业）工会。图下的表内容相同。"),
        "ORG-07", "ORG-08",
    ),
    "organisation:employer": (
        _("一个单位的登记情况，以及由哪个工会组织它的职工。分支机构记明所属的法人单位。"), "ORG-13",
    ),
    "organisation:person": (
        _(
            "一个人的任职和会籍，按所看的日期显示。一个人同一时间只有一处会籍；"
            "证件号码和手机号只显示首尾，要看全须写明理由，看一次记一次。"
        ),
        "ELI-01", "ELI-04",
    ),
    "organisation:rename": (
        _("工会从某一天起改用新名称，以前的日子仍显示原名。名称、住所、主席变更后三十日内办变更登记。"), "TRM-10",
    ),
    "organisation:correct_name": (
        _("登记时把名称写错了，在这里更正。名称确实变过的，办变更，不办更正。"), "TRM-10",
    ),
    "organisation:change_address": (
        _("工会从某一天起迁到新住所，以前的日子仍显示原住所。变更后三十日内办变更登记；还没有登记过住所的，也在这里登记。"),
        "TRM-10",
    ),
    "organisation:correct_address": (
        _("登记时把住所写错了，在这里更正，写明理由。确实迁过的，办变更，不办更正。"), "TRM-10",
    ),
    "organisation:register": (
        _("法人登记、换领证书和变更登记，照证书填写。批准成立后六十日内申请登记，证书期满前三十日内换领。"), "ORG-16", "TRM-10",
    ),
    "organisation:change_covered": (
        _("工会从某一天起改为组织另一个单位的职工。产业（行业）工会的组成单位要有批准文件才能换。"), "ORG-10",
    ),
    "organisation:correct_covered": (
        _("登记时把单位写错了，在这里更正。单位确实换过的，办变更，不办更正。"), "ORG-10",
    ),
    "organisation:correct_employer": (
        _("单位的名称、地域、行业或所属法人登错了，在这里更正，写明理由。工会换了单位的，在工会档案里办变更单位。"), "ORG-13",
    ),
    "organisation:correct_person": (
        _("姓名写错、电话换了，在这里更正，写明理由。办理记录不记姓名和电话的内容。"), "ORG-13",
    ),
    "organisation:readings": (
        _("谁在什么时候、以什么身份、为什么看过一个人的证件号码或手机号。本人要求时打印给本人。"), "ORG-13",
    ),
    "organisation:territory": (
        _("登记本会直接领导的县区、开发区、乡镇（街道）工会。每个地方一个，领导关系和经费渠道一并登记；名称照实际的改。"),
        "ORG-07", "ORG-11",
    ),
    "organisation:duplicates": (
        _("看起来登记了两次的人员和单位。一人提出合并，另一人复核；任职、会籍、覆盖关系跟着走，原来的地址仍能打开。"), "ORG-13",
    ),
    "organisation:propose_merge": (
        _("两条记录并排看，逐项选用哪一个值。身份证号不同的是两个人，主体标识码不同的是两个单位，不能合并。"), "ORG-13",
    ),
    "organisation:merge": (
        _("一件合并：谁提出、谁复核、为什么。合并以后没有再办过别的事的，可以撤销，恢复成两条。"), "ORG-13",
    ),
    # rosters
    "rosters:imports": (
        _("传过的名册。先检查、看预览，再写入；写入以后还可以整批撤销，除非这些单位已经有了新事项。"), "ORG-13",
    ),
    "rosters:upload": (
        _("上传工会、会员或产业（行业）工会名册，.xlsx 或 .csv 都可以。可先下载带有现有数据的空白表，填好再传。"), "ORG-13",
    ),
    "rosters:import": (
        _("名册的检查结果：可以写入的、重复的、有问题的各多少行，问题逐格说明怎样改。写入前不改任何记录。"), "ORG-13",
    ),
    "rosters:link": (
        _("给已登记的产业（行业）工会补记组成单位。按行业和地域列出可能的单位，可按地域整批勾选，筛选、翻页不丢勾选，再写明起始日；只记组成关系，其他都不变。"),
        "ORG-01", "ORG-10",
    ),
}  # fmt: skip
