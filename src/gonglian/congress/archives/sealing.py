"""Sealing the record of a congress or of a meeting, and handing the archive out."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from datetime import date
from typing import IO, Any

from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from gonglian import __version__
from gonglian.congress.archives.contents import parts_of
from gonglian.congress.archives.models import SealedArchive
from gonglian.congress.archives.records import Record, again
from gonglian.core import parcels
from gonglian.core.acts import record
from gonglian.core.models import Act, Seal
from gonglian.core.refused import Reason, Refused, refuse
from gonglian.meetings.states import MeetingKind, MeetingState


def obstacles(of: Record) -> list[Reason]:
    """Why it can't be sealed yet, one reason a meeting; none once it can."""
    held = [row for row in of.meetings if row.state == MeetingState.CLOSED]
    if of.convocation:
        held = [row for row in held if row.kind == MeetingKind.CONGRESS]
    open_ = [row for row in of.meetings if row.state != MeetingState.CLOSED]
    reasons = [
        Reason(_("%(meeting)s还没有闭会。") % {"meeting": row.name}, _("先在会议页闭会，再封存。"))
        for row in open_
    ]
    if not held and not reasons:
        reasons.append(Reason(_("这一届还没有开过代表大会。"), _("大会开过、闭会以后再封存。")))
    return reasons


@transaction.atomic
def seal_archive(*, of: Record, actor: Any, on: date) -> SealedArchive:
    """Gather the whole record into one signed file and keep it (procedures C, sealed record).

    Refused: a meeting is not closed, or none was held; a stored file is gone or altered; nothing was added since the
    last sealing.
    """
    of = again(type(of.owner).objects.select_for_update().get(pk=of.owner.pk))
    if reasons := obstacles(of):
        raise Refused(tuple(reasons))
    last = of.archives.first()
    with tempfile.TemporaryFile() as file, translation.override("zh-hans"):
        parcels.write(file, parts_of(of), _about(of, on))
        listed = _listed(file)
        content = hashlib.sha256(json.dumps(listed, sort_keys=True).encode()).hexdigest()
        if last is not None and last.content == content:
            raise refuse(
                _("上次封存以后，记录没有变化。"),
                cure=_("直接下载第 %(number)s 份。") % {"number": last.number},
            )
        return _keep(of, file, actor=actor, on=on, number=last.number + 1 if last else 1,
                     files=len(listed), content=content)  # fmt: skip


@transaction.atomic
def hand_out(*, archive: SealedArchive, actor: Any, on: date) -> SealedArchive:
    """Write down who takes the archive along; the file is as it was sealed."""
    union = archive.owner.union
    with record("congress.download_archive", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        entry.after = {"name": archive.owner.name, "number": archive.number, "digest": archive.digest}
    return archive


def _keep(of: Record, file: IO[bytes], *, actor: Any, on: date, **known: Any) -> SealedArchive:
    touches = {of.union.pk, of.keeper.pk}
    owner: dict[str, Any] = {"convocation" if of.convocation else "meeting": of.owner}
    digest = parcels.digest_of(file)
    with record("congress.seal_archive", actor=actor, on=on, obj=of.union, touches=touches) as entry:
        archive = SealedArchive.objects.create(
            **owner, file=File(file, name="archive"), size=file.seek(0, 2), digest=digest,
            public_key=parcels.public_key(), sealed_on=on, sealed_by=actor, **known,
        )  # fmt: skip
        entry.after = {"name": of.name, "number": archive.number, "digest": digest}
    return archive


def _about(of: Record, on: date) -> dict[str, Any]:
    """The manifest's other entries: whose record, by which product, and where the act log stood."""
    act, seal = Act.objects.order_by("-id").first(), Seal.objects.order_by("-number").first()
    return {
        "product": "gonglian", "version": __version__, "union": of.union.name, "congress": of.name,
        "sealed_on": on.isoformat(),
        "log": {
            "act": act and {"number": act.pk, "mac": act.mac},
            "seal": seal and {"number": seal.number, "digest": seal.digest},
        },
    }  # fmt: skip


def _listed(file: IO[bytes]) -> list[dict[str, Any]]:
    with zipfile.ZipFile(file) as parcel:
        return list(json.loads(parcel.read(parcels.MANIFEST))["files"])
