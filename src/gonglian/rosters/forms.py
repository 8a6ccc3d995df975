"""Forms of the rosters: they parse and validate, and never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_FILES = 20


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list) and data else [data or None]
        return [super(FilesField, self).clean(one, initial) for one in given]


class UploadForm(forms.Form):
    """The files of one import."""

    rosters = FilesField(
        label=gettext_lazy("名册文件"),
        widget=Files(attrs={"multiple": True, "accept": ".xlsx,.csv"}),
        help_text=gettext_lazy("可以一次选几个 .xlsx 或 .csv 文件，合计不超过 50 MB。"),
    )

    def clean_rosters(self) -> list[Any]:
        files: list[Any] = self.cleaned_data["rosters"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("一次最多 %(most)s 个文件。请分几次上传。") % {"most": MOST_FILES})
        if sum(file.size for file in files) > settings.UPLOAD_MAX_BYTES:
            most = settings.UPLOAD_MAX_BYTES // 2**20
            raise forms.ValidationError(
                _("文件合计超过 %(most)s MB。请按县区或单位拆开，分几次上传。") % {"most": most}
            )
        return files


class LinkForm(forms.Form):
    """Since when the unions chosen are constituents, and the list that proves it."""

    start = forms.DateField(
        label=gettext_lazy("加入日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("不知道哪一天就空着，记作起始日不详。"),
    )  # fmt: skip
    upload = forms.FileField(
        label=gettext_lazy("组成单位名单（扫描件或表格）"), required=False,
        help_text=gettext_lazy("选完单位，最后再选文件；筛选、翻页以后要重新选。"),
    )  # fmt: skip

    def __init__(self, *given: Any, lost: int, **more: Any) -> None:
        super().__init__(*given, **more)
        self.lost = lost

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.lost:
            said = _(
                "勾选的单位有 %(count)s 个已不在名单里（已补记或已变化），其余的仍勾选着。核对后再办理。"
            )
            self.add_error(None, said % {"count": self.lost})
        return data
