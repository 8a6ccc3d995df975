"""How the acts of joining and leaving are told in a union's story."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonglian.core.story import register
from gonglian.founding.joining.states import Way
from gonglian.founding.states import Consent


def register_stories() -> None:
    """Called once when the area is loaded."""
    ways, consents = dict(Way.choices), dict(Consent.choices)
    register("founding.begin_joining", _("提出%(way)s%(union)s：%(units)s"), words={"way": ways})
    register("founding.record_unit_decision", _("%(unit)s决定：%(consent)s"), words={"consent": consents})
    register("founding.prepare_acceptance", _("登记委员会 %(accepted_on)s 的决定，拟好报告"))
    register("founding.accept_units", _("%(units)s %(way)s%(union)s，自 %(from)s 起"), words={"way": ways})
    register("founding.decline_joining", _("不接收%(way)s：%(reason)s"), words={"way": ways})
    register("founding.withdraw_joining", _("撤回%(way)s：%(reason)s"), words={"way": ways})
    register(
        "founding.record_past_joining",
        _("补记：%(units)s %(way)s%(union)s，自 %(from)s 起"),
        words={"way": ways},
    )
