"""Rate a visit: the enterprise does, once, without signing in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Rating, Visit
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append

LONGEST = 500


class RatedAlready(OutOfOrder):
    """Refuse a second rating of one visit."""

    sentence = _("This visit was rated already.")
    remedy = _("To say more, complain or call the agency: both are on this page.")


@transaction.atomic(durable=True)
def rate_visit(*, secret: str, by: Actor, at: datetime, grade: int, words: str = "") -> Rating:
    """Keep a grade of 1 to 5 and words; the ledger gets the grade alone, for words are deleted in time.

    Raises:
        NotFound: for an address that leads to no visit. RatedAlready: the second time. Invalid: for another grade.
    """
    visit = Visit.objects.select_for_update(of=("self",)).select_related("credential").filter(secret=secret).first()
    if visit is None:
        raise NotFound
    if Rating.objects.filter(visit=visit).exists():
        raise RatedAlready
    if grade not in Rating.Grade.values or len(words.strip()) > LONGEST:
        raise Invalid(_("Choose one of the five grades."), field="grade")
    rating = Rating.objects.create(visit=visit, grade=grade, words=words.strip(), rated_at=at)
    body = {"visit": visit.pk, "grade": grade}
    append(series=visit.credential.series, by=by, at=at, verb="visit.rate", body=body)
    return rating
