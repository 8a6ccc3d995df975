"""Reason codes of bad rows and of warnings, and what each says: the column, the rule, and the cure."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gonglian.rosters.rows import WHOLE_FILE, Fault, Notice

BAD = {
    "name_missing": _lazy("“%(column)s”没有填。请填写姓名或名称。"),
    "name_invalid": _lazy("“%(column)s”里有尖括号或控制字符。请按证件重新填写。"),
    "id_missing": _lazy("“%(column)s”没有填。请填写证件号码。"),
    "id_scientific": _lazy("“%(column)s”被 Excel 变成了科学计数，后几位已丢失。请把该列设为文本，重新填写。"),
    "id_length": _lazy("“%(column)s”应为 18 位，现有 %(length)s 位。请对照身份证改正。"),
    "id_checksum": _lazy("“%(column)s”末位校验码不符（GB 11643）。请对照身份证改正。"),
    "id_illegal_date": _lazy("“%(column)s”第 7 至 14 位不是有效的出生日期（GB 11643）。请对照身份证改正。"),
    "id_area_unknown": _lazy(
        "“%(column)s”前 6 位 %(area)s 不是行政区划代码（GB/T 2260）。请对照身份证改正。"
    ),
    "sex_mismatch": _lazy(
        "“%(column)s”与证件号码不符，号码第 17 位表示%(expected)s。请对照身份证改正其中一项。"
    ),
    "birth_mismatch": _lazy("“%(column)s”与证件号码中的 %(expected)s 不符。请对照身份证改正其中一项。"),
    "phone_invalid": _lazy("“%(column)s”不是 11 位手机号码。请改为以 13 至 19 开头的 11 位号码，或留空。"),
    "join_date_impossible": _lazy("“%(column)s”不是有效日期。请按 2019-07-01 的样式填写，不详可留空。"),
    "join_date_impossible.future": _lazy(
        "“%(column)s”晚于 %(on)s。请改为实际入会日期。已经发生的事项不能写未来日期。"
    ),
    "orphan_union": _lazy(
        "“%(column)s”填的代码 %(code)s 在系统和本次文件中都没有。请先导入该工会，或改正代码。"
    ),
    "orphan_union.blank": _lazy("“%(column)s”没有填。请填写工会统一社会信用代码，只写名称不能认定工会。"),
    "wage_text": _lazy("“%(column)s”不是金额。请填写数字，没有可留空。"),
    "dup_same_union": _lazy("与%(place)s重复：同一证件号码，同一工会。请只保留一行。"),
    "dup_cross_union": _lazy("与%(place)s重复：同一证件号码，另一工会。会籍只在一个工会，请核实后删去一行。"),
    "union_code_invalid": _lazy(
        "“%(column)s”不是有效的统一社会信用代码（GB 32100）。请对照工会法人资格证书改正。"
    ),
    "duplicate_union_row": _lazy("工会代码与%(place)s相同。一个代码只能有一行，请删去重复行。"),
    "unit_uscc_length": _lazy("“%(column)s”应为 18 位，现有 %(length)s 位（GB 32100）。请对照营业执照改正。"),
    "unit_uscc_illegal_char": _lazy(
        "“%(column)s”含有不使用的字符“%(characters)s”（GB 32100）。请对照营业执照改正，注意 0 与 O、1 与 I。"
    ),
    "unit_uscc_checksum": _lazy("“%(column)s”末位校验码不符（GB 32100）。请对照营业执照改正。"),
    "industry_code_unknown": _lazy(
        "“%(column)s”填的 %(code)s 不在 GB/T 4754-2017 中。请换成 2017 年版的行业代码。"
    ),
    "town_code_name_mismatch": _lazy(
        "“%(column)s”填的是“%(name)s”，代码 %(code)s 是“%(expected)s”。请改正名称或代码。"
    ),
    "town_code_name_mismatch.unknown": _lazy("“%(column)s”填的代码 %(code)s 不在区划表中。请改正代码。"),
    "number_invalid": _lazy("“%(column)s”不是人数或年数。请填写不小于 0 的整数。"),
    "members_gt_workers": _lazy("“%(column)s” %(members)s 人，多于职工人数 %(workers)s 人。请改正其中一项。"),
    "date_impossible": _lazy("“%(column)s”不是有效日期。请按 2019-07-01 的样式填写。"),
    "founded_in_future": _lazy("“%(column)s”晚于 %(on)s。请改为实际日期。已经发生的事项不能写未来日期。"),
    "chair_missing": _lazy("“%(column)s”没有填。请填写工会主席姓名。"),
    "too_long": _lazy("“%(column)s”超过 %(most)s 个字。请写简短些，或改用规范名称。"),
    "not_joined": _lazy("“%(column)s”写“未入会”，不是会员。请从会员名册中删去这一行。"),
    "kind_kept_elsewhere": _lazy(
        "工会类型“%(kind)s”不是基层工会，不在这张名册里登记。请从名册中删去这一行。"
    ),
}

# What shows only when a row is compared with what is on record. The texts stand beside the row whole.
FOUND = {
    "outside_territory": _lazy("这一行的地域不在本会范围内。请由所在地的上级工会导入。"),
    "union_outside": _lazy("这个工会不在本会领导之下。请由它的上级工会导入。"),
    "union_dissolved": _lazy("这个工会已撤销，不能再导入。请核对工会代码。"),
    "code_of_other_union": _lazy("这个代码已属于另一类工会。请核对工会代码。"),
    "sector_name_repeated": _lazy("与前面一行同名。一个产业工会只能有一行，请删去重复行。"),
    "keeps_no_members": _lazy("这个工会不保存会籍。会籍只在基层工会，请改填基层工会的代码。"),
    "union_not_written": _lazy("所属工会那一行有错误。改好以后一起写入。"),
    "member_elsewhere": _lazy("此人的会籍在另一个工会。请先办会籍转移，导入不转移会籍。"),
    "name_differs": _lazy("系统里的名称是“%(now)s”。导入不改名称，改名请办理名称变更。"),
    "person_name_differs": _lazy("同一证件号码，系统里的姓名是“%(now)s”。导入不改姓名，请核实。"),
    "town_differs": _lazy("系统里的地域是“%(now)s”。导入不改地域和上级，请核实。"),
    "unit_differs": _lazy("系统里本会没有覆盖这个单位。导入不改覆盖单位，请核实。"),
    "founded_differs": _lazy("系统里的成立日是 %(now)s。导入不改成立日，请核实。"),
    "chair_differs": _lazy("系统里的主席是“%(now)s”。是同一人、更正，还是换了人？请在工会档案里办理。"),
    "no_leader": _lazy("没有找到所在地的上级工会。写入后请补领导关系。"),
    "still_member": _lazy("名册写已退会，系统里会籍还在本会。导入不结束会籍，请核实后办理。"),
}

NOTICES = {
    "term_expired": _lazy("本届自 %(start)s 起 %(years)s 年，已经届满。请准备换届，或补报延期批复（章程）。"),
    "unit_head_is_chair": _lazy(
        "工会主席担任单位“%(post)s”。单位行政负责人不得担任工会主席（企业工会主席产生办法），请核实。"
    ),
    "member_count_differs_from_roster": _lazy("填报会员 %(declared)s 人，花名册有 %(counted)s 行。请核对。"),
    "branch_without_head": _lazy("单位是分支机构，没有写所属法人单位。请补“所属法人单位”和代码。"),
    "unit_code_repeated": _lazy(
        "单位代码与%(place)s相同。分支机构请写所属法人单位，同一单位请核实是否重复建会。"
    ),
    "single_unit": _lazy(
        "成员工会只有 %(units)s 个。行业工会由 %(least)s 个以上工会组成（意见 2.1），请核实。"
    ),
    "barred_chair": _lazy("主席担任“%(post)s”。该职务不得担任行业工会主席（意见 2.3），请核实并更换人选。"),
    "audit_committee_missing": _lazy("没有经费审查委员会。请按章程设立。"),
    "women_committee_missing": _lazy("没有女职工委员会。请按章程设立。"),
    "number_unread": _lazy("“%(column)s”不是整数，没有读入。请填写不小于 0 的整数。"),
    "date_unread": _lazy("“%(column)s”不是有效日期，没有读入。请按 2019-07-01 的样式填写。"),
    "unknown_column": _lazy("没有读入列：%(columns)s。如有需要，请改用模板中的列名。"),
    "repeated_column": _lazy("含义相同的列只读第一列，没有读入：%(columns)s。"),
    "wage_dropped": _lazy("工资列只作检查，不保存。"),
    "union_filled_down": _lazy("有 %(rows)s 行没有填工会，按上一行的工会处理。请确认合并单元格没有错位。"),
}


def message(fault: Fault, headings: Mapping[str, str]) -> str:
    """What a bad row is told. `headings`: field → the column name as it stands in the file."""
    key = f"{fault.code}.{fault.variant}" if fault.variant else fault.code
    return str(BAD[key]) % {"column": headings.get(fault.field, fault.field), **fault.details}


def notice(row: int, code: str, **details: object) -> Notice:
    """A warning about a data row, or about the whole file (row 0)."""
    return Notice(row, code, str(NOTICES[code]) % details)


def file_notice(code: str, **details: object) -> Notice:
    """A warning about the file as a whole."""
    return notice(WHOLE_FILE, code, **details)


def place(file: str, row: int, here: str) -> str:
    """How another row is named: its file only when it is not the one at hand."""
    if file == here:
        return _("第 %(row)s 行数据") % {"row": row}
    return _("“%(file)s”第 %(row)s 行数据") % {"file": file, "row": row}


def found(code: str, now: object = "") -> str:
    """What comparing a row with the records has to say. `now`: what is on record."""
    return str(FOUND[code]) % {"now": now}
