"""The words of an import and of its rows."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportState(TextChoices):
    UPLOADED = "uploaded", _("等待检查")
    PREVIEWING = "previewing", _("正在检查")
    PREVIEWED = "previewed", _("等待写入")
    APPLYING = "applying", _("正在写入")
    APPLIED = "applied", _("已写入")
    UNDONE = "undone", _("已撤销")
    FAILED = "failed", _("没有读成")
    DISCARDED = "discarded", _("已放弃")


AT_WORK = (ImportState.UPLOADED, ImportState.PREVIEWING, ImportState.APPLYING)
"""Something is to be done by the worker; the page asks again every two seconds."""

HOLDS_ROWS = (ImportState.PREVIEWED, ImportState.APPLYING, ImportState.APPLIED)

NEXT: dict[str, tuple[str, ...]] = {
    ImportState.UPLOADED: (ImportState.PREVIEWING, ImportState.FAILED),
    ImportState.PREVIEWING: (ImportState.PREVIEWED, ImportState.FAILED),
    ImportState.PREVIEWED: (ImportState.APPLYING, ImportState.DISCARDED),
    ImportState.APPLYING: (ImportState.APPLIED, ImportState.PREVIEWED),
    ImportState.APPLIED: (ImportState.UNDONE,),
    ImportState.FAILED: (ImportState.UPLOADED, ImportState.DISCARDED),
    ImportState.UNDONE: (),
    ImportState.DISCARDED: (),
}


class RowStatus(TextChoices):
    """What a person is told about a row."""

    NEW = "new", _("新增")
    CHANGE = "change", _("变更")
    SAME = "unchanged", _("无变化")
    WARNING = "warning", _("提醒")
    ERROR = "error", _("错误")
    WAITING = "waiting", _("等待")


class Effect(TextChoices):
    """What applying does with a row."""

    NEW = "new", _("新增")
    CHANGE = "change", _("变更")
    NONE = "none", _("不写入")


WRITTEN = (Effect.NEW, Effect.CHANGE)
