"""NOM-05…08: how many candidates, in which order, agreed and declared."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import ceil_fraction
from gonglian.policy.clauses.organisation.identity import plain_name
from gonglian.policy.finding import Level, Result
from gonglian.policy.registry import (
    Facts,
    Given,
    Outcome,
    StrokeKey,
    clause,
    fail,
    not_applicable,
    ok,
    unknown,
)
from gonglian.policy.schema import (
    Choice,
    Fact,
    Label,
    ListOf,
    MapOf,
    Need,
    OneOf,
    Whole,
)
from gonglian.policy.words import BASE_FORMS, GROUP, ORG_FORM, PERSON, UPPER, WORKING_COMMITTEE

_BODY = Choice(
    ("committee", "standing", "delegates", "audit", "women", "chair", "vice_chair"),
    {
        "standing_committee": "standing",
        "delegate": "delegates",
        "audit_committee": "audit",
        "women_committee": "women",
        "vice": "vice_chair",
        "vice_chairs": "vice_chair",
    },
)


@clause(
    "NOM-05",
    title=gettext_lazy("差额选举"),
    level=Level.B,
    cites=("LAW-2.14", "LAW-2.15", "LAW-2.16", "LAW-2.31", "章程 12"),
    kind="case",
    who=GROUP,
    facts=(
        Fact("body", _BODY, gettext_lazy("选举什么")),
        Fact("org_form", ORG_FORM, gettext_lazy("工会形式")),
        Fact("seats", Whole(), gettext_lazy("应选名额")),
        Fact("candidates", Whole(), gettext_lazy("候选人数")),
        Fact(
            "source",
            Choice(("free", "federated"), {"post": "federated"}),
            gettext_lazy("席位来源"),
            Need.OPTIONAL,
        ),
    ),
    parameters=(
        "election.diff.committee",
        "election.diff.standing",
        "election.diff.delegates",
        "election.diff.audit",
        "working_committee.elected",
    ),
)
def enough_candidates(facts: Facts, given: Given) -> Outcome:
    """Candidates ≥ seats + max(1, ceil(seats × rate));
    audit without the least of one; chairs as many as seats.
    """
    body, seats, candidates = facts["body"], facts["seats"], facts["candidates"]
    if facts["org_form"] == WORKING_COMMITTEE and not given.value("working_committee.elected"):
        return not_applicable(_("工会工作委员会由派出工会任命，不选举。"))
    if seats == 0:
        return not_applicable(_("没有应选名额。"))
    least = seats + _surplus(body, seats, given)
    sums = {"seats": seats, "candidates": candidates, "least": least}
    message = _("应选 %(seats)s 人，候选人 %(candidates)s 人，须不少于 %(least)s 人。") % sums
    if candidates >= least:
        return ok(message)
    federated = facts["org_form"] not in BASE_FORMS and facts.get("source") == "federated"
    cure = _("补推至少 %(more)s 名候选人。") % {"more": least - candidates}
    return fail(message, cure, Level.W if federated else Level.B)


def _surplus(body: str, seats: int, given: Given) -> int:
    if body in ("chair", "vice_chair", "women"):
        return 0
    surplus = ceil_fraction(seats, given.value(f"election.diff.{body}"))
    return surplus if body == "audit" else max(1, surplus)


@clause(
    "NOM-06",
    title=gettext_lazy("名单按姓氏笔画排列"),
    level=Level.B,
    cites=("LAW-2.19",),
    kind="case",
    who=GROUP,
    facts=(
        Fact(
            "names",
            OneOf((ListOf(Label()), MapOf(ListOf(Label()))), gettext_lazy("填写按次序的姓名。")),
            gettext_lazy("按次序的姓名"),
        ),
    ),
)
def stroke_order(facts: Facts, given: Given) -> Outcome:
    """Names in the order of surname strokes; an object holds several lists (名单,
    公示, 选票), each judged.
    """
    lists = facts["names"] if isinstance(facts["names"], dict) else {"": facts["names"]}
    if given.stroke_key is not None:
        return _in_order(lists, given.stroke_key)
    # The stroke table is large and read from another package, so it is loaded only when a list is judged.
    from gonglian.core.hanzi import StrokeTableError, stroke_key, unknown_strokes

    try:
        strange = {
            name: signs for names in lists.values() for name in names if (signs := unknown_strokes(name))
        }
        known = {title: [name for name in names if name not in strange] for title, names in lists.items()}
        found = _in_order(known, stroke_key)
    except StrokeTableError:
        return unknown(_("笔画表"), _("系统管理员"))
    return _to_be_placed(strange) if strange and found.result is Result.OK else found


def _to_be_placed(strange: dict[str, tuple[str, ...]]) -> Outcome:
    """W, because no record can ever answer it: the names around are in order, a person looks up where these stand."""
    signs = {
        "names": "、".join(strange),
        "signs": "、".join(sign for each in strange.values() for sign in each),
    }
    return Outcome(
        Result.UNKNOWN,
        _("%(names)s的“%(signs)s”不在笔画表里，次序要人工核对；其余姓名按姓氏笔画排列。") % signs,
        _("查字典数笔画，把%(names)s排到应在的位置，并在名单上注明已核对。") % signs,
        Level.W,
    )


def _in_order(lists: dict[str, list[str]], key: StrokeKey) -> Outcome:
    for names in lists.values():
        right = sorted(names, key=key)
        wrong = [name for name, there in zip(names, right, strict=True) if key(name) != key(there)]
        if wrong:
            return fail(
                _("没有按姓氏笔画排列，从“%(name)s”起。") % {"name": wrong[0]},
                _("改为：%(names)s。") % {"names": "、".join(right)},
            )
    return ok(_("名单按姓氏笔画排列。"))


@clause(
    "NOM-07",
    title=gettext_lazy("付诸表决的名单是上级同意的名单"),
    level=Level.B,
    cites=("LAW-2.9",),
    kind="case",
    who=UPPER,
    facts=(
        Fact("agreed", ListOf(Label()), gettext_lazy("上级同意的名单")),
        Fact("voted", ListOf(Label()), gettext_lazy("付诸表决的名单"), who=GROUP),
    ),
)
def same_list(facts: Facts, given: Given) -> Outcome:
    """The same names, in whatever order."""
    agreed = {plain_name(name) for name in facts["agreed"]}
    voted = {plain_name(name) for name in facts["voted"]}
    added, dropped = sorted(voted - agreed), sorted(agreed - voted)
    if not added and not dropped:
        return ok(_("名单 %(count)s 人，与上级同意的一致。") % {"count": len(voted)})
    none = _("没有")
    return fail(
        _("与上级同意的名单不一致，增加：%(added)s；减少：%(dropped)s。")
        % {"added": "、".join(added) or none, "dropped": "、".join(dropped) or none},
        _("把变动报上级工会同意，或改回同意的名单。"),
    )


@clause(
    "NOM-08",
    title=gettext_lazy("候选人申报外部任职和亲属关系"),
    level=Level.B,
    cites=("意见 2.3.c",),
    kind="case",
    who=PERSON,
    facts=(
        Fact("declared", ListOf(Label()), gettext_lazy("已申报的人")),
        Fact("candidates", ListOf(Label()), gettext_lazy("候选人"), who=GROUP),
    ),
)
def declarations(facts: Facts, given: Given) -> Outcome:
    """Every candidate signed a declaration; a declaration of "none" counts."""
    if not facts["candidates"]:
        return not_applicable(_("还没有候选人。"))
    declared = {plain_name(name) for name in facts["declared"]}
    silent = [name for name in facts["candidates"] if plain_name(name) not in declared]
    if silent:
        return fail(
            _("没有申报：%(names)s。") % {"names": "、".join(silent)},
            _("请这些候选人签署申报表，没有的写“无”。"),
        )
    return ok(_("%(count)s 名候选人都已申报。") % {"count": len(facts["candidates"])})
