"""Nobody supervises the own agency: who has a post there acts neither on its alarms nor in its matters."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed
from enforcement.organisation.models import Agency, Post

BODIES: Final = (Agency.Kind.GOVERNMENT, Agency.Kind.JUSTICE)
"""The supervising bodies themselves (行政执法监督条例第六条): nobody else in the county could examine their own."""


class Insider(NotAllowed):
    """Refuse somebody who would supervise the agency in which they hold a post."""

    sentence = _("This is about your own agency.")
    article = "中华人民共和国公务员法第七十六条"
    remedy = _("Leave it to a supervisor who holds no post there.")


def is_own(agency: Agency, own: Agency | None) -> bool:
    """Return whether an agency is the own one, or one above it, and no supervising body."""
    return own is not None and agency.pk in own.line and agency.kind not in BODIES


def refuse_insider(*, by: Actor, agency: Agency, at: datetime) -> None:
    """Refuse a person who holds a post in the agency, or below it, on the day; in a supervising body they may.

    Raises:
        Insider: as named (公务员法第七十六条).
    """
    day = clock.day_of(at)
    posts = Post.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), person=by.person_id, from_on__lte=day)
    if agency.kind not in BODIES and posts.filter(agency__path__startswith=agency.path).exists():
        raise Insider
