"""Object to a result: the agency says why, once, within its days; others than the scorers then check the file again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.allotting import allot, said
from cases.supervision.file_review.models import ReviewedFile, ReviewRound
from cases.supervision.file_review.parameters import OBJECTION, RECHECK
from cases.supervision.file_review.rounds import lock_file
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, OutOfOrder, Refusal
from enforcement.flowcharts.calendar.current import calendar
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.parameters import REGISTRY, value

LEAST: Final = 20
OBJECTING: Final = ("decide", "review")
"""Who speaks for the agency: its head, or its legal section."""


class NothingToObject(OutOfOrder):
    """Refuse an objection to what was not announced, or a second one."""

    sentence = _("There is no result that your agency may object to now, or it objected already.")


class ObjectionLate(Refusal):
    """Refuse an objection after the term."""

    sentence = _("The days for an objection are over.")
    article = REGISTRY[OBJECTION].source if OBJECTION in REGISTRY else ""
    remedy = _("The result is final. What was done wrong in the case itself can still be corrected.")


@transaction.atomic(durable=True)
def object_to_result(*, file_id: int, by: Actor, at: datetime, objection: str) -> ReviewedFile:
    """Object for the reviewed agency.

    Raises:
        NotFound: if there is no such file. NotAllowed: for whoever does not speak for the agency.
        NothingToObject, ObjectionLate: as they say. Invalid: for a reason that says nothing.
    """
    round_, file = lock_file(file_id)
    if by.person_id is None or not any(holds(person_id=by.person_id, duty=d, agency=file.agency) for d in OBJECTING):
        raise NotAllowed
    if round_.state != ReviewRound.State.ANNOUNCED or file.state != ReviewedFile.State.SCORED:
        raise NothingToObject
    today, words = clock.day_of(at), objection.strip()
    if file.object_by_on is None or today > file.object_by_on:
        raise ObjectionLate
    if len(words) < LEAST:
        raise Invalid(_("Say which items you object to and why, in at least twenty characters."), field="objection")
    file.state, file.objection, file.objected_at, file.objected_by_id = "objected", words, at, by.person_id
    file.recheck_by_on = recheck_by(round_, today)
    file.save(update_fields=["state", "objection", "objected_at", "objected_by", "recheck_by_on"])
    made, _short = allot(round_, at=at)
    append(
        series=round_.series, by=by, at=at, verb="file_review.object",
        body={"file": file.pk, "objection": words, "recheck_by": file.recheck_by_on, "cards": said(made)},
    )  # fmt: skip
    return file


def recheck_by(round_: ReviewRound, on: date) -> date:
    """Return the last day to answer an objection of a day, or to check anew."""
    return calendar().add_working(on, value(RECHECK, agency=round_.agency, on=on))
