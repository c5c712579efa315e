"""What an act on a credential obliges to, and that it was done: tell the unit, publish a loss, take a card back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import history
from certification.models import Credential, Task
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append

DUTIES = {"loss_notice": ("apply", "issue"), "tell_unit": ("issue", "examine"), "tell_issuer": ("issue", "examine"),
          "card_back": ("apply", "issue")}  # fmt: skip


class AlreadyDone(OutOfOrder):
    """Refuse to do a thing twice."""

    sentence = _("This was done already.")
    remedy = _("Reload the page: the history says when and how.")


def oblige(credential: Credential, *kinds: str, days: int, at: datetime) -> list[Task]:
    """Enter things to do within days, in the caller's transaction."""
    due = clock.day_of(at) + timedelta(days=days)
    return [Task.objects.create(credential=credential, kind=kind, due_on=due, made_at=at) for kind in kinds]


@transaction.atomic(durable=True)
def complete(*, task_id: int, by: Actor, at: datetime, done_on: date, words: str) -> Task:
    """Say that a thing was done, on which day and how (the paper and page, the number of the letter).

    Raises:
        NotFound: if there is none. NotAllowed, OwnCredential: as :func:`certification.history.lock` says.
        AlreadyDone: the second time. Invalid: for a day to come, before it was asked for, or without words.
    """
    task = Task.objects.select_for_update().filter(pk=task_id).first()
    if task is None:
        raise NotFound
    credential = history.lock(task.credential_id, by=by, duties=DUTIES[task.kind])
    if task.done_on is not None:
        raise AlreadyDone
    if not clock.day_of(task.made_at) <= done_on <= clock.day_of(at):
        raise Invalid(_("Give the day on which it was done: not before it was due to be done, not after today."),
                      field="done_on")  # fmt: skip
    if not words.strip():
        raise Invalid(
            _("Write how it was done, such as the paper and page or the number of the letter."), field="words"
        )
    task.done_on, task.words = done_on, words.strip()
    task.save(update_fields=["done_on", "words"])
    append(
        series=credential.series,
        by=by,
        at=at,
        verb="credential.complete_task",
        body={
            "task": task.pk,
            "kind": task.kind,
            "done_on": done_on,
            "ground": f"{task.get_kind_display()}：{task.words}",
        },
    )
    return task
