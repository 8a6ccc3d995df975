"""`record`: the only door through which rows change.

Inside its context the database accepts writes to guarded tables; at its end one row goes into the act log, in the same
transaction. Without it, or after a failure, nothing was written.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from gonglian.core.models import Act

_running: ContextVar[str] = ContextVar("running_act", default="")
_SIGNED = (
    *(
        "id",
        "recorded_at",
        "act",
        "on",
        "actor_id",
        "actor_name",
        "duty",
        "object_type",
        "object_id",
        "object_name",
    ),
    *("touches", "findings", "before", "after", "batch"),
)


@dataclass
class Entry:
    """What the log will say about the act that is running; acts fill it while they work."""

    obj: models.Model | None = None
    touches: set[int] = field(default_factory=set)
    findings: list[Mapping[str, Any]] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    batch: str = ""
    object_name: str = ""
    act_id: int | None = None  # known after the context ended


@contextmanager
def record(
    act: str, *, actor: Any, on: date, obj: models.Model | None = None, touches: Iterable[int] = ()
) -> Iterator[Entry]:
    """Run an act: allow writes, then log it.

    act: dotted name, area.verb_noun. actor: the user with his chosen duty, None for the system itself.
    on: the day the act takes effect. touches: ids of the unions it concerns. Refused outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"act {act} outside a transaction")
    entry = Entry(obj=obj, touches=set(touches))
    outer = _running.get()
    token = _running.set(act)
    _allow_writes(act)
    try:
        yield entry
        entry.act_id = _write(act, actor, on, entry)
        _allow_writes(outer)
    finally:
        _running.reset(token)


def running() -> str:
    """The name of the act that is running; "" outside one."""
    return _running.get()


def signature(row: Mapping[str, Any]) -> str:
    """HMAC-SHA256 over the canonical content of a log row (its columns but `mac`), as hex."""
    content = json.dumps([row[name] for name in _SIGNED], cls=_Canonical, ensure_ascii=False, sort_keys=True)
    return hmac.new(bytes.fromhex(settings.KEYS["LOG_KEY"]), content.encode(), hashlib.sha256).hexdigest()


def row_of(act: Act) -> dict[str, Any]:
    """The signed columns of a stored act."""
    return {name: getattr(act, name) for name in _SIGNED}


class _Canonical(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        if hasattr(o, "astimezone"):  # microseconds, UTC: the same text before and after the database
            from datetime import UTC

            return o.astimezone(UTC).isoformat()
        return super().default(o)


def _allow_writes(act: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('gonglian.act', %s, true)", [act])


def _write(act: str, actor: Any, on: date, entry: Entry) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('core_act_number'), clock_timestamp()")
        number, recorded_at = cursor.fetchone()
    obj = entry.obj
    row = {
        "id": number,
        "recorded_at": recorded_at,
        "act": act,
        "on": on,
        "actor_id": actor.pk if actor else None,
        "actor_name": str(actor)[:80] if actor else "系统",
        "duty": _duty_of(actor),
        "object_type": obj._meta.label_lower if obj else "",
        "object_id": obj.pk if obj else None,
        "object_name": (entry.object_name or (str(obj) if obj else ""))[:200],
        "touches": sorted(entry.touches),
        "findings": _plain(entry.findings),
        "before": _plain(entry.before),
        "after": _plain(entry.after),
        "batch": entry.batch,
    }
    Act.objects.create(**row, mac=signature(row))
    return int(number)


def _duty_of(actor: Any) -> dict[str, Any]:
    duty = getattr(actor, "duty", None)
    if duty is None:
        return {}
    return {"id": duty.pk, "role": duty.role, "union": duty.union_id, "union_name": str(duty.union)}


def _plain(value: Any) -> Any:
    """The value as JSON would give it back, so that the signature is the same when read again."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))
