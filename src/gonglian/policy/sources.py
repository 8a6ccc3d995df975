"""What the short marks of sources stand for, in the words of people: instrument and article."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OPINION = gettext_lazy("《关于加强产业（行业）工会建设的意见》")
CHARTER = gettext_lazy("《中国工会章程》")
UNION_LAW = gettext_lazy("《工会法》")
BALLOT = gettext_lazy("《工会基层组织选举工作条例》")
CONGRESS = gettext_lazy("《基层工会会员代表大会条例》")
FEDERATIONS = gettext_lazy("全国总工会关于区域性、行业性工会联合会建设的意见")
CHAIRS = gettext_lazy("《企业工会主席产生办法（试行）》")
REGISTRATION = gettext_lazy("《基层工会法人登记管理办法》")
MEMBERSHIP = gettext_lazy("《工会会员会籍管理办法》")
CIVIL_CODE = gettext_lazy("《民法典》")
PERSONAL_DATA = gettext_lazy("《个人信息保护法》")
CREDIT_CODE = gettext_lazy("GB 32100-2015《法人和其他组织统一社会信用代码编码规则》")
TRADES = gettext_lazy("GB/T 4754-2017《国民经济行业分类》")

# mark → instrument, article ("" where the text at hand does not number it)
_LAWS: dict[str, tuple[str | Promise, str]] = {
    "0.2": (OPINION, "二（一）"), "0.5": (OPINION, "二（二）"), "0.7": (OPINION, "二（三）"),
    "0.21": (CIVIL_CODE, "200–203"), "0.24": (CIVIL_CODE, "1045"),
    "1.2": (UNION_LAW, "10"), "1.4": (UNION_LAW, "11"), "1.7": (UNION_LAW, "12"), "1.10": (CHARTER, "16"),
    "1.11": (UNION_LAW, "14"), "1.13": (UNION_LAW, "16"), "1.14": (UNION_LAW, "17"), "1.15": (UNION_LAW, "18"),
    "1.16": (UNION_LAW, "18"), "1.31": (CHARTER, "12"), "1.32": (CHARTER, "11"),
    "1.41": (REGISTRATION, "26、27"), "1.42": (REGISTRATION, ""), "1.45": (MEMBERSHIP, "3"),
    "2.3": (BALLOT, "4"), "2.4": (BALLOT, "6–7"), "2.5": (BALLOT, "8"), "2.6": (BALLOT, "9"), "2.7": (BALLOT, "10"),
    "2.8": (BALLOT, "11"), "2.9": (BALLOT, "12–13"), "2.10": (BALLOT, "14"), "2.11": (BALLOT, "15"),
    "2.12": (BALLOT, "16"), "2.13": (BALLOT, "17"), "2.14": (BALLOT, "17"), "2.15": (BALLOT, "18"), "2.16": (BALLOT, ""),
    "2.18": (BALLOT, "21"), "2.19": (BALLOT, "22"), "2.22": (BALLOT, "25"), "2.23": (BALLOT, "26"), "2.24": (BALLOT, "26"),
    "2.26": (BALLOT, "28"), "2.27": (BALLOT, "29"), "2.29": (BALLOT, "32"), "2.30": (BALLOT, "33–34"),
    "2.31": (BALLOT, "35–36"), "2.32": (BALLOT, "37–39"),
    "3.3": (CONGRESS, ""), "3.4": (CONGRESS, ""), "3.5": (CONGRESS, ""), "3.6": (CONGRESS, ""), "3.8": (CONGRESS, ""),
    "3.10": (CONGRESS, ""),
    "4.1": (FEDERATIONS, ""), "4.7": (FEDERATIONS, ""), "4.10": (CHAIRS, "6"), "4.12": (CHAIRS, "8、10、11"),
    "4.18": (CHAIRS, "18"),
    "13.3": (PERSONAL_DATA, "23、25"), "13.30": (CREDIT_CODE, ""), "13.31": (CREDIT_CODE, ""), "13.35": (TRADES, ""),
}  # fmt: skip


def source_words(mark: str) -> str:
    """The source in words: LAW-1.13 → 《工会法》第 16 条; 意见 2.2 → the opinion with its part; others as they are."""
    if mark.startswith("意见 "):
        return _("%(title)s %(part)s") % {"title": OPINION, "part": mark.removeprefix("意见 ")}
    return _article(*_parts(mark))


def joined(marks: Iterable[str]) -> str:
    """Several sources in one line: each instrument once with all its articles; the city's opinion, cited all over the
    site, by its short name."""
    articles: dict[str, dict[str, None]] = {}
    for mark in marks:
        instrument, article = _parts(mark)
        articles.setdefault(instrument, {}).update({article: None} if article else {})
    return "、".join(_article(instrument, "、".join(found)) for instrument, found in articles.items())


def _parts(mark: str) -> tuple[str, str]:
    """Instrument and article; "" where the text at hand does not number it. A mark we don't know stands for itself."""
    if mark == "city":
        return _("本市规定"), ""
    if mark.startswith("章程 "):
        return str(CHARTER), mark.removeprefix("章程 ")
    instrument, article = _LAWS.get(mark.removeprefix("LAW-"), (mark, ""))
    return (str(instrument), article) if article[:1].isdigit() else (f"{instrument}{article}", "")


def _article(instrument: str, article: str) -> str:
    return (
        _("%(title)s第 %(article)s 条") % {"title": instrument, "article": article} if article else instrument
    )
