"""Document numbers 发文字号, such as 临工发〔2026〕3号 (GB/T 9704 §7.2.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

_NUMBER = re.compile(r"(?P<code>[一-龥]+)〔(?P<year>[0-9]{4})〕(?P<serial>[0-9]+)号")
_CODE = re.compile(r"[一-龥]+")
_OTHER_BRACKETS = "[]［］()（）【】{}「」<>《》〈〉"
_FIRST_YEAR = 1949
_LAST_YEAR = 2999


class NumberError(ValueError):
    """A document number that GB/T 9704 §7.2.5 does not allow; the message says why and how to cure it."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Agency code 代字, four-digit year and serial from 1; `str()` gives the printed form."""

    code: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise NumberError(_("机关代字“%(code)s”不合规范：只用汉字，不留空格。") % {"code": self.code})
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise NumberError(
                _("发文字号的年份“%(year)s”不合规范：写四位数的公历年份。") % {"year": self.year}
            )
        if self.serial < 1:
            raise NumberError(_("发文顺序号“%(serial)s”不合规范：从1开始编号。") % {"serial": self.serial})

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"


def format_number(code: str, year: int, serial: int) -> str:
    """Return the printed number; refused (`NumberError`): code not in Chinese, short year, serial below 1."""
    return str(DocumentNumber(code, year, serial))


def parse_number(text: str) -> DocumentNumber:
    """Read a printed number.

    Refused (`NumberError`, GB/T 9704 §7.2.5): brackets other than 〔〕, a short year, 第, leading zeros,
    spaces, full-width digits, nothing before the bracket or after the last 号.
    """
    match = _NUMBER.fullmatch(text)
    if match is None or match["serial"].startswith("0"):
        raise NumberError(_fault(text))
    return DocumentNumber(match["code"], int(match["year"]), int(match["serial"]))


def check_year(number: DocumentNumber, issued_on: date) -> None:
    """Refuse (`NumberError`) a number whose year is not the year of the date of issue."""
    if number.year != issued_on.year:
        raise NumberError(
            _("发文字号“%(number)s”的年份与成文日期的年份%(year)s不一致：请按成文日期的年份编号。")
            % {"number": str(number), "year": issued_on.year}
        )


def _fault(text: str) -> str:
    return _(
        "发文字号“%(number)s”不合规范：%(reason)s规范写法如“临工发〔2026〕3号”（GB/T 9704 第7.2.5条）。"
    ) % {
        "number": text,
        "reason": _reason(text),
    }


def _reason(text: str) -> str:
    """Name the first departure from the form, in the order in which people meet them."""
    after = text.rpartition("〕")[2]
    if not text.strip():
        return _("没有填写。")
    if any(character in _OTHER_BRACKETS for character in text):
        return _("年份应当用六角括号〔〕括起。")
    if any(character.isspace() for character in text):
        return _("不能留空格。")
    if any(character.isdigit() and not character.isascii() for character in text):
        return _("年份和顺序号用半角阿拉伯数字。")
    if not re.search(r"〔[0-9]{4}〕", text):
        return _("年份应当写全四位，用六角括号〔〕括起。")
    if "第" in after:
        return _("顺序号前不加“第”字。")
    if after.startswith("0"):
        return _("顺序号不编虚位，从1开始，前面不加0。")
    if not text.endswith("号"):
        return _("顺序号后应当加“号”字。")
    return _("应当由机关代字、年份、顺序号组成。")
