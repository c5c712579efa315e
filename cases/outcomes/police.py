"""What the acts of a transfer to the police share: the row that runs, and the end that lets the case go on."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.models import Case, PoliceTransfer
from cases.suspension import start_clock, stop_clock
from enforcement import clock
from enforcement.errors import OutOfOrder
from enforcement.organisation.models import Post

LAW: Final = "行政执法机关移送涉嫌犯罪案件的规定"
GROUND: Final = "transfer"
ACTING: Final = "主持工作"


class NoTransfer(OutOfOrder):
    """Refuse a step of a transfer that nobody began."""

    sentence = _("No transfer to the police runs in this case.")


def running(case: Case) -> PoliceTransfer:
    """Return the transfer that runs.

    Raises:
        NoTransfer: if none does.
    """
    found = case.police_transfers.filter(ended_on__isnull=True).last()
    if found is None:
        raise NoTransfer
    return found


def stand_still(case: Case, at: datetime, document: str) -> None:
    """Stop the ninety days while the case is with the police (第十条)."""
    stop_clock(case, from_on=clock.day_of(at), document=document, ground=GROUND)


def resume(case: Case, transfer: PoliceTransfer, at: datetime) -> None:
    """End a transfer that came to nothing: the case goes on, its clock too."""
    transfer.ended_on = clock.day_of(at)
    transfer.save(update_fields=["ended_on"])
    start_clock(case, to_on=clock.day_of(at), ground=GROUND)


def is_principal(case: Case, person_id: int | None, at: datetime) -> bool:
    """Return whether a person is the principal head of the agency that day, or leads it for the head (第五条)."""
    day = clock.day_of(at)
    posts = Post.objects.filter(person_id=person_id or 0, agency=case.agency, from_on__lte=day).exclude(to_on__lt=day)
    return any(post.is_head or ACTING in post.title for post in posts)
