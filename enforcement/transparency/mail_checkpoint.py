"""Mail checkpoints to those outside, so that the evidence does not lie with us alone; what fails is tried again."""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from enforcement.transparency.models import Checkpoint, Mailing

MOST: Final = 50
WAIT: Final = timedelta(minutes=10)
"""Between two attempts."""


def prepare(checkpoint: Checkpoint) -> None:
    """Enter a mail to each address of ``LOG_MAIL_TO``; none where that is empty."""
    Mailing.objects.bulk_create(Mailing(checkpoint=checkpoint, address=address) for address in settings.LOG_MAIL_TO)


def send_checkpoints(*, at: datetime) -> int:
    """Send what waits, the oldest first, and note what failed; return how many were sent."""
    waiting = Mailing.objects.filter(sent_at__isnull=True).filter(Q(tried_at__isnull=True) | Q(tried_at__lt=at - WAIT))
    sent = 0
    for mailing in waiting.select_related("checkpoint").order_by("pk")[:MOST]:
        try:
            message(mailing).send()
        except (OSError, smtplib.SMTPException) as fault:
            Mailing.objects.filter(pk=mailing.pk).update(
                attempts=F("attempts") + 1, tried_at=at, fault=str(fault)[:200]
            )
            break
        Mailing.objects.filter(pk=mailing.pk).update(attempts=F("attempts") + 1, tried_at=at, sent_at=at, fault="")
        sent += 1
    return sent


def message(mailing: Mailing) -> EmailMessage:
    """Return the mail with the note as a file, in Chinese."""
    checkpoint = mailing.checkpoint
    with override("zh-hans"):
        made = EmailMessage(
            subject=_("Checkpoint of the enforcement ledger: %(size)s entries") % {"size": checkpoint.size},
            body=_(
                "Keep this mail. Its attachment proves what the ledger contained at this moment: nobody can change, "
                "remove or insert an entry up to it without being found.\n\nHow to check: %(url)s"
            )
            % {"url": f"{settings.PUBLIC_URL}/log/"},
            to=[mailing.address],
        )
    made.attach(f"checkpoint-{checkpoint.size}.txt", checkpoint.note, "text/plain")
    return made
