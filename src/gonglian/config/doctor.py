"""`gonglian doctor`: what is wrong with this installation, and how to cure it. It changes nothing."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from gonglian.config import keys, serve, tables
from gonglian.config.backup import attachments
from gonglian.core.models import JobRun
from gonglian.core.seals import seal_file, verify_log
from gonglian.reference.calendar import site_calendar

OK, WARN, FAIL = "ok", "warn", "fail"
ROOM = 2 * 2**30  # bytes that should be free
OLDEST_BACKUP = timedelta(days=2)
SILENCE = timedelta(minutes=5)
CLOCKS_APART = timedelta(minutes=1)


@dataclass(frozen=True)
class Check:
    """One matter looked at: `state` is ok, warn or fail; `cure` says what to do about the last two."""

    name: str
    state: str
    message: str
    cure: str = ""


def examine(now: datetime) -> list[Check]:
    """Every check in order; those that need the database are left out when it does not answer."""
    found = [*_disk(), *_keys(), *_front_end(), *_office_tools(), *examine_mail()]
    try:
        connection.ensure_connection()
    except OperationalError as error:
        why = str(error).splitlines()[0]
        return [Check("database", FAIL, _("连不上数据库：%(why)s") % {"why": why},
                      _("检查数据库是否已启动，DATABASE_URL 是否正确。")), *found]  # fmt: skip
    found = [_database(), *_schema(), *found]
    if all(check.state != FAIL for check in found if check.name in ("database", "schema")):
        for look in (_rights, _log, _clock, _calendar, _worker, _jobs, _backup, _attachments):
            found.extend(_guarded(look, now))
    return found


def _guarded(look: Callable[[datetime], Iterator[Check]], now: datetime) -> list[Check]:
    """A check that breaks is a finding as well, not the end of the others."""
    try:
        return list(look(now))
    except Exception as error:
        name = look.__name__.strip("_")
        return [Check(name, FAIL, _("检查不了：%(why)s") % {"why": type(error).__name__},
                      _("看日志里的详情，告诉维护人员。"))]  # fmt: skip


def _is_writable(path: Path) -> bool:
    """Could the program write there, or make it where it is not there yet?"""
    while not path.exists():
        path = path.parent
    return os.access(path, os.W_OK)


def _last_run(name: str) -> JobRun | None:
    return JobRun.objects.filter(name=name).first()


def _database() -> Check:
    version = tables.server_version()
    if version < 150000:
        return Check(
            "database", FAIL, _("PostgreSQL %(v)s 太旧。") % {"v": version // 10000}, _("升级到 15 或更新。")
        )
    return Check("database", OK, _("PostgreSQL %(v)s，已连上。") % {"v": version // 10000})


def _schema() -> Iterator[Check]:
    wrong = serve.wrong_schema()
    for reason in wrong:
        yield Check("schema", FAIL, reason.message, reason.cure)
    if not wrong:
        yield Check("schema", OK, _("数据库与程序版本一致。"))


def _disk() -> Iterator[Check]:
    free = shutil.disk_usage(settings.DATA_DIR).free
    room = _("数据盘剩余 %(gb).1f GB。") % {"gb": free / 2**30}
    yield (
        Check("disk", OK, room)
        if free > ROOM
        else Check("disk", FAIL, room, _("清理磁盘，或把数据目录移到更大的盘。"))
    )
    for name in ("seals.jsonl", "media"):
        path = Path(settings.DATA_DIR) / name
        if not _is_writable(path):
            yield Check(
                "disk",
                FAIL,
                _("%(path)s 不能写。") % {"path": path},
                _("把数据目录的属主改为运行程序的用户。"),
            )


def _keys() -> Iterator[Check]:
    path = Path(settings.DATA_DIR) / "keys.env"
    if keys.OLD in settings.KEYS:
        yield Check(
            "keys", WARN, _("换密钥没有做完。"), _("停止 web 和 worker，再运行 gonglian rotate-keys。")
        )
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Check(
            "keys", FAIL, _("%(path)s 别人也能读。") % {"path": path}, _("运行 chmod 600，再考虑更换密钥。")
        )
    else:
        yield Check("keys", OK, _("密钥齐全，只有属主能读。"))


def _front_end() -> Iterator[Check]:
    wrong = serve.wrong_settings()
    for reason in wrong:
        yield Check("settings", FAIL, reason.message, reason.cure)
    if not settings.BEHIND_TLS:
        yield Check(
            "settings",
            WARN,
            _("没有启用 TLS（GONGLIAN_TLS）。"),
            _("对外服务时放在 nginx 后面，设 GONGLIAN_TLS=1。"),
        )
    if not wrong:
        yield Check("settings", OK, _("设置和前端文件齐全。"))


def _office_tools() -> Iterator[Check]:
    if shutil.which("soffice"):
        yield Check("office", OK, _("LibreOffice 可用，公文能转 PDF。"))
    else:
        yield Check(
            "office", WARN, _("没有 LibreOffice，公文只能出 .docx。"), _("安装 libreoffice-writer-nogui。")
        )


def examine_mail() -> Iterator[Check]:
    """Nothing where mail is off."""
    if not settings.EMAIL_HOST:
        return
    server = {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT}
    try:
        with get_connection():
            yield Check("mail", OK, _("邮件服务器 %(host)s:%(port)s 有应答。") % server)
    except (OSError, SMTPException) as error:
        said = _("邮件服务器 %(host)s:%(port)s 没有接受连接（%(why)s），每日邮件发不出。")
        yield Check("mail", WARN, said % (server | {"why": type(error).__name__}),
                    _("检查 GONGLIAN_MAIL 的地址、用户名、密码；不用邮件就删去这一项。"))  # fmt: skip


def _rights(now: datetime) -> Iterator[Check]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege(current_user, 'core_act', 'insert'),"
            " has_table_privilege(current_user, 'core_act', 'update'), (select rolsuper from pg_roles"
            " where rolname = current_user), has_schema_privilege(current_user, 'public', 'create')"
        )
        may_add, may_change, is_super, may_create = cursor.fetchone()
    if may_add and not (may_change or is_super or may_create):
        yield Check("rights", OK, _("程序的数据库角色权限正确。"))
    else:
        yield Check("rights", FAIL, _("程序的数据库角色权限不对：履历应只能添加，结构应不能改。"),
                    _("DATABASE_URL 用 gonglian_app，以 gonglian_owner 运行 gonglian migrate。"))  # fmt: skip


def _log(now: datetime) -> Iterator[Check]:
    result = verify_log(seal_file() if seal_file().exists() else None)
    if result["ok"]:
        yield Check("log", OK, _("履历 %(acts)s 条，完好。") % result)
    for fault in result["faults"][:5]:
        yield Check(
            "log", FAIL, fault["message"], _("保留现场，运行 gonglian verify-log，与最近的备份比对。")
        )
    if result["unsealed"] > 1000:
        yield Check(
            "log", WARN, _("有 %(unsealed)s 条履历还没有封签。") % result, _("启动 gonglian worker。")
        )


def _clock(now: datetime) -> Iterator[Check]:
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        apart = abs(cursor.fetchone()[0] - now)
    if apart > CLOCKS_APART:
        yield Check("clock", FAIL, _("本机与数据库的时钟相差 %(s)s 秒。") % {"s": int(apart.total_seconds())},
                    _("在两台机器上启用时间同步（timedatectl set-ntp true）。"))  # fmt: skip
    else:
        yield Check("clock", OK, _("时钟一致。"))


def _calendar(now: datetime) -> Iterator[Check]:
    year = (now + timedelta(days=30)).year
    if site_calendar().provisional(date(year, 2, 1)):
        yield Check("calendar", WARN, _("没有 %(year)s 年的放假安排，工作日按周一至周五算。") % {"year": year},
                    _("按国务院办公厅的通知录入，或升级程序。"))  # fmt: skip
    else:
        yield Check("calendar", OK, _("%(year)s 年的工作日历已有。") % {"year": year})


def _worker(now: datetime) -> Iterator[Check]:
    seen = _last_run("worker")
    if seen is None or now - seen.at > SILENCE:
        said = (
            _("worker 没有运行。")
            if seen is None
            else _("worker 从 %(t)s 起没有动静。") % {"t": f"{seen.at:%m-%d %H:%M}"}
        )
        yield Check("worker", FAIL, said, _("启动 gonglian worker（systemctl start gonglian-worker）。"))
    else:
        yield Check("worker", OK, _("worker 在运行。"))


def _jobs(now: datetime) -> Iterator[Check]:
    for run in JobRun.objects.filter(ok=False):
        yield Check("jobs", WARN, _("例行工作 %(name)s 上次没有办成（%(why)s）。") % {"name": run.name, "why": run.detail},
                    _("看 worker 的日志；明天会再试。"))  # fmt: skip


def _backup(now: datetime) -> Iterator[Check]:
    made = _last_run("backup")
    if made is None:
        yield Check(
            "backup", FAIL, _("从来没有备份过。"), _("启用 gonglian-backup.timer，或运行 gonglian backup。")
        )
    elif now - made.at > OLDEST_BACKUP:
        yield Check("backup", FAIL, _("最近一次备份是 %(t)s。") % {"t": f"{made.at:%Y-%m-%d}"},
                    _("检查 gonglian-backup.timer 和备份盘。"))  # fmt: skip
    elif not Path(made.detail).exists():
        yield Check(
            "backup", WARN, _("最近的备份 %(f)s 不在原处。") % {"f": made.detail}, _("检查备份盘是否接上。")
        )
    else:
        yield Check("backup", OK, _("最近一次备份是 %(t)s。") % {"t": f"{made.at:%Y-%m-%d %H:%M}"})


def _attachments(now: datetime) -> Iterator[Check]:
    gone = [name for name, storage in attachments(tables.tables()).items() if not storage.exists(name)]
    if gone:
        yield Check("attachments", FAIL, _("%(n)s 个附件在磁盘上没有了，例如 %(name)s。") % {"n": len(gone), "name": gone[0]},
                    _("从备份里找回 media 下的同名文件。"))  # fmt: skip
    else:
        yield Check("attachments", OK, _("附件齐全。"))
