"""An archive once sealed: the file, and by what it is known again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from gonglian.congress.models import Convocation
    from gonglian.meetings.models import Meeting


def stored_name(archive: SealedArchive, name: str) -> str:
    """A place that nobody can guess."""
    return f"archives/{uuid4().hex}"


class SealedArchive(models.Model):
    """One sealing of the record of a congress, or of a meeting held between congresses.

    What is added later makes another archive beside it; none is changed.

    digest: SHA-256 of the whole file. content: SHA-256 over its list of files, by which the same content is known again."""

    convocation = models.ForeignKey(
        "congress.Convocation", models.PROTECT, null=True, blank=True, related_name="archives"
    )
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="archives"
    )
    number = models.PositiveSmallIntegerField(_("第几份"))
    file = models.FileField(_("文件"), upload_to=stored_name)
    size = models.PositiveBigIntegerField(_("大小"))
    files = models.PositiveIntegerField(_("文件数"))
    digest = models.CharField(_("校验值"), max_length=64)
    content = models.CharField(max_length=64)
    public_key = models.CharField(_("公钥"), max_length=64)
    sealed_on = models.DateField(_("封存日"))
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("封存人")
    )

    class Meta:
        verbose_name = _("封存档案")
        ordering = ["convocation", "meeting", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["convocation", "number"], name="archive_number_once",
                violation_error_message=_("这一份档案已经封存。"),
            ),
            models.UniqueConstraint(
                fields=["meeting", "number"], name="archive_of_meeting_number_once",
                violation_error_message=_("这一份档案已经封存。"),
            ),
            models.CheckConstraint(
                name="archive_of_one_record", condition=Q(convocation__isnull=True) ^ Q(meeting__isnull=True),
                violation_error_message=_("一份档案只属于一届大会或者一次会议。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.owner} {self.number}"

    @property
    def owner(self) -> Convocation | Meeting:
        """What it is the record of; both have a union, a keeper and a name."""
        owner = self.convocation or self.meeting
        if owner is None:
            raise LookupError(f"archive {self.pk} belongs to nothing")
        return owner
