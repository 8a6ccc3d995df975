"""What an officer decided for himself: up to where the news was read, whether a mail tells of them, a link for the
calendar."""

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


class Digest(models.Model):
    """The daily mail of a user: where to, whether it is wanted, the day of the last one."""

    guarded = False  # one's own wish: nothing of a union changes

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    address = models.EmailField(_("电子邮箱"))
    is_on = models.BooleanField(_("每个工作日发一封"), default=False)
    sent_on = models.DateField(_("最近一封的日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("每日邮件")

    def __str__(self) -> str:
        return f"{self.user_id} {self.sent_on}"


class CalendarLink(models.Model):
    """The secret address under which a duty's calendar of renewals is read without signing in; only its digest is kept."""

    guarded = False  # one's own wish: nothing of a union changes

    duty = models.OneToOneField("organisation.Duty", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField(_("生成日"))
    read_on = models.DateField(_("最近一次读取"), null=True, blank=True)

    class Meta:
        verbose_name = _("日历链接")

    def __str__(self) -> str:
        return f"{self.duty_id} {self.made_on}"
