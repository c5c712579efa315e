"""Enter a credential that the province issued before this system, or outside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import eligibility, photos, signed
from certification.issue import issuer_of
from certification.models import Credential
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency, Person

GROUND = "本系统启用前由省统一核发，登记入库"


class NumberTaken(Refusal):
    """Refuse a card number that is registered already."""

    sentence = _("A credential with this number is registered already.")
    remedy = _("Look it up in the register; a replacement has a number of its own.")


@transaction.atomic(durable=True)
def import_credential(
    *,
    person_id: int,
    by: Actor,
    at: datetime,
    agency_id: int,
    fields: Sequence[str],
    area: str,
    valid_from: date,
    valid_to: date,
    photo: bytes,
    number: str = "",
) -> Credential:
    """Register a credential that exists on paper, and sign its code; without a number one is given.

    ``photo`` is a JPEG of this system's own size, or any upload that :func:`certification.photos.check` accepts.

    Raises:
        NotFound: for a person or agency that is not there. NotAllowed: without the duty ``issue`` on the agency.
        NotEligible: if the person held no entitling post on the later of this day's and the credential's first day.
        NumberTaken, Invalid, PhotoRefused, NoSigningKey …: as they say.
    """
    agency, person = Agency.objects.filter(pk=agency_id).first(), Person.objects.filter(pk=person_id).first()
    if agency is None or person is None:
        raise NotFound
    require(by=by, duty="issue", agency=agency)
    eligibility.post_of(person_id=person_id, agency=agency, on=min(valid_to, max(valid_from, clock.day_of(at))))
    if valid_to < valid_from:
        raise Invalid(_("The last day lies before the first."), field="valid_to")
    if number and Credential.objects.filter(number=number).exists():
        raise NumberTaken(field="number")
    kept = photos.check(photo)
    return signed.sign(
        signed.Draft(
            person=person, agency=agency, fields=tuple(fields), area=area, valid_from=valid_from, valid_to=valid_to,
            photo=photos.store(kept), photo_sha256=kept.sha256, issuer_agency=issuer_of(agency, by), number=number,
        ),
        by=by, at=at, verb="credential.import", ground=GROUND,
    )  # fmt: skip
