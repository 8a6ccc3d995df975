"""ORG-11…13: no double, the name, the code."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.clauses.organisation.founding import CODES
from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, ok
from gonglian.policy.schema import Fact, Label, ListOf, Need
from gonglian.policy.words import COMMITTEE, FEDERATION, FORM, GROUP, HANDLER, KIND, WORKING_COMMITTEE

FORM_WORDS = {
    FEDERATION: ("工会联合会",),
    COMMITTEE: ("工会委员会", "工会"),
    WORKING_COMMITTEE: ("工会工作委员会",),
}
# What may stand between and after trade words without changing the trade.
_JOINTS = re.compile(r"(产业|行业|系统|业|、|和|及|与|（|）|\(|\))*")

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@clause(
    "ORG-11",
    title=gettext_lazy("同级同地同行业不重复建会"),
    level=Level.W,
    cites=(),
    kind="standing",
    who=HANDLER,
    facts=(Fact("same", ListOf(Label()), gettext_lazy("同级同地同行业的工会")),),
)
def not_double(facts: Facts, given: Given) -> Outcome:
    """No second active industrial union of the same level, territory and trade set."""
    if not facts["same"]:
        return ok(_("没有同级同地同行业的其他工会。"))
    return fail(
        _("同级同地同行业已有：%(names)s。") % {"names": "、".join(facts["same"])},
        _("加入已有的工会，调整行业范围，或写明理由。"),
    )


def plain_name(name: str) -> str:
    """A name with full-width forms folded and all spaces gone, for comparing."""
    return "".join(unicodedata.normalize("NFKC", name).split())


@clause(
    "ORG-12",
    title=gettext_lazy("名称规范，不与其他工会重名"),
    level=Level.B,
    cites=("LAW-4.7",),
    kind="standing",
    who=GROUP,
    facts=(
        Fact("name", Label(), gettext_lazy("工会名称")),
        Fact("place", Label(), gettext_lazy("地名"), Need.OPTIONAL),
        Fact("trade_words", CODES, gettext_lazy("行业名"), Need.OPTIONAL),
        Fact("form", FORM, gettext_lazy("组织形式"), Need.OPTIONAL),
        Fact("taken", ListOf(Label()), gettext_lazy("已用名称"), who=HANDLER),
    ),
)
def proper_name(facts: Facts, given: Given) -> Outcome:
    """Place + trade + form word (W); not the name of an active, preparing or drafted union (B)."""
    name = plain_name(facts["name"])
    if name in {plain_name(other) for other in facts["taken"]}:
        return fail(_("名称“%(name)s”已被使用。") % {"name": name}, _("改用不重复的名称。"))
    for key in ("place", "trade_words", "form"):
        if not facts.get(key):
            return given.missing(key)
    if _follows_pattern(name, facts):
        return ok(_("名称由地名、行业名和组织形式组成，没有重名。"))
    return fail(
        _("名称“%(name)s”不是地名加行业名加“%(form)s”。")
        % {"name": name, "form": FORM_WORDS[facts["form"]][0]},
        _("按地名、行业名、组织形式的次序改名，或写明理由。"),
        Level.W,
    )


def _follows_pattern(name: str, facts: Facts) -> bool:
    place = plain_name(facts["place"])
    ending = next((word for word in FORM_WORDS[facts["form"]] if name.endswith(word)), None)
    if not place or ending is None or not name.startswith(place):
        return False
    middle = name[len(place) : -len(ending)]
    rest = middle
    for word in sorted((plain_name(word) for word in facts["trade_words"]), key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != middle and _JOINTS.fullmatch(rest) is not None


@clause(
    "ORG-13",
    title=gettext_lazy("工会的统一社会信用代码"),
    level=Level.B,
    cites=("LAW-13.30", "LAW-13.31"),
    kind="standing",
    who=HANDLER,
    facts=(
        Fact("kind", KIND, gettext_lazy("工会类别")),
        Fact("uscc", Label(), gettext_lazy("统一社会信用代码")),
    ),
    parameters=("uscc.prefix.base", "uscc.prefix.other", "uscc.prefix.local"),
)
def right_code(facts: Facts, given: Given) -> Outcome:
    """Length, alphabet and check character (B); first two characters by kind of union (W)."""
    code = plain_name(facts["uscc"]).upper()
    if not code:
        return given.missing("uscc")
    if not _checks(code):
        return fail(
            _("统一社会信用代码 %(code)s 位数、字符或校验位不对。") % {"code": code},
            _("对照登记证书重新填写。"),
        )
    group = {"primary": "base", "joint_primary": "base", "local": "local"}.get(facts["kind"], "other")
    allowed = given.value(f"uscc.prefix.{group}")
    if code[:2] in allowed:
        return ok(_("统一社会信用代码校验通过。"))
    return fail(
        _("统一社会信用代码以 %(start)s 开头，这一类工会应以 %(allowed)s 开头。")
        % {"start": code[:2], "allowed": "、".join(allowed)},
        _("核对是否填了单位的代码，或写明理由。"),
        Level.W,
    )


def _checks(code: str) -> bool:
    if len(code) != 18 or any(character not in _ALPHABET for character in code):
        return False
    total = sum(
        _ALPHABET.index(character) * weight for character, weight in zip(code, _WEIGHTS, strict=False)
    )
    return _ALPHABET[-total % 31] == code[17]
