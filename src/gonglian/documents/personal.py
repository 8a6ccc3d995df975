"""What may not stand in a text for the public: ID numbers, bank accounts, telephones, illness, the names of children.

Personal Information Protection Act 28: such details are sensitive and are not made public without need. Pure functions;
what is found is shown masked, so that a refusal does not repeat it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.core.refused import Reason, Refused
from gonglian.reference.idcards import birth, checksum_holds
from gonglian.reference.usccs import uscc_fault

ID_NUMBER = gettext_lazy("身份证号")
ACCOUNT = gettext_lazy("银行账号")
TELEPHONE = gettext_lazy("电话号码")
ILLNESS = gettext_lazy("病情")
CHILD = gettext_lazy("子女姓名")

_CITE = gettext_lazy("个人信息保护法第二十八条")
_CONTEXT = 6  # signs shown before and after a spot

_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)} | {0x3000: 0x20, 0xFF0D: 0x2D, 0xFF0B: 0x2B}
_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"

_ID = re.compile(_ALONE + r"\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]" + _END)
_ID_NAMED = re.compile(r"(?:身份证|公民身份)\D{0,10}(\d{17}[\dXx]|\d{15})" + _END)
_CARD = re.compile(_ALONE + r"(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?)" + _END)
_ACCOUNT_NAMED = re.compile(r"(?:账号|帐号|账户|帐户|卡号)[^\d\n]{0,8}(\d[\d -]{6,28}\d)" + _END)
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}" + _END)
_LANDLINE = re.compile(r"(?<![0-9A-Za-z.-])[(（]?0\d{2,3}(?:[)）]| ?[-—–] ?| )?[1-9]\d{6,7}" + _END)
_LOCAL = re.compile(r"(?:电话|座机|手机|联系方式|传真)[^\d\n]{0,6}([2-8]\d{6,7})" + _END)
# The office that takes objections prints its own telephone; a mobile telephone belongs to a person all the same.
_OFFICE_LINE = re.compile(r"(?:联系|受理|监督|举报|咨询|值班|办公)电话(?:号码)?[^\d(（\n]{0,6}$")

# Names of schemes and institutions that speak of illness and of nobody who is ill.
_NOBODY_ILL = re.compile(
    r"职业病(?:防治|危害|预防|体检|检查)|大病(?:救助|互助|保险|医疗|保障)|重大疾病(?:保障|保险|互助)|疾病(?:预防|控制)|住院(?:医疗)?互助"
    r"|(?:肿瘤|结核病|精神病|传染病|职业病|糖尿病|高血压|心脏病|肝炎|癫痫|尘肺病?|胸科)(?:专科)?(?:医|防治)院|(?:健康|医疗|疾病)诊断(?:中心|机构)|癌症(?:筛查|防治|基金)"
    r"|残疾人(?:联合会|就业|保障金|福利|服务|康复|托养|用品)|高血压(?:日|筛查)|手术(?:室|器械|机器人)|透析(?:中心|器械|设备)|手术医疗"
)
_ILL = re.compile(
    r"癌|肿瘤|白血病|尿毒症|糖尿病|高血压|心脏病|冠心病|心肌梗|肝炎|乙肝|肝硬化|艾滋|HIV|抑郁症|焦虑症|精神分裂|精神病|癫痫|肺结核|结核病"
    r"|脑梗|脑溢血|脑出血|中风|瘫痪|帕金森|红斑狼疮|尘肺|职业病|重病|大病|患病|患有|患了|因病|病情|病历|病重|病危|确诊|诊断为|住院|透析|化疗|放疗"
    r"|动手术|做手术|手术|怀孕|流产|残疾"
)

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤葛齐刁禚庄翟相臧窦鲁密聂诸解焦匡宗穆凌柴牛尤管左季车柳梅邢岳单晁甄"
)
_KIN = r"(?:之[子女]|儿子|女儿|子女|孩子|长子|次子|长女|次女|独生子|独生女|小孩)"
_NAME = rf"(?:[{_SURNAMES}][一-龥]{{1,2}}|(?:欧阳|司马|上官|诸葛|尉迟|夏侯|皇甫|东方)[一-龥]{{1,2}})"
_AFTER_NAME = r"(?=$|[\s，,。；;、：:（(）)]|今年|就读|考入|考上|同学|现在|于\d|患|被|\d)"
_CHILD = re.compile(
    rf"{_KIN}(?:的?姓名|名叫|叫做|叫|名为|为|是)?[：:\s（(、，,]{{0,2}}({_NAME}){_AFTER_NAME}"
)
_CHILD_NAMED = re.compile(rf"{_KIN}的?姓名[：:\s]{{0,2}}([一-龥·]{{2,8}})")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text. kind: what stands there, in words; line: from 1; words: the place with the finding masked."""

    kind: Any
    line: int
    words: str


def spots(text: str) -> list[Spot]:
    """What may not be public in the text, in reading order. Full-width signs count as their half-width fellows."""
    plain = text.translate(_WIDE)
    return [
        Spot(kind, plain.count("\n", 0, start) + 1, _around(plain, start, end))
        for start, end, kind in _found(plain)
    ]


def masked(text: str, head: str = "") -> str:
    """The text with what may not be public masked, sign for sign. head: what it stands under in a table."""
    lead = len(head) + 1 if head else 0
    plain = (f"{head}：{text}" if head else text).translate(_WIDE)
    signs = list(text)
    for start, end, _kind in _found(plain):
        if start >= lead:
            signs[start - lead : end - lead] = "*" * (end - start)
    return "".join(signs)


def _found(plain: str) -> list[tuple[int, int, Any]]:
    """(start, end, kind) in reading order; what one search took is not found by the next."""
    found: list[tuple[int, int, Any]] = []
    for kind, search in _SEARCHES:
        for start, end in search(plain):
            if all(end <= left or start >= right for left, right, _kind in found):
                found.append((start, end, kind))
    return sorted(found, key=lambda spot: spot[0])


def refuse_personal(texts: Iterable[str], *, field: str = "") -> None:
    """Refused: any of the texts says what may not be public. Each spot is a reason of its own."""
    reasons = tuple(
        Reason(
            _("“%(words)s”处有%(kind)s，不能公开。") % {"words": spot.words, "kind": spot.kind},
            _("删去，或改成不能认出个人的写法。"),
            str(_CITE),
            field,
        )
        for text in texts
        for spot in spots(text)
    )
    if reasons:
        raise Refused(reasons)


def _around(text: str, start: int, end: int) -> str:
    before = text[:start].rsplit("\n", 1)[-1][-_CONTEXT:]
    after = text[end:].split("\n", 1)[0][:_CONTEXT]
    return f"{before}{'*' * min(end - start, 8)}{after}"


def _digits(words: str) -> str:
    return re.sub(r"\D", "", words)


def _id_numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _ID.finditer(text):
        number = re.sub(r"[ -]", "", match[0]).upper()
        born = birth(number)
        if born is not None and 1900 <= born.year <= 2099 and checksum_holds(number):
            yield match.span()
    yield from (
        match.span(1) for match in _ID_NAMED.finditer(text)
    )  # named as one: a slip of the pen counts too


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    for match in _CARD.finditer(text):
        number = _digits(match[0])
        if uscc_fault(number) is not None and _luhn_holds(number):
            yield match.span()
    yield from (match.span(1) for match in _ACCOUNT_NAMED.finditer(text))


def _luhn_holds(number: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _telephones(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _MOBILE.finditer(text))
    for pattern, group in ((_LANDLINE, 0), (_LOCAL, 1)):
        for match in pattern.finditer(text):
            if not _OFFICE_LINE.search(text[: match.start(group)]):
                yield match.span(group)


def _illness(text: str) -> Iterator[tuple[int, int]]:
    """Words of illness; the names of schemes are taken out first, sign for sign."""
    rest = _NOBODY_ILL.sub(lambda match: "○" * len(match[0]), text)
    yield from (match.span() for match in _ILL.finditer(rest))


def _children(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_CHILD_NAMED, _CHILD):
        yield from (match.span(1) for match in pattern.finditer(text))


_SEARCHES: tuple[tuple[Any, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    (ID_NUMBER, _id_numbers),
    (ACCOUNT, _accounts),
    (TELEPHONE, _telephones),
    (ILLNESS, _illness),
    (CHILD, _children),
)
