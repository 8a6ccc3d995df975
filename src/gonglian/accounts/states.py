"""The words of sign-ins and sessions."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What happened at the door; GB/T 22239-2019 8.1.4.3 asks for kind and success of each."""

    SIGN_IN = "sign_in", _("登录")
    FAILURE = "failure", _("登录失败")
    LOCK_OUT = "lock_out", _("失败过多，暂停登录")
    SECOND_FACTOR = "second_factor", _("动态码通过")
    SECOND_FACTOR_FAILURE = "second_failure", _("动态码不对")
    SIGN_OUT = "sign_out", _("退出")
    SESSION_ENDED = "session_ended", _("结束其他登录")
    CODE_EXPIRED = "code_expired", _("一次性密码已过期")
    PASSWORD_CHANGED = "password_changed", _("改密码")
    FACTOR_SET = "factor_set", _("设动态码")
    FACTOR_REMOVED = "factor_removed", _("停用动态码")
    CODES_RENEWED = "codes_renewed", _("换恢复码")


FAILURES = (
    EventKind.FAILURE,
    EventKind.LOCK_OUT,
    EventKind.SECOND_FACTOR_FAILURE,
    EventKind.CODE_EXPIRED,
)


class Why(TextChoices):
    """Why a sign-in failed. Nothing of what was typed is kept: a password typed into the wrong field stays unknown."""

    PASSWORD = "password", _("密码不对")
    UNKNOWN_NAME = "unknown_name", _("没有这个用户名")
    CLOSED = "closed", _("账号已停用")
