"""Sealing and verifying the act log.

A seal takes every committed act not sealed yet, chains over it, and is appended to a file outside the database. Who
changes or removes an act afterwards is found, and placed: by its own MAC, by its seal, and by the exported file.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from gonglian.core.acts import row_of, signature
from gonglian.core.models import Act, Seal

_LOCK = 716_231  # one sealer at a time
GENESIS = "0" * 64
_UNSEALED = """
select a.id, a.mac from core_act a
where a.recorded_at > coalesce((select max(sealed_at) from core_seal), '-infinity') - interval '1 day'
  and not exists (select 1 from core_seal s where s.sealed_at > a.recorded_at - interval '1 minute' and a.id = any(s.acts))
order by a.id
"""


def seal_file() -> Path:
    return Path(settings.DATA_DIR) / "seals.jsonl"


@transaction.atomic
def seal_acts() -> Seal | None:
    """Seal all committed acts not sealed yet and export the seal; None when there is none or another sealer works."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(_UNSEALED)
        rows = cursor.fetchall()
        cursor.execute("select clock_timestamp()")
        moment = cursor.fetchone()[0]
    if not rows:
        return None
    last = Seal.objects.order_by("-number").first()
    previous = last.digest if last else GENESIS
    seal = Seal.objects.create(
        number=last.number + 1 if last else 1,
        sealed_at=moment,
        acts=[act_id for act_id, _ in rows],
        previous=previous,
        digest=_digest(previous, rows),
    )
    transaction.on_commit(lambda: _export(seal))
    return seal


def _digest(previous: str, rows: Iterable[tuple[int, str]]) -> str:
    content = json.dumps([previous, [[act_id, mac] for act_id, mac in rows]])
    return hmac.new(bytes.fromhex(settings.KEYS["LOG_KEY"]), content.encode(), hashlib.sha256).hexdigest()


def _export(seal: Seal) -> None:
    line = {"number": seal.number, "count": len(seal.acts), "previous": seal.previous, "digest": seal.digest}
    path = seal_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        handle.write(json.dumps(line) + "\n")


def verify_log(exported: Path | None = None) -> dict[str, Any]:
    """Check every act, every seal and, if given, the exported file.

    Out: {"ok", "acts", "seals", "unsealed", "faults": [{"kind", "act"|"seal", "message"}]}; faults in order of place.
    """
    faults: list[dict[str, Any]] = []
    macs: dict[int, str] = {}
    for act in Act.objects.order_by("id").iterator():
        macs[act.pk] = act.mac
        if signature(row_of(act)) != act.mac:
            faults.append(
                {"kind": "act_changed", "act": act.pk, "message": f"履历第 {act.pk} 条的内容被改动过"}
            )
    sealed = _verify_chain(macs, faults)
    if exported is not None:
        _verify_export(exported, faults)
    seals = Seal.objects.count()
    return {
        "ok": not faults, "acts": len(macs), "seals": seals, "unsealed": len(set(macs) - sealed), "faults": faults,
    }  # fmt: skip


def _verify_chain(macs: dict[int, str], faults: list[dict[str, Any]]) -> set[int]:
    sealed: set[int] = set()
    previous, expected = GENESIS, 1
    for seal in Seal.objects.order_by("number").iterator():
        if seal.number != expected or seal.previous != previous:
            faults.append(
                {"kind": "seal_missing", "seal": expected, "message": f"第 {expected} 号封签缺失或被换过"}
            )
        for act_id in (i for i in seal.acts if i not in macs):
            faults.append(
                {
                    "kind": "act_removed",
                    "act": act_id,
                    "message": f"履历第 {act_id} 条被删除，原在第 {seal.number} 号封签内",
                }
            )
        if _digest(seal.previous, [(i, macs[i]) for i in seal.acts if i in macs]) != seal.digest:
            faults.append(
                {
                    "kind": "seal_broken",
                    "seal": seal.number,
                    "message": f"第 {seal.number} 号封签与履历对不上",
                }
            )
        sealed.update(seal.acts)
        previous, expected = seal.digest, seal.number + 1
    return sealed


def _verify_export(path: Path, faults: list[dict[str, Any]]) -> None:
    stored = dict(Seal.objects.values_list("number", "digest"))
    for line in path.read_text().splitlines():
        seal = json.loads(line)
        if stored.get(seal["number"]) != seal["digest"]:
            number = seal["number"]
            faults.append(
                {"kind": "seal_differs", "seal": number, "message": f"第 {number} 号封签与库外留存的不一致"}
            )
