"""Where delegates' own telephones are believed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class PhonePresence(models.Model):
    """Telephones may say 我到了 in this meeting, from the hall's networks alone or from anywhere; without a row, none may."""

    meeting = models.OneToOneField("meetings.Meeting", models.CASCADE, related_name="phones")
    networks = ArrayField(
        models.CharField(max_length=43), verbose_name=_("会场网络"), default=list, blank=True
    )
    anywhere = models.BooleanField(_("不限网络"), default=False)

    class Meta:
        app_label = "meetings"
        verbose_name = _("手机签到")

    def __str__(self) -> str:
        return "*" if self.anywhere else " ".join(self.networks)
