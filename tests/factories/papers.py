"""Papers and the officers who write and sign them, made through the product's own acts."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from gonglian.accounts.models import User
from gonglian.documents import actions
from gonglian.documents.models import Paper
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, LONG_AGO, make_duty, make_user

_officer = count(1)


def make_officer(union: Union, role: str = Role.HEAD, name: str = "") -> User:
    """A user whose chosen duty is at the union."""
    number = next(_officer)
    user = make_user(f"officer{number}", name or f"经手人{number}")
    make_duty(user, union, role)
    return user


def make_paper(issuer: Union, addressee: Union | None = None, kind: str = "notice", **fields: Any) -> Paper:
    """A draft with its own short text; by default a 通知."""
    words = {"request": "请示", "reply": "批复", "notice": "通知", "letter": "函", "report": "报告"}
    fields = {
        "title": f"关于召开会议的{words.get(kind, '名单')}",
        "body": "请按时参加。",
        "purpose": "",
        **fields,
    }
    return actions.draft_paper(issuer=issuer, addressee=addressee, kind=kind, actor=None, on=DAY, **fields)


def make_external(addressee: Union, **fields: Any) -> Paper:
    """A letter from an office outside, by default without its scan."""
    fields = {
        "issuer_name": "某局", "number": "某函〔2026〕7号", "title": "关于支持的复函", "dated": LONG_AGO, **fields,
    }  # fmt: skip
    return actions.record_external_paper(addressee=addressee, kind="letter", actor=None, on=DAY, **fields)


def make_scan(name: str = "扫描.pdf", content: bytes = b"%PDF-1.7\n1 0 obj\n") -> SimpleUploadedFile:
    """An upload whose word about its own type is a lie."""
    return SimpleUploadedFile(name, content, content_type="text/html")
