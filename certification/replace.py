"""Replace a lost credential by a new one with a number and serial of its own (Q14 back to Q10)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import eligibility, history
from certification.history import Decision
from certification.issue import issuer_of
from certification.models import Credential, CredentialStatus
from certification.signed import Draft, sign
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal


class Expired(Refusal):
    """Refuse to replace a credential whose time is over."""

    sentence = _("This credential has expired, so it is not replaced.")
    remedy = _("Apply for a new one.")


@transaction.atomic(durable=True)
def replace(*, credential_id: int, by: Actor, at: datetime, ground: str) -> Credential:
    """Issue the new credential from this day to the old one's last; the old one is superseded.

    Raises:
        NotFound, NotAllowed: as :func:`certification.history.lock` says. NotInThisState: unless it was reported lost.
        NotEligible: if the post of this day no longer entitles. Expired: after its last day. Invalid: without words.
    """
    old = history.lock(credential_id, by=by)
    on = clock.day_of(at)
    decision = Decision(ground=ground)
    history.add(old, act="replace", status=CredentialStatus.Status.SUPERSEDED, decision=decision, by=by, at=at)
    if on > old.valid_to:
        raise Expired
    eligibility.post_of(person_id=old.person_id, agency=old.agency, on=on)
    new = sign(
        Draft(
            person=old.person, agency=old.agency, fields=tuple(old.fields), area=old.area, valid_from=on,
            valid_to=old.valid_to, photo=old.photo, photo_sha256=old.photo_sha256,
            issuer_agency=issuer_of(old.agency, by), application=old.application, supersedes=old,
        ),
        by=by, at=at, verb="credential.issue", ground=f"补发，原证号{old.number}",
    )  # fmt: skip
    history.move(old, [("replace", "reissued")], by=by, at=at, body=decision)
    return new
