"""Cells as offices write them, turned into one form. Nothing is judged; what cannot be read is None."""

import re
from datetime import date, datetime, timedelta

from gonglian.rosters.rows import Day

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
_EXCEL_EPOCH = date(1899, 12, 30)

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD])
_SPACES = re.compile(r"\s+")
_QUOTES = "'`‘’′＇"

_YES = frozenset(["是", "有", "已建", "已成立", "Y", "YES", "TRUE", "1", "√", "✓"])
_NO = frozenset(["否", "无", "没有", "未建", "未成立", "N", "NO", "FALSE", "0", "×"])

_FULL_DATES = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?: \d{1,2}:\d{2}(?::\d{2})?)?"),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]"),
)
_MONTHS = (
    re.compile(r"(\d{4})-(\d{1,2})"),
    re.compile(r"(\d{4})/(\d{1,2})"),
    re.compile(r"(\d{4})\.(\d{2})"),
    re.compile(r"(\d{4})(\d{2})"),
    re.compile(r"(\d{4})年(\d{1,2})月"),
)


def cell_text(cell: object) -> str:
    """The text of one cell of a workbook, so that .xlsx and .csv look alike to everything behind.

    Whole numbers lose their `.0`; a number of 16 or more digits, which Excel has already rounded, is written
    with an exponent; a date is ISO; TRUE and FALSE become 是 and 否; an empty cell is the empty string.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        if abs(cell) >= 1e15:
            return f"{cell:.5E}"
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ") if cell.time().isoformat() != "00:00:00" else cell.date().isoformat()
    return str(cell)


def text(value: str) -> str:
    """Trimmed text: invisible characters out, any run of spaces or line breaks is one space."""
    if value.isprintable() and " " not in value:
        return value  # the common case, and quick: every other kind of space is not printable
    return _SPACES.sub(" ", value.translate(_INVISIBLE)).strip()


def code(value: str) -> str:
    """A code or number: half-width, capital letters, no spaces, no leading apostrophe."""
    if value.isascii() and value.isalnum():
        return value.upper()
    return _SPACES.sub("", text(value).lstrip(_QUOTES).translate(_HALF_WIDTH)).upper()


def name(value: str) -> str:
    """A person's or body's name: no spaces, unless it is written in Latin letters."""
    plain = text(value)
    if " " not in plain or re.search(r"[A-Za-z]", plain):
        return plain
    return plain.replace(" ", "")


def phone(value: str) -> str:
    """Digits of a telephone number: no spaces, dashes, brackets or 86 prefix. Anything else stays."""
    digits = re.sub(r"[-()—–.·]", "", code(value))
    return re.sub(r"^(\+86|0086|86(?=\d{11}$))", "", digits)


def day(value: str) -> Day | None:
    """A date in one of eight forms, or None.

    2019-07-01, 2019/7/1, 2019.07.01, 20190701, 2019年7月1日, an Excel serial of five digits, 2019-07 (also
    2019/7, 2019.07, 201907, 2019年7月; the first of the month, `month_only`), 2019-07-01 00:00:00.
    Days that do not exist, and years outside 1900 to 2199, are None.
    """
    plain = text(value).translate(_HALF_WIDTH)
    if not plain[:4].isdigit():
        return None
    if re.fullmatch(r"[1-9]\d{4}(\.\d+)?", plain):
        return Day(_EXCEL_EPOCH + timedelta(int(plain[:5])))
    for pattern in _FULL_DATES:
        if found := pattern.fullmatch(plain):
            return _day_or_none(found[1], found[2], found[3])
    for pattern in _MONTHS:
        if found := pattern.fullmatch(plain):
            return _day_or_none(found[1], found[2], "1", month_only=True)
    return None


def _day_or_none(year: str, month: str, day_of_month: str, month_only: bool = False) -> Day | None:
    try:
        read = date(int(year), int(month), int(day_of_month))
    except ValueError:
        return None
    return Day(read, month_only) if EARLIEST <= read <= LATEST else None


def whole_number(value: str) -> int | None:
    """A count: `1,234`, `25人`, `3年`, `12.0`. None for anything else, negative numbers included."""
    found = re.fullmatch(r"(\d+)(\.0+)?[人个家年名户]?", code(value).replace(",", ""))
    return int(found[1]) if found else None


def money(value: str) -> str | None:
    """An amount in yuan as plain decimal text: `4,300.00`, `4300元`, `¥4300`. None for anything else."""
    found = re.fullmatch(r"[¥￥]?(\d+(?:\.\d+)?)元?", code(value).replace(",", ""))
    return found[1] if found else None


def yes_no(value: str) -> bool | None:
    """是 / 有 / 1 → True, 否 / 无 / 0 → False, blank or unknown → None."""
    word = code(value)
    if word in _YES:
        return True
    return False if word in _NO else None
