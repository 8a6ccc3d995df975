"""One mail a working day to whoever asked for it: how much waits and is new, and where to look. No name, no detail.

The nightly job only hands out one task for each mail. A task marks its day before it sends: a mail may be lost when the
machine fails at that moment, it is never sent twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from gonglian.accounts.models import User
from gonglian.dashboards.models import Digest
from gonglian.dashboards.news import unread
from gonglian.dashboards.workbench import workbench_of
from gonglian.organisation.queries import duties_of
from gonglian.reference.calendar import site_calendar

log = logging.getLogger(__name__)


def digest_of(user: User) -> Digest:
    """What the user decided; an empty wish before."""
    return Digest.objects.filter(user=user).first() or Digest(user=user)


def choose(user: User, *, address: str, is_on: bool) -> None:
    """What an officer decided about mails to herself."""
    Digest.objects.update_or_create(user=user, defaults={"address": address, "is_on": is_on})


def send_all(on: date) -> str:
    """Hand out the day's mails; says how many. None on a day off, none without a mail server."""
    if not (settings.EMAIL_HOST and site_calendar().is_workday(on)):
        return "0"
    wanted = list(_unsent(on).values_list("user_id", flat=True))
    for user in wanted:
        send_one.enqueue(user, on.isoformat())
    return str(len(wanted))


@task()
def send_one(user_id: int, day: str) -> None:
    """The day's mail to one officer, unless it was sent or there is nothing to tell. A fault is logged, never raised."""
    on = date.fromisoformat(day)
    row = _unsent(on).filter(user=user_id).select_related("user").first()
    if row is None or not (lines := list(_lines(row.user, on))):
        return
    if not _unsent(on).filter(pk=row.pk).update(sent_on=on):
        return
    text = "\n".join([*lines, "", _("工作台：%(address)s") % {"address": _address("dashboards:workbench")},
                      _("不再要这封邮件：%(address)s") % {"address": _address("dashboards:digest")}])  # fmt: skip
    subject = _("工联：%(day)s 的待办和消息") % {"day": on.isoformat()}
    try:
        send_mail(subject, text, None, [row.address])
    except (OSError, SMTPException) as error:
        log.warning("digest of %s to user %s not sent: %s", day, user_id, type(error).__name__)


def _unsent(on: date) -> QuerySet[Digest]:
    rows = Digest.objects.filter(is_on=True, user__is_active=True)
    return rows.filter(Q(sent_on__isnull=True) | Q(sent_on__lt=on))


def _lines(user: User, on: date) -> Iterator[str]:
    """How many lines each group of the workbench has, and the unread news, over all duties of the day."""
    counts: dict[str, int] = {}
    for duty in duties_of(user, on=on):
        user.duty = duty
        for group in workbench_of(user, on=on, today=on, shown="").groups:
            counts[group.word] = counts.get(group.word, 0) + group.total
        counts[_("未看的消息")] = counts.get(_("未看的消息"), 0) + unread(user)
    yield from (
        _("%(what)s：%(count)s 件") % {"what": word, "count": count}
        for word, count in counts.items()
        if count
    )


def _address(page: str) -> str:
    scheme = "https" if settings.BEHIND_TLS else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}{reverse(page)}"
