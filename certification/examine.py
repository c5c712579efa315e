"""Examine an application (Q02), and close training and exams where they are complete (Q03 to Q05)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import eligibility, steps
from certification.models import Application
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal


class DisqualifyingRecord(Refusal):
    """Refuse to find somebody eligible whose record was not found clean."""

    sentence = _("Somebody with a criminal punishment or a dismissal on record is not eligible.")
    article = "交通运输行政执法人员管理规定第八条（样本）"
    remedy = _("Confirm that the record was checked and is clean, or choose “Not eligible”.")


@transaction.atomic(durable=True)
def examine(
    *,
    application_id: int,
    by: Actor,
    at: datetime,
    outcome: Literal["eligible", "not_eligible"],
    opinion: str,
    clean_record: bool = False,
    record_source: str = "",
) -> Application:
    """Find an applicant eligible or not; ``clean_record`` says that no punishment or dismissal is on record.

    ``record_source`` says where that was checked: the letter, the register.

    Raises:
        NotFound, OwnApplication, OutOfOrder, NotAllowed: as :mod:`certification.steps` and the engine say.
        DisqualifyingRecord: for ``eligible`` without a clean record.
        NotEligible: for ``eligible`` where the post of this day no longer entitles.
        Invalid: without an opinion.
    """
    application = steps.lock(application_id, by)
    if not opinion.strip():
        raise Invalid(_("Write the opinion."), field="opinion")
    steps.leave(
        application,
        act="examine_application",
        outcome=outcome,
        by=by,
        at=at,
        body={"opinion": opinion.strip(), "clean_record": clean_record, "record_source": record_source.strip()},
    )
    application.opinion = opinion.strip()
    if outcome == "not_eligible":
        steps.close_refused(application, at=at)
    else:
        on = clock.day_of(at)
        if not clean_record:
            raise DisqualifyingRecord(field="clean_record")
        eligibility.post_of(person_id=application.person_id, agency=application.agency, on=on)
        found = eligibility.of_application(application, on)
        if found.complete:
            steps.close_prepared(application, found, by=by, at=at)
    application.save(update_fields=["opinion", "closed_at"])
    return application
