"""What the life cycle puts on a holder's desk: the receipt, a statement, the end of the card."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from certification.lifecycle.decide import speak_until
from certification.lifecycle.to_do import KIND, light
from certification.models import Credential, Delivery, Proposal
from enforcement import clock
from enforcement.web.worklist import ToDo


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield what waits for the person as a holder."""
    person, today, url = request.user.pk, clock.today(), reverse("credential_affairs")
    if person is None:
        return
    for row in Delivery.objects.filter(credential__person_id=person, received_on__isnull=True).select_related(
        "credential"
    ):
        yield ToDo(title=_("Confirm that you received the card"), url=url, subject=row.credential.number, kind=KIND)
    waiting = Proposal.objects.filter(credential__person_id=person, kind="revoke", outcome="", heard_on__isnull=True)
    for proposal in waiting.select_related("credential__agency"):
        due = speak_until(proposal)
        yield ToDo(
            title=_("Make a statement: it is proposed to revoke your credential"), kind=KIND, due_on=due,
            url=reverse("credential_statement", args=[proposal.pk]), light=light(due, today),
        )  # fmt: skip
    ending = Credential.objects.filter(
        person_id=person, reminders__isnull=False, valid_to__gte=today, superseded_by__isnull=True
    )
    for credential in ending.distinct():
        yield ToDo(
            title=_("Your credential ends soon"), url=url, subject=credential.number, due_on=credential.valid_to,
            light=light(credential.valid_to, today), kind=KIND,
        )  # fmt: skip
