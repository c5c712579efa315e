"""Citizens object to an applicant during the notice (异议), and the office answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import steps
from certification.models import Application, Objection
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder, Refusal
from enforcement.organisation.duties.holding import require

MOST = 50
"""Objections to one applicant that are received; more are asked for on paper, so that nobody floods the office."""


class NoticeOver(Refusal):
    """Refuse an objection outside the days of the notice."""

    sentence = _("The days for objections to this applicant are over.")
    remedy = _("Write to the justice bureau; it examines complaints about officers at any time.")


class TooManyObjections(Refusal):
    """Refuse more than can be read."""

    sentence = _("Many objections to this applicant have come in already.")
    remedy = _("Write to the justice bureau on paper before the last day.")


class AnsweredAlready(OutOfOrder):
    """Refuse a second answer."""

    sentence = _("This objection was answered already.")
    remedy = _("Reload the page to read the answer.")


@transaction.atomic(durable=True)
def object_to(
    *, application_id: int, by: Actor, at: datetime, words: str, name: str = "", contact: str = ""
) -> Objection:
    """Receive an objection; name and contact may stay empty.

    Raises:
        NotFound: for an application that is not announced. NoticeOver: after the last day.
        TooManyObjections: as it says. Invalid: without words.
    """
    found = (
        Application.objects.select_for_update(of=("self",))
        .filter(pk=application_id, announced_on__isnull=False)
        .first()
    )
    if found is None:
        raise NotFound
    on = clock.day_of(at)
    if found.closed_at is not None or found.notice_until is None or on > found.notice_until:
        raise NoticeOver
    if not words.strip():
        raise Invalid(_("Write what speaks against this applicant."), field="words")
    if found.objections_received.count() >= MOST:
        raise TooManyObjections
    made = Objection.objects.create(
        application=found, name=name.strip(), contact=contact.strip(), words=words.strip(), made_at=at
    )
    steps.note(found, verb="credential.object", by=by, at=at, body={"objection": made.pk, "named": bool(name.strip())})
    return made


@transaction.atomic(durable=True)
def answer_objection(*, objection_id: int, by: Actor, at: datetime, upheld: bool, answer: str) -> Objection:
    """Say what was found; the review waits for it.

    Raises:
        NotFound, OwnApplication: as :mod:`certification.steps` says. NotAllowed: without the duty ``examine``.
        AnsweredAlready: the second time. Invalid: without words.
    """
    made = Objection.objects.select_for_update(of=("self",)).filter(pk=objection_id).first()
    if made is None:
        raise NotFound
    application = steps.lock(made.application_id, by)
    require(by=by, duty="examine", agency=application.agency)
    if made.answered_at is not None:
        raise AnsweredAlready
    if not answer.strip():
        raise Invalid(_("Write what was found."), field="answer")
    made.upheld, made.answer, made.answered_at, made.answered_by_id = upheld, answer.strip(), at, by.person_id
    made.save(update_fields=["upheld", "answer", "answered_at", "answered_by"])
    body = {"objection": made.pk, "upheld": upheld, "opinion": made.answer}
    steps.note(application, verb="credential.answer_objection", by=by, at=at, body=body)
    return made
