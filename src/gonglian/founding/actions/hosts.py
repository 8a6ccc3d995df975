"""Naming the body an industrial union leans on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gonglian.core.acts import record
from gonglian.organisation.models import HostBody


@transaction.atomic
def name_host(*, kind: str, name: str, actor: Any, on: date) -> HostBody:
    """The host body (依托单位) of this kind and name, written down when nobody named it before (意见 2.1.b).

    kind: a HostKind; name: as registered, without surrounding spaces. Two cases that lean on one body share it.
    """
    known = HostBody.objects.filter(kind=kind, name=name).order_by("pk").first()
    if known is not None:
        return known
    with record("founding.name_host", actor=actor, on=on) as entry:
        host = HostBody.objects.create(kind=kind, name=name)
        entry.obj, entry.after = host, {"kind": kind, "name": name}
    return host
