"""APP-01: nobody decides his own request."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, ok
from gonglian.policy.schema import Fact, Label, ListOf, Need
from gonglian.policy.words import HANDLER


@clause(
    "APP-01",
    title=gettext_lazy("不审批自己的请示"),
    level=Level.B,
    cites=(),
    kind="case",
    who=HANDLER,
    facts=(
        Fact("decider", Label(), gettext_lazy("审批人")),
        Fact("submitter", Label(), gettext_lazy("提交人"), Need.OPTIONAL),
        Fact("signer", Label(), gettext_lazy("签发人"), Need.OPTIONAL),
        Fact("candidates", ListOf(Label()), gettext_lazy("候选人"), Need.OPTIONAL),
    ),
)
def not_ones_own(facts: Facts, given: Given) -> Outcome:
    """The decider did not submit or sign the request and is not one of its candidates."""
    decider = facts["decider"]
    if decider in (facts.get("submitter"), facts.get("signer")) or decider in (facts.get("candidates") or ()):
        return fail(
            _("审批人“%(name)s”提交、签发了这件请示，或是其中的候选人。") % {"name": decider},
            _("请另一位负责人审批。"),
        )
    for key in ("submitter", "signer"):
        if facts.get(key) is None:
            return given.missing(key)
    return ok(_("审批人与请示没有关系。"))
