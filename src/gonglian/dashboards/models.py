"""Up to where each officer has read the news of his office."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Seen(models.Model):
    """The last act of the log that a user has seen for a union he acts for."""

    guarded = False  # reading is no act: nothing of a union changes

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    union = models.ForeignKey("organisation.Union", models.CASCADE, related_name="+")
    act = models.BigIntegerField()

    class Meta:
        verbose_name = _("看到哪里")
        constraints = [models.UniqueConstraint(fields=["user", "union"], name="seen_once_per_union")]

    def __str__(self) -> str:
        return f"{self.user} {self.union} {self.act}"
