"""Files that were sent become an import that waits for the worker; nothing of them is on record yet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from gonglian.organisation.models import Union
from gonglian.rosters.models import Import, ImportFile, ImportProgress
from gonglian.rosters.moves import move
from gonglian.rosters.states import ImportState

LONGEST_STEM = 60
_UNFIT = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*]")


@transaction.atomic
def receive(
    *, files: Sequence[File[Any]], union: Union | None, user: Any, on: date, id_areas: Iterable[str] = ()
) -> Import:
    """Keep the files and note the import. `on` is the day of judgement; `union` and `user` who sent them."""
    batch = Import.objects.create(
        city=settings.CITY_CODE, union=union, user=user, judged_on=on, uploaded_at=Now(), state_since=Now(),
        id_areas=list(id_areas),
    )  # fmt: skip
    ImportProgress.objects.create(batch_id=batch.pk, seen_at=Now())
    for file in files:
        name = plain_name(file.name or "")
        digest = _digest(file)
        stored = ImportFile(batch=batch, name=name, size=file.size or 0, sha256=digest)
        stored.stored.save(f"{batch.pk}-{digest[:16]}", file, save=False)
        stored.save()
    digests = sorted(batch.files.values_list("sha256", flat=True))
    batch.digest = hashlib.sha256("\n".join(digests).encode()).hexdigest()
    batch.save(update_fields=["digest"])
    batch.refresh_from_db()
    return batch


def discard(batch: Import) -> None:
    """Throw a held import away before it is applied: rows and files go, that it was sent stays noted.

    Refused: it is being worked on, applied or gone already.
    """
    move(batch, ImportState.DISCARDED, message="")
    batch.rows.all().delete()
    forget_files(batch)


def retry(batch: Import) -> None:
    """Let a held import that failed be judged again. Refused: it did not fail."""
    ImportProgress.objects.filter(pk=batch.pk).update(done=0, total=0, seen_at=Now())
    move(batch, ImportState.UPLOADED, message="")


def forget_files(batch: Import) -> None:
    """Remove the files themselves: their rows are staged, or nobody wants them."""
    for file in batch.files.exclude(stored=""):
        file.stored.delete(save=True)


def plain_name(name: str) -> str:
    """A file name for people and for a folder: no path, no signs that a file name cannot have, not too long."""
    path = PurePath(_UNFIT.sub("", name.replace("\\", "/").rsplit("/", 1)[-1]))
    stem = path.stem.strip(". ")[:LONGEST_STEM] or _("名册")
    return stem + path.suffix[:8]


def _digest(file: File[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
