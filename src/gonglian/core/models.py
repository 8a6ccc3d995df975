"""The act log and its seals, append-only: the database refuses to change or remove a row (core/protection.py). And when
each standing job ran last."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.Model):
    """One thing that somebody did. Names are kept as they stood; ids are soft, so nothing is ever held back by the log."""

    guarded = False  # written by `record` itself; insert-only for the app's role

    id = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField(_("记录时间"))
    act = models.CharField(_("事项"), max_length=80)
    on = models.DateField(_("生效日"))
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("经办人"), max_length=80)
    duty = models.JSONField(_("以何身份"), default=dict)
    object_type = models.CharField(max_length=80, blank=True)
    object_id = models.BigIntegerField(null=True)
    object_name = models.CharField(_("对象"), max_length=200, blank=True)
    touches = ArrayField(models.BigIntegerField(), default=list)
    findings = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    batch = models.CharField(max_length=80, blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("履历")
        indexes = [
            GinIndex(fields=["touches"], name="act_touches"),
            models.Index(fields=["object_type", "object_id", "id"], name="act_object"),
            models.Index(fields=["recorded_at"], name="act_recorded_at"),
            models.Index(fields=["actor_id", "id"], name="act_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.act} {self.object_name}"


class Seal(models.Model):
    """A numbered link of the chain over acts: `digest` covers the previous digest and each act's id and MAC."""

    guarded = False

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    acts = ArrayField(models.BigIntegerField())
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("封签")

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"


class JobRun(models.Model):
    """When a standing job, the worker or a backup last ran, and how it went."""

    guarded = False  # a sign of life of the machinery, written many times an hour; nothing of a union

    name = models.CharField(primary_key=True, max_length=80)
    day = models.DateField()
    at = models.DateTimeField()
    ok = models.BooleanField(default=True)
    detail = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("例行工作")

    def __str__(self) -> str:
        return f"{self.name} {self.day}"
