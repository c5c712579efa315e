"""The chain of custody: who held a piece of evidence from when, without a gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from cases.models import CustodyEvent, Evidence
from enforcement.actor import Actor
from enforcement.web.times import say_day

ENDS = frozenset({CustodyEvent.Kind.RETURNED, CustodyEvent.Kind.DISPOSED})


def begin_custody(piece: Evidence, *, by: Actor, at: datetime, place: str = "", seal_number: str = "") -> CustodyEvent:
    """Begin the chain: from its source into the hands of the officer who took it."""
    return CustodyEvent.objects.create(
        evidence=piece, order=1, kind=CustodyEvent.Kind.TAKEN, happened_at=at, from_name=piece.source[:80],
        to_name=by.name, place=place, seal_number=seal_number, recorded_at=at, author=by.name,
    )  # fmt: skip


def faults(events: Sequence[CustodyEvent]) -> list[str]:
    """Return what is wrong with a chain, in words; nothing for one without a gap.

    Whole means: it begins with the taking, each hand gives what it holds, time runs forwards, nothing after the end.
    """
    if not events:
        return [_("The chain of custody has no beginning.")]
    found = [] if events[0].kind == CustodyEvent.Kind.TAKEN else [_("The chain of custody has no beginning.")]
    for before, after in pairwise(events):
        day = say_day(after.happened_at.date())
        if after.from_name != before.to_name:
            found.append(
                _("%(day)s: %(giver)s gave it, but %(holder)s held it.")
                % {"day": day, "giver": after.from_name, "holder": before.to_name}
            )
        if after.order != before.order + 1:
            found.append(_("%(day)s: an entry before this one is missing.") % {"day": day})
        if after.happened_at < before.happened_at:
            found.append(_("%(day)s: this lies before the entry that it follows.") % {"day": day})
        if before.kind in ENDS:
            found.append(_("%(day)s: the evidence had left the agency already.") % {"day": day})
    return found


def holder_of(events: Sequence[CustodyEvent]) -> str:
    """Return who holds it now."""
    return events[-1].to_name if events else ""
