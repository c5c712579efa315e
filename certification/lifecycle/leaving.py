"""Cancel what somebody holds who leaves an agency or enforcement: for the act that ends the post."""

from __future__ import annotations

from datetime import date, datetime

from certification import history, queries
from certification.cancel import cancelled
from certification.models import CredentialStatus
from enforcement import clock
from enforcement.actor import SYSTEM, Actor

OPEN = frozenset({"valid", "suspended", "lost", "lapsed", "not_yet"})


def leave(
    *,
    person_id: int,
    agency_id: int,
    by: Actor,
    at: datetime,
    code: str,
    words: str = "",
    document: str = "",
    from_on: date | None = None,
    card_back: bool = False,
) -> list[CredentialStatus]:
    """Cancel each credential of a person with an agency that has not ended, in the caller's transaction.

    ``code`` is one of :data:`certification.lifecycle.grounds.CANCELLATION`. The act that calls has checked who may end
    the post: the entry is the system's and names who asked.

    Raises:
        Invalid: for an unknown ground, or a day to come.
    """
    on = clock.day_of(at)
    held = queries.with_state(on).filter(person_id=person_id, agency_id=agency_id, state__in=OPEN)
    told = " · ".join(filter(None, (words.strip(), by.name)))
    entries = []
    for pk in held.order_by("valid_from", "pk").values_list("pk", flat=True):
        credential = history.lock(pk, by=SYSTEM)
        last = history.last_of(credential, on)
        if last.status in {CredentialStatus.Status.CANCELLED, CredentialStatus.Status.SUPERSEDED}:
            continue  # bound by the card before it, a moment ago
        begins = max(from_on or on, last.from_on)
        entries.append(
            cancelled(
                credential, by=SYSTEM, at=at, ground=told, document=document, from_on=min(begins, on), code=code,
                card_back=card_back,
            )
        )  # fmt: skip
    return entries
