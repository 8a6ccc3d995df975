"""An import, its files, its staged rows and what it wrote.

None of these tables is guarded: they are a staging place that holds what somebody sent, not what is on record.
What an import puts on record is written by its act, under the guard of the tables it writes to.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.rosters.rows import MEMBERS, SECTOR_UNIONS, UNIONS
from gonglian.rosters.states import AT_WORK, Effect, ImportState, RowStatus

KIND_CHOICES = [(UNIONS, _("基层工会")), (SECTOR_UNIONS, _("产业（行业）工会")), (MEMBERS, _("会员"))]


class Import(models.Model):
    """Files that were sent together. `union`: whose officer sent them; empty when it came by command."""

    guarded = False  # staging: changes while the worker reads and judges, outside any act

    city = models.CharField(max_length=4)
    union = models.ForeignKey(
        "organisation.Union", models.PROTECT, null=True, blank=True, related_name="imports"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("状态"), max_length=12, choices=ImportState, default=ImportState.UPLOADED)
    state_since = models.DateTimeField()
    uploaded_at = models.DateTimeField(_("上传时间"))
    judged_on = models.DateField(_("以哪一天为准"))
    id_areas = models.JSONField(default=list, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    digest = models.CharField(_("校验值"), max_length=64, blank=True)
    message = models.TextField(_("说明"), blank=True)
    act_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("导入")
        indexes = [models.Index(fields=["union", "-id"], name="import_of_union")]

    def __str__(self) -> str:
        return str(_("导入 %(number)s") % {"number": self.pk})

    def get_absolute_url(self) -> str:
        return reverse("rosters:import", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def title(self) -> str:
        """The files' names in short."""
        names = [file.name for file in sorted(self.files.all(), key=lambda file: file.pk)]
        if len(names) < 4:
            return "、".join(names)
        return str(_("%(first)s 等 %(count)s 个文件") % {"first": names[0], "count": len(names)})

    @property
    def edition(self) -> str:
        """Which preview this is: a new comparison is another one."""
        return f"{self.state_since.timestamp():.6f}"

    @property
    def written(self) -> int:
        """How many rows applying writes."""
        return int(self.counts.get("written", 0))

    @property
    def left(self) -> int:
        """How many rows stay behind: bad ones and those that wait."""
        return int(self.counts.get("error", 0)) + int(self.counts.get("waiting", 0))


class ImportFile(models.Model):
    """One file as it was sent. The file itself is kept only until its rows are staged."""

    guarded = False

    batch = models.ForeignKey(Import, models.CASCADE, related_name="files")
    name = models.CharField(_("文件名"), max_length=120)
    stored = models.FileField(_("文件"), upload_to="rosters", blank=True)
    size = models.PositiveBigIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(_("名册"), max_length=16, choices=KIND_CHOICES, blank=True)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    header_line = models.PositiveIntegerField(default=1)
    columns = models.JSONField(default=dict, blank=True)
    headings = models.JSONField(default=dict, blank=True)
    notices = models.JSONField(default=list, blank=True)
    unreadable = models.TextField(blank=True)

    class Meta:
        verbose_name = _("导入的文件")

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """One staged row. The ID number is sealed; `cells` (as written, sealed) is kept of rows that are given back.

    `facts` are compared with what is on record; `before` holds what applying replaces; `target` and `person` are ids
    on record, `leader` the union proposed above a new one.
    """

    guarded = False

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    file = models.ForeignKey(ImportFile, models.CASCADE, related_name="staged")
    number = models.PositiveIntegerField(_("行"))
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    key = models.CharField(max_length=120, blank=True)
    union_code = models.CharField(max_length=18, blank=True)
    region = models.CharField(max_length=12, blank=True)
    values = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    derived = models.JSONField(default=dict)
    cells = models.BinaryField(null=True)
    id_sealed = models.BinaryField(null=True)
    id_hash = models.BinaryField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)
    notes = models.JSONField(default=list)
    effect = models.CharField(max_length=8, choices=Effect, default=Effect.NONE)
    status = models.CharField(max_length=10, choices=RowStatus, blank=True)
    before = models.JSONField(default=dict)
    target = models.BigIntegerField(null=True)
    person = models.BigIntegerField(null=True)
    leader = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("导入的行")
        indexes = [
            models.Index(fields=["batch", "kind", "key"], name="import_row_key"),
            models.Index(fields=["batch", "status", "id"], name="import_row_status"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.number}"


class ImportTrace(models.Model):
    """A row on record that an import wrote: made (`before` empty) or changed, with what it was before."""

    guarded = False

    batch = models.ForeignKey(Import, models.CASCADE, related_name="traces")
    noun = models.CharField(max_length=12)
    row_id = models.BigIntegerField()
    before = models.JSONField(null=True)

    class Meta:
        verbose_name = _("导入的痕迹")
        indexes = [models.Index(fields=["noun", "row_id"], name="import_trace_row")]

    def __str__(self) -> str:
        return f"{self.noun} {self.row_id}"


class ImportProgress(models.Model):
    """How far the worker is. A row of its own without a key to the import: it is saved on a connection of its own
    while the import's row is locked."""

    guarded = False

    batch_id = models.BigIntegerField(primary_key=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("导入的进度")

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"
