"""The two long jobs of an import: reading and judging it, writing it.

A job holds the import's row for as long as it works, in one transaction: whoever finds the row free knows that nobody is
at work on it. If the worker dies, nothing of what it did stays.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django_tasks import task

from gonglian.accounts.models import User
from gonglian.core.refused import Refused
from gonglian.organisation.models import Duty
from gonglian.rosters import actions, judging
from gonglian.rosters.compare import compare
from gonglian.rosters.models import Import
from gonglian.rosters.moves import move
from gonglian.rosters.progress import Progress
from gonglian.rosters.rows import Unreadable
from gonglian.rosters.states import ImportState
from gonglian.rosters.uploads import forget_files

log = logging.getLogger(__name__)
TREE_LOCK = 716_232  # the one that moves of unions in the tree take


@task()
def preview_import(pk: int) -> None:
    """Read, judge, stage and compare the files of an import."""
    if not _begin(pk):
        return
    try:
        with Progress(pk) as progress, _files(pk) as paths, transaction.atomic():
            batch = _held(pk)
            judging.stage(batch, paths, progress.tell)
            move(batch, ImportState.PREVIEWED, counts=compare(batch), message="")
    except Unreadable as error:
        _fall_back(pk, ImportState.FAILED, error.message)
    except Exception:
        _fall_back(
            pk,
            ImportState.FAILED,
            _("检查时出了问题，没有写入任何内容。请再检查一次，还不行请告诉系统管理员。"),
        )
        raise
    else:
        forget_files(Import.objects.get(pk=pk))


@task()
def apply_import(pk: int, user: int | None, duty: int | None, on: str) -> None:
    """Compare once more and write. What changed since the preview sends it back to the preview."""
    try:
        with Progress(pk) as progress, transaction.atomic():
            batch = _held(pk)
            if batch.state != ImportState.APPLYING:
                return
            _hold_tree()
            seen, counts = batch.counts, compare(batch)
            if counts != seen:
                said = _("预览之后有关工会或人员有了变化，已重新比对。请再看一遍，再写入。")
                move(batch, ImportState.PREVIEWED, counts=counts, message=said)
                return
            actions.apply_import(
                batch=batch, actor=_actor(user, duty), on=date.fromisoformat(on), tell=progress.tell
            )
    except Refused as refusal:
        _fall_back(pk, ImportState.PREVIEWED, str(refusal))
    except Exception:
        _fall_back(
            pk,
            ImportState.PREVIEWED,
            _("写入时出了问题，没有写入任何内容。请再写入一次，还不行请告诉系统管理员。"),
        )
        raise


def _begin(pk: int) -> bool:
    """Whether this job is the one to read the import."""
    with transaction.atomic():
        batch = _held(pk)
        if batch.state != ImportState.UPLOADED:
            return False
        move(batch, ImportState.PREVIEWING)
        return True


def _held(pk: int) -> Import:
    return Import.objects.select_for_update(of=("self",)).select_related("union").get(pk=pk)


def _fall_back(pk: int, state: str, message: str) -> None:
    with transaction.atomic():
        batch = _held(pk)
        if batch.is_at_work:
            move(batch, state, message=message)


@contextmanager
def _files(pk: int) -> Iterator[list[Path]]:
    """The files under the names that they were sent with, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="gonglian-rosters-") as folder:
        paths = []
        for file in Import.objects.get(pk=pk).files.order_by("pk"):
            target = Path(folder) / file.name
            if target.exists():
                raise Unreadable(_("“%(name)s”传了两次。请只留一个，再导入。") % {"name": file.name})
            with file.stored.open("rb") as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)
            paths.append(target)
        yield paths


def _hold_tree() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [TREE_LOCK])


def _actor(user: int | None, duty: int | None) -> Any:
    """Who asked for it, under the duty of that moment; None is the system itself."""
    if user is None:
        return None
    actor: Any = User.objects.get(pk=user)
    actor.duty = Duty.objects.select_related("union").get(pk=duty) if duty else None
    return actor
