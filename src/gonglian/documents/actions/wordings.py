"""An office keeps its own wording; every version stays."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents.models import Wording
from gonglian.documents.queries import latest_wording, own_wording
from gonglian.documents.wording import WordingError, check_text
from gonglian.organisation.models import Union


@transaction.atomic
def save_wording(*, union: Union, kind: str, purpose: str, text: str, actor: Any, on: date) -> Wording:
    """Keep the text as the office's next version for this kind and purpose: first line the title, then the body.

    Refused: no title or no body; a blank that is unknown or broken (the message names it); the text of now.
    """
    title, _gap, body = text.strip().partition("\n")
    if not title.strip() or not body.strip():
        raise refuse(_("行文缺标题或正文。"), cure=_("第一行写标题，下面写正文。"), field="text")
    try:
        check_text(text)
    except WordingError as error:
        raise refuse(str(error), field="text") from error
    Union.objects.select_for_update(no_key=True).get(pk=union.pk)
    latest = latest_wording(union, kind, purpose)
    if latest and latest.text == text.strip():
        raise refuse(_("行文没有改动。"), field="text")
    with record("documents.save_wording", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        wording = Wording.objects.create(
            union=union,
            kind=kind,
            purpose=purpose,
            version=latest.version + 1 if latest else 1,
            text=text.strip(),
            saved_by=actor,
            saved_on=on,
        )
        entry.after = {"kind": kind, "purpose": purpose, "version": wording.version, "title": wording.title}
    return wording


@transaction.atomic
def restore_shipped_wording(*, union: Union, kind: str, purpose: str, actor: Any, on: date) -> Wording:
    """From now on the office writes with the shipped wording again; its own versions stay readable.

    Refused: it writes with the shipped one already.
    """
    Union.objects.select_for_update(no_key=True).get(pk=union.pk)
    own = own_wording(union, kind, purpose)
    if own is None:
        raise refuse(_("现在用的就是随附的行文。"))
    with record(
        "documents.restore_shipped_wording", actor=actor, on=on, obj=union, touches=[union.pk]
    ) as entry:
        wording = Wording.objects.create(
            union=union,
            kind=kind,
            purpose=purpose,
            version=own.version + 1,
            text="",
            saved_by=actor,
            saved_on=on,
        )
        entry.before = {"version": own.version, "title": own.title}
        entry.after = {"kind": kind, "purpose": purpose, "version": wording.version}
    return wording
