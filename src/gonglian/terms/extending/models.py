"""What a union asks for when its term shall go on. How it stands is told by the request alone."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class ExtensionRequest(models.Model):
    """`until`: the last day that is asked for, by all bodies whose term ends before. `request`: the latest; one that was
    returned is its `previous`."""

    union = models.ForeignKey(
        "organisation.Union", models.PROTECT, related_name="extension_requests", verbose_name=_("工会")
    )
    until = models.DateField(_("延期到"))
    reason = models.CharField(_("延期理由"), max_length=200)
    request = models.OneToOneField("approvals.Request", models.PROTECT, related_name="extension")

    class Meta:
        verbose_name = _("延期换届请示")

    def __str__(self) -> str:
        return _now("%(union)s延期换届") % {"union": self.union}

    def get_absolute_url(self) -> str:
        return reverse("terms:extension", args=[self.pk])
