"""Unified social credit codes (统一社会信用代码), GB 32100-2015: 18 characters, the last one a check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from stdnum.cn import uscc

UsccFault = Literal["length", "illegal_char", "checksum"]

# Digits and capitals without I, O, S, V and Z, which read like digits.
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_AREA = slice(2, 8)

BASE_UNION, OTHER_UNION = "81", "89"


class UsccKind(NamedTuple):
    """What the first two characters say: who registers, and what kind of body."""

    code: str
    department: str
    body: str


_KINDS: Mapping[str, tuple[str, str]] = {
    "11": ("机构编制", "机关"),
    "12": ("机构编制", "事业单位"),
    "13": ("机构编制", "编办直接管理机构编制的群众团体"),
    "19": ("机构编制", "其他"),
    "21": ("外交", "外国常驻新闻机构"),
    "29": ("外交", "其他"),
    "31": ("司法行政", "律师执业机构"),
    "32": ("司法行政", "公证处"),
    "33": ("司法行政", "基层法律服务所"),
    "34": ("司法行政", "司法鉴定机构"),
    "35": ("司法行政", "仲裁委员会"),
    "39": ("司法行政", "其他"),
    "41": ("文化", "外国在华文化中心"),
    "49": ("文化", "其他"),
    "51": ("民政", "社会团体"),
    "52": ("民政", "民办非企业单位"),
    "53": ("民政", "基金会"),
    "59": ("民政", "其他"),
    "61": ("旅游", "外国旅游部门常驻代表机构"),
    "62": ("旅游", "港澳台地区旅游部门常驻内地（大陆）代表机构"),
    "69": ("旅游", "其他"),
    "71": ("宗教", "宗教活动场所"),
    "72": ("宗教", "宗教院校"),
    "79": ("宗教", "其他"),
    BASE_UNION: ("工会", "基层工会"),
    OTHER_UNION: ("工会", "其他工会"),
    "91": ("市场监管", "企业"),
    "92": ("市场监管", "个体工商户"),
    "93": ("市场监管", "农民专业合作社"),
    "A1": ("中央军委改革和机构编制", "军队事业单位"),
    "A9": ("中央军委改革和机构编制", "其他"),
    "N1": ("农业", "组级集体经济组织"),
    "N2": ("农业", "村级集体经济组织"),
    "N3": ("农业", "乡镇级集体经济组织"),
    "N9": ("农业", "其他"),
    "Y1": ("其他", "其他"),
}


def uscc_fault(code: str) -> UsccFault | None:
    """Return the first fault of a code: its length, a character, the check character; None when right.

    The code comes as kept: capitals, half width, no spaces. The area part (third to eighth) must be digits;
    the first two characters may be letters, as those of rural collectives are.
    """
    if len(code) != 18:
        return "length"
    if not ALPHABET.issuperset(code) or not code[_AREA].isdigit():
        return "illegal_char"
    return None if uscc.calc_check_digit(code[:17]) == code[17] else "checksum"


def uscc_kind(code: str) -> UsccKind | None:
    """Return the registering department and kind of body, or None when the standard has no such pair."""
    found = _KINDS.get(code[:2])
    return UsccKind(code[:2], *found) if found else None
