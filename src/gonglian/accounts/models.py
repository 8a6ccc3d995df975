"""A user is a person who signs in. What he may do follows from his duties (organisation), never from the account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gonglian.accounts.agents import agent_words
from gonglian.accounts.states import FAILURES, EventKind, Why
from gonglian.core.spelling import SpeltField


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, name: str, password: str | None = None, **extra: Any) -> User:
        """A new account; the password is hashed, without one sign-in is impossible."""
        user = self.model(username=username, name=name, **extra)
        user.set_password(password or None)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """`duty` is set per request: the duty the user chose to act under."""

    guarded = False  # sign-in itself writes last_login; creating and changing accounts are acts all the same

    username = models.CharField(
        _("用户名"), max_length=40, unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,39}$", _("用户名用小写字母、数字，3 至 40 位。"))],
    )  # fmt: skip
    name = models.CharField(_("姓名"), max_length=40)
    spelling = SpeltField(source="name", part="sort", surname=True, max_length=200)
    email = models.EmailField(_("电子邮箱"), blank=True)
    is_active = models.BooleanField(_("可用"), default=True)
    must_change_password = models.BooleanField(_("首次登录要改密码"), default=True)
    code_last_day = models.DateField(_("一次性密码的最后一天"), null=True, blank=True)  # inclusive
    password_set_at = models.DateTimeField(_("密码设定时间"), db_default=Now())
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    duty: Any = None

    class Meta:
        verbose_name = _("账号")

    def __str__(self) -> str:
        return self.name


class PastPassword(models.Model):
    """A password as it was hashed, so that none of the latest comes again. Written with the password itself."""

    guarded = False  # as the account: one changes one's own password under no duty

    user = models.ForeignKey(User, models.CASCADE, related_name="past_passwords")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("用过的密码")

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at}"


class OpenSession(models.Model):
    """Where a user is signed in. It lives as long as Django's session of the same key (queries.sessions_of)."""

    guarded = False  # every page view moves `last_seen`

    user = models.ForeignKey(User, models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)
    address = models.GenericIPAddressField(_("地址"), null=True)
    agent = models.CharField(_("浏览器"), max_length=200, blank=True)
    since = models.DateTimeField(_("登录时间"), db_default=Now())
    last_seen = models.DateTimeField(_("最后活动"), db_default=Now())

    class Meta:
        verbose_name = _("登录状态")

    def __str__(self) -> str:
        return f"{self.user_id} {self.address}"

    @property
    def browser(self) -> str:
        return agent_words(self.agent)


class SignInEvent(models.Model):
    """What happened at the door: kept half a year and longer, never changed (migration 0002 holds both).

    user: None where no account has the name that was typed; the name itself is not kept.
    """

    guarded = False  # written before anybody has signed in; the database lets nobody change it

    at = models.DateTimeField(_("时间"), db_default=Now())
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="sign_in_events")
    kind = models.CharField(_("事项"), max_length=16, choices=EventKind)
    why = models.CharField(_("原因"), max_length=12, choices=Why, blank=True)
    address = models.GenericIPAddressField(_("地址"), null=True)
    agent = models.CharField(_("浏览器"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("登录记录")
        indexes = [
            models.Index(fields=["user", "-at"], name="sign_in_user_at"),
            models.Index(fields=["at"], name="sign_in_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.kind}"

    @property
    def browser(self) -> str:
        return agent_words(self.agent)

    @property
    def succeeded(self) -> bool:
        return self.kind not in FAILURES
