"""Review an application after its notice (Q07 ends, Q08), level by level."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import history, steps
from certification.lifecycle.levels import Level, level_of
from certification.models import Application, LevelReview
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.organisation.duties.holding import require
from enforcement.web.times import say_day

PAPERS = ["SQ", "BZ", "ZP", "CS", "PX", "CJ2", "GS", "SH"]


class NoticeRunning(Refusal):
    """Refuse a review before the notice has run its days."""

    sentence = _("The applicant has not been announced to the public for all of the days set.")
    article = "行政执法监督条例第十七条"
    remedy = _("Announce the applicant, and review after the last day for objections.")


class ObjectionsOpen(Refusal):
    """Refuse a review while an objection has no answer."""

    sentence = _("An objection of a citizen has not been answered.")
    article = "行政执法监督条例第十七条"
    remedy = _("Answer each objection on the page of the application first.")


class ObjectionUpheld(Refusal):
    """Refuse to approve whom an objection was found right about."""

    sentence = _("An objection was found to be right, so this applicant cannot be approved.")
    article = "行政执法监督条例第十七条"
    remedy = _("Choose “Refused”, or return the application for correction.")


class ReviewedAlready(Refusal):
    """Refuse somebody who reviewed at another level."""

    sentence = _("You have reviewed this application at another level already.")
    article = "行政执法监督条例第十七条"
    remedy = _("Each level has a reviewer of its own: ask another person.")


class NothingBelow(Refusal):
    """Refuse to return where the published procedure knows no way back."""

    sentence = _("The procedure of this application knows no way back from the first level.")
    remedy = _("Approve or refuse it; a refused person may apply again.")


@transaction.atomic(durable=True)
def review_application(
    *,
    application_id: int,
    by: Actor,
    at: datetime,
    outcome: Literal["approved", "returned", "refused"],
    review: str,
    objections: str = "",
) -> Application:
    """Approve, return to the level below or refuse after the notice; ``objections`` says what came in on paper.

    The last level's approval ends the review; the first level returns to the pre-check.

    Raises:
        NotFound, OwnApplication, OutOfOrder, NotAllowed: as :mod:`certification.steps` and the engine say.
        NoticeRunning: before the day after the notice. ObjectionsOpen, ObjectionUpheld: while citizens' objections
        stand. ReviewedAlready: for who reviewed at another level. NothingBelow, Invalid: as they say.
    """
    application = steps.lock(application_id, by)
    on = clock.day_of(at)
    if not review.strip():
        raise Invalid(_("Write the opinion."), field="review")
    level, last = level_of(application, on)
    _check(application, level, outcome, by=by, on=on)
    application.review, application.objections = review.strip(), objections.strip() or application.objections
    body = {"objections": application.objections, "level": level.number, "level_name": level.title}
    if "announce_applicant" in steps.open_acts(application):
        steps.leave(application, act="announce_applicant", outcome="no_objection", by=by, at=at, body=body)
    LevelReview.objects.create(
        application=application, level=level.number, agency=level.agency, outcome=outcome, words=review.strip(),
        by_id=by.person_id, at=at,
    )  # fmt: skip
    body |= {"review": application.review, "documents": PAPERS}
    if (outcome == "approved" and not last) or (outcome == "returned" and level.number > 1):
        steps.demand_open(application, "review_application")
        steps.note(application, verb=f"credential.review_{outcome}", by=by, at=at, body=body)
    else:
        steps.leave(application, act="review_application", outcome=outcome, by=by, at=at, body=body)
    if outcome == "refused":
        steps.close_refused(application, at=at)
    application.save(update_fields=["review", "objections", "closed_at"])
    return application


def _check(application: Application, level: Level, outcome: str, *, by: Actor, on: date) -> None:
    if application.notice_runs(on):
        raise NoticeRunning(_("The notice runs until %(until)s.") % {"until": say_day(application.notice_until or on)})
    if application.notice_until is None and application.run is not None and application.run.closed_at is None:
        raise NoticeRunning
    require(by=by, duty="examine", agency=level.agency or application.agency)
    received = application.objections_received.all()
    if received.filter(answered_at__isnull=True).exists():
        raise ObjectionsOpen
    if outcome == "approved" and received.filter(upheld=True).exists():
        raise ObjectionUpheld(field="outcome")
    if application.reviews.filter(by_id=by.person_id).exclude(level=level.number).exists() and by.person_id:
        raise ReviewedAlready
    returned = outcome == "returned" and level.number == 1
    if returned and not history.offers(application.run_id or 0, "review_application", "returned"):
        raise NothingBelow(field="outcome")
