"""The constituents of an industrial union that came in with only a number of them (A.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents.actions import attach_file
from gonglian.organisation.actions import open_constituents
from gonglian.organisation.models import Line, Union


@transaction.atomic
def link_constituents(
    *,
    union: Union,
    children: Sequence[Union],
    start: date | None,
    actor: Any,
    on: date,
    upload: UploadedFile[Any] | None = None,
) -> list[Line]:
    """`children` have been constituents of the industrial union since `start` (None = unknown) (RECORD).

    Effects: constituent lines and nothing else (意见 2.2); the list that proves it is kept with the union.
    Refused: not an industrial union; nobody chosen; a start in the future; a union that is a constituent already.
    """
    if not union.is_industrial:
        raise refuse(_("%(union)s 不是产业（行业）工会。") % {"union": union})
    if not children:
        raise refuse(_("没有选组成单位。"), cure=_("在名单里勾选，再办理。"), field="children")
    if start and start > on:
        raise refuse(_("加入日期不能晚于今天。"), cure=_("写实际的加入日期，不知道就空着。"), field="start")
    touches = [union.pk, *(child.pk for child in children)]
    with record("rosters.link_constituents", actor=actor, on=on, obj=union, touches=touches) as entry:
        entry.after = {"units": len(children), "from": start}
        lines = open_constituents(children=children, parent=union, actor=actor, on=on, start=start)
        if upload is not None:
            attachment = attach_file(paper=None, upload=upload, owner=union, actor=actor, on=on)
            entry.after["attachment"] = attachment.sha256
    return lines
