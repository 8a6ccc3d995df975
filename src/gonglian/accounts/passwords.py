"""The password rules of this site beside Django's own (LAW-13.21: complex passwords, changed regularly)."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^a-zA-Z\d]")


class CharacterKindsValidator:
    """At least three of: lower case, upper case, digits, other signs."""

    def validate(self, password: str, user: Any = None) -> None:
        if sum(bool(re.search(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_kinds")

    def get_help_text(self) -> str:
        return _("密码要含小写字母、大写字母、数字、符号四种中的三种。")


class PastPasswordsValidator:
    """Not the present password, nor one of the latest `kept`. Django tells of each new one by `password_changed`."""

    def __init__(self, kept: int = 5) -> None:
        self.kept = kept

    def validate(self, password: str, user: Any = None) -> None:
        if user is None or user.pk is None:
            return
        hashes = {user.password, *(past.password for past in self._latest(user))}
        if any(check_password(password, hashed) for hashed in hashes):
            raise ValidationError(self.get_help_text(), code="password_used")

    def password_changed(self, password: str, user: Any = None) -> None:
        """Keep the new hash; those older than the latest `kept` are forgotten."""
        if user is None or user.pk is None:
            return
        user.past_passwords.create(password=user.password)
        latest = [past.pk for past in self._latest(user)]
        user.past_passwords.exclude(pk__in=latest).delete()

    def get_help_text(self) -> str:
        return _("新密码不能与最近 %(count)s 次用过的相同。") % {"count": self.kept}

    def _latest(self, user: Any) -> Any:
        return user.past_passwords.order_by("-set_at", "-pk")[: self.kept]
