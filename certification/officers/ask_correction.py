"""Say that one's own record is wrong (个人信息保护法第四十六条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Correction
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Person, Post


class AskedAlready(Refusal):
    """Refuse a second request about the same part while the first waits."""

    sentence = _("You have asked about this part already; the office has not answered yet.")
    remedy = _("Wait for the answer, or call the office.")


@transaction.atomic(durable=True)
def ask_correction(*, by: Actor, at: datetime, about: str, words: str) -> Correction:
    """Ask the agency of one's post to correct a part of the record.

    Raises:
        NotAllowed: for nobody signed in. NotFound: for somebody who never held a post.
        AskedAlready: while a request about the same part waits. Invalid: without words.
    """
    if by.person_id is None:
        raise NotAllowed
    person = Person.objects.select_for_update().get(pk=by.person_id)
    posts = Post.objects.filter(person=person, from_on__lte=clock.day_of(at)).select_related("agency")
    post = posts.order_by("-from_on", "-pk").first()
    if post is None:
        raise NotFound
    if not words.strip():
        raise Invalid(_("Write what is wrong, and what is right."), field="words")
    if Correction.objects.filter(person=person, about=about, state=Correction.State.OPEN).exists():
        raise AskedAlready
    row = Correction.objects.create(
        person=person, agency=post.agency, about=Correction.About(about), words=words.strip(), made_at=at
    )
    body = {"correction": row.pk, "about": about, "words": row.words}
    append(series=f"person:{person.pk}", by=by, at=at, verb="officer.ask_correction", body=body)
    return row
