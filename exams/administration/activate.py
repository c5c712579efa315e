"""Set a first password with the one-time code on an admission ticket."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import PUBLIC
from enforcement.errors import Invalid
from enforcement.ledger.append import append
from enforcement.organisation.models import Person
from exams.administration.activation_code import activation_code, may_be_activated, plain
from exams.models import Candidate


class CodeWrong(Invalid):
    """Refuse a code that is not that of the ticket, or that was used; it does not say which of the two."""

    sentence = _("This ticket number and code do not go together, or the code was used already.")
    remedy = _("Check both on your admission ticket. If you have a password already, sign in with it.")


@transaction.atomic(durable=True)
def activate(*, ticket: str, at: datetime, code: str, password: str) -> Person:
    """Give the owner of a ticket the password that they chose; the code is spent by that.

    The caller has checked that the password is strong enough and counted the attempts.

    Raises:
        CodeWrong
    """
    person_id = Candidate.objects.filter(ticket=ticket).exclude(ticket="").values_list("person_id", flat=True).first()
    person = Person.objects.select_for_update(of=("self",)).filter(pk=person_id or 0).first()
    if person is None:
        raise CodeWrong(field="code")
    right = plain(activation_code(person_id=person.pk, ticket=ticket))
    if not hmac.compare_digest(right.encode(), plain(code).encode()) or not may_be_activated(person):
        raise CodeWrong(field="code")
    person.set_password(password)
    person.save(update_fields=["password"])
    append(
        series=f"person:{person.pk}",
        by=PUBLIC,
        at=at,
        verb="account.activate",
        body={"person": person.pk, "ticket": ticket},
    )
    return person
