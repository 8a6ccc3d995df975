"""Reading a masked field in clear: each reading is logged with its reason, and shown to the person on request."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.core.sealing import open_text
from gonglian.organisation.models import Person
from gonglian.organisation.queries import unions_of
from gonglian.organisation.states import Sensitive


@transaction.atomic
def reveal_field(*, person: Person, field: str, reason: str, actor: Any, on: date) -> str:
    """The field in clear text; nothing changes (个人信息保护法 28, 51). The log names the field, never its content.

    Refused: another field; no reason; nothing on record.
    """
    if field not in Sensitive.values:
        raise refuse(_("没有选看哪一项。"), cure=_("选身份证号或手机号。"), field="field")
    if not reason.strip():
        raise refuse(
            _("没有写为什么要看。"), cure=_("写明办什么事用。本人可以要求查看这条记录。"),
            cite=_("个人信息保护法第二十八条"), field="reason",
        )  # fmt: skip
    text = _clear(person, field)
    if not text:
        raise refuse(_("这一项没有登记。"), field="field")
    with record(
        "organisation.reveal_field", actor=actor, on=on, obj=person, touches=unions_of(person)
    ) as entry:
        entry.after = {"field": field, "reason": reason.strip()[:200]}
    return text


def _clear(person: Person, field: str) -> str:
    if field == Sensitive.PHONE:
        return person.phone
    return open_text(bytes(person.id_sealed)) if person.id_sealed else ""
