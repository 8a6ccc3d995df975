"""`gonglian rotate-keys`: a new field key, everything sealed anew, the old key gone. Done with web and worker stopped."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from gonglian.config import keys
from gonglian.core.refused import refuse
from gonglian.core.rotation import reseal_all


def rotate_keys(*, on: date, tell: Callable[[str, int], None]) -> dict[str, Any]:
    """Out: {"count"}. Broken off, both keys stay in keys.env and the next run goes on with what is left.

    Refused: other programs work on the database (they would go on sealing under the old key); keys that come from the
    environment without an old one beside the new.
    """
    _check_alone()
    from_outside = "GONGLIAN_FIELD_KEY" in os.environ
    if from_outside and f"GONGLIAN_{keys.OLD}" not in os.environ:
        raise refuse(_("FIELD_KEY 来自环境变量，程序不能自己换。"),
                     cure=_("把现在的密钥改名为 GONGLIAN_FIELD_KEY_OLD，GONGLIAN_FIELD_KEY 换成新的，再运行。"))  # fmt: skip
    if not from_outside:
        keys.begin_change(settings.DATA_DIR)
        settings.KEYS.update(keys.load_keys(settings.DATA_DIR))
    count = reseal_all(on=on, tell=tell)
    _check_alone()
    if not from_outside:
        keys.end_change(settings.DATA_DIR)
    return {"count": count}


def _check_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and usename = current_user"
            " and pid <> pg_backend_pid() and backend_type = 'client backend'"
        )
        others = cursor.fetchone()[0]
    if others:
        raise refuse(_("还有 %(count)s 个连接在用数据库。") % {"count": others},
                     cure=_("先停止 web 和 worker（systemctl stop gonglian-web gonglian-worker），再运行。"))  # fmt: skip
