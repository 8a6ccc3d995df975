"""A user is a person who signs in. What he may do follows from his duties (organisation), never from the account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


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
    email = models.EmailField(_("电子邮箱"), blank=True)
    is_active = models.BooleanField(_("可用"), default=True)
    must_change_password = models.BooleanField(_("首次登录要改密码"), default=True)
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
