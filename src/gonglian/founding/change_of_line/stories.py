"""How the acts of changing a line are told in a union's story."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gonglian.approvals.states import Decision
from gonglian.core.story import register
from gonglian.founding.change_of_line.states import RELATIONS, Side


def register_stories() -> None:
    """Called once when the area is loaded."""
    words: dict[str, dict[str, Any]] = {"kind": {kind.value: word for kind, word in RELATIONS.items()}}
    decisions: dict[str, dict[str, Any]] = {**words, "decision": dict(Decision.choices)}
    register("founding.begin_change", _("提出变更%(kind)s：由%(former)s到%(target)s"), words=words)
    register(
        "founding.record_change_opinion", _("%(side)s的意见：%(text)s"), words={"side": dict(Side.choices)}
    )
    register("founding.prepare_change", _("拟好变更%(kind)s的请示"), words=words)
    register("founding.send_change", _("报送变更%(kind)s的请示，%(number)s"), words=words)
    register("founding.propose_change_reply", _("拟办变更%(kind)s的批复：%(decision)s"), words=decisions)
    register("founding.decide_change", _("批复变更%(kind)s：%(decision)s"), words=decisions)
    register("founding.withdraw_change", _("撤回变更%(kind)s：%(reason)s"), words=words)
    register("founding.confirm_correction", _("更正%(kind)s：由%(former)s改为%(target)s"), words=words)
