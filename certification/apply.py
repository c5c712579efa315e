"""Apply for a credential for somebody of the agency (Q01)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import eligibility, photos, queries
from certification.fields import FIELDS
from certification.models import Application
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.flowcharts.engine.advance import advance
from enforcement.flowcharts.engine.begin import begin
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency, Person

CHART = "Q"


class AlreadyApplied(Refusal):
    """Refuse a second application while the first is open."""

    sentence = _("An application for this person is already under way.")
    remedy = _("Open it in the list of applications.")


class AlreadyHolds(Refusal):
    """Refuse an application for somebody who holds a credential of the agency."""

    sentence = _("This person already holds the valid credential %(number)s of this agency.")
    remedy = _("Wait until it ends, or have it cancelled first if it no longer fits.")


@transaction.atomic(durable=True)
def apply(
    *,
    agency_id: int,
    by: Actor,
    at: datetime,
    person_id: int,
    fields: Sequence[str],
    area: str,
    photo: bytes,
    post_proof: str,
) -> Application:
    """Make an application and send it to the examiners; ``photo`` is the uploaded file's content.

    Raises:
        NotFound: for an agency or person that is not there.
        NotAllowed: without the duty ``apply`` on the agency.
        NotEligible: if the post of that day does not entitle (山东省行政执法监督条例第十条).
        RevokedForGood: if a credential of the person was revoked on a ground that bars a new one.
        AlreadyApplied, AlreadyHolds, Invalid, PhotoRefused, NoPublishedChart: as they say.
    """
    agency, person = Agency.objects.filter(pk=agency_id).first(), Person.objects.filter(pk=person_id).first()
    if agency is None or person is None:
        raise NotFound
    require(by=by, duty="apply", agency=agency)
    if by.person_id is None:
        raise NotAllowed
    on = clock.day_of(at)
    Person.objects.select_for_update().get(pk=person_id)
    post = eligibility.post_of(person_id=person_id, agency=agency, on=on)
    eligibility.demand_never_barred(person_id)
    if Application.objects.filter(person_id=person_id, closed_at__isnull=True).exists():
        raise AlreadyApplied
    held = queries.current_number(person_id=person_id, agency_id=agency_id, on=on)
    if held:
        raise AlreadyHolds(AlreadyHolds.sentence % {"number": held})
    if not fields or any(code not in FIELDS for code in fields):
        raise Invalid(_("Choose at least one field of enforcement."), field="fields")
    kept = photos.check(photo)
    application = Application.objects.create(
        person=person, agency=agency, fields=list(fields), area=area.strip(), photo=photos.store(kept),
        photo_sha256=kept.sha256, post_proof=post_proof.strip(), eligibility=eligibility.facts_of(post),
        made_by_id=by.person_id, made_at=at,
    )  # fmt: skip
    application.run = begin(
        agency=agency, code=CHART, series=application.series, by=by, at=at, verb="credential.apply",
        body={
            "person": person.pk, "name": person.name, "fields": list(fields), "area": application.area,
            "photo_sha256": kept.sha256, "post_proof": application.post_proof, **application.eligibility,
        },
    )  # fmt: skip
    application.save(update_fields=["run"])
    advance(run_id=application.run.pk, by=by, at=at, act="apply", outcome="complete")
    return application
