"""What bodies that were asked have answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals.models import Consultation, Request
from gonglian.approvals.states import OpinionFrom
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents.models import Attachment
from gonglian.organisation.models import Union


@transaction.atomic
def record_opinion(
    *, about: Union, from_kind: str, from_name: str, given_on: date, text: str, actor: Any, on: date,
    agrees: bool | None = None, request: Request | None = None, attachment: Attachment | None = None,
) -> Consultation:  # fmt: skip
    """Record an opinion as it came, with its day and its scan (RECORD).

    agrees: None where the body neither agrees nor disagrees. Refused: no body, no words; a day after `on`; an unknown kind.
    """
    if from_kind not in OpinionFrom.values:
        raise refuse(_("没有选意见来自哪一方。"), cure=_("从名单里选一项。"), field="from_kind")
    if not from_name.strip() or not text.strip():
        raise refuse(_("单位名称或意见没有填。"), cure=_("照来函填写。"), field="text")
    if given_on > on:
        raise refuse(
            _("日期 %(day)s 在今天之后。") % {"day": given_on}, cure=_("照来函核对日期。"), field="given_on"
        )
    with record("approvals.record_opinion", actor=actor, on=on, touches=[about.pk]) as entry:
        opinion = Consultation.objects.create(
            request=request,
            about=about,
            from_kind=from_kind,
            from_name=from_name.strip(),
            on=given_on,
            agrees=agrees,
            text=text.strip(),
            attachment=attachment,
            recorded_by=actor,
        )
        entry.obj, entry.after = opinion, {"from": opinion.from_name, "agrees": agrees, "given_on": given_on}
    return opinion
