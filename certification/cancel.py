"""Cancel a credential whose holder leaves enforcement (注销, Q17)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from certification import history
from certification.history import Decision
from certification.lifecycle import chosen, grounds
from certification.lifecycle.obliged import oblige
from certification.models import Credential, CredentialStatus
from enforcement import clock
from enforcement.actor import Actor

ARTICLE = "交通运输行政执法人员管理规定第二十五条（样本）"
CARD_DAYS: Final = 10
# How the procedure comes to its end from where it stands.
WAYS: Final = {
    "valid": ("hold_credential", "cancel"), "lapsed": ("hold_credential", "cancel"), "suspended": ("suspend", "left"),
    "lost": ("replace", "left"),
}  # fmt: skip


@transaction.atomic(durable=True)
def cancel(
    *,
    credential_id: int,
    by: Actor,
    at: datetime,
    ground: str,
    document: str = "",
    from_on: date | None = None,
    code: str = "",
    card_back: bool = True,
) -> CredentialStatus:
    """Cancel from a day (this one, or the earlier one on which the holder left).

    ``code`` names the ground in the list (transfer, retirement, dismissal, death). A card that was not given back is
    to be taken back within days.

    Raises:
        NotFound, NotAllowed, OwnCredential: as :func:`certification.history.lock` says.
        NotInThisState: if it has ended already.
        Invalid: without a ground, with one that is not listed, or for a day before the last entry.
    """
    credential = history.lock(credential_id, by=by)
    return cancelled(
        credential, by=by, at=at, ground=ground, document=document, from_on=from_on, code=code, card_back=card_back
    )


def cancelled(
    credential: Credential, *, by: Actor, at: datetime, ground: str, document: str = "", from_on: date | None = None,
    code: str = "", card_back: bool = True,
) -> CredentialStatus:  # fmt: skip
    """Cancel a credential that is locked, in the caller's transaction, as :func:`cancel` does."""
    article = ARTICLE
    if code:
        found = chosen.demand(code, grounds.CANCELLATION)
        ground, article = chosen.in_words(found, ground), found.article
    was = history.last_of(credential, clock.day_of(at)).status
    decision = Decision(ground=ground, document=document, article=article, from_on=from_on)
    entry = history.add(
        credential, act="cancel", status=CredentialStatus.Status.CANCELLED, decision=decision, by=by, at=at,
        more={"card_back": card_back},
    )  # fmt: skip
    if not card_back and was != CredentialStatus.Status.LOST:
        oblige(credential, "card_back", days=CARD_DAYS, at=at)
    history.move(credential, [WAYS[was], ("cancel", "cancelled")], by=by, at=at, body=decision)
    return entry
