"""Accounts opened, closed and given a new first password by an administrator. Who may is asked where duties are known."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.accounts.models import User
from gonglian.accounts.sessions import end_sessions
from gonglian.core import story
from gonglian.core.acts import record
from gonglian.core.refused import refuse

CODE_DAYS = 3  # a one-time code opens the site up to and with the third day after it was given out
CODE_LETTERS, CODE_DIGITS = "abcdefghjkmnpqrstuvwxyz", "23456789"  # nothing that is misread from paper

story.register("accounts.open_account", gettext_lazy("开立账号：%(object)s"))
story.register("accounts.issue_code", gettext_lazy("给%(object)s发一次性密码，有效到%(last_day)s"))
story.register("accounts.close_account", gettext_lazy("停用%(object)s的账号：%(reason)s"))
story.register("accounts.reopen_account", gettext_lazy("恢复%(object)s的账号"))
story.register("accounts.reset_second_factor", gettext_lazy("停用%(object)s的动态码：%(reason)s"))


@transaction.atomic
def open_account(*, username: str, name: str, actor: Any, on: date, password: str = "") -> User:
    """A new account whose password must be changed at first use; without one sign-in waits for `issue_code`.

    Refused: the user name is taken.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise refuse(
            _("用户名 %(username)s 已有人使用。") % {"username": username},
            cure=_("换一个用户名，可在后面加数字。"), field="username",
        )  # fmt: skip
    with record("accounts.open_account", actor=actor, on=on) as entry:
        user = User.objects.create_user(username, name, password)
        entry.obj = user
    return user


@transaction.atomic
def issue_code(*, user: User, actor: Any, on: date) -> str:
    """A new first password, to be handed over on paper: returned here and nowhere again, kept as a hash.

    It holds up to and with `on` + CODE_DAYS, and must be changed at first use. The old password and all open
    sessions end. Refused: the account is closed.
    """
    if not user.is_active:
        raise refuse(_("账号已停用，不能发一次性密码。"), cure=_("先恢复账号。"))
    with record("accounts.issue_code", actor=actor, on=on, obj=user) as entry:
        code = _new_code()
        user.set_password(code)
        user.must_change_password, user.code_last_day = True, on + timedelta(days=CODE_DAYS)
        user.password_set_at = Now()
        user.save(update_fields=["password", "must_change_password", "code_last_day", "password_set_at"])
        end_sessions(user)
        entry.after = {"last_day": user.code_last_day}
    return code


@transaction.atomic
def close_account(*, user: User, reason: str, actor: Any, on: date) -> None:
    """Nobody signs in with the account any more; open sessions end. Its duties are ended apart. Refused: closed already."""
    if not user.is_active:
        raise refuse(_("账号已经停用。"))
    with record("accounts.close_account", actor=actor, on=on, obj=user) as entry:
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_sessions(user)
        entry.after = {"reason": reason}


@transaction.atomic
def reopen_account(*, user: User, actor: Any, on: date) -> None:
    """The account works again under its old password. Refused: it is open."""
    if user.is_active:
        raise refuse(_("账号没有停用。"))
    with record("accounts.reopen_account", actor=actor, on=on, obj=user):
        user.is_active = True
        user.save(update_fields=["is_active"])


@transaction.atomic
def reset_second_factor(*, user: User, reason: str, actor: Any, on: date) -> None:
    """Take away the user's authenticator app and recovery codes, say after his telephone was lost; open sessions end.

    Refused: none is set up.
    """
    factors = Authenticator.objects.select_for_update().filter(user=user)
    if not factors:
        raise refuse(_("%(user)s 没有设动态码。") % {"user": user})
    with record("accounts.reset_second_factor", actor=actor, on=on, obj=user) as entry:
        factors.delete()
        end_sessions(user)
        entry.after = {"reason": reason}


def _new_code() -> str:
    """Twelve signs in three groups; the first of letters, the second of digits, the third of both."""
    mixed = CODE_LETTERS + CODE_DIGITS
    groups = (
        "".join(secrets.choice(signs) for _n in range(4)) for signs in (CODE_LETTERS, CODE_DIGITS, mixed)
    )
    return "-".join(groups)
