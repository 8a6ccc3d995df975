"""The words of by-elections."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    FILL = "fill", _("补选")
    RECALL = "recall", _("罢免")


class State(TextChoices):
    OPEN = "open", _("办理中")
    DONE = "done", _("已办结")
    FAILED = "failed", _("没有结果")


class By(TextChoices):
    """Who votes: the members of the seat's own body, or the congress."""

    COMMITTEE = "committee", _("全体委员")
    CONGRESS = "congress", _("会员代表大会")
