"""Files kept with papers."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents.models import Attachment, Paper
from gonglian.documents.sniffing import SUFFIXES, sniff
from gonglian.documents.states import MediaType, PaperState
from gonglian.documents.text import clean
from gonglian.organisation.models import Union

_NOT_IN_NAMES = re.compile(r'[<>:"|?*%;]')
_LONGEST_NAME = 80


@transaction.atomic
def attach_file(
    *, paper: Paper | None, upload: UploadedFile[Any], actor: Any, on: date, owner: Union | None = None
) -> Attachment:
    """Keep a file with a paper, or (`paper` None) with the union `owner` alone: the scan of an opinion, of a vote.

    The type is read from the content; the name is cleaned and gets the type's own ending. Refused: an empty file, one
    above settings.UPLOAD_MAX_BYTES, and what `sniff` refuses; a void paper.
    """
    if paper is not None and paper.state == PaperState.VOID:
        raise refuse(_("公文已作废，不能再加附件。"), field="upload")
    size = upload.size or 0
    if not 0 < size <= settings.UPLOAD_MAX_BYTES:
        raise refuse(
            _("文件是空的，或超过 %(most)s MB。") % {"most": settings.UPLOAD_MAX_BYTES // 2**20},
            cure=_("检查文件，过大的拆开再传。"), field="upload",
        )  # fmt: skip
    media_type = sniff(upload, size)
    union = owner or _keeper(paper)
    with record("documents.attach_file", actor=actor, on=on, obj=paper or union, touches=[union.pk]) as entry:
        attachment = Attachment.objects.create(
            paper=paper,
            owner_union=union,
            file=upload,
            name=_clean_name(upload.name or "", media_type),
            size=size,
            media_type=media_type,
            sha256=_digest(upload),
            added_by=actor,
            added_on=on,
        )
        entry.after = {"name": attachment.name, "size": size, "sha256": attachment.sha256}
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, actor: Any, on: date) -> None:
    """Take a file away from a draft. Refused: the paper is no draft any more, or the file belongs to no paper."""
    paper = attachment.paper
    if paper is None or not paper.is_draft:
        raise refuse(_("公文已不是草稿，附件不能去掉。"), cure=_("附上正确的文件并说明。"))
    with record(
        "documents.remove_attachment", actor=actor, on=on, obj=paper, touches=[attachment.owner_union_id]
    ) as entry:
        entry.before = {"name": attachment.name, "sha256": attachment.sha256}
        stored = attachment.file
        attachment.delete()
        transaction.on_commit(lambda: stored.delete(save=False))


def _keeper(paper: Paper | None) -> Union:
    """The union whose file it is: who issued the paper, or who received it from elsewhere."""
    keeper = paper and (paper.addressee if paper.state == PaperState.EXTERNAL else paper.issuer)
    if not keeper:
        raise ValueError("a file needs a paper or an owner")
    return keeper


def _clean_name(name: str, media_type: MediaType) -> str:
    """The last part of the name without what file systems or headers misread; the ending says what it is."""
    stem = PurePosixPath(clean(name).replace("\\", "/")).name
    stem = _NOT_IN_NAMES.sub("", stem).strip(". ")
    for suffix in (*SUFFIXES.values(), ".jpeg"):
        if stem.lower().endswith(suffix):
            stem = stem[: -len(suffix)]
    return (stem[:_LONGEST_NAME].strip(". ") or _("附件")) + SUFFIXES[media_type]


def _digest(upload: UploadedFile[Any]) -> str:
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
