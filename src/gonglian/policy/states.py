"""The words of changes to parameters, and what may follow what."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChangeState(TextChoices):
    PROPOSED = "proposed", _("待复核")
    CONFIRMED = "confirmed", _("已生效")
    WITHDRAWN = "withdrawn", _("已撤回")


class Certainty(TextChoices):
    """How sure the new value is: the original text was read, somebody quotes it, or the city decides it."""

    READ = "R", _("已核对原文")
    QUOTED = "R2", _("转引，原文待核")
    CITY = "city", _("本市定")
