"""Review an application after its notice (Q07 ends, Q08)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import steps
from certification.models import Application
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.web.times import say_day


class NoticeRunning(Refusal):
    """Refuse a review before the notice has run its days."""

    sentence = _("The applicant has not been announced to the public for all of the days set.")
    article = "行政执法监督条例第十七条"
    remedy = _("Announce the applicant, and review after the last day for objections.")


@transaction.atomic(durable=True)
def review_application(
    *,
    application_id: int,
    by: Actor,
    at: datetime,
    outcome: Literal["approved", "refused"],
    review: str,
    objections: str = "",
) -> Application:
    """Approve or refuse after the notice; ``objections`` says which came in and what was found ("" for none).

    Raises:
        NotFound, OwnApplication, OutOfOrder, NotAllowed: as :mod:`certification.steps` and the engine say.
        NoticeRunning: before the day after the notice. Invalid: without an opinion.
    """
    application = steps.lock(application_id, by)
    if not review.strip():
        raise Invalid(_("Write the opinion."), field="review")
    until = application.notice_until
    if application.notice_runs(clock.day_of(at)):
        raise NoticeRunning(_("The notice runs until %(until)s.") % {"until": say_day(until) if until else ""})
    if until is None and application.run is not None and application.run.closed_at is None:
        raise NoticeRunning
    application.review, application.objections = review.strip(), objections.strip()
    body = {"objections": application.objections}
    steps.leave(application, act="announce_applicant", outcome="no_objection", by=by, at=at, body=body)
    steps.leave(
        application,
        act="review_application",
        outcome=outcome,
        by=by,
        at=at,
        body={**body, "review": application.review, "documents": ["SQ", "BZ", "ZP", "CS", "PX", "CJ2", "GS", "SH"]},
    )
    if outcome == "refused":
        steps.close_refused(application, at=at)
    application.save(update_fields=["review", "objections", "closed_at"])
    return application
