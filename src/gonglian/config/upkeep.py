"""Commands that look after an installation: backup, restore, rotate-keys, doctor."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gonglian.config.starting import start_database
from gonglian.core.refused import Refused


def add_parser(commands: Any) -> None:
    """Add this area's sub-commands. Each exits 0 when all is well, 1 when not."""
    backup = commands.add_parser("backup", help="put database, attachments and seals into one verified file")
    backup.add_argument("folder", type=Path, metavar="DIR", help="where the file goes, best on another disk")
    backup.add_argument("--keep", type=int, default=0, metavar="N", help="keep only the newest N files")
    backup.set_defaults(handler=run_backup)
    restore = commands.add_parser("restore", help="restore a backup into an empty installation")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--check", action="store_true", help="only say whether the file is whole")
    restore.set_defaults(handler=run_restore)
    rotate = commands.add_parser(
        "rotate-keys", help="seal sensitive fields under a new key; stop web and worker first"
    )
    rotate.set_defaults(handler=run_rotate_keys)
    doctor = commands.add_parser("doctor", help="say what is wrong with this installation and how to cure it")
    doctor.add_argument("--lang", choices=["zh-hans", "en"], default="zh-hans", help="language of the answer")
    doctor.set_defaults(handler=run_doctor)
    for parser in (backup, restore, rotate, doctor):
        parser.add_argument("--json", action="store_true", help="result as JSON")


def run_backup(options: argparse.Namespace) -> int:
    def work() -> tuple[dict[str, Any], str]:
        from gonglian.config.backup import back_up
        from gonglian.core import clock

        start_database()
        result = back_up(options.folder, at=clock.now(), keep=options.keep)
        said = [_("已备份到 %(file)s：%(rows)s 行，%(files)s 个附件，已读回核对。") % result]
        if result["missing"]:
            names = "、".join(result["missing"][:5])
            said.append(_("有 %(count)s 个附件在磁盘上已经没有了：%(names)s")
                        % {"count": len(result["missing"]), "names": names})  # fmt: skip
        if result["same_disk"]:
            said.append(_("备份与数据在同一块磁盘上，磁盘坏了会一起丢失。请放到另一块磁盘。"))
        return result, "\n".join(said)

    return answer(options, work)


def run_restore(options: argparse.Namespace) -> int:
    def check() -> tuple[dict[str, Any], str]:
        from gonglian.config.archive import Reader

        archive = Reader(options.file)
        archive.verify()
        result = {"file": str(options.file), "made_at": archive.manifest["made_at"],
                  "rows": sum(archive.manifest["rows"].values())}  # fmt: skip
        return result, _("%(file)s 完整：%(made_at)s 的备份，%(rows)s 行。") % result

    def work() -> tuple[dict[str, Any], str]:
        start_database()
        from gonglian.config.restore import restore

        result = restore(options.file)
        said = _("已恢复 %(rows)s 行、%(files)s 个附件，与备份逐行一致；履历 %(acts)s 条。") % result
        faults = [fault["message"] for fault in result["faults"]]
        return result | {"ok": not faults}, "\n".join([said, *faults])

    return answer(options, check if options.check else work)


def run_rotate_keys(options: argparse.Namespace) -> int:
    def work() -> tuple[dict[str, Any], str]:
        from gonglian.config.rotate import rotate_keys
        from gonglian.core import clock

        start_database()
        result = rotate_keys(
            on=clock.today(), tell=lambda name, done: print(f"{name} {done}", file=sys.stderr)
        )
        return result, _(
            "已换新密钥，%(count)s 项重新加密。请把新的 keys.env 另存一份；旧的那份与以前的备份放在一起，不要丢。"
        ) % result

    return answer(options, work)


def run_doctor(options: argparse.Namespace) -> int:
    """Exit 0 when nothing is wrong, warnings aside; 1 else."""
    from django.utils import translation

    from gonglian.config.localpg import DatabaseUnavailableError

    try:
        start_database()
    except DatabaseUnavailableError as error:
        print(error, file=sys.stderr)
    from gonglian.config import doctor
    from gonglian.core import clock

    with translation.override(options.lang):
        found = doctor.examine(clock.now())
    sound = all(check.state != doctor.FAIL for check in found)
    if options.json:
        print(json.dumps({"ok": sound, "checks": [asdict(check) for check in found]}, ensure_ascii=False))
    else:
        marks = {doctor.OK: "✓", doctor.WARN: "!", doctor.FAIL: "✗"}
        for check in found:
            print(f"{marks[check.state]} {check.message}" + (f"\n    {check.cure}" if check.cure else ""))
    return 0 if sound else 1


def answer(options: argparse.Namespace, work: Callable[[], tuple[dict[str, Any], str]]) -> int:
    """Do the work and print what came of it; a refusal with its cure goes to the error output, or into the JSON."""
    try:
        result, said = work()
    except Refused as refusal:
        reason = refusal.reasons[0]
        if options.json:
            print(json.dumps({"ok": False, "error": reason.message, "cure": reason.cure}, ensure_ascii=False))
        else:
            print(f"{reason.message}\n{reason.cure}", file=sys.stderr)
        return 1
    print(json.dumps({"ok": True} | result, ensure_ascii=False) if options.json else said)
    return 0 if result.get("ok", True) else 1
