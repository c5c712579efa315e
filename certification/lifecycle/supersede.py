"""Write the card that takes the place of another from a day on: for renewal and change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from certification import history
from certification.history import Decision
from certification.issue import issuer_of
from certification.models import Credential, CredentialStatus
from certification.replace import NewOneComes
from certification.signed import Draft, sign
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.models import Agency


def supersede(
    old: Credential,
    *,
    act: str,
    why: str,
    ground: str,
    by: Actor,
    at: datetime,
    valid_from: date,
    valid_to: date,
    agency: Agency | None = None,
    fields: Sequence[str] = (),
    area: str = "",
) -> Credential:
    """Sign the new card, in the caller's transaction; the old one is superseded on the new one's first day.

    Raises:
        NotInThisState: unless the old one is valid. NewOneComes: if there is a next one already.
        Invalid: for a first day before today or after the day that follows the old one's last.
    """
    on = clock.day_of(at)
    if not on <= valid_from:
        raise Invalid(_("The new card begins today or later."), field="valid_from")
    if Credential.objects.filter(supersedes=old).exists():
        raise NewOneComes
    decision = Decision(ground=ground, from_on=valid_from)
    history.add(old, act=act, status=CredentialStatus.Status.SUPERSEDED, decision=decision, by=by, at=at)
    where = agency or old.agency
    return sign(
        Draft(
            person=old.person, agency=where, fields=tuple(fields) or tuple(old.fields), area=area or old.area,
            valid_from=valid_from, valid_to=valid_to, photo=old.photo, photo_sha256=old.photo_sha256,
            issuer_agency=issuer_of(where, by), application=old.application, supersedes=old,
        ),
        by=by, at=at, verb="credential.issue", ground=f"{why}，原证号{old.number}",
    )  # fmt: skip
