"""Keep what was written in one part of the record, every few seconds; what two wrote at once is never lost."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, require_open
from cases.hearing.sections import BY_CODE
from cases.hearing.sitting import require_keeper
from cases.hearings import hearing_of
from cases.models import HearingSection
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal

LONGEST = 100_000


class WrittenElsewhere(Refusal):
    """Refuse a text that was begun from an older one: another device wrote meanwhile. Carries what is there now."""

    sentence = _("Another device wrote here meanwhile.")

    def __init__(self, there: HearingSection) -> None:
        super().__init__()
        self.there = there


class TextTooLong(Invalid):
    """Refuse a text beyond all measure."""

    sentence = _("This part of the record is too long to be saved.")


@transaction.atomic(durable=True)
def save_section(
    *, case_id: int, by: Actor, at: datetime, session: int, code: str, text: str, revision: int
) -> HearingSection:
    """Keep a text under its next revision; the same text again changes nothing.

    The ledger gets the hash of the whole record when it is closed, not each saving.

    Raises:
        cases.hearing.sitting.NotSeated: for anyone but chair and recorder. WrittenElsewhere: for an older revision.
        TextTooLong. enforcement.errors.OutOfOrder: once the record is closed.
    """
    case = lock(case_id)
    require_open(case, "hold_hearing")
    hearing = hearing_of(case)
    require_keeper(hearing, by)
    if len(text) > LONGEST or code not in BY_CODE or session != hearing.session:
        raise TextTooLong
    found, made = HearingSection.objects.get_or_create(
        hearing=hearing, session=session, code=code, defaults={"begun_at": at, "saved_at": at, "saved_by": by.name}
    )
    if found.text == text and not made:
        return found
    if found.revision != revision:
        raise WrittenElsewhere(found)
    found.text, found.revision, found.saved_at, found.saved_by = text, revision + 1, at, by.name
    found.save(update_fields=["text", "revision", "saved_at", "saved_by"])
    return found
